import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { cloudWatchDays } from '../log-days.ts';

export interface AirflowDatabaseProps {
  readonly name: string;
  readonly database: Extract<PlatformConfig['airflow']['database'], { readonly kind: 'rds' }>;
  /** Tag of the image that runs in clusters, as `17.6-alpine`; RDS gets the version in it. */
  readonly imageTag: string;
  readonly deletionProtection: boolean;
  /** Days that its logs are kept in CloudWatch; without a number they are not sent there. */
  readonly logDays: number | undefined;
  /** Log groups of its logs. */
  readonly logGroups: readonly string[];
  /** Gets host, port and database name beside user and password. */
  readonly secret: secretsmanager.Secret;
  /** Encrypts storage, backups and snapshots; without one RDS takes the account's own. */
  readonly key: kms.IKey | undefined;
  readonly vpc: ec2.IVpc;
  readonly databaseSubnets: readonly ec2.ISubnet[];
  /** Address ranges that may connect. */
  readonly clients: readonly string[];
}

/** PostgreSQL on RDS for Airflow's metadata, reachable from nodes and pods only. */
export class AirflowDatabase extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      name,
      database,
      imageTag,
      deletionProtection,
      logDays,
      logGroups,
      secret,
      key,
      vpc,
      databaseSubnets,
      clients,
    }: AirflowDatabaseProps,
  ) {
    super(scope, id);

    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      securityGroupName: `${name}-database`,
      description: 'PostgreSQL of Airflow',
      allowAllOutbound: false,
    });
    // By address range: a rule that names the cluster's security group would make this stack depend on the cluster,
    // which then could not be destroyed alone.
    for (const cidr of clients) {
      securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.tcp(5432), 'PostgreSQL from nodes and pods');
    }

    const instance = new rds.DatabaseInstance(this, 'Instance', {
      instanceIdentifier: name,
      engine: rds.DatabaseInstanceEngine.postgres({ version: engineVersion(imageTag) }),
      instanceType: new ec2.InstanceType(database.instanceClass),
      credentials: rds.Credentials.fromSecret(secret, 'airflow'),
      databaseName: 'airflow',
      vpc,
      vpcSubnets: { subnets: [...databaseSubnets] },
      securityGroups: [securityGroup],
      multiAz: database.multiAz,
      storageType: rds.StorageType.GP3,
      storageEncrypted: true,
      ...(key ? { storageEncryptionKey: key } : {}),
      allocatedStorage: database.storageGib,
      // A full disk stops Airflow; RDS may grow it up to here, and never shrinks it.
      maxAllocatedStorage: 2 * database.storageGib,
      backupRetention: Duration.days(database.backupRetentionDays),
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      ...(logDays === undefined ? {} : { cloudwatchLogsExports: ['postgresql', 'upgrade'] }),
      caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
      // The version is config: a bump is a reviewed change, not a surprise in the maintenance window.
      autoMinorVersionUpgrade: false,
      deletionProtection,
      // Not RETAIN: a kept instance would go on costing and hold on to the VPC. The final snapshot has all the data.
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
    if (logDays !== undefined) this.keepLogs(instance, logGroups, logDays, key);
  }

  /** RDS would make the groups itself and keep its logs forever; CDK would change that with a Lambda function. */
  private keepLogs(
    instance: rds.DatabaseInstance,
    names: readonly string[],
    days: number,
    key: kms.IKey | undefined,
  ): void {
    for (const logGroupName of names) {
      const group = new logs.LogGroup(this, `Logs${logGroupName.split('/').pop()}`, {
        logGroupName,
        retention: cloudWatchDays(days),
        ...(key ? { encryptionKey: key } : {}),
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      });
      instance.node.addDependency(group);
    }
  }
}

/** `17.6-alpine` names the container image; RDS knows `17.6`. */
function engineVersion(imageTag: string): rds.PostgresEngineVersion {
  const [full = imageTag] = imageTag.split('-');
  const [major = full] = full.split('.');
  return rds.PostgresEngineVersion.of(full, major);
}
