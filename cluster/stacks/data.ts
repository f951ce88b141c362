import * as logs from 'aws-cdk-lib/aws-logs';
import { type App, RemovalPolicy } from 'aws-cdk-lib/core';
import { databaseLogGroups } from '../../config/names.ts';
import { podCidrs } from '../../config/network.ts';
import type { Platform } from '../../config/resolve.ts';
import { AuditBucket } from '../data/audit.ts';
import { DataBuckets } from '../data/buckets.ts';
import { AirflowDatabase } from '../data/database.ts';
import { GeneratedSecrets } from '../data/secrets.ts';
import { cloudWatchDays } from '../log-days.ts';
import type { NetworkOf } from '../network/cluster-network.ts';
import { PlatformStack } from './platform-stack.ts';

/**
 * What must outlive the cluster: buckets, secrets, the database, task logs. Deleting this stack keeps them
 * (the database as a final snapshot).
 */
export class DataStack extends PlatformStack {
  constructor(app: App, config: Platform, networkOf: NetworkOf) {
    super(app, config, 'data', `Buckets, secrets and database of the EKS cluster ${config.cluster.name}`);
    const { names } = config;

    const { audit } = config.aws;
    const records =
      audit &&
      new AuditBucket(this, 'Audit', {
        bucketName: names.buckets.audit,
        retentionDays: audit.retentionDays,
        region: config.aws.region,
      });
    if (audit && config.cluster.network.kind === 'new') {
      records?.recordFlows(networkOf(this).vpc, audit.flowLogs ?? 'all');
    }
    new DataBuckets(this, 'Buckets', { config, key: this.encryptionKey, accessLogs: records?.bucket });
    const secrets = new GeneratedSecrets(this, 'Secrets', { secrets: config.secrets, key: this.encryptionKey });

    if (config.airflow.database.kind === 'rds') {
      new AirflowDatabase(this, 'Database', {
        name: `${config.cluster.name}-airflow`,
        database: config.airflow.database,
        imageTag: config.versions.postgresql,
        deletionProtection: config.cluster.deletionProtection,
        logDays: audit?.retentionDays,
        logGroups: databaseLogGroups(config),
        secret: secrets.ofDatabase(),
        key: this.encryptionKey,
        ...networkOf(this),
        clients: podCidrs(config.cluster.network),
      });
    }

    // Whatever the config says, as the buckets are: an empty group costs nothing, and one that came and went with the
    // setting could not be made again under its name, because it is kept when it leaves the template.
    new logs.LogGroup(this, 'TaskLogs', {
      logGroupName: names.taskLogGroup,
      ...(this.encryptionKey ? { encryptionKey: this.encryptionKey } : {}),
      retention: cloudWatchDays(config.airflow.logs.retentionDays),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
