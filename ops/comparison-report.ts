import { namespaces } from '../config/names.ts';
import { describeId } from '../review/tree/object-id.ts';
import type { Tree } from '../review/tree/tree.ts';
import type { Run } from './cli/command.ts';
import { type Application, applicationKind, leftovers } from './clients/argocd.ts';
import { kubectl } from './clients/kubectl.ts';
import { formatArgv } from './clients/shell.ts';
import { compareWithCluster } from './comparison.ts';

export interface ComparisonReport {
  readonly lines: readonly string[];
  /** Nothing is missing, differs or is left over. */
  readonly complete: boolean;
}

/** What of Git did not arrive in the cluster, and why: one line for each object. */
export async function comparisonReport(
  run: Run,
  tree: Tree,
  applications: readonly Application[],
): Promise<ComparisonReport> {
  if (applications.length === 0) {
    return {
      lines: [`nothing: Argo CD is not installed; run 'npm run bootstrap -- ${tree.environment}'`],
      complete: false,
    };
  }
  const differences = await compareWithCluster(run, tree);
  const left = applications.flatMap(leftovers);
  const synced = new Set(
    applications.filter(({ status }) => status?.sync?.status === 'Synced').map(({ metadata }) => metadata.name),
  );
  const stale = [...new Set(differences.map(({ item }) => item.application))].filter((name) => synced.has(name));

  return {
    lines: [
      ...differences.map(({ item, text }) => `${describeId(item.id)} ${text}`),
      ...left.map((name) => `${name} is in the cluster, and no longer in Git`),
      ...(stale.length > 0
        ? [`Argo CD takes ${stale.join(', ')} for Synced, and compares again after: ${compareAgain(run, stale)}`]
        : []),
      `${tree.items.length - differences.length} of ${tree.items.length} objects of dist/${tree.environment} are as Git says${chartsOf(tree)}`,
    ],
    complete: differences.length + left.length === 0,
  };
}

function compareAgain({ config }: Run, names: readonly string[]): string {
  const refresh = ['annotate', applicationKind, ...names, 'argocd.argoproj.io/refresh=hard', '--overwrite'];
  return formatArgv(kubectl(config, '--namespace', namespaces.argocd, ...refresh));
}

/** `dist/` holds the values of charts, not their objects. */
function chartsOf(tree: Tree): string {
  const names = tree.applications.filter(({ charts }) => charts.length > 0).map(({ name }) => name);
  return names.length > 0 ? `; what charts make is not compared: ${names.join(', ')}` : '';
}
