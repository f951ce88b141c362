import { rdsRoot, rdsRootsIn } from '../imports/certificates.ts';
import { airflowRelease, namespaces } from './names.ts';
import type { PlatformConfig } from './platform-config.ts';

/** Where PgBouncer listens; the chart derives the name from the release. The pooler calls its database `airflow-metadata`. */
export const pgbouncer = {
  host: `${airflowRelease}-pgbouncer.${namespaces.airflow}`,
  port: 6543,
  database: 'airflow-metadata',
} as const;

/**
 * PgBouncer's configuration. Given by name, because the chart would put the password into a manifest;
 * so the pool sizes are set here and not in the chart's values, which have no effect then.
 */
export function pgbouncerIni(config: PlatformConfig): string {
  const { pgbouncer: pooler } = config.airflow;
  return [
    '[databases]',
    `${pgbouncer.database} = host={{ .host }} dbname={{ .dbname }} port={{ .port }} pool_size=${pooler.poolSize}`,
    '',
    '[pgbouncer]',
    'pool_mode = transaction',
    `listen_port = ${pgbouncer.port}`,
    'listen_addr = *',
    'auth_type = scram-sha-256',
    'auth_file = /etc/pgbouncer/users.txt',
    'stats_users = {{ .username }}',
    'ignore_startup_parameters = extra_float_digits',
    // Airflow's asyncpg engine uses prepared statements, which transaction pooling breaks without this.
    'max_prepared_statements = 200',
    `max_client_conn = ${pooler.maxClientConnections}`,
    'verbose = 0',
    'log_disconnections = 0',
    'log_connections = 0',
    ...tlsToDatabase(config),
    'server_tls_ciphers = normal',
    '',
  ].join('\n');
}

/** Key of the Secret with its settings, and where it is mounted beside them. */
export const rootFile = { key: 'root.crt', path: '/etc/pgbouncer/root.crt' } as const;

/** What the certificate of RDS is verified with. None where the database is in the cluster. */
export function databaseRoot({ airflow: { database }, aws: { region } }: PlatformConfig): string | undefined {
  if (database.kind === 'in-cluster') return undefined;
  return rdsRoot(region) ?? rdsRootsIn(database.rootCertificate ?? '').get(region);
}

/** PostgreSQL in the cluster has no certificate. */
function tlsToDatabase(config: PlatformConfig): readonly string[] {
  if (config.airflow.database.kind === 'in-cluster') return ['server_tls_sslmode = disable'];
  return ['server_tls_sslmode = verify-full', `server_tls_ca_file = ${rootFile.path}`];
}
