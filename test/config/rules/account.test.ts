import { company } from '../../support/company.ts';
import { type Edits, refuses } from '../edit.ts';

const existing = company.cluster.network;
const tags = (list: object) => ({ 'aws.tags': list });
const boundary = (arn: string) => ({ 'aws.permissionsBoundaryArn': arn });

describe('the rules of an account', () => {
  refuses([
    [
      'tags that are no object',
      { 'aws.tags': 0 },
      "aws.tags: 0 is not valid; use an object, e.g. { 'cost-center': 'data-platform' }",
    ],
    ['no tag', tags({}), 'aws.tags: an object is not valid; use at least one tag, or remove it'],
    [
      'a sign that IAM does not take',
      tags({ owner: 'data & ai' }),
      "aws.tags.owner: 'data & ai' is not valid; use letters, digits, spaces and _.:/=+-@ only, e.g. 'data-platform'",
    ],
    [
      'a tag of AWS',
      tags({ 'AWS:owner': 'data' }),
      "aws.tags['AWS:owner']: 'AWS:owner' is a tag that AWS or a controller finds its own by; use e.g. 'cost-center'",
    ],
    [
      'a tag by which the volumes of a cluster are found',
      tags({ 'kubernetes.io/cluster/airflow-test': 'owned' }),
      "aws.tags['kubernetes.io/cluster/airflow-test']: 'kubernetes.io/cluster/airflow-test' is a tag that AWS or a controller finds its own by; use e.g. 'cost-center'",
    ],
    [
      'a tag of the platform, in other letters',
      tags({ Environment: 'prod' }),
      "aws.tags.Environment: 'Environment' is a tag that the platform writes itself; remove it, or give it another name",
    ],
    [
      'a tag twice, because IAM knows no capitals',
      tags({ owner: 'data', Owner: 'data' }),
      "aws.tags.Owner: 'Owner' is 'owner' to IAM, which knows no difference; remove one of them",
    ],
    [
      'more tags than fit beside those of the platform',
      tags(Object.fromEntries(Array.from({ length: 36 }, (_, index) => [`tag-${index}`, 'x']))),
      'aws.tags: 36 is more than 35: AWS takes 50 for a resource, and EKS, Karpenter and the platform add theirs',
    ],
    [
      'the alias of a key',
      { 'aws.encryption': { kind: 'customer-key', keyArn: 'alias/data' } },
      "aws.encryption.keyArn: 'alias/data' is not valid; use the ARN of a key (not of an alias), e.g. 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012'",
    ],
    ...['aws:kms:us-east-1:111122223333', 'aws:kms:eu-west-1:444455556666', 'aws-cn:kms:eu-west-1:111122223333'].map(
      (place): [string, Edits, string] => [
        `a key of ${place}`,
        { 'aws.encryption': { kind: 'customer-key', keyArn: `arn:${place}:key/12345678-1234-1234-1234-123456789012` } },
        `aws.encryption.keyArn: 'arn:${place}:key/12345678-1234-1234-1234-123456789012' is not a key in the account and region of the cluster; use one that begins with 'arn:aws:kms:eu-west-1:111122223333:key/'`,
      ],
    ),
    [
      'a boundary by its name',
      boundary('boundary'),
      "aws.permissionsBoundaryArn: 'boundary' is not valid; use the ARN of an IAM policy, e.g. 'arn:aws:iam::111122223333:policy/boundary'",
    ],
    [
      'a boundary of another account',
      boundary('arn:aws:iam::444455556666:policy/boundary'),
      "aws.permissionsBoundaryArn: 'arn:aws:iam::444455556666:policy/boundary' is not a policy that roles of account 111122223333 can have; use one of that account: 'arn:aws:iam::111122223333:policy/...'",
    ],
    [
      'a boundary of another partition',
      boundary('arn:aws-cn:iam::111122223333:policy/boundary'),
      "aws.permissionsBoundaryArn: 'arn:aws-cn:iam::111122223333:policy/boundary' is not a policy that roles of account 111122223333 can have; use one of that account: 'arn:aws:iam::111122223333:policy/...'",
    ],
    [
      'records that are kept for less than those of the control plane',
      { 'aws.audit': { retentionDays: 30 } },
      'aws.audit.retentionDays: 30 is not valid; use a whole number from 90 to 3650, e.g. 365',
    ],
    [
      'a flow log of a VPC of somebody else',
      { 'aws.audit': { retentionDays: 365, flowLogs: 'all' }, 'cluster.network': existing },
      "aws.audit.flowLogs: 'all' is for a VPC that the platform makes, and cluster.network.kind is 'existing'; remove it, and ask the owner of the VPC for its flow log",
    ],
  ]);
});
