import { checkPlatformConfig } from '../../../config/check.ts';
import { edited, refuses } from '../edit.ts';

const glue = { service: 'glue', actions: ['StartJobRun'], resources: ['arn:aws:glue:eu-west-1:111122223333:job/shop'] };
const roles = (...allow: object[]) => ({ 'airflow.taskRoles': [{ name: 'shop', allow }] });
const resources = (resource: string, service = 'glue', action = 'StartJobRun') =>
  roles({ service, actions: [action], resources: [resource] });
const field = 'airflow.taskRoles[0].allow[0]';
const arn =
  "use the ARN of a resource, with '*' for a part of its name only, e.g. 'arn:aws:glue:eu-west-1:111122223333:job/shop-*'";

describe('a role of tasks', () => {
  refuses([
    [
      'a name that is no label',
      { 'airflow.taskRoles': [{ name: 'Shop', allow: [glue] }] },
      "airflow.taskRoles[0].name: 'Shop' is not valid; use lower-case letters, digits and '-', starting with a letter and not ending with '-', e.g. 'risk-models'",
    ],
    [
      'a name twice',
      { 'airflow.taskRoles': [1, 2].map(() => ({ name: 'shop', allow: [glue] })) },
      "airflow.taskRoles[1].name: 'shop' is already the name of airflow.taskRoles[0]; use another name",
    ],
    [
      'nothing that it allows',
      roles(),
      "airflow.taskRoles[0].allow: an empty list is not valid; use at least one entry, e.g. { service: 'glue', actions: ['StartJobRun'], resources: ['arn:…'] }",
    ],
    [
      'every action',
      roles({ ...glue, actions: ['*'] }),
      `${field}.actions[0]: '*' is not valid; use the name of an action, without its service and without '*', e.g. 'StartJobRun'`,
    ],
    [
      'an action with its service',
      roles({ ...glue, actions: ['glue:StartJobRun'] }),
      `${field}.actions[0]: 'glue:StartJobRun' is not valid; use the name of an action, without its service and without '*', e.g. 'StartJobRun'`,
    ],
    [
      'a service that IAM does not know',
      roles({ ...glue, service: 'gleu' }),
      `${field}.service: 'gleu' is no service of IAM; did you mean 'glue'?`,
    ],
    [
      'an action that the service does not have',
      roles({ ...glue, actions: ['StartJobRn'] }),
      `${field}.actions[0]: 'StartJobRn' is no action of glue; did you mean 'StartJobRun'?`,
    ],
    [
      'an action that is like none',
      roles({ ...glue, actions: ['Xyzzy'] }),
      `${field}.actions[0]: 'Xyzzy' is no action of glue; use one of AWS's service authorization reference, e.g. 'AccessDataQualityRuntimeConfiguration'`,
    ],
    ['every resource', resources('*'), `${field}.resources[0]: '*' is not valid; ${arn}`],
    [
      'every resource of a service',
      resources('arn:aws:s3:::*', 's3', 'GetObject'),
      `${field}.resources[0]: 'arn:aws:s3:::*' is not valid; ${arn}`,
    ],
    [
      'every account',
      resources('arn:aws:glue:eu-west-1:*:job/shop'),
      `${field}.resources[0]: 'arn:aws:glue:eu-west-1:*:job/shop' is not valid; ${arn}`,
    ],
    [
      'another partition',
      resources('arn:aws-cn:glue:cn-north-1:111122223333:job/shop'),
      `${field}.resources[0]: 'arn:aws-cn:glue:cn-north-1:111122223333:job/shop' is of another partition than eu-west-1; begin with 'arn:aws:'`,
    ],
    [
      'rights over rights',
      roles({ service: 'iam', actions: ['PutRolePolicy'], resources: ['arn:aws:iam::111122223333:role/glue'] }),
      `${field}.actions[0]: 'PutRolePolicy' changes rights in IAM, and so could give any to itself; use PassRole for a role that the service is to take`,
    ],
    [
      'a role of the platform',
      roles({
        service: 'iam',
        actions: ['PassRole'],
        resources: ['arn:aws:iam::111122223333:role/airflow-test-eu-west-1-karpenter'],
      }),
      `${field}.resources[0]: 'arn:aws:iam::111122223333:role/airflow-test-eu-west-1-karpenter' may be one of arn:aws:iam::111122223333:role/airflow-test-eu-west-1-*: roles of the platform; use another role`,
    ],
    [
      'a pattern that holds the keys of the platform',
      resources('arn:aws:secretsmanager:eu-west-1:111122223333:secret:air*', 'secretsmanager', 'GetSecretValue'),
      `${field}.resources[0]: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:air*' may be one of arn:aws:secretsmanager:eu-west-1:111122223333:secret:airflow-test/*: the keys of the platform; use a secret of the task's own`,
    ],
  ]);

  test.each([
    ['a job of Glue', [glue]],
    [
      'a folder of the Spark bucket, where the sensor of a DAG waits',
      [
        {
          service: 's3',
          actions: ['GetObject', 'ListBucket'],
          resources: ['arn:aws:s3:::airflow-test-spark-111122223333-eu-west-1/spark-team-a/*'],
        },
      ],
    ],
    [
      'a role for a service to take',
      [{ service: 'iam', actions: ['PassRole'], resources: ['arn:aws:iam::111122223333:role/glue-shop'] }],
    ],
  ])('may allow %s', (_, allow) => {
    const config = edited(roles(...allow));
    expect(checkPlatformConfig(config)).toBe(config);
  });

  test('holds no more than IAM takes in a role', () => {
    const many = roles(...Array.from({ length: 60 }, () => glue));
    expect(() => checkPlatformConfig(edited(many))).toThrow(
      /airflow\.taskRoles\[0\]\.allow: has about \d+ characters, and the policy of one role holds 7500; use two roles/,
    );
  });
});
