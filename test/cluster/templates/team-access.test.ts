import { checkPlatformConfig } from '../../../config/check.ts';
import { viewersGroup } from '../../../config/names.ts';
import { platformConfig } from '../../fixtures.ts';
import { everything } from '../../support/configs.ts';
import { role, statementsOf } from '../policies.ts';
import { idIn, ofType, type Resource, type StackTemplate, synthesize } from '../templates.ts';

const key = 'arn:aws:kms:eu-west-1:444455556666:key/12345678-1234-1234-1234-123456789012';
const glue = (account = '111122223333') =>
  ['catalog', 'database/shop', 'table/shop/*', 'userDefinedFunction/shop/*'].map(
    (path) => `arn:aws:glue:eu-west-1:${account}:${path}`,
  );

describe('data of a team', () => {
  let cluster: StackTemplate;

  beforeAll(async () => {
    ({ cluster } = await synthesize(everything));
  });

  const added = () => {
    const shared = statementsOf(role(cluster, 'spark-job')).map(({ Sid }) => Sid);
    return Object.fromEntries(
      statementsOf(role(cluster, 'spark-job-team-a'))
        .filter(({ Sid }) => !shared.includes(Sid))
        .map(({ Sid, Action, Resource, Condition }) => [
          Sid,
          { Action, Resource, ...(Condition ? { Condition } : {}) },
        ]),
    );
  };

  test('is read and written as the config says: each folder, the key of its bucket through S3 alone, and the tables', () => {
    const byS3 = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } };
    const shop = { StringLike: { 's3:prefix': ['shop', 'shop/*'] } };
    const [raw, curated] = ['arn:aws:s3:::corp-lake-raw', 'arn:aws:s3:::corp-lake-curated'];
    expect(added()).toEqual({
      ListData1: { Action: ['s3:ListBucket'], Resource: [raw], Condition: shop },
      ListData2: { Action: ['s3:ListBucket'], Resource: [curated], Condition: shop },
      ReadData: {
        Action: ['s3:GetObject'],
        Resource: [`${curated}/shop`, `${curated}/shop/*`, `${raw}/shop`, `${raw}/shop/*`],
      },
      WriteData: {
        Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
        Resource: [`${curated}/shop/*`],
      },
      DecryptData1: { Action: ['kms:Decrypt'], Resource: [key], Condition: byS3 },
      ReadTables: { Action: expect.arrayContaining(['glue:GetTable']), Resource: glue() },
      WriteTables: { Action: expect.arrayContaining(['glue:UpdateTable']), Resource: glue() },
    });
  });

  test('is closed to another team: its role trusts no other namespace, and no other role names the data', () => {
    const { Statement } = role(cluster, 'spark-job-team-a').Properties['AssumeRolePolicyDocument'] as {
      Statement: { Condition: Record<string, Record<string, unknown>> }[];
    };
    expect(Statement.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: {
          'aws:SourceAccount': '111122223333',
          'aws:RequestTag/eks-cluster-name': 'airflow-all',
          'aws:RequestTag/kubernetes-namespace': ['spark-team-a'],
          'aws:RequestTag/kubernetes-service-account': ['spark-driver', 'spark-executor', 'team-container'],
        },
      },
    ]);
    const others = ofType(cluster, 'AWS::IAM::Role').filter(
      ({ Properties }) => !/-(spark-job-team-a|task-role-shop)$/.test(String(Properties['RoleName'])),
    );
    expect(others.filter((other) => /corp-lake|:glue:|444455556666/.test(JSON.stringify(other)))).toEqual([]);
  });

  test('is for the drivers, executors and containers of the team, and for no pod of another', () => {
    const users = ofType(cluster, 'AWS::EKS::PodIdentityAssociation')
      .filter(({ Properties }) => {
        const made = cluster.resources[idIn(Properties['RoleArn'])];
        return String(made?.Properties['RoleName']).includes('spark-job');
      })
      .map(({ Properties }) => {
        const made = cluster.resources[idIn(Properties['RoleArn'])];
        return [Properties['Namespace'], Properties['ServiceAccount'], made?.Properties['RoleName']].join(' ');
      });
    expect(users.sort()).toEqual([
      'spark-team-a spark-driver airflow-all-eu-west-1-spark-job-team-a',
      'spark-team-a spark-executor airflow-all-eu-west-1-spark-job-team-a',
      'spark-team-a team-container airflow-all-eu-west-1-spark-job-team-a',
      'spark-team-b spark-driver airflow-all-eu-west-1-spark-job',
      'spark-team-b spark-executor airflow-all-eu-west-1-spark-job',
    ]);
  });

  test('is written with a key of its own, and is a whole bucket or a catalog elsewhere where the config says so', async () => {
    const { cluster: other } = await synthesize(
      platformConfig(({ teams: [team] }) =>
        Object.assign(team as object, {
          data: [{ bucket: 'lake', access: 'write', kmsKeyArn: key }],
          glueDatabases: [{ name: 'shop', access: 'read', catalogId: '444455556666' }],
        }),
      ),
    );
    const found = statementsOf(role(other, 'spark-job-risk-models'));
    const of = (sid: string) => found.find(({ Sid }) => Sid === sid);
    expect(of('ListData1')).not.toHaveProperty('Condition');
    expect([of('ReadData')?.Resource, of('WriteData')?.Resource]).toEqual([
      ['arn:aws:s3:::lake/*'],
      ['arn:aws:s3:::lake/*'],
    ]);
    expect(of('EncryptData1')).toMatchObject({ Action: ['kms:GenerateDataKey'], Resource: [key] });
    expect(of('ReadTables')?.Resource).toEqual(glue('444455556666'));
    expect(of('WriteTables')).toBeUndefined();
  });

  test('that the config check takes fits into the 10,240 characters that IAM takes', async () => {
    const long = { bucket: 'b'.repeat(63), access: 'write', kmsKeyArn: key };
    const full = [
      { data: Array.from({ length: 4 }, (_, n) => ({ ...long, prefix: `${n}`.repeat(200) })) },
      { data: Array.from({ length: 16 }, (_, n) => ({ bucket: `bucket-${n}`, access: 'write', prefix: 'shop' })) },
      { glueDatabases: Array.from({ length: 11 }, (_, n) => ({ name: `shop_${n}`, access: 'write' })) },
    ];
    for (const fields of full) {
      const config = platformConfig(({ cluster, teams: [team] }) => {
        cluster.name = 'a'.repeat(28);
        Object.assign(team as object, fields);
      });
      const { cluster: made } = await synthesize(checkPlatformConfig(config));
      const { Properties } = role(made, 'spark-job-risk-models');
      expect(JSON.stringify(Properties['Policies']).length).toBeLessThan(10_240);
    }
  });
});

describe('the people of a team', () => {
  const entries = ({ resources }: StackTemplate) =>
    Object.values(resources).filter(
      ({ Type, Properties }) => Type === 'AWS::EKS::AccessEntry' && Properties['KubernetesGroups'] !== undefined,
    );
  const viewPolicy = (...namespaces: string[]) => [
    {
      PolicyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
      AccessScope: { Type: 'namespace', Namespaces: namespaces },
    },
  ];

  test('see their namespace, by an access entry of their role', async () => {
    const { cluster } = await synthesize(everything);
    expect(entries(cluster).map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        PrincipalArn:
          'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_team-a_0123456789abcdef',
        KubernetesGroups: [viewersGroup('spark-team-a')],
        AccessPolicies: viewPolicy('spark-team-a'),
      }),
    ]);
  });

  test('of two teams have one entry, because EKS takes one for a role', async () => {
    const { cluster } = await synthesize(
      platformConfig((draft) => {
        const [team] = draft.teams;
        draft.teams = ['sales', 'risk'].map((name) => ({ ...(team as object), name, viewers: ['analysts'] })) as never;
      }),
    );
    expect(
      entries(cluster).map(({ Properties }) => [Properties['KubernetesGroups'], Properties['AccessPolicies']]),
    ).toEqual([[['spark-sales-viewers', 'spark-risk-viewers'], viewPolicy('spark-sales', 'spark-risk')]]);
  });
});

describe('a role of tasks', () => {
  test('may do what a task may, and what the config allows; only task pods that have chosen it are trusted', async () => {
    const { cluster } = await synthesize(everything);
    const [own, shared] = ['task-role-shop', 'task-runner'].map((name) => role(cluster, name));
    const added = statementsOf(own as Resource).slice(statementsOf(shared as Resource).length);
    expect(added).toEqual([
      {
        Sid: 'Allow1',
        Effect: 'Allow',
        Action: ['glue:GetJobRun', 'glue:StartJobRun'],
        Resource: ['arn:aws:glue:eu-west-1:111122223333:job/shop'],
      },
      { Sid: 'Allow2', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::corp-lake-raw/shop/*'] },
    ]);
    expect(own?.Properties['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Condition: {
            StringEquals: {
              'aws:RequestTag/kubernetes-namespace': ['airflow'],
              'aws:RequestTag/kubernetes-service-account': ['airflow-task-shop'],
            },
          },
        },
      ],
    });
    expect(statementsOf(shared as Resource).map(({ Sid }) => Sid)).not.toContain('Allow1');
  });
});
