import { execFileSync } from 'node:child_process';
import { Unavailable } from '../../config/cli.ts';
import { renderCharts, withParts } from '../../review/helm/index.ts';
import { findTool } from '../../review/helm/program.ts';
import type { ApplicationView, ChartSource } from '../../review/tree/application.ts';
import { templateCommand } from '../../review/tree/chart.ts';
import type { Tree } from '../../review/tree/tree.ts';

/** The tree with what Helm renders from the charts that are in this folder; those that are not are reported. */
export async function withCharts(tree: Tree, folder: string): Promise<Tree> {
  const helm = findTool('helm');
  if (!helm) throw new Unavailable('there is no helm for this machine; leave --charts out');
  const { parts, left } = await renderCharts(tree, { places: { helm: helm.command, folder, network: false } });
  for (const { chart, reason } of left) console.log(`- ${tree.environment}: ${chart} is not rendered: ${reason}`);
  return withParts(tree, parts);
}

/** The text that Argo CD makes of an Application's chart. */
export function template(helm: string, folder: string, chart: ChartSource, view: ApplicationView): string {
  const input = JSON.stringify(chart.values);
  return execFileSync(helm, templateCommand(folder, chart, view), {
    encoding: 'utf8',
    input,
    stdio: 'pipe',
    maxBuffer: 2 ** 28,
  });
}
