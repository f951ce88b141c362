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
export function pgbouncerIni({ airflow: { database, pgbouncer: pooler } }: PlatformConfig): string {
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
    `server_tls_sslmode = ${database.kind === 'rds' ? 'require' : 'disable'}`,
    'server_tls_ciphers = normal',
    '',
  ].join('\n');
}
