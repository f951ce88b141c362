import type { App } from 'aws-cdk-lib/core';
import type { Platform } from '../../config/resolve.ts';
import { AuditBucket } from '../data/audit.ts';
import { DataBuckets } from '../data/buckets.ts';
import { AirflowDatabase } from '../data/database.ts';
import { GeneratedSecrets } from '../data/secrets.ts';
import { logGroup } from '../log-group.ts';
import type { NetworkOf } from '../network/cluster-network.ts';
import { PlatformStack } from './platform-stack.ts';

/**
 * What must outlive the cluster: buckets, secrets, the database, task logs. Deleting this stack keeps them
 * (the database as a final snapshot).
 */
export class DataStack extends PlatformStack {
  constructor(app: App, config: Platform, networkOf: NetworkOf) {
    super(app, config, 'data', `Buckets, secrets and database of the EKS cluster ${config.cluster.name}`);
    const { audit } = config.aws;
    const records = audit && new AuditBucket(this, 'Audit', config, audit);
    if (audit && config.cluster.network.kind === 'new') {
      records?.recordFlows(networkOf(this).vpc, audit.flowLogs ?? 'all');
    }
    new DataBuckets(this, 'Buckets', { config, key: this.encryptionKey, accessLogs: records?.bucket });
    const secrets = new GeneratedSecrets(this, 'Secrets', { secrets: config.secrets, key: this.encryptionKey });

    if (config.airflow.database.kind === 'rds') {
      new AirflowDatabase(this, 'Database', {
        config,
        database: config.airflow.database,
        secret: secrets.ofDatabase(),
        key: this.encryptionKey,
        network: networkOf(this),
      });
    }

    // Whatever the config says, as the buckets are: an empty group costs nothing, and one that came and went with the
    // setting could not be made again under its name, because it is kept when it leaves the template.
    logGroup(this, 'TaskLogs', {
      logGroupName: config.names.taskLogGroup,
      days: config.airflow.logs.retentionDays,
      key: this.encryptionKey,
    });
  }
}
