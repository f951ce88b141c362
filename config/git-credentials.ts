import { gitConnectionId, knownHostsFolder, type PrivateBundle } from './dag-bundles.ts';
import { gitHost } from './git-address.ts';
import type { PlatformConfig } from './platform-config.ts';

export type GitCredentials = NonNullable<PrivateBundle['credentials']>;

type Templates = Readonly<Record<string, string>>;

/** What a person fills in, once, for Airflow's connection to a private repository. */
export const bundleProperties: Readonly<Record<GitCredentials, readonly string[]>> = {
  token: ['username', 'token'],
  ssh: ['key', 'known_hosts'],
  'github-app': ['app_id', 'installation_id', 'private_key'],
};

/** The same for Argo CD, which has the keys of SSH hosts from the config. */
export const repositoryProperties: typeof bundleProperties = { ...bundleProperties, ssh: ['key'] };

/** The connection of a private bundle, as an environment variable of Airflow. */
export function bundleConnection(bundle: PrivateBundle): Templates {
  const { repoUrl, credentials = 'token' } = bundle;
  const secretPart = {
    token: '"login":{{ .username | toJson }},"password":{{ .token | toJson }}',
    // OpenSSH refuses a key without a newline at its end, which a paste into JSON easily loses.
    ssh: `"extra":{"private_key":{{ printf "%s\\n" .key | toJson }},"strict_host_key_checking":"yes","known_hosts_file":"${knownHostsFolder(bundle)}/known_hosts"}`,
    'github-app':
      '"extra":{"github_app_id":{{ .app_id | toJson }},"github_installation_id":{{ .installation_id | toJson }},"private_key":{{ .private_key | toJson }}}',
  }[credentials];
  const variable = `AIRFLOW_CONN_${gitConnectionId(bundle).toUpperCase()}`;
  return { [variable]: `{"conn_type":"git","host":"${repoUrl}",${secretPart}}` };
}

/** The credentials of Argo CD's repository, by the keys that it reads. `bootstrap` fills them in too. */
export function repositoryCredentials({ repoUrl, access }: PlatformConfig['git']): Templates {
  const { host } = gitHost(repoUrl);
  const secretPart: Templates = {
    public: {},
    token: { username: '{{ .username }}', password: '{{ .token }}' },
    ssh: { sshPrivateKey: '{{ .key }}' },
    'github-app': {
      githubAppID: '{{ .app_id }}',
      githubAppInstallationID: '{{ .installation_id }}',
      githubAppPrivateKey: '{{ .private_key }}',
      // GitHub Enterprise Server has its API beside the repositories.
      ...(host === 'github.com' ? {} : { githubAppEnterpriseBaseUrl: `https://${host}/api/v3` }),
    },
  }[access];
  return { type: 'git', url: repoUrl, ...secretPart };
}
