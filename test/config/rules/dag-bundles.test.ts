import { refuses } from '../edit.ts';

const git = { kind: 'git', ref: 'main', subdir: 'dags', refreshSeconds: 60 };
const teamA = { ...git, name: 'team-a', repoUrl: 'https://github.com/example/team-a.git' };
const s3 = (name: string, prefix: string) => ({ kind: 's3', name, prefix, refreshSeconds: 60 });
const bundles = (...list: readonly object[]) => ({ 'airflow.dags': undefined, 'airflow.dagBundles': list });

describe('a config whose DAGs come from nowhere, or from two places', () => {
  refuses([
    [
      'neither the short form nor bundles',
      { 'airflow.dags': undefined },
      "airflow.dags: is missing; use an object with kind 'git' or 'git-private' or 's3'",
    ],
    [
      'an empty list',
      bundles(),
      'airflow.dagBundles: an empty list is not valid; use at least one bundle, or remove it',
    ],
    [
      'a bundle without a name',
      bundles({ ...teamA, name: undefined }),
      "airflow.dagBundles[0].name: is missing; use lower-case letters, digits and '-', starting with a letter and not ending with '-', e.g. 'risk-models'",
    ],
    [
      'a bundle of no known kind',
      bundles({ ...teamA, kind: 'gcs' }),
      "airflow.dagBundles[0].kind: 'gcs' is not valid; use one of 'git', 'git-private', 's3'",
    ],
    [
      'a name twice',
      bundles(teamA, s3('team-a', 'team/b')),
      "airflow.dagBundles[1].name: 'team-a' is already the name of airflow.dagBundles[0]; use another name",
    ],
    [
      'the name of the short form',
      { 'airflow.dagBundles': [{ ...teamA, name: 'dags' }] },
      "airflow.dagBundles[0].name: 'dags' is the bundle that airflow.dags stands for; use another name",
    ],
    [
      'DAGs pinned to a commit',
      { 'airflow.dags.ref': '0123456789abcdef0123456789abcdef01234567' },
      "airflow.dags.ref: '0123456789abcdef0123456789abcdef01234567' is a commit, which never moves, so no new DAG would arrive (apache/airflow#71388); use a branch, e.g. 'main'",
    ],
    [
      'a bundle that is pinned to a commit',
      bundles({ ...teamA, ref: 'a'.repeat(40) }),
      `airflow.dagBundles[0].ref: '${'a'.repeat(40)}' is a commit, which never moves, so no new DAG would arrive (apache/airflow#71388); use a branch, e.g. 'main'`,
    ],
    [
      'the folder of another bundle',
      bundles(teamA, { ...teamA, name: 'team-b', subdir: 'dags/b' }),
      "airflow.dagBundles[1].subdir: 'dags/b' holds files of airflow.dagBundles[0], and a DAG belongs to one bundle; use another folder or repository",
    ],
    [
      'a prefix above that of another bundle',
      bundles(s3('team-a', 'team/a'), s3('team', 'team')),
      "airflow.dagBundles[1].prefix: 'team' holds files of airflow.dagBundles[0], and a DAG belongs to one bundle; use another prefix",
    ],
    [
      'the repository and folder of the short form',
      {
        'airflow.dagBundles': [{ ...git, name: 'again', repoUrl: 'https://github.com/example/airflow-on-eks.git' }],
      },
      "airflow.dagBundles[0].subdir: 'dags' holds files of airflow.dags, and a DAG belongs to one bundle; use another folder or repository",
    ],
  ]);
});
