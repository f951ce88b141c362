import { platformConfig } from '../../fixtures.ts';

/**
 * Every choice that makes something in AWS which the fixture does without. Tests share it, because each config of their
 * own is one more synthesis.
 */
export const withEverything = platformConfig((config) => {
  config.cluster.deletionProtection = true;
  config.git.access = 'token';
  config.airflow.dags = { kind: 's3', prefix: 'dags', refreshSeconds: 60 };
  config.airflow.logs = { kind: 'cloudwatch', retentionDays: 30 };
  config.airflow.database = {
    kind: 'rds',
    instanceClass: 'm7g.large',
    storageGib: 100,
    multiAz: true,
    backupRetentionDays: 14,
  };
  config.spark.history = { kind: 's3', retentionDays: 45 };
  config.monitoring = { kind: 'prometheus', retentionDays: 15, storageGib: 50 };
});

/** Task logs and Spark's history in S3. */
export const withHistory = platformConfig((config) => {
  config.spark.history = { kind: 's3', retentionDays: 30 };
});
