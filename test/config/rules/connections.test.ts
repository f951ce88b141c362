import { checkEnvironments } from '../../../config/check.ts';
import { platformConfig } from '../../fixtures.ts';
import { edited, messageOf, refuses } from '../edit.ts';

const connection = (fields: object) => ({ 'airflow.connections': [{ id: 'warehouse', type: 'postgres', ...fields }] });
const backend = (fields: object) => ({ 'airflow.secretsBackend': { kind: 'secrets-manager', ...fields } });

describe('a config with a connection, variable or secrets backend', () => {
  refuses([
    [
      'an id that is no part of a variable',
      connection({ id: 'my-warehouse' }),
      "airflow.connections[0].id: 'my-warehouse' is not valid; use letters, digits and '_', not at its end, because names of a variable and of Secrets are built on it, e.g. 'redshift_default'",
    ],
    [
      'a connection of the platform',
      connection({ id: 'AWS_default' }),
      "airflow.connections[0].id: 'AWS_default' is a connection of the platform: task logs and DAGs in S3 are read with it; use another id",
    ],
    [
      'two ids that are one variable',
      {
        'airflow.connections': [
          { id: 'dwh', type: 'postgres' },
          { id: 'DWH', type: 'mysql' },
        ],
      },
      "airflow.connections[1].id: 'DWH' is already the id of airflow.connections[0], whatever the case of its letters; use another one",
    ],
    [
      'a password in the address, which is not shown',
      connection({ host: 'https://me:hunter2@dwh.example.com' }),
      "airflow.connections[0].host: 'https://***@dwh.example.com' is not valid; use a host name or an address without user and password, e.g. 'warehouse.example.com'",
    ],
    [
      'a password in front of the host, which is not shown',
      connection({ host: 'me:hunter2@dwh.example.com' }),
      "airflow.connections[0].host: '***@dwh.example.com' is not valid; use a host name or an address without user and password, e.g. 'warehouse.example.com'",
    ],
    [
      'a password where it is only said that there is one, which is not shown',
      connection({ secret: 'hunter2' }),
      "airflow.connections[0].secret: '***' is not valid; use true, or leave the field out",
    ],
    [
      'a prefix of parameters that AWS keeps for itself',
      { 'airflow.secretsBackend': { kind: 'ssm', connectionsPrefix: '/aws/x' } },
      "airflow.secretsBackend.connectionsPrefix: '/aws/x' is not valid; use a prefix without '/' at its end, e.g. '/airflow/connections'",
    ],
    [
      'an id that would make a Secret without a name',
      connection({ id: 'snow_' }),
      "airflow.connections[0].id: 'snow_' is not valid; use letters, digits and '_', not at its end, because names of a variable and of Secrets are built on it, e.g. 'redshift_default'",
    ],
    [
      'a password as a field',
      connection({ password: 'hunter2' }),
      'airflow.connections[0].password: is not a field; known fields: id, type, host, port, schema, login, extra, secret, secretExtra',
    ],
    [
      'a secret in the extra, at any depth and not shown',
      connection({ extra: { auth: { client_secret: 'hunter2' } } }),
      "airflow.connections[0].extra.auth.client_secret: would be a secret in Git; take it out, and write secret: true and secretExtra: ['client_secret']",
    ],
    [
      'an extra that is no JSON',
      connection({ extra: { timeout: () => 1 } }),
      'airflow.connections[0].extra.timeout: a function is not valid; use text, numbers, true, false, lists and objects',
    ],
    [
      'an extra that is text',
      connection({ extra: '{}' }),
      "airflow.connections[0].extra: '{}' is not valid; use an object, e.g. { region_name: 'eu-west-1' }",
    ],
    [
      'variables in a list',
      { 'airflow.variables': ['A=b'] },
      "airflow.variables: a list is not valid; use an object, e.g. { ENVIRONMENT: 'dev' }",
    ],
    [
      'a secret part without a secret',
      connection({ secretExtra: ['private_key_content'] }),
      'airflow.connections[0].secretExtra: a list needs the secret that holds the values; add secret: true',
    ],
    [
      'a part that is given twice',
      connection({ secret: true, extra: { role: 'x' }, secretExtra: ['role'] }),
      "airflow.connections[0].secretExtra[0]: 'role' is there twice; leave one of them out",
    ],
    [
      'a variable that is a secret, which is not shown',
      { 'airflow.variables': { API_TOKEN: 'hunter2' } },
      'airflow.variables.API_TOKEN: would be a secret in Git; keep it in airflow.secretsBackend, or in a connection with secret: true',
    ],
    [
      'a variable that is no text',
      { 'airflow.variables': { RETRIES: 3 } },
      "airflow.variables.RETRIES: 3 is not valid; use text in quotes, e.g. 'dev'",
    ],
    [
      'a variable whose name no shell has',
      { 'airflow.variables': { 'my-team': 'x' } },
      "airflow.variables['my-team']: is not a name of letters, digits and '_', which it must be as part of an environment variable; use e.g. 'ENVIRONMENT'",
    ],
    [
      'two names of one variable',
      { 'airflow.variables': { stage: 'dev', STAGE: 'prod' } },
      "airflow.variables.STAGE: is already the variable 'stage', whatever the case of its letters; use another name",
    ],
    [
      'a backend that nothing is looked up in',
      backend({}),
      'airflow.secretsBackend: an object has neither connectionsPrefix nor variablesPrefix; write what is to be looked up there',
    ],
    [
      'a key of another region',
      backend({
        connectionsPrefix: 'corp',
        kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012',
      }),
      "airflow.secretsBackend.kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012' is a key of another region; begin with 'arn:aws:kms:eu-west-1:'",
    ],
    [
      'an alias of a key',
      backend({ connectionsPrefix: 'corp', kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/corp' }),
      "airflow.secretsBackend.kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/corp' is not valid; use the ARN of a key (not of an alias), e.g. 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012'",
    ],
    [
      'a prefix that holds the keys of the platform',
      backend({ connectionsPrefix: 'airflow-test' }),
      "airflow.secretsBackend.connectionsPrefix: 'airflow-test' is below 'airflow-test/', where the keys of the platform are, and every task could read what is there; use e.g. 'airflow/connections'",
    ],
    [
      'a prefix that IAM would take for every secret',
      backend({ variablesPrefix: '*' }),
      "airflow.secretsBackend.variablesPrefix: '*' is not valid; use a prefix without '/' at its end, e.g. 'airflow/variables'",
    ],
    [
      'a parameter without its slash',
      { 'airflow.secretsBackend': { kind: 'ssm', connectionsPrefix: 'airflow/connections' } },
      "airflow.secretsBackend.connectionsPrefix: 'airflow/connections' is not valid; use a prefix without '/' at its end, e.g. '/airflow/connections'",
    ],
  ]);

  test('is refused for a prefix that holds the keys of another environment', () => {
    const other = edited({
      environment: 'other',
      'cluster.name': 'airflow-other',
      ...backend({ variablesPrefix: 'airflow-test/airflow' }),
    });
    expect(messageOf(() => checkEnvironments([platformConfig(), other]))).toBe(
      "config/environments/other.ts has 1 problem:\n  airflow.secretsBackend.variablesPrefix: 'airflow-test/airflow' is where the keys of environment 'test' are, and every task could read them; use e.g. 'airflow/connections'",
    );
  });
});
