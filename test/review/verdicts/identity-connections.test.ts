import { connection } from '../../../review/compare/verdicts/identity/connections.ts';
import { type Case, cases, chart, draft, step } from '../compare/trees.ts';
import { deployment, secret, settings } from './fixture.ts';

const of = (key: string, text: string | undefined) =>
  secret({ target: { template: { data: { z: '1', [key]: text } } } });
const ini = (before: string, after: string, ...says: readonly string[]): Case => {
  const text = (lines: string) =>
    `[databases]\nairflow = host=a dbname=b pool_size=5\n\n[pgbouncer]\n${lines}\nverbose = 0\n`;
  return step(of('pgbouncer.ini', text(before)), of('pgbouncer.ini', text(after)), ...says);
};
const url = (before: string, after: string, ...says: readonly string[]) =>
  step(of('url', before), of('url', after), ...says);
const external = 'ExternalSecret shop/database:';
const open = `danger ${external} connections to the database need no TLS any more`;
const readable = 'passwords and data can be read on the way';
const other = `danger ${external} it connects to another database`;
const direct = 'postgresql://{{ .user }}:{{ .password }}@{{ .host }}:5432/{{ .name }}';
const pooled = 'postgresql://{{ .user }}:{{ .password }}@airflow-pgbouncer.airflow:6543/metadata';
const database = (text: string) => of('pgbouncer.ini', `[databases]\n${text}\n[pgbouncer]\nverbose = 0\n`);

cases(connection, {
  'no TLS': ini(
    'server_tls_sslmode = verify-full',
    'server_tls_sslmode = disable',
    `${open} (sslmode verify-full → disable): ${readable}`,
  ),
  'no word of TLS': ini('server_tls_sslmode = require', '', `${open} (sslmode require → prefer, the default)`),
  'any certificate': ini(
    'server_tls_sslmode = verify-full',
    'server_tls_sslmode = require',
    `danger ${external} connections to the database take any certificate (sslmode verify-full → require)`,
  ),
  'a certificate of another name': ini(
    'server_tls_sslmode = verify-full',
    'server_tls_sslmode = verify-ca',
    `warn ${external} connections to the database take a certificate of another name`,
  ),
  'more TLS': ini('', 'server_tls_sslmode = require', `info ${external} connections to the database ask for more TLS`),
  'as little TLS': ini('server_tls_sslmode = prefer', 'server_tls_sslmode = allow'),
  'no TLS for clients': ini(
    'client_tls_sslmode = require',
    '',
    `danger ${external} connections to PgBouncer need no TLS any more (sslmode require → disable, the default)`,
  ),
  'a mode that nobody knows': ini('server_tls_sslmode = require', 'server_tls_sslmode = a'),
  'everybody is let in': ini(
    'auth_type = scram-sha-256',
    'auth_type = any',
    `danger ${external} PgBouncer lets everybody in without a password (auth_type scram-sha-256 → any)`,
  ),
  'everybody is trusted': ini('auth_type = md5', 'auth_type = trust', `danger ${external} PgBouncer lets everybody in`),
  'another login': ini(
    'auth_type = scram-sha-256',
    'auth_type = plain',
    `warn ${external} PgBouncer asks who comes in another way (auth_type scram-sha-256 → plain)`,
  ),
  'another mode': ini(
    'pool_mode = transaction',
    'pool_mode = session',
    `warn ${external} PgBouncer shares the connections to the database in another way (pool_mode transaction → session)`,
  ),
  'another number': ini('max_client_conn = 400', 'max_client_conn = 200'),
  'another database behind PgBouncer': step(
    database('a = host=a dbname=b'),
    database('a = host=c dbname=b pool_size=1'),
    other,
  ),
  'the same database, and fewer connections': step(
    database('a = host={{ .host }} dbname=b pool_size=5'),
    database('a = host={{ .host }} dbname=b pool_size=1'),
  ),
  'a setting of another file': step(of('a.ini', '[a]\nauth_type = b\n'), of('a.ini', '[a]\nauth_type = any\n')),
  'an address without TLS': url(`${direct}?sslmode=require`, direct, `${open} (sslmode require → prefer, the default)`),
  'an address with more TLS': url(
    direct,
    `${direct}?sslmode=require`,
    `info ${external} connections to the database ask`,
  ),
  'an address past PgBouncer': url(
    pooled,
    direct,
    `${open} (no sslmode in the address): ${readable}`,
    `warn ${external} connections go past PgBouncer: each process and each task opens its own`,
  ),
  'an address past PgBouncer, with TLS': url(
    pooled,
    `${direct}?sslmode=verify-full`,
    `warn ${external} connections go past PgBouncer`,
  ),
  'an address of PgBouncer': url(`${direct}?sslmode=require`, `${pooled}?sslmode=require`),
  'an address of another database': url(direct, direct.replace('5432', '5433'), other),
  'an address of another database behind PgBouncer': url(pooled, pooled.replace('metadata', 'other'), other),
  'an address without a user': url(
    direct,
    direct.replace('{{ .user }}:{{ .password }}@', ''),
    `danger ${external} the address of the database has no user any more`,
  ),
  'an address of Redis without TLS': url('rediss://:a@b:6379/0', 'redis://:a@b:6379/0', `${open} (rediss → redis)`),
  'an address of something else': url('https://a', 'http://b'),
  'another template': url('a', 'b'),
  'a value of a chart': step(
    chart('airflow', { pgbouncer: { sslmode: 'require' } }),
    chart('airflow', { pgbouncer: { sslmode: 'disable' } }),
    'danger Application argocd/airflow: connections to the database need no TLS any more (sslmode require → disable)',
  ),
  'a variable': step(
    deployment({ env: [{ name: 'PGSSLMODE', value: 'require' }] }),
    deployment({ env: [{ name: 'PGSSLMODE', value: 'disable' }] }),
    'danger Deployment shop/web: connections to the database need no TLS any more',
  ),
  'another variable': step(
    deployment({ env: [{ name: 'MODE', value: 'require' }] }),
    deployment({ env: [{ name: 'MODE', value: 'disable' }] }),
  ),
  'a setting': step(
    settings({ url: `${direct}?sslmode=require` }),
    settings({ url: direct }),
    'danger ConfigMap shop/settings: connections to the database need no TLS',
  ),
  'a new name of a digest': step(
    { ...of('url', `${direct}?sslmode=require`), metadata: { name: 'database-0123abcd' } },
    { ...of('url', direct), metadata: { name: 'database-4567cdef' } },
    'danger ExternalSecret shop/database-4567cdef: connections to the database need no TLS',
  ),
  'a new one': step(undefined, of('url', direct)),
  'something else': step(draft('Widget', { spec: { a: 1 } }), draft('Widget', { spec: { a: 2 } })),
});
