import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { connections } from '../../charts/airflow/access.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { platformSecrets, secretNames } from '../../config/secrets.ts';
import { platformConfig } from '../fixtures.ts';
import { fillIn } from './templates.ts';
import { privateGit, rds, valuesOf, variants } from './variants.ts';

/** What the chart calls its own Secrets in release `airflow`; the first two are deleted and made anew on every sync. */
const madeByTheChart = [
  'fernet-key',
  'redis-password',
  'broker-url',
  'api-secret-key',
  'jwt-secret',
  'webserver-secret-key',
  'metadata',
  'result-backend',
  'pgbouncer-config',
  'pgbouncer-stats',
  'pgbouncer-certificates',
  'registry',
  'kerberos-keytab',
  'flower',
  'elasticsearch',
  'opensearch',
  'ssh-secret',
].map((name) => `airflow-${name}`);

function target(config: PlatformConfig, name: string) {
  const secret = platformSecrets(config).find(({ targets }) => targets.some((made) => made.name === name));
  const data = secret?.targets.find((made) => made.name === name)?.data;
  if (!secret || !data) throw new Error(`no secret is called ${name}`);
  return { source: secret.source, data };
}

describe('the chart never makes up', () => {
  const values = valuesOf();

  test.each([
    ['a Fernet key (apache/airflow#47963)', values.fernetKeySecretName, secretNames.fernet, ['fernet-key']],
    ['the key of sessions and logs', values.apiSecretKeySecretName, secretNames.apiSecret, ['api-secret-key']],
    ['the key of task tokens (apache/airflow#64826, #49871)', values.jwtSecretName, secretNames.jwt, ['jwt-secret']],
    ['the address of the database', values.data?.metadataSecretName, secretNames.metadata, ['connection']],
    [
      "PgBouncer's settings, password included",
      values.pgbouncer?.configSecretName,
      secretNames.pgbouncerConfig,
      ['pgbouncer.ini', 'users.txt'],
    ],
    [
      "the address of PgBouncer's statistics",
      values.pgbouncer?.metricsExporterSidecar?.statsSecretName,
      secretNames.pgbouncerStats,
      ['connection'],
    ],
  ])('%s: it is given by name, and has the keys that the chart reads', (_, given, name, keys) => {
    expect(given).toBe(name);
    expect(Object.keys(target(platformConfig(), name).data)).toEqual(keys);
  });

  test('a broker and its password, which KubernetesExecutor does not have', () => {
    expect(values.redis).toEqual({ enabled: false });
    expect(values.data?.brokerUrlSecretName).toBe('airflow-no-broker');
  });

  test('a PostgreSQL with a well-known password', () => {
    expect(values.postgresql).toEqual({ enabled: false });
    expect(values.data).not.toHaveProperty('metadataConnection');
  });

  test.each(variants)('anything that differs from one render to the next: %s', (_, edit) => {
    expect(JSON.stringify(valuesOf(edit))).toBe(JSON.stringify(valuesOf(edit)));
  });
});

test('no secret has a name that the chart generates: its hooks would delete it (apache/airflow#58982)', () => {
  const ours = [...Object.values(secretNames), 'airflow-connections'];
  expect(ours.filter((name) => madeByTheChart.includes(name))).toEqual([]);
});

describe('a generated key', () => {
  test('for Fernet is always valid: url-safe base64 of exactly 32 bytes', () => {
    const { source, data } = target(platformConfig(), secretNames.fernet);
    const length = source.kind === 'generated' ? source.length : 0;
    const lettersAndDigits = fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${length}}$`));

    fc.assert(
      fc.property(lettersAndDigits, (key) => {
        const value = fillIn(data['fernet-key'] ?? '', { key });
        expect(value).toMatch(/^[A-Za-z0-9_-]{43}=$/);
        expect(Buffer.from(value, 'base64url')).toHaveLength(32);
      }),
    );
  });

  test('for task tokens has the 64 bytes that HS512 asks for (apache/airflow#65082)', () => {
    const { source } = target(platformConfig(), secretNames.jwt);
    expect(source).toEqual({ kind: 'generated', property: 'key', length: expect.any(Number) });
    expect(source.kind === 'generated' && source.length).toBeGreaterThanOrEqual(64);
  });
});

describe('pods start anew when what they read by name changes, which the chart does not notice', () => {
  const pgbouncer = (edit?: Parameters<typeof valuesOf>[0]) => valuesOf(edit).pgbouncer?.podAnnotations;
  const airflow = (edit?: Parameters<typeof valuesOf>[0]) => valuesOf(edit).airflowPodAnnotations;

  test("PgBouncer's for its settings, and for nothing else", () => {
    const larger = pgbouncer((draft) => {
      draft.airflow.pgbouncer.poolSize += 1;
    });
    expect(larger).not.toEqual(pgbouncer());
    expect(pgbouncer(privateGit)).toEqual(pgbouncer());
  });

  test("Airflow's for its connections, and for nothing else", () => {
    expect(airflow(privateGit)).not.toEqual(airflow());
    expect(airflow(rds)).toEqual(airflow());
    expect(airflow()).toEqual({ 'checksum/environment': expect.stringMatching(/^[0-9a-f]{16}$/) });
  });
});

test('connections in the environment are JSON that names no secret value', () => {
  const parsed = Object.values(connections(platformConfig())).map((text) => JSON.parse(text) as object);
  expect(parsed).toEqual([
    { conn_type: 'kubernetes', extra: { in_cluster: true } },
    { conn_type: 'aws', extra: { region_name: 'eu-west-1' } },
  ]);
});
