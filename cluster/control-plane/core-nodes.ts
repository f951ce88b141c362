import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as eksL1 from 'aws-cdk-lib/aws-eks';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { coreNodeGroup, nodeGroupLabel } from '../../config/names.ts';
import { nodeUserData } from '../../config/node-user-data.ts';
import type { Platform } from '../../config/resolve.ts';
import { eks } from '../eks.ts';
import { nodeRole } from './node-role.ts';

interface CoreNodesProps {
  readonly config: Platform;
  readonly cluster: eks.Cluster;
  /** Encrypts the volumes. */
  readonly key: kms.IKey | undefined;
  readonly subnets: readonly ec2.ISubnet[];
  readonly securityGroup: ec2.ISecurityGroup;
}

/** The managed node group that carries the controllers: what Karpenter itself needs before it can make nodes. */
export class CoreNodes extends Construct {
  readonly group: eks.Nodegroup;

  constructor(scope: Construct, id: string, { config, cluster, key, subnets, securityGroup }: CoreNodesProps) {
    super(scope, id);
    const { names } = config;
    const { coreNodes, kubernetesVersion } = config.cluster;
    const instanceType = new ec2.InstanceType(coreNodes.instanceType);
    const userData = nodeUserData(config);

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
    // Nodes and their volumes get none of those of the stack.
    for (const [key, value] of Object.entries(config.aws.tags ?? {})) Tags.of(template).add(key, value);

    this.group = cluster.addNodegroupCapacity('Core', {
      // No name of ours: another architecture or another zone is a new group, and CloudFormation makes the new one before
      // it deletes the old one, which fails if they are called the same.
      nodeRole: nodeRole(this, 'Role', names.role('core-node')),
      amiType: amiType(instanceType),
      minSize: coreNodes.count,
      desiredSize: coreNodes.count,
      maxSize: coreNodes.count,
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
    (this.group.node.defaultChild as eksL1.CfnNodegroup).version = kubernetesVersion;
  }
}

/** AL2023, because the library still chooses AL2, which got its last update in November 2025. */
function amiType({ architecture }: ec2.InstanceType): eks.NodegroupAmiType {
  return architecture === ec2.InstanceArchitecture.ARM_64
    ? eks.NodegroupAmiType.AL2023_ARM_64_STANDARD
    : eks.NodegroupAmiType.AL2023_X86_64_STANDARD;
}
