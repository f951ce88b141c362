import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as eksL1 from 'aws-cdk-lib/aws-eks';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { coreNodeGroup, nodeGroupLabel, type PlatformNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { eks } from '../eks.ts';
import { nodeRole } from './node-role.ts';

export interface CoreNodesProps {
  readonly names: PlatformNames;
  readonly cluster: eks.Cluster;
  /** Kubernetes version of the nodes; EKS replaces them after the control plane was upgraded. */
  readonly version: string;
  readonly size: PlatformConfig['cluster']['coreNodes'];
  /** Of the nodes and their volumes, which get none of those of the stack. */
  readonly tags: NonNullable<PlatformConfig['aws']['tags']>;
  /** Encrypts the volumes. */
  readonly key: kms.IKey | undefined;
  readonly subnets: readonly ec2.ISubnet[];
  readonly securityGroup: ec2.ISecurityGroup;
  /** What a node runs before it joins. */
  readonly userData: string | undefined;
}

/** The managed node group that carries the controllers: what Karpenter itself needs before it can make nodes. */
export class CoreNodes extends Construct {
  readonly group: eks.Nodegroup;

  constructor(
    scope: Construct,
    id: string,
    { names, cluster, version, size, tags, key, subnets, securityGroup, userData }: CoreNodesProps,
  ) {
    super(scope, id);
    const instanceType = new ec2.InstanceType(size.instanceType);

    // Without a launch template of one's own, EKS sets a hop limit of 2 and any pod can take the node's role.
    const template = new ec2.LaunchTemplate(this, 'Template', {
      launchTemplateName: `${names.cluster}-core`,
      // Here and not in the group, where it could only be changed with a new group: a new version of the template rolls
      // through the nodes.
      instanceType,
      httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
      httpPutResponseHopLimit: 1,
      securityGroup,
      ...(userData === undefined ? {} : { userData: ec2.UserData.custom(userData) }),
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(50, {
            volumeType: ec2.EbsDeviceVolumeType.GP3,
            encrypted: true,
            ...(key ? { kmsKey: key } : {}),
          }),
        },
      ],
    });
    Tags.of(template).add('Name', `${names.cluster}-core`);
    for (const [key, value] of Object.entries(tags)) Tags.of(template).add(key, value);

    this.group = cluster.addNodegroupCapacity('Core', {
      // No name of ours: another architecture or another zone is a new group, and CloudFormation makes the new one before
      // it deletes the old one, which fails if they are called the same.
      nodeRole: nodeRole(this, 'Role', names.role('core-node')),
      amiType: amiType(instanceType),
      minSize: size.count,
      desiredSize: size.count,
      maxSize: size.count,
      subnets: { subnets: [...subnets] },
      launchTemplateSpec: { id: template.launchTemplateId ?? '', version: template.latestVersionNumber },
      labels: { [nodeGroupLabel]: coreNodeGroup.nodeGroupType },
      taints: [{ ...coreNodeGroup.taint, effect: eks.TaintEffect.NO_SCHEDULE }],
      maxUnavailable: 1,
      enableNodeAutoRepair: true,
      // The default ignores PodDisruptionBudgets when it replaces nodes.
      forceUpdate: false,
    });
    // Otherwise an upgrade of the control plane would leave these nodes on the old version.
    (this.group.node.defaultChild as eksL1.CfnNodegroup).version = version;
  }
}

/** AL2023, because the library still chooses AL2, which got its last update in November 2025. */
function amiType({ architecture }: ec2.InstanceType): eks.NodegroupAmiType {
  return architecture === ec2.InstanceArchitecture.ARM_64
    ? eks.NodegroupAmiType.AL2023_ARM_64_STANDARD
    : eks.NodegroupAmiType.AL2023_X86_64_STANDARD;
}
