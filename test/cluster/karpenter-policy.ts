/**
 * What Karpenter 1.14's reference lets the controller do, written down from
 * https://karpenter.sh/v1.14/reference/cloudformation/ for a cluster `airflow-test` in eu-west-1, account 111122223333.
 * With a new Karpenter version, read the reference again and change this list first.
 */

const owned = { 'aws:ResourceTag/kubernetes.io/cluster/airflow-test': 'owned' };
const ofNodePool = { 'aws:ResourceTag/karpenter.sh/nodepool': '*' };
const requested = {
  'aws:RequestTag/kubernetes.io/cluster/airflow-test': 'owned',
  'aws:RequestTag/eks:eks-cluster-name': 'airflow-test',
};
const forNodePool = { 'aws:RequestTag/karpenter.sh/nodepool': '*' };
const ec2 = (...types: string[]) => types.map((type) => `arn:aws:ec2:eu-west-1:${type}/*`);
const created = ec2(
  '*:fleet',
  '*:instance',
  '*:volume',
  '*:network-interface',
  '*:launch-template',
  '*:spot-instances-request',
);
const clusterArn = 'arn:aws:eks:eu-west-1:111122223333:cluster/airflow-test';

export interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

export const karpenterReference: readonly Statement[] = [
  {
    Sid: 'AllowScopedEC2InstanceAccessActions',
    Action: ['ec2:CreateFleet', 'ec2:RunInstances'],
    Resource: ec2(':image', ':snapshot', '*:security-group', '*:subnet', '*:capacity-reservation', '*:placement-group'),
  },
  {
    Sid: 'AllowScopedEC2LaunchTemplateAccessActions',
    Action: ['ec2:CreateFleet', 'ec2:RunInstances'],
    Resource: ec2('*:launch-template'),
    Condition: { StringEquals: owned, StringLike: ofNodePool },
  },
  {
    Sid: 'AllowScopedEC2InstanceActionsWithTags',
    Action: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:RunInstances'],
    Resource: created,
    Condition: { StringEquals: requested, StringLike: forNodePool },
  },
  {
    Sid: 'AllowScopedResourceCreationTagging',
    Action: ['ec2:CreateTags'],
    Resource: created,
    Condition: {
      StringEquals: { ...requested, 'ec2:CreateAction': ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'] },
      StringLike: forNodePool,
    },
  },
  {
    Sid: 'AllowScopedResourceTagging',
    Action: ['ec2:CreateTags'],
    Resource: ec2('*:instance'),
    Condition: {
      StringEquals: owned,
      StringLike: ofNodePool,
      StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': 'airflow-test' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] },
    },
  },
  {
    Sid: 'AllowScopedDeletion',
    Action: ['ec2:DeleteLaunchTemplate', 'ec2:TerminateInstances'],
    Resource: ec2('*:instance', '*:launch-template'),
    Condition: { StringEquals: owned, StringLike: ofNodePool },
  },
  {
    Sid: 'AllowPassingInstanceRole',
    Action: ['iam:PassRole'],
    Resource: ['arn:aws:iam::111122223333:role/airflow-test-eu-west-1-karpenter-node'],
    Condition: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] } },
  },
  { Sid: 'AllowAPIServerEndpointDiscovery', Action: ['eks:DescribeCluster'], Resource: [clusterArn] },
  {
    Sid: 'AllowInterruptionQueueActions',
    Action: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
    Resource: ['arn:aws:sqs:eu-west-1:111122223333:airflow-test-karpenter'],
  },
  {
    Sid: 'AllowZonalShiftStatusReadOnly',
    Action: ['arc-zonal-shift:GetManagedResource'],
    Resource: ['*'],
    Condition: { StringEquals: { 'arc-zonal-shift:ResourceIdentifier': clusterArn } },
  },
  {
    Sid: 'AllowRegionalReadActions',
    Action: [
      'ec2:DescribeCapacityReservations',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceStatus',
      'ec2:DescribeInstanceTypeOfferings',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeInstances',
      'ec2:DescribeLaunchTemplates',
      'ec2:DescribePlacementGroups',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSpotPriceHistory',
      'ec2:DescribeSubnets',
    ],
    Resource: ['*'],
    Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
  },
  {
    Sid: 'AllowSSMReadActions',
    Action: ['ssm:GetParameter'],
    Resource: ['arn:aws:ssm:eu-west-1::parameter/aws/service/*'],
  },
  { Sid: 'AllowPricingReadActions', Action: ['pricing:GetProducts'], Resource: ['*'] },
  { Sid: 'AllowUnscopedInstanceProfileListAction', Action: ['iam:ListInstanceProfiles'], Resource: ['*'] },
  {
    Sid: 'AllowInstanceProfileReadActions',
    Action: ['iam:GetInstanceProfile'],
    Resource: ['arn:aws:iam::111122223333:instance-profile/*'],
  },
];

/**
 * Statements of the reference that this platform leaves out on purpose: the instance profile is made by the cluster
 * stack, so the controller need not write to IAM.
 */
export const leftOut = [
  'AllowScopedInstanceProfileCreationActions',
  'AllowScopedInstanceProfileTagActions',
  'AllowScopedInstanceProfileActions',
] as const;
