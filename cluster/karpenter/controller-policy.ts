import { aws_iam as iam } from 'aws-cdk-lib';
import type { PermissionScope } from '../identity/scope.ts';
import { karpenterNodeRoleName } from './nodes.ts';

/**
 * What Karpenter's controller may do, statement by statement as in the reference of the pinned version:
 * https://karpenter.sh/v1.14/reference/cloudformation/. Left out are the three statements that make, tag and delete
 * instance profiles, because ours is made in `nodes.ts`. `test/cluster/karpenter-policy.ts` holds the reference.
 *
 * Everything it makes must carry the cluster's tag, and it may change or delete only what carries it.
 */
export function karpenterController(scope: PermissionScope): iam.PolicyStatement[] {
  return [...nodeLifecycle(scope), ...integration(scope), ...discovery(scope)];
}

const anyNodePool = (kind: 'RequestTag' | 'ResourceTag') => ({ [`aws:${kind}/karpenter.sh/nodepool`]: '*' });

function nodeLifecycle({ config, names, partition }: PermissionScope): iam.PolicyStatement[] {
  const ec2 = (type: string, account = '*') => `arn:${partition}:ec2:${config.aws.region}:${account}:${type}/*`;
  const owned = { [`aws:ResourceTag/kubernetes.io/cluster/${names.cluster}`]: 'owned' };
  const requested = {
    [`aws:RequestTag/kubernetes.io/cluster/${names.cluster}`]: 'owned',
    'aws:RequestTag/eks:eks-cluster-name': names.cluster,
  };
  const created = ['fleet', 'instance', 'volume', 'network-interface', 'launch-template', 'spot-instances-request'];

  return [
    new iam.PolicyStatement({
      sid: 'AllowScopedEC2InstanceAccessActions',
      actions: ['ec2:RunInstances', 'ec2:CreateFleet'],
      resources: [
        // Public images and their snapshots belong to no account.
        ...['image', 'snapshot'].map((type) => ec2(type, '')),
        ...['security-group', 'subnet', 'capacity-reservation', 'placement-group'].map((type) => ec2(type)),
      ],
    }),
    new iam.PolicyStatement({
      sid: 'AllowScopedEC2LaunchTemplateAccessActions',
      actions: ['ec2:RunInstances', 'ec2:CreateFleet'],
      resources: [ec2('launch-template')],
      conditions: { StringEquals: owned, StringLike: anyNodePool('ResourceTag') },
    }),
    new iam.PolicyStatement({
      sid: 'AllowScopedEC2InstanceActionsWithTags',
      actions: ['ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateLaunchTemplate'],
      resources: created.map((type) => ec2(type)),
      conditions: { StringEquals: requested, StringLike: anyNodePool('RequestTag') },
    }),
    new iam.PolicyStatement({
      sid: 'AllowScopedResourceCreationTagging',
      actions: ['ec2:CreateTags'],
      resources: created.map((type) => ec2(type)),
      conditions: {
        StringEquals: { ...requested, 'ec2:CreateAction': ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'] },
        StringLike: anyNodePool('RequestTag'),
      },
    }),
    new iam.PolicyStatement({
      sid: 'AllowScopedResourceTagging',
      actions: ['ec2:CreateTags'],
      resources: [ec2('instance')],
      conditions: {
        StringEquals: owned,
        StringLike: anyNodePool('ResourceTag'),
        StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': names.cluster },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] },
      },
    }),
    new iam.PolicyStatement({
      sid: 'AllowScopedDeletion',
      actions: ['ec2:TerminateInstances', 'ec2:DeleteLaunchTemplate'],
      resources: [ec2('instance'), ec2('launch-template')],
      conditions: { StringEquals: owned, StringLike: anyNodePool('ResourceTag') },
    }),
  ];
}

/** The node's role, the cluster it belongs to, and the queue of interruption notices. */
function integration({ config, names, partition }: PermissionScope): iam.PolicyStatement[] {
  const { accountId, region } = config.aws;
  const clusterArn = `arn:${partition}:eks:${region}:${accountId}:cluster/${names.cluster}`;

  return [
    new iam.PolicyStatement({
      sid: 'AllowPassingInstanceRole',
      actions: ['iam:PassRole'],
      resources: [`arn:${partition}:iam::${accountId}:role/${karpenterNodeRoleName(names)}`],
      conditions: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] } },
    }),
    new iam.PolicyStatement({
      sid: 'AllowAPIServerEndpointDiscovery',
      actions: ['eks:DescribeCluster'],
      resources: [clusterArn],
    }),
    new iam.PolicyStatement({
      sid: 'AllowInterruptionQueueActions',
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      resources: [`arn:${partition}:sqs:${region}:${accountId}:${names.interruptionQueue}`],
    }),
    new iam.PolicyStatement({
      sid: 'AllowZonalShiftStatusReadOnly',
      actions: ['arc-zonal-shift:GetManagedResource'],
      resources: ['*'],
      conditions: { StringEquals: { 'arc-zonal-shift:ResourceIdentifier': clusterArn } },
    }),
  ];
}

/** What there is to choose from, and what it costs. AWS knows no resources for most of these. */
function discovery({ config, partition }: PermissionScope): iam.PolicyStatement[] {
  const { accountId, region } = config.aws;
  const described = [
    'CapacityReservations',
    'Images',
    'Instances',
    'InstanceStatus',
    'InstanceTypeOfferings',
    'InstanceTypes',
    'LaunchTemplates',
    'PlacementGroups',
    'SecurityGroups',
    'SpotPriceHistory',
    'Subnets',
  ];

  return [
    new iam.PolicyStatement({
      sid: 'AllowRegionalReadActions',
      actions: described.map((things) => `ec2:Describe${things}`),
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    }),
    new iam.PolicyStatement({
      sid: 'AllowSSMReadActions',
      actions: ['ssm:GetParameter'],
      resources: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`],
    }),
    new iam.PolicyStatement({ sid: 'AllowPricingReadActions', actions: ['pricing:GetProducts'], resources: ['*'] }),
    // Both are needed with a static profile too, or the EC2NodeClass is never deleted (karpenter-provider-aws#9185).
    new iam.PolicyStatement({
      sid: 'AllowUnscopedInstanceProfileListAction',
      actions: ['iam:ListInstanceProfiles'],
      resources: ['*'],
    }),
    new iam.PolicyStatement({
      sid: 'AllowInstanceProfileReadActions',
      actions: ['iam:GetInstanceProfile'],
      resources: [`arn:${partition}:iam::${accountId}:instance-profile/*`],
    }),
  ];
}
