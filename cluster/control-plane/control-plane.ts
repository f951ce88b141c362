import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as eksL1 from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlatformNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { eks } from '../eks.ts';
import { cloudWatchDays } from '../log-days.ts';

export interface ControlPlaneProps {
  readonly names: PlatformNames;
  readonly cluster: PlatformConfig['cluster'];
  readonly logDays: number;
  readonly vpc: ec2.IVpc;
  readonly subnets: readonly ec2.ISubnet[];
  readonly securityGroup: ec2.ISecurityGroup;
  /** Encrypts Secrets, and the logs. */
  readonly key: kms.IKey | undefined;
}

/**
 * The Kubernetes API. Several values repeat a default or turn one off; each is here because the default of the
 * library or of EKS is not what a platform wants (docs/decisions/0006-eks-module-behind-one-import.md).
 */
export class ControlPlane extends Construct {
  readonly cluster: eks.Cluster;

  constructor(
    scope: Construct,
    id: string,
    { names, cluster: config, logDays, vpc, subnets, securityGroup, key }: ControlPlaneProps,
  ) {
    super(scope, id);

    this.cluster = new eks.Cluster(this, 'Cluster', {
      clusterName: names.cluster,
      version: eks.KubernetesVersion.of(config.kubernetesVersion),
      role: new iam.Role(this, 'Role', {
        roleName: names.role('cluster'),
        assumedBy: new iam.ServicePrincipal('eks.amazonaws.com'),
        managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSClusterPolicy')],
      }),
      vpc,
      vpcSubnets: [{ subnets: [...subnets] }],
      securityGroup,
      endpointAccess: endpointAccess(config.endpoint),
      clusterLogging: [
        eks.ClusterLoggingTypes.API,
        eks.ClusterLoggingTypes.AUDIT,
        eks.ClusterLoggingTypes.AUTHENTICATOR,
        eks.ClusterLoggingTypes.CONTROLLER_MANAGER,
        eks.ClusterLoggingTypes.SCHEDULER,
      ],
      // The default is Auto Mode; nodes come from the core group and from Karpenter.
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      // Otherwise the role that CloudFormation runs as stays cluster-admin forever.
      bootstrapClusterCreatorAdminPermissions: false,
      // The add-ons are ours (add-ons.ts): EKS would install copies that nothing upgrades.
      bootstrapSelfManagedAddons: false,
      outputConfigCommand: false,
    });
    // Made for kubectl in a Lambda function, which this platform does not have.
    this.cluster.node.tryRemoveChild('KubectlReadyBarrier');

    // Not among the construct's properties. This is the L1 class of the alpha; its stable twin's has the same fields.
    const resource = this.cluster.node.defaultChild as eksL1.CfnCluster;
    resource.deletionProtection = config.deletionProtection;
    // Extended support, the default, costs six times as much per hour once a version is 14 months old.
    resource.upgradePolicy = { supportType: 'STANDARD' };
    resource.zonalShiftConfig = { enabled: true };
    // Here and not by the construct, which writes a policy beside the role.
    if (key) resource.encryptionConfig = [{ provider: { keyArn: key.keyArn } }];
    this.cluster.node.addDependency(this.logGroup(names, config.deletionProtection, logDays, key));
  }

  /** EKS would make this log group itself and keep its logs forever. */
  private logGroup({ cluster }: PlatformNames, keep: boolean, days: number, key: kms.IKey | undefined): logs.LogGroup {
    return new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/eks/${cluster}/cluster`,
      retention: cloudWatchDays(days),
      ...(key ? { encryptionKey: key } : {}),
      removalPolicy: keep ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
  }
}

/** Nodes reach the API inside the VPC in both cases. */
function endpointAccess(endpoint: PlatformConfig['cluster']['endpoint']): eks.EndpointAccess {
  switch (endpoint.kind) {
    case 'private':
      return eks.EndpointAccess.PRIVATE;
    case 'public':
      return eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom(...endpoint.allowedCidrs);
  }
}
