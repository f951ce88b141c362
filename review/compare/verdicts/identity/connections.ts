import type { Difference } from '../../diff.ts';
import { pathText } from '../../path.ts';
import { fieldsOf, leavesOf } from '../../values.ts';
import { type Judgement, type Said, saidWith, type Verdict } from '../../verdict.ts';

export const connection: Verdict = {
  rule: 'identity/connection',
  severity: 'danger',
  promise: 'Where a database is reached without TLS or a login, past PgBouncer, or is another one',
  judge(change, before, after) {
    if (change.verb !== 'changed' && change.verb !== 'followed') return [];
    return fieldsOf(change, before, after)
      .flatMap(leavesOf)
      .map((difference) =>
        saidWith({ why: pathText(difference.path), differences: [difference] }, [
          ofSettings(difference),
          ofAddress(difference),
        ]),
      );
  },
};

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Settings of pgbouncer.ini, or values of a chart that are called the same. */
function ofSettings({ path, before, after }: Difference): Said {
  const name = path.at(-1) ?? '';
  const variable = /^\[name=PGSSLMODE\]$/.test(path.at(-2) ?? '') ? 'sslmode' : name;
  if (/^(sslmode|auth_type)$/.test(variable)) return ofSetting(variable, textOf(before), textOf(after));
  if (!/^\s*\[pgbouncer\]/m.test(textOf(after))) return [];
  return [
    ['server_tls_sslmode', 'client_tls_sslmode', 'auth_type', 'pool_mode'].map((setting) =>
      ofSetting(setting, settingIn(textOf(before), setting), settingIn(textOf(after), setting)),
    ),
    before !== undefined && databasesIn(textOf(before)) !== databasesIn(textOf(after)) && otherDatabase,
  ];
}

/** What the section says of where each database is. */
function databasesIn(ini: string): string {
  const section = /^\[databases\]([^[]*)/m.exec(ini)?.[1] ?? '';
  return [...section.matchAll(/\b(host|port|dbname) *=.*?(?=\s+\w+=|$)/gm)].join();
}

function settingIn(ini: string, name: string): string {
  return new RegExp(`^\\s*${name} *= *(\\S+)`, 'm').exec(ini)?.[1] ?? '';
}

function ofSetting(name: string, before: string, after: string): Said {
  if (before === after) return [];
  if (name.endsWith('sslmode')) return ofTls(before, after, name === 'client_tls_sslmode');
  const change = `${before || 'the default'} → ${after || 'the default'}`;
  if (name === 'pool_mode') {
    return {
      severity: 'warn',
      message: `PgBouncer shares the connections to the database in another way (pool_mode ${change})`,
      remedy: 'keep transaction: with session each client holds a connection, with statement transactions fail',
    };
  }
  if (after === 'any' || after === 'trust') {
    return {
      message: `PgBouncer lets everybody in without a password (auth_type ${change}): whoever reaches its port has the database`,
      remedy: 'keep scram-sha-256',
    };
  }
  return {
    severity: 'warn',
    message: `PgBouncer asks who comes in another way (auth_type ${change})`,
    remedy: 'keep scram-sha-256, and check that auth_file has what this way needs',
  };
}

const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
const [required, checked] = [3, 4];

/** libpq and PgBouncer take `prefer` without a setting; PgBouncer takes no TLS from its clients. */
function ofTls(before: string, after: string, ofClients: boolean): Said {
  const byDefault = ofClients ? 'disable' : 'prefer';
  const [old, now] = [modes.indexOf(before || byDefault), modes.indexOf(after || byDefault)];
  const change = `${before || `${byDefault}, the default`} → ${after || `${byDefault}, the default`}`;
  const whose = ofClients ? 'to PgBouncer' : 'to the database';
  if (old < 0 || now < 0 || old === now) return [];
  if (now > old) {
    return {
      severity: 'info',
      message: `connections ${whose} ask for more TLS (sslmode ${change}): where the other side has none, or another certificate, they fail`,
    };
  }
  if (now < required) {
    return old < required ? [] : [noTls(whose, `sslmode ${change}`)];
  }
  return {
    severity: now < checked ? 'danger' : 'warn',
    message: `connections ${whose} ${now < checked ? 'take any certificate' : 'take a certificate of another name'} (sslmode ${change}): another server can answer in its place`,
    remedy: 'keep sslmode verify-full',
  };
}

function noTls(whose: string, change: string): Judgement {
  return {
    message: `connections ${whose} need no TLS any more (${change}): passwords and data can be read on the way`,
    remedy: 'keep sslmode, verify-full where the authority of the certificate is known',
  };
}

const otherDatabase: Judgement = {
  message: 'it connects to another database: an empty one has no users, no history and no connections',
  remedy: 'check that it is the same database, or bring the data over first',
};

interface Address {
  readonly scheme: string;
  readonly user: string;
  readonly host: string;
  readonly sslmode: string;
}

const form = /^((?:\w+\+)?(?:postgres(?:ql)?|mysql|mssql|rediss?)(?:\+\w+)?):\/\/(?:(.*)@)?([^@?]*)(?:\?(.*))?$/i;

function addressIn(value: unknown): Address | undefined {
  const [, scheme = '', user = '', host = '', query = ''] = form.exec(textOf(value).trim()) ?? [];
  return host === '' ? undefined : { scheme, user, host, sslmode: /\bsslmode=([\w-]+)/.exec(query)?.[1] ?? '' };
}

function ofAddress({ before, after }: Difference): Said {
  const [old, now] = [addressIn(before), addressIn(after)];
  if (!old || !now) return [];
  const isPooled = ({ host }: Address) => /pgbouncer/i.test(host);
  const passes = isPooled(old) && !isPooled(now);
  const isOpen = modes.indexOf(now.sslmode || 'prefer') < required;
  return [
    !passes && ofTls(old.sslmode, now.sslmode, false),
    // What PgBouncer did for the way to the database is lost with it.
    passes &&
      isOpen &&
      noTls('to the database', `${now.sslmode ? `sslmode ${now.sslmode}` : 'no sslmode'} in the address`),
    old.scheme === 'rediss' && now.scheme === 'redis' && noTls('to the database', 'rediss → redis'),
    old.user !== '' &&
      now.user === '' && {
        message: 'the address of the database has no user any more',
        remedy: 'keep the user and its password',
      },
    passes && {
      severity: 'warn',
      message:
        'connections go past PgBouncer: each process and each task opens its own, until the database takes no more',
      remedy: 'keep the address of PgBouncer',
    },
    old.host !== now.host && isPooled(old) === isPooled(now) && otherDatabase,
  ];
}
