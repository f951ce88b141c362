import { Unavailable } from '../../config/cli.ts';
import type { Run } from '../cli/command.ts';

/** The manager of every field that `up` applies: by it `down` knows what is its own. */
export const fieldManager = 'airflow-on-eks-local';

/** The cluster that kind makes for an environment. */
export function kindCluster({ environment }: Run['config']): string {
  return `airflow-on-eks-${environment}`;
}

/** The context of the kubeconfig that a run works on. */
export function contextOf({ config, flags }: Run): string {
  return flags.context ?? `kind-${kindCluster(config)}`;
}

/** The same run on the throw-away cluster: every call of kubectl and helm names its context, as elsewhere that of EKS. */
export function onContext(run: Run): Run {
  return { ...run, config: { ...run.config, cluster: { ...run.config.cluster, name: contextOf(run) } } };
}

const install: Readonly<Record<string, string>> = {
  docker: 'install Docker, or give the context of an empty cluster with --context',
  kind: 'install kind (https://kind.sigs.k8s.io), or give the context of an empty cluster with --context',
  kubectl: 'install kubectl',
  helm: 'install Helm 3.14 or newer',
  git: 'install Git',
};

/** Stops at a Helm of another age than this project is used with. */
export async function requireHelm({ shell }: Run): Promise<void> {
  const version = (await shell.run(['helm', 'version', '--short'], { planned: 'v4' })).trim();
  const [, major = '4', minor = '0'] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 14)) return;
  throw new Unavailable(`Helm is ${version}, this needs 3.14 or newer; install that`);
}

/** Stops where a program is not installed: one sentence each. */
export function requireTools({ shell }: Run, tools: readonly string[]): void {
  const missing = shell.missing(tools);
  if (missing.length > 0)
    throw new Unavailable(missing.map((tool) => `'${tool}' is not on PATH; ${install[tool]}`).join('\n  '));
}
