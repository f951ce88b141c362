import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as eksL1 from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Platform } from '../../config/resolve.ts';
import { eks } from '../eks.ts';
import { logGroup } from '../log-group.ts';

interface ControlPlaneProps {
  readonly config: Platform;
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

  constructor(scope: Construct, id: string, { config, vpc, subnets, securityGroup, key }: ControlPlaneProps) {
    super(scope, id);
    const { aws, cluster, names } = config;

    this.cluster = new eks.Cluster(this, 'Cluster', {
      clusterName: names.cluster,
      version: eks.KubernetesVersion.of(cluster.kubernetesVersion),
      role: new iam.Role(this, 'Role', {
        roleName: names.role('cluster'),
        assumedBy: new iam.ServicePrincipal('eks.amazonaws.com'),
        managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonEKSClusterPolicy')],
      }),
      vpc,
      vpcSubnets: [{ subnets: [...subnets] }],
      securityGroup,
      endpointAccess: endpointAccess(cluster.endpoint),
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
    resource.deletionProtection = cluster.deletionProtection;
    // Extended support, the default, costs six times as much per hour once a version is 14 months old.
    resource.upgradePolicy = { supportType: 'STANDARD' };
    resource.zonalShiftConfig = { enabled: true };
    // Here and not by the construct, which writes a policy beside the role.
    if (key) resource.encryptionConfig = [{ provider: { keyArn: key.keyArn } }];
    const logs = logGroup(this, 'Logs', {
      logGroupName: `/aws/eks/${cluster.name}/cluster`,
      days: aws.audit?.retentionDays ?? 90,
      key,
      keep: cluster.deletionProtection,
    });
    this.cluster.node.addDependency(logs);
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
