import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { at, listIn, stringsIn } from '../../imports/json.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';
import { pick, render } from '../render.ts';
import { fillIn } from './templates.ts';
import { taskPodOf, valuesOf } from './variants.ts';

type Airflow = Mutable<PlatformConfig>['airflow'];
const withConnections = (connections: Airflow['connections']) => (draft: Mutable<PlatformConfig>) => {
  if (connections) draft.airflow.connections = connections;
};
const redshift = withConnections([
  { id: 'Redshift_Default', type: 'redshift', host: 'dwh.example.com', port: 5439, schema: 'sales', secret: true },
]);

/** The environment that the Secret without a secret gives to every pod of Airflow. */
function publicConnections(edit: (draft: Mutable<PlatformConfig>) => void) {
  const secret = pick(render(platformConfig(edit)), 'Secret', 'airflow-connections');
  return secret['stringData'] as Readonly<Record<string, string>>;
}

describe('a connection of the config', () => {
  test('without a secret is a variable of every component and task', () => {
    const edit = withConnections([{ id: 'weather', type: 'http', host: 'https://x.example', extra: { timeout: 30 } }]);
    expect(JSON.parse(publicConnections(edit)['AIRFLOW_CONN_WEATHER'] ?? '')).toEqual({
      conn_type: 'http',
      host: 'https://x.example',
      extra: { timeout: 30 },
    });
    expect(valuesOf(edit).airflowPodAnnotations).not.toEqual(valuesOf().airflowPodAnnotations);
  });

  test('with a secret has user and password of Secrets Manager, which a person fills in', () => {
    const secret = resolve(platformConfig(redshift)).secrets.find(({ remoteName }) =>
      remoteName.endsWith('/connections/Redshift_Default'),
    );
    expect(secret?.remoteName).toBe('airflow-test/airflow/connections/Redshift_Default');
    expect(secret?.source).toEqual({ kind: 'by-hand', properties: ['login', 'password'] });
    const made = secret?.targets.map(({ data }) =>
      JSON.parse(fillIn(data['AIRFLOW_CONN_REDSHIFT_DEFAULT'] ?? '', { login: 'etl', password: 'a"b' })),
    );
    const connection = {
      conn_type: 'redshift',
      host: 'dwh.example.com',
      port: 5439,
      schema: 'sales',
      login: 'etl',
      password: 'a"b',
    };
    expect(made).toEqual([connection, connection]);
    expect(publicConnections(redshift)).not.toHaveProperty('AIRFLOW_CONN_REDSHIFT_DEFAULT');
  });

  test('may keep its user in Git, and parts of the extra in the secret', () => {
    const config = platformConfig(
      withConnections([
        {
          id: 'lake',
          type: 'snowflake',
          login: 'etl',
          extra: { account: 'ab12', note: '{{ no template }}' },
          secret: true,
          secretExtra: ['private_key_content'],
        },
      ]),
    );
    const secret = resolve(config).secrets.find(({ remoteName }) => remoteName.endsWith('/lake'));
    expect(secret?.source).toMatchObject({ properties: ['password', 'private_key_content'] });
    const template = secret?.targets[0]?.data['AIRFLOW_CONN_LAKE']?.replaceAll('{{ "{{" }}', '(opened)') ?? '';
    expect(JSON.parse(fillIn(template, { password: 'p', private_key_content: 'k' }))).toEqual({
      conn_type: 'snowflake',
      login: 'etl',
      password: 'p',
      extra: { account: 'ab12', note: '(opened) no template }}', private_key_content: 'k' },
    });
  });

  test('is fetched again and restarts the components with the next revision; task pods keep one name', () => {
    const before = resolve(platformConfig(redshift));
    const after = resolve(
      platformConfig((draft) => {
        redshift(draft);
        draft.secretsRevision += 1;
      }),
    );
    const [old, now] = [before, after].map((config) => secretName(config, 'connection Redshift_Default'));
    expect(old).not.toBe(now);
    expect(valuesOf(redshift).extraEnvFrom).toContain(`name: ${old}\n`);
    expect(
      stringsIn(
        listIn(taskPodOf(redshift), 'spec.containers.0.envFrom').map((from) => at(from, 'secretRef.name') ?? null),
      ),
    ).toEqual(['airflow-connections', 'airflow-task-connection-redshift-default']);
  });
});

test('a variable of the config is one of every component and task', () => {
  const edit = (draft: Mutable<PlatformConfig>) => {
    draft.airflow.variables = { Environment: 'dev' };
  };
  const variable = { name: 'AIRFLOW_VAR_ENVIRONMENT', value: 'dev' };
  expect(valuesOf(edit).env).toContainEqual(variable);
  expect(listIn(taskPodOf(edit), 'spec.containers.0.env')).toContainEqual(variable);
});

test.each([
  ['secrets-manager', 'airflow/connections', 'secrets_manager.SecretsManagerBackend'],
  ['ssm', '/airflow/connections', 'systems_manager.SystemsManagerParameterStoreBackend'],
] as const)(
  'the secrets backend %s is told its prefix and its region, and looks up nothing else',
  (kind, prefix, name) => {
    const { config } = valuesOf((draft) => {
      draft.airflow.secretsBackend = { kind, connectionsPrefix: prefix };
    });
    expect(at(config as never, 'secrets.backend')).toBe(`airflow.providers.amazon.aws.secrets.${name}`);
    expect(JSON.parse(String(at(config as never, 'secrets.backend_kwargs')))).toEqual({
      connections_prefix: prefix,
      variables_prefix: null,
      config_prefix: null,
      region_name: 'eu-west-1',
    });
  },
);
