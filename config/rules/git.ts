import { gitHost, isSshAddress } from '../git-address.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { type Problem, problem } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';
import { dagSources } from './dag-bundles.ts';

/** Hosts whose keys the chart of Argo CD brings: `configs.ssh.knownHosts` of argo-cd 10.1.1. */
const knownToArgoCd = [
  'github.com',
  '[ssh.github.com]:443',
  'gitlab.com',
  'bitbucket.org',
  'ssh.dev.azure.com',
  'vs-ssh.visualstudio.com',
];

/** Of each way to sign in the kind of address that it needs. `chooser` is the field that chooses the way. */
function addressFits(field: string, repoUrl: string, way: string, chooser: string): readonly Problem[] {
  if ((way === 'ssh') === isSshAddress(repoUrl)) return [];
  const complaint =
    way === 'ssh'
      ? `is an HTTPS address, and ${chooser} 'ssh' needs that of SSH; use e.g. 'git@${gitHost(repoUrl).host}:…'`
      : `is an SSH address, which needs ${chooser}: 'ssh'; set it, or use the HTTPS address`;
  return [problem(field, repoUrl, complaint)];
}

const bundlesAreReadable: Rule = ({ airflow }) =>
  dagSources(airflow, ([field, source]) => {
    if (source.kind !== 'git-private') return [];
    const { repoUrl, credentials = 'token' } = source;
    const wrong = addressFits(`${field}.repoUrl`, repoUrl, credentials, 'credentials');
    return wrong.length === 0 && credentials === 'github-app' ? appProblems(`${field}.credentials`, repoUrl) : wrong;
  });

/** The provider of Airflow asks api.github.com for the token of the App. */
function appProblems(field: string, repoUrl: string): Found {
  const { host } = gitHost(repoUrl);
  if (host === 'github.com') return [];
  return problem(field, 'github-app', `is for github.com only, and the repository is on ${host}; use 'token' or 'ssh'`);
}

/** The image `apache/airflow` comes without PyGithub, so its Git provider cannot sign in as an App. */
const imageHoldsPyGithub: Rule = ({ airflow }) => {
  if (airflow.image) return [];
  return dagSources(airflow, ([field, source]) => {
    if (source.kind !== 'git-private' || source.credentials !== 'github-app') return [];
    const complaint =
      "needs an image with apache-airflow-providers-git[github]; set airflow.image, or use 'token' or 'ssh'";
    return problem(`${field}.credentials`, source.credentials, complaint);
  });
};

const platformIsReadable: Rule = ({ git }) => addressFits('git.repoUrl', git.repoUrl, git.access, 'access');

/** Argo CD refuses a host whose key it does not know. */
const sshHostIsKnown: Rule = ({ git }) => {
  if (git.access !== 'ssh' || !isSshAddress(git.repoUrl)) return unusedKnownHosts(git);
  const { host, port } = gitHost(git.repoUrl);
  const wanted = port === undefined || port === '22' ? host : `[${host}]:${port}`;
  const named = (git.knownHosts ?? []).flatMap((line) => line.split(' ')[0]?.split(',') ?? []);
  if (named.includes(wanted) || knownToArgoCd.includes(wanted)) return [];
  const scan = port === undefined ? host : `-p ${port} ${host}`;
  const text = `has no key of '${wanted}', the host of git.repoUrl; add the lines of 'ssh-keyscan ${scan}', after you have compared them with those that the host publishes`;
  return { field: 'git.knownHosts', text };
};

function unusedKnownHosts({ access, knownHosts }: PlatformConfig['git']): Found {
  if (knownHosts === undefined) return [];
  return problem('git.knownHosts', knownHosts, `is used by access 'ssh' only, and access is '${access}'; remove it`);
}

export const gitRules: readonly Rule[] = [bundlesAreReadable, imageHoldsPyGithub, platformIsReadable, sshHostIsKnown];
