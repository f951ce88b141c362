import { type Edits, refuses } from '../edit.ts';

const rds = (edits: Edits = {}) => ({
  kind: 'rds',
  instanceClass: 'm7g.large',
  storageGib: 50,
  multiAz: true,
  backupRetentionDays: 7,
  ...edits,
});

describe('a config with a contradiction in connections to the database', () => {
  refuses([
    [
      'a pooler that holds too few clients',
      { 'airflow.scheduler.replicas': 2, 'airflow.pgbouncer.maxClientConnections': 74 },
      "airflow.pgbouncer.maxClientConnections: 74 is less than the 75 connections that Airflow's 5 processes open (15 each); use 75 or more",
    ],
    [
      'a pool larger than its clients',
      { 'airflow.pgbouncer.maxClientConnections': 60, 'airflow.pgbouncer.poolSize': 61 },
      'airflow.pgbouncer.poolSize: 61 is more than maxClientConnections, so some would never be used; use 60 or less',
    ],
    [
      'more connections than PostgreSQL in the cluster takes',
      { 'airflow.pgbouncer.poolSize': 98 },
      'airflow.pgbouncer.poolSize: 98 with replicas 1 makes 98 connections, and PostgreSQL in the cluster takes 97 at most; use 97 or less',
    ],
    [
      'more connections than a small RDS instance takes',
      {
        'airflow.database': rds({ instanceClass: 't4g.micro' }),
        'airflow.pgbouncer.replicas': 2,
        'airflow.pgbouncer.poolSize': 60,
      },
      'airflow.pgbouncer.poolSize: 60 with replicas 2 makes 120 connections, and db.t4g.micro takes 112 at most; use 56 or less',
    ],
    [
      'more connections than a large RDS instance takes',
      { 'airflow.database': rds(), 'airflow.pgbouncer.poolSize': 902, 'airflow.pgbouncer.maxClientConnections': 1000 },
      'airflow.pgbouncer.poolSize: 902 with replicas 1 makes 902 connections, and db.m7g.large takes 901 at most; use 901 or less',
    ],
    [
      'more connections than twice a large RDS instance takes',
      {
        'airflow.database': rds({ instanceClass: 'm7g.xlarge' }),
        'airflow.pgbouncer.replicas': 2,
        'airflow.pgbouncer.poolSize': 902,
        'airflow.pgbouncer.maxClientConnections': 1000,
      },
      'airflow.pgbouncer.poolSize: 902 with replicas 2 makes 1804 connections, and db.m7g.xlarge takes 1802 at most; use 901 or less',
    ],
    [
      'more connections than any RDS instance takes',
      {
        'airflow.database': rds({ instanceClass: 'r7g.4xlarge' }),
        'airflow.pgbouncer.replicas': 6,
        'airflow.pgbouncer.poolSize': 900,
        'airflow.pgbouncer.maxClientConnections': 1000,
      },
      'airflow.pgbouncer.poolSize: 900 with replicas 6 makes 5400 connections, and db.r7g.4xlarge takes 5000 at most; use 833 or less',
    ],
  ]);
});
