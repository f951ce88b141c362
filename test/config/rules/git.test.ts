import { checkPlatformConfig } from '../../../config/check.ts';
import { type Edits, edited, refuses } from '../edit.ts';

const dags = (source: Edits) => ({
  'airflow.dags': { kind: 'git-private', ref: 'main', subdir: 'dags', refreshSeconds: 60, ...source },
});
const image = { 'airflow.image': { repository: 'registry.example.com/airflow', digest: `sha256:${'0'.repeat(64)}` } };
const platform = (repoUrl: string, access: string, knownHosts?: readonly string[]) => ({
  'git.repoUrl': repoUrl,
  'git.access': access,
  ...(knownHosts ? { 'git.knownHosts': knownHosts } : {}),
});
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn';

describe('a repository is accepted', () => {
  test.each<[string, Edits]>([
    [
      'of a project with a space in Azure DevOps',
      dags({ repoUrl: 'https://dev.azure.com/acme/Data%20Platform/_git/x' }),
    ],
    ['of a person in Bitbucket Server', dags({ repoUrl: 'https://bitbucket.example.com/scm/~jdoe/dags.git' })],
    ['of a group in a group of GitLab', dags({ repoUrl: 'https://gitlab.example.com:8443/a/b/c/dags.git' })],
    ['of CodeCommit', dags({ repoUrl: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/dags' })],
    ['by SSH', dags({ credentials: 'ssh', repoUrl: 'git@gitlab.example.com:data/dags.git' })],
    [
      'by SSH of Azure DevOps',
      dags({ credentials: 'ssh', repoUrl: 'git@ssh.dev.azure.com:v3/acme/Data%20Platform/x' }),
    ],
    ['by SSH of Bitbucket Server', dags({ credentials: 'ssh', repoUrl: 'ssh://git@git.example.com:7999/~jdoe/d.git' })],
    [
      'by SSH of CodeCommit, whose user is the id of the key',
      dags({
        credentials: 'ssh',
        repoUrl: 'ssh://APKAEIBAERJR2EXAMPLE@git-codecommit.eu-west-1.amazonaws.com/v1/repos/x',
      }),
    ],
    ['by a GitHub App', { ...image, ...dags({ credentials: 'github-app', repoUrl: 'https://github.com/a/dags.git' }) }],
    ['by Argo CD, by SSH of a host that it knows', platform('git@github.com:acme/platform.git', 'ssh')],
    ['by Argo CD, by SSH on the port of HTTPS', platform('ssh://git@ssh.github.com:443/acme/p.git', 'ssh')],
    ['by Argo CD, by SSH of another host', platform('git@git.example.com:a/b.git', 'ssh', [`git.example.com ${key}`])],
    [
      'by Argo CD, by SSH of another port',
      platform('ssh://git@git.example.com:7999/a/b.git', 'ssh', [`10.0.0.1,[git.example.com]:7999 ${key}`]),
    ],
    ['by Argo CD, by an App of GitHub Enterprise', platform('https://github.acme.example/a/b.git', 'github-app')],
  ])('%s', (_, edits) => {
    expect(() => checkPlatformConfig(edited(edits))).not.toThrow();
  });
});

describe('a config with credentials that cannot work', () => {
  refuses([
    [
      'an SSH address without a key',
      dags({ repoUrl: 'git@gitlab.example.com:data/dags.git' }),
      "airflow.dags.repoUrl: 'git@gitlab.example.com:data/dags.git' is an SSH address, which needs credentials: 'ssh'; set it, or use the HTTPS address",
    ],
    [
      'a key for an HTTPS address',
      dags({ credentials: 'ssh', repoUrl: 'https://gitlab.example.com/data/dags.git' }),
      "airflow.dags.repoUrl: 'https://gitlab.example.com/data/dags.git' is an HTTPS address, and credentials 'ssh' needs that of SSH; use e.g. 'git@gitlab.example.com:…'",
    ],
    [
      'a user in an HTTPS address',
      dags({ repoUrl: 'https://acme@dev.azure.com/acme/x/_git/dags' }),
      "airflow.dags.repoUrl: 'https://***@dev.azure.com/acme/x/_git/dags' is not valid; use an HTTPS address without user or password, e.g. 'https://github.com/example/airflow-on-eks.git', or an SSH address, e.g. 'git@github.com:example/airflow-on-eks.git'",
    ],
    [
      'a space in an address',
      dags({ repoUrl: 'https://dev.azure.com/acme/Data Platform/_git/dags' }),
      "airflow.dags.repoUrl: 'https://dev.azure.com/acme/Data Platform/_git/dags' is not valid; did you mean 'https://dev.azure.com/acme/Data%20Platform/_git/dags'?",
    ],
    [
      'credentials of no known kind',
      dags({ credentials: 'shh', repoUrl: 'git@gitlab.example.com:data/dags.git' }),
      "airflow.dags.credentials: 'shh' is not valid; did you mean 'ssh'? allowed: 'token', 'ssh', 'github-app'",
    ],
    [
      'a GitHub App on another host, where Airflow asks for no token',
      { ...image, ...dags({ credentials: 'github-app', repoUrl: 'https://github.acme.example/a/dags.git' }) },
      "airflow.dags.credentials: 'github-app' is for github.com only, and the repository is on github.acme.example; use 'token' or 'ssh'",
    ],
    [
      'a GitHub App with the image that has no library for it',
      dags({ credentials: 'github-app', repoUrl: 'https://github.com/a/dags.git' }),
      "airflow.dags.credentials: 'github-app' needs an image with apache-airflow-providers-git[github]; set airflow.image, or use 'token' or 'ssh'",
    ],
    [
      'a host whose key Argo CD does not know',
      platform('ssh://git@git.example.com:7999/a/b.git', 'ssh'),
      "git.knownHosts: has no key of '[git.example.com]:7999', the host of git.repoUrl; add the lines of 'ssh-keyscan -p 7999 git.example.com', after you have compared them with those that the host publishes",
    ],
    [
      'the key of the same host on another port',
      platform('ssh://git@git.example.com:7999/a/b.git', 'ssh', [`git.example.com ${key}`]),
      "git.knownHosts: has no key of '[git.example.com]:7999', the host of git.repoUrl; add the lines of 'ssh-keyscan -p 7999 git.example.com', after you have compared them with those that the host publishes",
    ],
    [
      'host keys that nothing reads',
      { 'git.knownHosts': [`git.example.com ${key}`] },
      "git.knownHosts: a list is used by access 'ssh' only, and access is 'public'; remove it",
    ],
    [
      'a host key without its host',
      platform('git@github.com:a/b.git', 'ssh', [key]),
      `git.knownHosts[0]: '${key}' is not valid; use a line of 'ssh-keyscan <host>': host, type and key, e.g. 'git.example.com ssh-ed25519 AAAA…'`,
    ],
    [
      'an SSH address that Argo CD would read without a key',
      platform('git@github.com:acme/platform.git', 'token'),
      "git.repoUrl: 'git@github.com:acme/platform.git' is an SSH address, which needs access: 'ssh'; set it, or use the HTTPS address",
    ],
  ]);
});
