import { staysClean } from './clean.ts';

staysClean([
  [
    'two of each part',
    ({ airflow }) => {
      for (const part of ['apiServer', 'scheduler', 'dagProcessor', 'triggerer'] as const) airflow[part].replicas = 2;
    },
  ],
  ['tasks with more memory', ({ airflow }) => (airflow.worker = { cpuMillicores: 500, memoryMib: 4096 })],
  ['more tasks at once', ({ airflow }) => (airflow.parallelism = 64)],
  ['DAGs from S3', ({ airflow }) => (airflow.dags = { kind: 's3', prefix: 'dags', refreshSeconds: 120 })],
  ['logs in CloudWatch', ({ airflow }) => (airflow.logs = { kind: 'cloudwatch', retentionDays: 30 })],
  ['a larger database in the cluster', ({ airflow }) => (airflow.database = { kind: 'in-cluster', storageGib: 50 })],
]);
