import { join } from 'node:path';
import { npmScript, start, Unavailable } from '../../config/cli.ts';
import { findChart } from '../../review/helm/charts.ts';
import { findTool } from '../../review/helm/program.ts';
import type { ChartSource } from '../../review/tree/application.ts';
import { readFolder } from '../../review/tree/read.ts';
import { root, runSuite } from '../support/suite.ts';

const command = npmScript({
  script: 'test:charts',
  summary: 'Renders every Helm chart of dist/ with Helm itself, and tests what the platform relies on in the result.',
  example: '-- --charts ../charts',
  ends: ['unavailable'],
}).option('--charts <folder>', 'take the charts from here, in folders of their names, and not from their repositories');

await start(import.meta.url, command, async ({ charts: given }) => {
  const helm = findTool('helm');
  if (!helm) throw new Unavailable('there is no helm for this machine; the charts were NOT tested');
  const folders = await Promise.all(
    charts().map(async (chart) => [chart.chart, await folderOf(chart, helm.command, given)] as const),
  );
  return runSuite('test/rendered/', {
    CHARTS: JSON.stringify({ helm: helm.command, folders: Object.fromEntries(folders) }),
  });
});

/** Every chart that an Application of dist/ installs, once. */
function charts(): readonly ChartSource[] {
  const found = readFolder(join(root, 'dist')).flatMap((tree) => tree.applications.flatMap(({ charts }) => charts));
  return [...new Map(found.map((chart) => [`${chart.chart}-${chart.version}`, chart])).values()];
}

/** From the folder that a person gave, else from its repository: fetched once for each version. */
async function folderOf(chart: ChartSource, helm: string, folder: string | undefined): Promise<string> {
  const found = await findChart(chart, { helm, folder, network: folder === undefined });
  if ('path' in found) return found.path;
  throw new Unavailable(`${chart.chart} ${chart.version}: ${found.reason}; the charts were NOT tested`);
}
