import { connectionsPerProcess, defaultConnections, rdsConnections } from '../../../config/connections.ts';
import { at, type Json, listIn, objectIn, textsIn } from '../../../imports/json.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check, Given, Problem } from '../check.ts';
import { awsOf } from '../contract/aws.ts';
import { type Airflow, airflowsIn } from './installation.ts';

/** What PgBouncer is told in the file that the values name. */
interface Pooler {
  readonly item: Item;
  readonly replicas: number;
  /** Connections that each of its pods takes from Airflow. */
  readonly clients: number;
  /** Connections that each of its pods opens to the database. */
  readonly pool: number;
}

const iniField = 'spec.target.template.data';
const iniFile = 'pgbouncer.ini';

export const databaseClients: Check = {
  rule: 'airflow/database-clients',
  promise: 'one PgBouncer holds every connection that Airflow may open, while the others restart',
  find: (tree) =>
    airflowsIn(tree).flatMap((airflow) => {
      const pooler = poolerOf(tree, airflow);
      const needed = processesOf(airflow) * connectionsOf(airflow);
      if (pooler === undefined || pooler.clients >= needed) return [];
      return [
        {
          item: pooler.item,
          field: `${iniField}.${iniFile}`,
          message: `takes ${pooler.clients} connections, and the ${processesOf(airflow)} processes of Airflow open up to ${needed}: under load they wait for each other`,
          remedy: `set max_client_conn to ${needed} or more`,
        },
      ];
    }),
};

export const databaseConnections: Check = {
  rule: 'airflow/database-connections',
  promise: 'the database takes every connection that PgBouncer may open',
  find: (tree, given = {}) =>
    airflowsIn(tree).flatMap((airflow): readonly Problem[] => {
      const pooler = poolerOf(tree, airflow);
      const limit = limitOf(tree, airflow, given);
      if (pooler === undefined || limit === undefined) return [];
      const { item, replicas, pool } = pooler;
      if (replicas * pool <= limit) return [];
      return [
        {
          item,
          field: `${iniField}.${iniFile}`,
          message: `${replicas} of it open ${replicas * pool} connections, and the database takes ${limit}: those above are refused, and tasks fail on it`,
          remedy: `set pool_size to ${Math.floor(limit / replicas)} or less`,
        },
      ];
    }),
  blindSpots: (tree, given = {}) =>
    airflowsIn(tree)
      .filter((airflow) => poolerOf(tree, airflow) !== undefined && limitOf(tree, airflow, given) === undefined)
      .map(() =>
        given.templates
          ? 'whether the database takes all connections of Airflow: nobody has written down what its class takes'
          : 'whether the database takes all connections of Airflow: it is in the templates; give --cluster',
      ),
};

function processesOf({ values }: Airflow): number {
  return ['apiServer', 'scheduler', 'dagProcessor', 'triggerer']
    .map((component) => numberAt(values, `${component}.replicas`, 1))
    .reduce((sum, replicas) => sum + replicas);
}

/** SQLAlchemy's pool of one process, which airflow.cfg may change. */
function connectionsOf({ values }: Airflow): number {
  const { sql_alchemy_pool_size: size, sql_alchemy_max_overflow: overflow } = objectIn(values, 'config.database');
  return size === undefined && overflow === undefined
    ? connectionsPerProcess
    : Number(size ?? 5) + Number(overflow ?? 10);
}

function poolerOf(tree: Tree, { values, application }: Airflow): Pooler | undefined {
  const secret = at(values, 'pgbouncer.configSecretName');
  if (at(values, 'pgbouncer.enabled') !== true || secret === undefined) return undefined;
  const item = tree
    .ofKind('ExternalSecret')
    .find(({ id, manifest }) => id.namespace === application.namespace && nameOf(manifest) === secret);
  const ini = item && objectIn(item.manifest, iniField)[iniFile];
  if (item === undefined || typeof ini !== 'string') return undefined;
  const settings = ini.replaceAll(/^\s*[;#].*$/gm, '');
  return {
    item,
    replicas: numberAt(values, 'pgbouncer.replicas', 1),
    clients: settingIn(settings, 'max_client_conn', 100),
    pool: settingIn(settings, 'pool_size', settingIn(settings, 'default_pool_size', 20)),
  };
}

function nameOf(manifest: Json): Json | undefined {
  return at(manifest, 'spec.target.name') ?? at(manifest, 'metadata.name');
}

/** A number of pgbouncer.ini without its comments, or what PgBouncer takes without it. */
function settingIn(ini: string, name: string, byDefault: number): number {
  const value = new RegExp(`(?:^|\\s)${name} *= *(\\d+)`, 'm').exec(ini)?.[1];
  return value === undefined ? byDefault : Number(value);
}

/** Of PostgreSQL beside Airflow, or of the instance in the templates. */
function limitOf(tree: Tree, { application }: Airflow, given: Given): number | undefined {
  const server = tree
    .ofKind('StatefulSet')
    .filter(({ id }) => id.namespace === application.namespace)
    .flatMap(({ manifest }) => listIn(manifest, 'spec.template.spec.containers'))
    .find((container) => /(^|\/)postgres(ql)?[:@]/.test(String(at(container, 'image'))));
  if (server !== undefined) {
    const told = /max_connections=(\d+)/.exec(textsIn(server).join(' '))?.[1];
    return told === undefined ? defaultConnections : Number(told) - 3;
  }
  const [instance] = awsOf(tree, given)?.named('AWS::RDS::DBInstance', 'DBInstanceClass') ?? [];
  return instance === undefined ? undefined : rdsConnections(instance.replace(/^db\./, ''));
}

function numberAt(value: Json, path: string, byDefault: number): number {
  const found = at(value, path);
  return typeof found === 'number' ? found : byDefault;
}
