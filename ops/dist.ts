import { join } from 'node:path';
import { UserError } from '../config/user-error.ts';
import type { ApplicationView, ChartSource } from '../review/tree/application.ts';
import { readFolder } from '../review/tree/read.ts';
import type { Tree } from '../review/tree/tree.ts';
import type { Run } from './cli/command.ts';

/** The rendered manifests of the environment. */
export function readDist({ root, config: { environment } }: Pick<Run, 'root' | 'config'>): Tree {
  const tree = readFolder(join(root, 'dist')).find((tree) => tree.environment === environment);
  if (!tree?.application('root')) {
    throw new UserError(
      `dist/${environment}/root: has no Application 'root'; run 'npm run synth', commit and push dist/`,
    );
  }
  const [broken] = tree.unreadable;
  if (broken) throw new UserError(`dist/${broken.file}: ${broken.message}; run 'npm run synth'`);
  return tree;
}

/** In the order in which they are made, the root last: so the first that is stuck is the cause. */
export function applicationsOf(tree: Tree): readonly ApplicationView[] {
  return [...tree.applications.filter(({ isRoot }) => !isRoot), ...tree.applications.filter(({ isRoot }) => isRoot)];
}

/** How Argo CD installs itself. Its Application may have a folder of manifests beside the chart; here only the chart counts. */
export function argoCdChart(tree: Tree): ChartSource {
  const [chart] = tree.application('argocd')?.charts ?? [];
  if (!chart) {
    throw new UserError(
      `dist/${tree.environment}/root: has no Application 'argocd' with a Helm chart; run 'npm run synth'`,
    );
  }
  return chart;
}
