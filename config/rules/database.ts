import type { AirflowConfig } from '../platform-config.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

/** SQLAlchemy's pool of one Airflow process: 5 connections, and 10 more under load. */
const connectionsPerProcess = 15;

/** Each pooler must hold what all components open, because it is alone while the other one restarts. */
const poolerHoldsAllClients: Rule = ({ airflow: { apiServer, scheduler, dagProcessor, triggerer, pgbouncer } }) => {
  const processes = apiServer.replicas + scheduler.replicas + dagProcessor.replicas + triggerer.replicas;
  const needed = processes * connectionsPerProcess;
  if (pgbouncer.maxClientConnections >= needed) return [];
  const complaint = `is less than the ${needed} connections that Airflow's ${processes} processes open (${connectionsPerProcess} each); use ${needed} or more`;
  return [problem('airflow.pgbouncer.maxClientConnections', pgbouncer.maxClientConnections, complaint)];
};

/** A connection to PostgreSQL costs its memory, also when no client can ever use it. */
const poolWithinClients: Rule = ({ airflow: { pgbouncer } }) =>
  pgbouncer.poolSize > pgbouncer.maxClientConnections
    ? [
        problem(
          'airflow.pgbouncer.poolSize',
          pgbouncer.poolSize,
          `is more than maxClientConnections, so some would never be used; use ${pgbouncer.maxClientConnections} or less`,
        ),
      ]
    : [];

/** PostgreSQL refuses the connections above its limit, and tasks fail on it. */
const databaseHoldsPools: Rule = ({ airflow: { database, pgbouncer } }) => {
  const limit = maxConnections(database);
  const wanted = pgbouncer.poolSize * pgbouncer.replicas;
  if (limit === undefined || wanted <= limit) return [];
  const server = database.kind === 'rds' ? `db.${database.instanceClass}` : 'PostgreSQL in the cluster';
  const most = Math.floor(limit / pgbouncer.replicas);
  const complaint = `with replicas ${pgbouncer.replicas} makes ${wanted} connections, and ${server} takes ${limit} at most; use ${most} or less`;
  return [problem('airflow.pgbouncer.poolSize', pgbouncer.poolSize, complaint)];
};

/** PostgreSQL's default of 100, less the three that it keeps for superusers. */
const inClusterConnections = 97;

/** GiB of memory of an RDS instance of size `large`, by the first letter of its family. */
const largeMemoryGib: Readonly<Record<string, number>> = { t: 8, m: 8, r: 16 };

/** The other sizes, as parts and multiples of `large`; those with a number in front are multiples of `xlarge`. */
const ofLarge: Readonly<Record<string, number>> = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1, xlarge: 2 };

/** The upper bound of RDS's own formula, memory / 9531392 and 5000 at most; nothing where the class is not known. */
function maxConnections(database: AirflowConfig['database']): number | undefined {
  if (database.kind === 'in-cluster') return inClusterConnections;
  const [, family = '', times = '', size = ''] = /^(.).*\.(\d*)(.*)$/.exec(database.instanceClass) ?? [];
  const memoryGib = (largeMemoryGib[family] ?? Number.NaN) * (ofLarge[size] ?? Number.NaN) * Number(times || 1);
  return Number.isNaN(memoryGib) ? undefined : Math.min(5000, Math.floor((memoryGib * 1024 ** 3) / 9_531_392));
}

export const databaseRules: readonly Rule[] = [poolerHoldsAllClients, poolWithinClients, databaseHoldsPools];
