import { connectionsPerProcess, defaultConnections, rdsConnections } from '../connections.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

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
  const limit = database.kind === 'rds' ? rdsConnections(database.instanceClass) : defaultConnections;
  const wanted = pgbouncer.poolSize * pgbouncer.replicas;
  if (limit === undefined || wanted <= limit) return [];
  const server = database.kind === 'rds' ? `db.${database.instanceClass}` : 'PostgreSQL in the cluster';
  const most = Math.floor(limit / pgbouncer.replicas);
  const complaint = `with replicas ${pgbouncer.replicas} makes ${wanted} connections, and ${server} takes ${limit} at most; use ${most} or less`;
  return [problem('airflow.pgbouncer.poolSize', pgbouncer.poolSize, complaint)];
};

export const databaseRules: readonly Rule[] = [poolerHoldsAllClients, poolWithinClients, databaseHoldsPools];
