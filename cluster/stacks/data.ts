import { type App, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { platformNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { platformSecrets } from '../../config/secrets.ts';
import { DataBuckets } from '../data/buckets.ts';
import { AirflowDatabase } from '../data/database.ts';
import { GeneratedSecrets } from '../data/secrets.ts';
import type { NetworkStack } from './network.ts';
import { PlatformStack } from './platform-stack.ts';

/**
 * What must outlive the cluster: buckets, secrets, the database, task logs. Deleting this stack keeps them
 * (the database as a final snapshot).
 */
export class DataStack extends PlatformStack {
  constructor(app: App, config: PlatformConfig, network: NetworkStack) {
    super(app, config, 'data', `Buckets, secrets and database of the EKS cluster ${config.cluster.name}`);
    const names = platformNames(config);

    new DataBuckets(this, 'Buckets', config);
    const secrets = new GeneratedSecrets(this, 'Secrets', platformSecrets(config));

    if (config.airflow.database.kind === 'rds') {
      new AirflowDatabase(this, 'Database', {
        name: `${config.cluster.name}-airflow`,
        database: config.airflow.database,
        imageTag: config.versions.postgresql,
        deletionProtection: config.cluster.deletionProtection,
        secret: secrets.ofDatabase(),
        vpc: network.vpc,
      });
    }

    if (config.airflow.logs.kind === 'cloudwatch') {
      new logs.LogGroup(this, 'TaskLogs', {
        logGroupName: names.taskLogGroup,
        retention: config.airflow.logs.retentionDays,
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      });
    }
  }
}
