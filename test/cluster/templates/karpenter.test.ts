import { cluster as clusterSchema } from '../../../config/schema/cluster.ts';
import { versions } from '../../../config/versions.ts';
import policy from '../../../imports/policies/karpenter.json' with { type: 'json' };
import { platformConfig } from '../../fixtures.ts';
import { managedPolicies, role, statementsOf } from '../policies.ts';
import { ofType, only, type StackTemplate, synthesize } from '../templates.ts';

/** First minor version of Karpenter 1.x that supports a Kubernetes version: https://karpenter.sh/v1.14/upgrading/compatibility/. */
const firstMinor = { '1.34': 6, '1.35': 9, '1.36': 13 } as const;

let cluster: StackTemplate;

describe('for Karpenter', () => {
  beforeAll(async () => {
    ({ cluster } = await synthesize(platformConfig()));
  });

  describe("Karpenter's controller", () => {
    const statement = (sid: string) => statementsOf(role(cluster, 'karpenter')).find(({ Sid }) => Sid === sid);

    // An unknown version is a key too few: read the table again before the config allows it.
    test('supports every Kubernetes version that the config allows', () => {
      const allowed = clusterSchema.shape.kubernetesVersion.options;
      expect(allowed).toEqual(Object.keys(firstMinor));

      const [major, minor] = versions.karpenterChart.split('.').map(Number);
      expect(major).toBe(1);
      expect(minor).toBeGreaterThanOrEqual(Math.max(...Object.values(firstMinor)));
    });

    test('may do what its reference says, but writes no instance profile: there is one already', () => {
      const own = statementsOf(role(cluster, 'karpenter')).map(({ Sid }) => Sid);
      const published = policy.Statement.map(({ Sid }) => Sid);
      expect(published.filter((sid) => !own.includes(sid))).toEqual([
        'AllowScopedInstanceProfileCreationActions',
        'AllowScopedInstanceProfileTagActions',
        'AllowScopedInstanceProfileActions',
      ]);
      expect(own.filter((sid) => !published.includes(sid))).toEqual([]);
    });

    test('does it under the name of this cluster, in this account and region, and passes only the role of its nodes', () => {
      expect(statement('AllowScopedDeletion')).toEqual({
        Sid: 'AllowScopedDeletion',
        Effect: 'Allow',
        Action: ['ec2:DeleteLaunchTemplate', 'ec2:TerminateInstances'],
        Resource: ['arn:aws:ec2:eu-west-1:*:instance/*', 'arn:aws:ec2:eu-west-1:*:launch-template/*'],
        Condition: {
          StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/airflow-test': 'owned' },
          StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' },
        },
      });
      expect(statement('AllowPassingInstanceRole')?.Resource).toEqual([
        'arn:aws:iam::111122223333:role/airflow-test-eu-west-1-karpenter-node',
      ]);
      expect(statement('AllowInterruptionQueueActions')?.Resource).toEqual([
        'arn:aws:sqs:eu-west-1:111122223333:airflow-test-karpenter',
      ]);
      expect(JSON.stringify(statementsOf(role(cluster, 'karpenter')))).not.toContain('${');
    });

    test('fits into an inline policy with the longest name that a cluster may have', async () => {
      const { cluster: long } = await synthesize(
        platformConfig((config) => {
          config.cluster.name = 'a'.repeat(28);
          config.aws.region = 'ap-southeast-1';
        }),
      );
      const { Policies } = role(long, 'karpenter').Properties;

      expect(JSON.stringify(Policies).length).toBeLessThan(10_240);
      for (const { Properties } of ofType(long, 'AWS::IAM::Role')) {
        expect(String(Properties['RoleName']).length).toBeLessThanOrEqual(64);
      }
    });
  });

  describe("Karpenter's nodes", () => {
    test('join the cluster through an access entry of their role', () => {
      const entry = ofType(cluster, 'AWS::EKS::AccessEntry').find(
        ({ Properties }) => Properties['Type'] === 'EC2_LINUX',
      );
      expect(entry?.Properties['PrincipalArn']).toEqual({
        'Fn::GetAtt': [expect.stringMatching(/^KarpenterNodesRole/), 'Arn'],
      });
    });

    test('have an instance profile of that role', () => {
      expect(only(cluster, 'AWS::IAM::InstanceProfile').Properties).toEqual({
        InstanceProfileName: 'airflow-test-eu-west-1-karpenter-node',
        Roles: [{ Ref: expect.stringMatching(/^KarpenterNodesRole/) }],
      });
    });

    test('may join, pull images and be reached by Session Manager; the CNI has a role of its own', () => {
      const node = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonSSMManagedInstanceCore'];
      expect(managedPolicies(role(cluster, 'karpenter-node'))).toEqual(node);
      expect(managedPolicies(role(cluster, 'core-node'))).toEqual(node);
      expect(managedPolicies(role(cluster, 'vpc-cni'))).toEqual(['AmazonEKS_CNI_Policy']);
    });
  });

  describe('the interruption queue', () => {
    test('forgets notices after five minutes', () => {
      expect(only(cluster, 'AWS::SQS::Queue').Properties).toEqual({
        QueueName: 'airflow-test-karpenter',
        MessageRetentionPeriod: 300,
        SqsManagedSseEnabled: true,
      });
    });

    test.each([
      ['aws.health', 'AWS Health Event'],
      ['aws.ec2', 'EC2 Spot Instance Interruption Warning'],
      ['aws.ec2', 'EC2 Instance Rebalance Recommendation'],
      ['aws.ec2', 'EC2 Instance State-change Notification'],
      ['aws.ec2', 'EC2 Capacity Reservation Instance Interruption Warning'],
    ])('gets the events of %s called "%s"', (source, detailType) => {
      const patterns = ofType(cluster, 'AWS::Events::Rule').map(({ Properties }) => Properties['EventPattern']);
      expect(patterns).toContainEqual({ source: [source], 'detail-type': [detailType] });
      expect(patterns).toHaveLength(5);
    });

    // Nothing else: a rule with a state of its own would be switched off.
    test('is the target of every rule, and that is all a rule says', () => {
      for (const { Properties } of ofType(cluster, 'AWS::Events::Rule')) {
        expect(Properties).toEqual({
          Name: expect.stringMatching(/^airflow-test-karpenter-/),
          EventPattern: expect.anything(),
          Targets: [{ Id: 'karpenter', Arn: { 'Fn::GetAtt': [expect.stringMatching(/^InterruptionQueue/), 'Arn'] } }],
        });
      }
    });

    test('takes messages from these rules only, which the reference leaves open to every rule of every account', () => {
      const names = ofType(cluster, 'AWS::Events::Rule').map(({ Properties }) => Properties['Name']);
      const { Statement } = only(cluster, 'AWS::SQS::QueuePolicy').Properties['PolicyDocument'] as {
        Statement: object[];
      };

      expect(Statement).toMatchObject([
        { Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        {
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            ArnEquals: { 'aws:SourceArn': names.map((name) => `arn:aws:events:eu-west-1:111122223333:rule/${name}`) },
          },
        },
      ]);
    });
  });
});
