import { type DagBundle, shortFormName } from '../../config/dag-bundles.ts';
import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { at, listIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { fillIn } from './templates.ts';
import { ownImage, taskPodOf, valuesOf } from './variants.ts';

type PrivateBundle = Extract<DagBundle, { kind: 'git-private' }>;

const team: PrivateBundle = {
  name: 'team-a',
  kind: 'git-private',
  repoUrl: 'https://gitlab.example.com/data/team-a/dags.git',
  ref: 'main',
  subdir: 'dags',
  refreshSeconds: 60,
};
const bySsh: PrivateBundle = { ...team, credentials: 'ssh', repoUrl: 'git@gitlab.example.com:data/dags.git' };

const withBundles =
  (...dagBundles: DagBundle[]): Parameters<typeof valuesOf>[0] =>
  (draft) => {
    ownImage(draft);
    draft.airflow.dagBundles = dagBundles;
  };

/** The secret of a bundle, and the connection that becomes of what a person fills in. */
function given(bundle: PrivateBundle, properties: Readonly<Record<string, string>>) {
  const config = resolve(platformConfig(withBundles(bundle)));
  const name = secretName(config, 'gitConnection', bundle.name);
  const secret = config.secrets.find(({ targets }) => targets.some((target) => target.name === name));
  const [[variable = '', template = ''] = []] = Object.entries(
    secret?.targets.find((target) => target.name === name)?.data ?? {},
  );
  return { name, secret, variable, connection: JSON.parse(fillIn(template, properties)) };
}

describe('a bundle of a private repository', () => {
  test('has a secret and a connection of its own, under the name that the bundle asks for', () => {
    const { name, secret, variable, connection } = given(team, { username: 'bot', token: 'glpat-"x' });
    expect(secret).toMatchObject({
      remoteName: 'airflow-test/airflow/git-team-a',
      source: { kind: 'by-hand', properties: ['username', 'token'] },
    });
    expect(connection).toEqual({ conn_type: 'git', host: team.repoUrl, login: 'bot', password: 'glpat-"x' });

    const values = valuesOf(withBundles(team));
    const [, bundle] = values.dagProcessor?.dagBundleConfigList ?? [];
    expect(`AIRFLOW_CONN_${String(bundle?.kwargs?.['git_conn_id']).toUpperCase()}`).toBe(variable);
    expect(values.extraEnvFrom).toContain(`name: ${name}\n`);
    expect(values.podTemplate).toContain('name: airflow-task-git-connection-team-a\n');
  });

  test('is byte for byte the short form where it has its name', () => {
    const { name: _, ...source } = team;
    const short = valuesOf((draft) => {
      draft.airflow.dags = source;
    });
    const long = valuesOf((draft) => {
      delete draft.airflow.dags;
      draft.airflow.dagBundles = [{ ...team, name: shortFormName }];
    });
    expect(long).toEqual(short);
  });
});

describe('a key of SSH', () => {
  test('ends with a newline, without which OpenSSH refuses it, and is used for a host with a known key only', () => {
    const { secret, connection } = given(bySsh, { key: '-----BEGIN KEY-----\nabc', known_hosts: 'x' });
    expect(secret?.source).toEqual({ kind: 'by-hand', properties: ['key', 'known_hosts'] });
    expect(connection).toEqual({
      conn_type: 'git',
      host: 'git@gitlab.example.com:data/dags.git',
      extra: {
        private_key: '-----BEGIN KEY-----\nabc\n',
        strict_host_key_checking: 'yes',
        known_hosts_file: '/etc/airflow-git/team-a/known_hosts',
      },
    });
  });

  test('finds the keys of hosts as a file in the pods that fetch: the DAG processor and tasks', () => {
    const volume = { name: 'git-team-a', secret: { secretName: 'airflow-git-known-hosts-team-a' } };
    const mount = { name: 'git-team-a', mountPath: '/etc/airflow-git/team-a', readOnly: true };

    const { dagProcessor, scheduler } = valuesOf(withBundles(bySsh));
    expect(dagProcessor).toMatchObject({ extraVolumes: [volume], extraVolumeMounts: [mount] });
    expect(scheduler).not.toHaveProperty('extraVolumes');

    const pod = taskPodOf(withBundles(bySsh));
    expect(listIn(pod, 'spec.volumes')).toContainEqual(volume);
    expect(at(pod, 'spec.containers.0.volumeMounts')).toContainEqual(mount);
  });

  test('leaves no volume where no bundle has one', () => {
    expect(valuesOf(withBundles(team)).dagProcessor).not.toHaveProperty('extraVolumes');
  });
});

test('a GitHub App signs in with its own key, and no password, which would win over it', () => {
  const app: PrivateBundle = { ...team, credentials: 'github-app', repoUrl: 'https://github.com/example/dags.git' };
  const { secret, connection } = given(app, { app_id: '12', installation_id: '345', private_key: 'PEM' });
  expect(secret?.source).toEqual({ kind: 'by-hand', properties: ['app_id', 'installation_id', 'private_key'] });
  expect(connection).toEqual({
    conn_type: 'git',
    host: 'https://github.com/example/dags.git',
    extra: { github_app_id: '12', github_installation_id: '345', private_key: 'PEM' },
  });
});

test('an address with a space reaches Airflow whole: airflow.cfg takes %20 for a reference and %% for a percent sign', () => {
  const azure = 'https://dev.azure.com/acme/Data%20Platform/_git/dags';
  const [, bundle] =
    valuesOf(withBundles({ ...team, kind: 'git', repoUrl: azure })).dagProcessor?.dagBundleConfigList ?? [];
  expect(bundle?.kwargs?.['repo_url']).toBe('https://dev.azure.com/acme/Data%%20Platform/_git/dags');
});
