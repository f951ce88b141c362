import fc from 'fast-check';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { type SecretUse, secretName } from '../../config/secrets.ts';
import { platformConfig } from '../fixtures.ts';
import { all, render } from '../render.ts';
import { fillIn } from './templates.ts';
import { monitored, privateGit, rds, valuesOf } from './variants.ts';

/** What the chart calls its own Secrets in release `airflow`; the first two are deleted and made again on every sync. */
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

function target(config: PlatformConfig, use: SecretUse) {
  const name = secretName(resolve(config), use);
  const secret = resolve(config).secrets.find(({ targets }) => targets.some((made) => made.name === name));
  const data = secret?.targets.find((made) => made.name === name)?.data;
  if (!secret || !data) throw new Error(`no secret is called ${name}`);
  return { source: secret.source, data };
}

describe('the chart never makes up', () => {
  const values = valuesOf();

  test.each<[string, string | undefined | null, SecretUse, string[]]>([
    ['a Fernet key (apache/airflow#47963)', values.fernetKeySecretName, 'fernet', ['fernet-key']],
    ['the key of sessions and logs', values.apiSecretKeySecretName, 'apiSecret', ['api-secret-key']],
    ['the key of task tokens (apache/airflow#64826, #49871)', values.jwtSecretName, 'jwt', ['jwt-secret']],
    ['the address of the database', values.data?.metadataSecretName, 'metadata', ['connection']],
    [
      "PgBouncer's settings, password included",
      values.pgbouncer?.configSecretName,
      'pgbouncerConfig',
      ['pgbouncer.ini', 'users.txt'],
    ],
    [
      "the address of PgBouncer's statistics",
      values.pgbouncer?.metricsExporterSidecar?.statsSecretName,
      'pgbouncerStats',
      ['connection'],
    ],
  ])('%s: it is given by name, and has the keys that the chart reads', (_, given, use, keys) => {
    expect(given).toBe(secretName(resolve(platformConfig()), use));
    expect(Object.keys(target(platformConfig(), use).data)).toEqual(keys);
  });

  test('a broker and its password, which KubernetesExecutor does not have', () => {
    expect(values.redis).toEqual({ enabled: false });
    expect(values.data?.brokerUrlSecretName).toBe('airflow-no-broker');
  });

  test('a PostgreSQL with a well-known password', () => {
    expect(values.postgresql).toEqual({ enabled: false });
    expect(values.data).not.toHaveProperty('metadataConnection');
  });
});

test('no secret has a name that the chart generates: its hooks would delete it (apache/airflow#58982)', () => {
  const ours = resolve(platformConfig(privateGit)).secrets.flatMap(({ targets }) => targets.map(({ name }) => name));
  expect([...ours, 'airflow-connections'].filter((name) => madeByTheChart.includes(name))).toEqual([]);
});

describe('a generated key', () => {
  test('for Fernet is always valid: url-safe base64 of exactly 32 bytes', () => {
    const { source, data } = target(platformConfig(), 'fernet');
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

  test('for Fernet is followed by the one before it while it is rotated, so that what that encrypted can be read', () => {
    const { data } = target(platformConfig(), 'fernet');
    const keys = { key: 'n'.repeat(32), previousKey: 'o'.repeat(32) };
    const [now, before, ...others] = fillIn(data['fernet-key'] ?? '', keys).split(',');
    expect(Buffer.from(now ?? '', 'base64').toString()).toBe(keys.key);
    expect(Buffer.from(before ?? '', 'base64').toString()).toBe(keys.previousKey);
    expect(others).toEqual([]);
  });

  test('for task tokens has the 64 bytes that HS512 asks for (apache/airflow#65082)', () => {
    const { source } = target(platformConfig(), 'jwt');
    expect(source).toEqual({ kind: 'generated', property: 'key', length: expect.any(Number) });
    expect(source.kind === 'generated' && source.length).toBeGreaterThanOrEqual(64);
  });
});

describe('a value that was changed in Secrets Manager', () => {
  const atRevision = (revision: number) => (draft: Parameters<typeof privateGit>[0]) => {
    for (const edit of [privateGit, rds, monitored]) edit(draft);
    draft.secretsRevision = revision;
  };
  const names = (revision: number) =>
    resolve(platformConfig(atRevision(revision))).secrets.flatMap(({ targets }) => targets.map(({ name }) => name));
  const [before, after] = [names(1), names(2)];

  test('is given to pods by another name, which starts them again: the chart does not notice a change by name', () => {
    const kept = before.filter((name) => after.includes(name));
    expect(kept).toEqual(['airflow-task-git-connection']);

    const values = JSON.stringify(valuesOf(atRevision(2)));
    expect(after.filter((name) => !values.includes(name) && !name.startsWith('grafana-'))).toEqual([]);
    expect(before.filter((name) => values.includes(name))).toEqual(kept);
  });

  test('is in a Secret beside the one before, which pods that still run may need, and not the one before that', () => {
    const rendered = (revision: number) =>
      all(render(platformConfig(atRevision(revision))), 'ExternalSecret').map(({ metadata }) => metadata.name);
    expect(rendered(1).sort()).toEqual([...before].sort());
    expect(rendered(2).sort()).toEqual([...new Set([...before, ...after])].sort());
    expect(rendered(3).filter((name) => before.includes(name))).toEqual(['airflow-task-git-connection']);
  });

  test('never changes a Secret that exists: its manifest stays as it is', () => {
    const specs = (revision: number) =>
      all(render(platformConfig(atRevision(revision))), 'ExternalSecret').filter(({ metadata }) =>
        before.includes(metadata.name),
      );
    expect(specs(2)).toEqual(specs(1));
  });
});

describe('pods start again when the template of a Secret changes', () => {
  const larger: typeof privateGit = (draft) => {
    draft.airflow.pgbouncer.poolSize += 1;
  };
  const changed = (edit: typeof privateGit) =>
    (['fernet', 'apiSecret', 'jwt', 'metadata', 'pgbouncerConfig', 'pgbouncerStats'] as const).filter(
      (use) => secretName(resolve(platformConfig(edit)), use) !== secretName(resolve(platformConfig()), use),
    );

  test("PgBouncer's for its settings, and nobody else", () => {
    expect(changed(larger)).toEqual(['pgbouncerConfig']);
  });

  test('of a private repository of DAGs, and nobody else', () => {
    const moved = platformConfig((draft) => {
      privateGit(draft);
      if (draft.airflow.dags?.kind === 'git-private')
        draft.airflow.dags.repoUrl = 'https://github.com/example/moved.git';
    });
    expect(secretName(resolve(moved), 'gitConnection', 'dags')).not.toBe(
      secretName(resolve(platformConfig(privateGit)), 'gitConnection', 'dags'),
    );
    expect(secretName(resolve(moved), 'fernet')).toBe(secretName(resolve(platformConfig()), 'fernet'));
  });
});

test('pods start again when a connection changes, whose Secret has a fixed name', () => {
  const annotations = (edit?: typeof privateGit) => valuesOf(edit).airflowPodAnnotations;
  const elsewhere = annotations((draft) => {
    draft.aws.region = 'us-east-1';
  });
  expect(elsewhere).not.toEqual(annotations());
  expect(annotations(rds)).toEqual(annotations());
  expect(annotations()).toEqual({ 'checksum/connections': expect.stringMatching(/^[0-9a-f]{8}$/) });
});
