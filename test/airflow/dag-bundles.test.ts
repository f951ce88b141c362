import { readFileSync } from 'node:fs';
import { connections } from '../../charts/airflow/access.ts';
import { checkPlatformConfig } from '../../config/check.ts';
import { platformNames } from '../../config/names.ts';
import { resolve } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { platformConfig } from '../fixtures.ts';
import { fillIn } from './templates.ts';
import { privateGit, s3Dags, valuesOf, variants } from './variants.ts';

function bundle(edit?: Parameters<typeof valuesOf>[0]) {
  const [first, ...others] = valuesOf(edit).dagProcessor?.dagBundleConfigList ?? [];
  if (!first || others.length > 0) throw new Error('not one bundle');
  return first;
}

test.each(variants)('DAGs come from one bundle, whose arguments are plain values: %s', (_, edit) => {
  const { name, kwargs } = bundle(edit);
  expect(name).toBe('dags');
  expect(Object.values(kwargs ?? {}).filter((value) => !['string', 'number'].includes(typeof value))).toEqual([]);
  expect(kwargs).toMatchObject({ refresh_interval: 60 });
});

describe('a public repository', () => {
  test('is read without a connection, so that none has to exist (apache/airflow#56165, #61343)', () => {
    expect(bundle()).toEqual({
      name: 'dags',
      classpath: 'airflow.providers.git.bundles.git.GitDagBundle',
      kwargs: {
        repo_url: 'https://github.com/example/airflow-on-eks.git',
        tracking_ref: 'main',
        subdir: 'dags',
        refresh_interval: 60,
      },
    });
  });

  test('is followed by branch or tag: a commit never moves, so no new DAG would arrive (apache/airflow#71388)', () => {
    const pinned = platformConfig(({ airflow }) => {
      if (airflow.dags?.kind === 'git') airflow.dags.ref = '0123456789abcdef0123456789abcdef01234567';
    });
    expect(() => checkPlatformConfig(pinned)).toThrow(/airflow\.dags\.ref.*use a branch/);
  });
});

describe('a private repository', () => {
  const config = platformConfig(privateGit);
  const target = resolve(config)
    .secrets.flatMap(({ targets }) => targets)
    .find(({ name }) => name === secretName(resolve(config), 'gitConnection', 'dags'));

  test('is read through a connection, and neither address nor token is in the values', () => {
    expect(bundle(privateGit).kwargs).toEqual({
      git_conn_id: 'git_private',
      tracking_ref: 'main',
      subdir: 'dags',
      refresh_interval: 60,
    });
    expect(JSON.stringify(valuesOf(privateGit))).not.toContain('private-dags');
  });

  test('has that connection under the name that Airflow looks for, whatever is in the token', () => {
    const [[variable, template] = ['', '']] = Object.entries(target?.data ?? {});
    expect(variable).toBe(`AIRFLOW_CONN_${String(bundle(privateGit).kwargs?.['git_conn_id']).toUpperCase()}`);
    expect(JSON.parse(fillIn(template, { username: 'bot', token: 'a"b\\c' }))).toEqual({
      conn_type: 'git',
      host: 'https://github.com/example/private-dags.git',
      login: 'bot',
      password: 'a"b\\c',
    });
  });

  test('gives it to every pod: a task clones the repository again, so the DAG processor alone is not enough', () => {
    expect(valuesOf(privateGit).extraEnvFrom).toContain(
      `name: ${secretName(resolve(config), 'gitConnection', 'dags')}\n`,
    );
    expect(valuesOf(privateGit).podTemplate).toContain(
      `name: ${secretName(resolve(config), 'taskGitConnection', 'dags')}\n`,
    );
    expect(valuesOf(privateGit).dagProcessor).not.toHaveProperty('env');
    expect(valuesOf().extraEnvFrom).not.toContain('git-connection');
  });
});

describe('a bucket', () => {
  test('is read below a prefix that is no "directory marker" (apache/airflow#57178)', () => {
    expect(bundle(s3Dags)).toEqual({
      name: 'dags',
      classpath: 'airflow.providers.amazon.aws.bundles.s3.S3DagBundle',
      kwargs: {
        bucket_name: platformNames(platformConfig()).buckets.dags,
        prefix: 'dags',
        aws_conn_id: 'aws_default',
        refresh_interval: 60,
      },
    });
    const marker = platformConfig(({ airflow }) => {
      airflow.dags = { kind: 's3', prefix: 'dags/', refreshSeconds: 60 };
    });
    expect(() => checkPlatformConfig(marker)).toThrow(/airflow\.dags\.prefix.*without leading or trailing/);
  });

  test('is read with a connection that exists, although Pod Identity needs none', () => {
    const variable = `AIRFLOW_CONN_${String(bundle(s3Dags).kwargs?.['aws_conn_id']).toUpperCase()}`;
    expect(connections(platformConfig())).toHaveProperty(variable);
  });
});

describe("the image's provider", () => {
  const lock = readFileSync(new URL('../dags/requirements.lock', import.meta.url), 'utf8');

  test.each([
    ['git', [0, 2, 3], 'reads a public repository without a connection (apache/airflow#61343)'],
    ['amazon', [9, 23, 0], 'deletes stale DAG files and skips directory markers (apache/airflow#63104, #57178)'],
    ['cncf-kubernetes', [10, 15, 0], 'deletes a Spark job that never started (apache/airflow#63824)'],
  ])('%s is %j or newer, which %s', (provider, [major = 0, minor = 0, patch = 0]) => {
    const found = new RegExp(`^apache-airflow-providers-${provider}==(\\d+)\\.(\\d+)\\.(\\d+)`, 'm').exec(lock) ?? [];
    const [, ...version] = found.map(Number);
    const rank = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 1000 + part, 0);
    expect(version).toHaveLength(3);
    expect(rank(version)).toBeGreaterThanOrEqual(rank([major, minor, patch]));
  });
});
