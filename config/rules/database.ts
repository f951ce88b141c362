import { rdsRoot, rdsRootsIn } from '../../imports/certificates.ts';
import { connectionsPerProcess, defaultConnections, rdsConnections } from '../connections.ts';
import { dnsSuffix, partition } from '../names.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

/** Each pooler must hold what all components open, because it is alone while the other one restarts. */
const poolerHoldsAllClients: Rule = ({ airflow: { apiServer, scheduler, dagProcessor, triggerer, pgbouncer } }) => {
  const processes = apiServer.replicas + scheduler.replicas + dagProcessor.replicas + triggerer.replicas;
  const needed = processes * connectionsPerProcess;
  if (pgbouncer.maxClientConnections >= needed) return [];
  const complaint = `is less than the ${needed} connections that Airflow's ${processes} processes open (${connectionsPerProcess} each); use ${needed} or more`;
  return problem('airflow.pgbouncer.maxClientConnections', pgbouncer.maxClientConnections, complaint);
};

/** A connection to PostgreSQL costs its memory, also when no client can ever use it. */
const poolWithinClients: Rule = ({ airflow: { pgbouncer } }) => {
  const { maxClientConnections: most, poolSize } = pgbouncer;
  if (poolSize <= most) return [];
  const complaint = `is more than maxClientConnections, so some would never be used; use ${most} or less`;
  return problem('airflow.pgbouncer.poolSize', poolSize, complaint);
};

/** PostgreSQL refuses the connections above its limit, and tasks fail on it. */
const databaseHoldsPools: Rule = ({ airflow: { database, pgbouncer } }) => {
  const limit = database.kind === 'rds' ? rdsConnections(database.instanceClass) : defaultConnections;
  const wanted = pgbouncer.poolSize * pgbouncer.replicas;
  if (limit === undefined || wanted <= limit) return [];
  const server = database.kind === 'rds' ? `db.${database.instanceClass}` : 'PostgreSQL in the cluster';
  const most = Math.floor(limit / pgbouncer.replicas);
  const complaint = `with replicas ${pgbouncer.replicas} makes ${wanted} connections, and ${server} takes ${limit} at most; use ${most} or less`;
  return problem('airflow.pgbouncer.poolSize', pgbouncer.poolSize, complaint);
};

/** Encrypted and not verified, the password goes to whoever answers at the address. */
const databaseIsVerified: Rule = ({ airflow: { database }, aws: { region } }) => {
  if (database.kind === 'in-cluster') return [];
  const field = 'airflow.database.rootCertificate';
  const given = database.rootCertificate;
  if (rdsRoot(region) !== undefined) {
    if (given === undefined) return [];
    return problem(field, given, `has no meaning in ${region}, whose root is known; remove it`);
  }
  if (given !== undefined && rdsRootsIn(given).has(region)) return [];
  const missing = `'Amazon RDS ${region} Root CA RSA2048 G1'`;
  const remedy = `use the text of ${bundleOf(region)}`;
  if (given !== undefined) return problem(field, given, `does not have ${missing}; ${remedy}`);
  const text = `is missing, and ${missing}, which verifies RDS there, does not come with the project; ${remedy}`;
  return { field, text };
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html and its page for China. */
function bundleOf(region: string): string {
  const hosts = {
    aws: 'truststore.pki.rds.amazonaws.com',
    'aws-cn': `rds-truststore.s3.cn-north-1.${dnsSuffix(region)}`,
    'aws-us-gov': 'truststore.pki.us-gov-west-1.rds.amazonaws.com',
  };
  return `https://${hosts[partition(region)]}/${region}/${region}-bundle.pem`;
}

export const databaseRules: readonly Rule[] = [
  poolerHoldsAllClients,
  poolWithinClients,
  databaseHoldsPools,
  databaseIsVerified,
];
