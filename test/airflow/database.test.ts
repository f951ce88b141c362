import { X509Certificate } from 'node:crypto';
import { App } from 'cdk8s';
import { AirflowChart } from '../../charts/airflow/airflow.ts';
import { airflowValues } from '../../charts/airflow/values.ts';
import { checkPlatformConfig } from '../../config/check.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { type SecretUse, secretName } from '../../config/secrets.ts';
import { platformConfig } from '../fixtures.ts';
import { companyCa, govCloudRoot } from '../support/company.ts';
import { fillIn } from './templates.ts';
import { rds } from './variants.ts';

const properties = {
  username: 'airflow',
  password: 'S3cret',
  host: 'db.example.internal',
  port: '5432',
  dbname: 'airflow',
};

/** A file or variable of a secret, with the database's properties filled in. */
function filledIn(config: PlatformConfig, use: SecretUse, key: string): string {
  const made = resolve(config)
    .secrets.flatMap(({ targets }) => targets)
    .find((target) => target.name === secretName(resolve(config), use));
  return fillIn(made?.data[key] ?? '', properties);
}

/** `[section]` and `key = value`, as PgBouncer reads them. A key that is there twice is an error. */
function parseIni(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let current: Record<string, string> = {};
  for (const line of text.split('\n').filter((row) => row !== '')) {
    const section = /^\[(\w+)\]$/.exec(line)?.[1];
    const [, key = '', value = ''] = /^(\S+) = (.*)$/.exec(line) ?? [];
    if (section) current = sections[section] = {};
    else if (key === '' || key in current) throw new Error(`pgbouncer.ini: '${line}'`);
    else current[key] = value;
  }
  return sections;
}

const ini = (config: PlatformConfig) => parseIni(filledIn(config, 'pgbouncerConfig', 'pgbouncer.ini'));

describe("Airflow's address of the database", () => {
  const config = platformConfig();
  const address = new URL(filledIn(config, 'metadata', 'connection'));

  test('leads to the PgBouncer of this release in this namespace', () => {
    const { argo } = new AirflowChart(new App(), resolve(config));
    expect(address.host).toBe(`${argo.helm?.releaseName}-pgbouncer.${argo.namespace}:6543`);
  });

  test('names a database that PgBouncer knows', () => {
    expect(Object.keys(ini(config)['databases'] ?? {})).toEqual([address.pathname.slice(1)]);
  });

  test('has no query: asyncpg gets the same one, and does not know sslmode', () => {
    expect(address.search).toBe('');
  });
});

describe('pgbouncer.ini', () => {
  test('has the sizes of the config: those in the values have no effect on a file that is given by name', () => {
    const config = platformConfig(({ airflow }) => {
      Object.assign(airflow.pgbouncer, { maxClientConnections: 321, poolSize: 12 });
    });
    expect(ini(config)['pgbouncer']).toMatchObject({ max_client_conn: '321' });
    expect(ini(config)['databases']).toEqual({
      'airflow-metadata': 'host=db.example.internal dbname=airflow port=5432 pool_size=12',
    });
  });

  const mounted = '/etc/pgbouncer/root.crt';
  const rootIn = (config: PlatformConfig) =>
    resolve(config)
      .secrets.flatMap(({ targets }) => targets)
      .find(({ use }) => use === 'pgbouncerConfig')?.data['root.crt'];
  const inRegion = (region: string) =>
    platformConfig((draft) => {
      rds(draft);
      draft.aws.region = region;
    });

  test('verifies RDS by the root of its region and the name of its address, beside its settings', () => {
    const config = inRegion('eu-west-1');
    expect(ini(config)['pgbouncer']).toMatchObject({ server_tls_sslmode: 'verify-full', server_tls_ca_file: mounted });
    // Not by `ssl`: the chart makes a Secret of it, and the project of Airflow may hold none.
    expect(airflowValues(resolve(config)).pgbouncer).toMatchObject({
      extraVolumeMounts: [{ name: 'pgbouncer-config', mountPath: mounted, subPath: 'root.crt', readOnly: true }],
    });
    expect(airflowValues(resolve(config)).pgbouncer).not.toHaveProperty('ssl');
    const root = new X509Certificate(rootIn(config) ?? '');
    expect(root.subject).toMatch(/^CN=Amazon RDS eu-west-1 Root CA RSA2048 G1$/m);
    expect([root.ca, root.verify(root.publicKey), new Date(root.validTo).getUTCFullYear()]).toEqual([true, true, 2061]);
  });

  test('verifies RDS by the root that the config gives where none is known, and by no other of the bundle', () => {
    const config = platformConfig((draft) => {
      rds(draft);
      draft.aws.region = 'us-gov-west-1';
      Object.assign(draft.airflow.database, { rootCertificate: `${companyCa}\n${govCloudRoot}${companyCa}` });
    });
    expect(() => checkPlatformConfig(config)).not.toThrow();
    expect(ini(config)['pgbouncer']).toMatchObject({ server_tls_sslmode: 'verify-full', server_tls_ca_file: mounted });
    expect(rootIn(config)).toBe(govCloudRoot);
  });

  test('asks PostgreSQL in the cluster, which has no certificate, for no TLS', () => {
    expect(ini(platformConfig())['pgbouncer']).toMatchObject({ server_tls_sslmode: 'disable' });
    expect(airflowValues(resolve(platformConfig())).pgbouncer).not.toHaveProperty('extraVolumeMounts');
  });

  test('lets prepared statements through transaction pooling, which asyncpg uses', () => {
    const settings = ini(platformConfig())['pgbouncer'];
    expect(settings).toMatchObject({ pool_mode: 'transaction' });
    expect(Number(settings?.['max_prepared_statements'])).toBeGreaterThan(0);
  });

  test('lets in the one user, who may also read the statistics', () => {
    const config = platformConfig();
    expect(filledIn(config, 'pgbouncerConfig', 'users.txt')).toBe('"airflow" "S3cret"\n');
    expect(ini(config)['pgbouncer']).toMatchObject({ stats_users: 'airflow', auth_type: 'scram-sha-256' });
    const statistics = new URL(filledIn(config, 'pgbouncerStats', 'connection'));
    expect([statistics.hostname, statistics.port, statistics.pathname]).toEqual(['127.0.0.1', '6543', '/pgbouncer']);
  });
});
