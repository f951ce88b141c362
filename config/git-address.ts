/** Where a Git server is asked, read from an address that the config has accepted. */
export interface GitHost {
  readonly host: string;
  /** Port of SSH, where the address names one. */
  readonly port?: string;
}

/** `git@host:path` and `ssh://user@host:port/path`: Git asks by SSH, with a key. All other addresses are HTTPS. */
export function isSshAddress(repoUrl: string): boolean {
  return !repoUrl.startsWith('https://');
}

export function gitHost(repoUrl: string): GitHost {
  const [, host = '', port] =
    /^https:\/\/([^/:]+)/.exec(repoUrl) ??
    /^ssh:\/\/[^@]+@([^/:]+)(?::(\d+))?/.exec(repoUrl) ??
    /@([^:]+):/.exec(repoUrl) ??
    [];
  return { host, ...(port === undefined ? {} : { port }) };
}

/** Where a browser finds the repository: for links, which an SSH address cannot be. */
export function webAddress(repoUrl: string): string {
  const page = isSshAddress(repoUrl)
    ? repoUrl.replace(/^ssh:\/\/[^@]+@([^/:]+)(:\d+)?\//, 'https://$1/').replace(/^[^@]+@([^:]+):\/?/, 'https://$1/')
    : repoUrl;
  return page.replace(/\.git$/, '');
}
