import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { databaseLogGroups } from '../../config/names.ts';
import { podCidrs } from '../../config/network.ts';
import type { Platform } from '../../config/resolve.ts';
import { logGroup } from '../log-group.ts';
import type { ClusterNetwork } from '../network/cluster-network.ts';

interface AirflowDatabaseProps {
  readonly config: Platform;
  readonly database: Extract<Platform['airflow']['database'], { readonly kind: 'rds' }>;
  /** Gets host, port and database name beside user and password. */
  readonly secret: secretsmanager.Secret;
  /** Encrypts storage, backups and snapshots; without one RDS takes the account's own. */
  readonly key: kms.IKey | undefined;
  readonly network: ClusterNetwork;
}

/** PostgreSQL on RDS for Airflow's metadata, reachable from nodes and pods only. */
export class AirflowDatabase extends Construct {
  constructor(scope: Construct, id: string, { config, database, secret, key, network }: AirflowDatabaseProps) {
    super(scope, id);
    const { aws, cluster, versions } = config;
    const { vpc, databaseSubnets } = network;
    const name = `${cluster.name}-airflow`;

    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      securityGroupName: `${name}-database`,
      description: 'PostgreSQL of Airflow',
      allowAllOutbound: false,
    });
    // By address range: a rule that names the cluster's security group would make this stack depend on the cluster,
    // which then could not be destroyed alone.
    for (const cidr of podCidrs(cluster.network)) {
      securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.tcp(5432), 'PostgreSQL from nodes and pods');
    }

    const instance = new rds.DatabaseInstance(this, 'Instance', {
      instanceIdentifier: name,
      engine: rds.DatabaseInstanceEngine.postgres({ version: engineVersion(versions.postgresql) }),
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
      ...(aws.audit ? { cloudwatchLogsExports: ['postgresql', 'upgrade'] } : {}),
      caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
      // The version is config: a bump is a reviewed change, not a surprise in the maintenance window.
      autoMinorVersionUpgrade: false,
      deletionProtection: cluster.deletionProtection,
      // Not RETAIN: a kept instance would go on costing and hold on to the VPC. The final snapshot has all the data.
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
    if (aws.audit === undefined) return;
    // CDK would set the days of a group that RDS makes with a Lambda function.
    for (const logGroupName of databaseLogGroups(config)) {
      const logsId = `Logs${logGroupName.split('/').pop()}`;
      instance.node.addDependency(logGroup(this, logsId, { logGroupName, days: aws.audit.retentionDays, key }));
    }
  }
}

/** `17.6-alpine` names the container image; RDS knows `17.6`. */
function engineVersion(imageTag: string): rds.PostgresEngineVersion {
  const [full = imageTag] = imageTag.split('-');
  const [major = full] = full.split('.');
  return rds.PostgresEngineVersion.of(full, major);
}
