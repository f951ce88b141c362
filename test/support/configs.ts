import type { PlatformConfig } from '../../config/platform-config.ts';
import { platformConfig } from '../fixtures.ts';

/**
 * Every choice that makes something in AWS, most of which `dev` and `prod` do without: so a rule about every manifest or
 * resource is about every branch of the code.
 */
export const everyAwsChoice: PlatformConfig = platformConfig((draft) => {
  draft.environment = 'aws-choices';
  draft.cluster.controllerReplicas = 2;
  draft.cluster.deletionProtection = true;
  draft.git.access = 'token';
  draft.airflow.dags = { kind: 's3', prefix: 'team-a/dags', refreshSeconds: 60 };
  draft.airflow.logs = { kind: 'cloudwatch', retentionDays: 30 };
  draft.airflow.database = {
    kind: 'rds',
    instanceClass: 'm7g.large',
    storageGib: 100,
    multiAz: true,
    backupRetentionDays: 14,
  };
  draft.airflow.exposure = {
    kind: 'alb',
    host: 'airflow.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
    scheme: 'internet-facing',
    allowedCidrs: ['203.0.113.0/24'],
  };
  draft.spark = {
    image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/spark:4.0.4-hadoop-aws',
    history: { kind: 's3', retentionDays: 45 },
  };
  draft.monitoring = { kind: 'prometheus', retentionDays: 15, storageGib: 50 };
});

/** The fixture with task logs and Spark's history in S3. */
export const withHistory: PlatformConfig = platformConfig((draft) => {
  draft.spark.history = { kind: 's3', retentionDays: 30 };
});

export const everyLocalChoice: PlatformConfig = platformConfig((draft) => {
  draft.environment = 'local-choices';
  draft.airflow.login = 'well-known';
  draft.airflow.dags = {
    kind: 'git-private',
    repoUrl: 'https://github.com/example/private-dags.git',
    ref: 'main',
    subdir: 'dags',
    refreshSeconds: 60,
  };
  draft.teams = [];
});
