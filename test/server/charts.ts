import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Unavailable } from '../../config/cli.ts';
import type { ApplicationView, ChartSource } from '../../review/tree/application.ts';
import { parseFile } from '../../review/tree/parse.ts';
import type { Document, Tree } from '../../review/tree/tree.ts';
import { findTool } from '../support/tools.ts';

/** The tree with what Helm renders from the charts that are in this folder; those that are not are reported. */
export function withCharts(tree: Tree, folder: string): Tree {
  const helm = findTool('helm');
  if (!helm) throw new Unavailable('there is no helm for this machine; leave --charts out');
  const documents = tree.applications.flatMap((view) =>
    view.charts.flatMap((chart): readonly Document[] => {
      const place = resolve(folder, chart.chart);
      if (!existsSync(join(place, 'Chart.yaml'))) {
        console.log(
          `- ${tree.environment}: not rendered, because the chart is not here: ${chart.chart} ${chart.version}`,
        );
        return [];
      }
      const text = template(helm.command, place, chart, view);
      const name = `${chart.chart} ${chart.version}`;
      return parseFile({ path: name, text }).documents.map(({ manifest }) => ({
        file: name,
        manifest,
        chart: name,
        application: view.name,
      }));
    }),
  );
  return tree.with(documents.filter(({ manifest }) => !isTest(manifest)));
}

function isTest({ metadata }: Document['manifest']): boolean {
  return JSON.stringify(metadata['annotations'] ?? {}).includes('"helm.sh/hook":"test');
}

/** The text that Argo CD makes of an Application's chart. */
export function template(
  helm: string,
  folder: string,
  chart: ChartSource,
  { namespace = 'default' }: ApplicationView,
): string {
  const command = [
    ...['template', chart.releaseName, folder, '--namespace', namespace, '--values', '-', '--skip-tests'],
    ...chart.parameters.flatMap(({ name, value }) => ['--set', `${name}=${value}`]),
    ...(chart.kubeVersion === undefined ? [] : ['--kube-version', chart.kubeVersion]),
    ...chart.apiVersions.flatMap((version) => ['--api-versions', version]),
    chart.skipCrds ? '--skip-crds' : '--include-crds',
  ];
  const input = JSON.stringify(chart.values);
  return execFileSync(helm, command, { encoding: 'utf8', input, stdio: 'pipe', maxBuffer: 2 ** 28 });
}
