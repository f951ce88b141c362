import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npmScript, start, Unavailable } from '../../config/cli.ts';
import type { ChartSource } from '../../review/tree/application.ts';
import { readFolder } from '../../review/tree/read.ts';
import { cache, findTool } from '../support/tools.ts';

const root = join(import.meta.dirname, '../..');

const command = npmScript({
  script: 'test:charts',
  summary: 'Renders every Helm chart of dist/ with Helm itself, and tests what the platform relies on in the result.',
  example: '-- --charts ../charts',
  ends: ['unavailable'],
}).option('--charts <folder>', 'take the charts from here, in folders of their names, and not from their repositories');

await start(import.meta.url, command, async ({ charts: given }) => {
  const helm = findTool('helm');
  if (!helm) throw new Unavailable('there is no helm for this machine; the charts were NOT tested');
  const folders = charts().map((chart) => [
    chart.chart,
    given === undefined ? fetched(chart, helm.command) : within(given, chart),
  ]);
  const jest = ['node_modules/jest/bin/jest.js', '--testPathIgnorePatterns', '/node_modules/', '--', 'test/rendered/'];
  const env = { ...process.env, CHARTS: JSON.stringify({ helm: helm.command, folders: Object.fromEntries(folders) }) };
  return spawnSync(process.execPath, jest, { cwd: root, env, stdio: 'inherit' }).status === 0 ? 'done' : 'failed';
});

/** Every chart that an Application of dist/ installs, once. */
function charts(): readonly ChartSource[] {
  const found = readFolder(join(root, 'dist')).flatMap((tree) => tree.applications.flatMap(({ charts }) => charts));
  return [...new Map(found.map((chart) => [`${chart.chart}-${chart.version}`, chart])).values()];
}

function within(folder: string, { chart }: ChartSource): string {
  const path = resolve(folder, chart);
  if (!existsSync(join(path, 'Chart.yaml'))) throw new Unavailable(`${path} is no chart; the charts were NOT tested`);
  return path;
}

/** Fetched once for each version, into a folder that goes with `node_modules`. */
function fetched({ chart: name, repoUrl: repository, version }: ChartSource, helm: string): string {
  const folder = join(cache, 'charts', `${name}-${version}`);
  if (!existsSync(folder)) {
    console.error(`test:charts: fetching ${name} ${version}`);
    mkdirSync(join(cache, 'charts'), { recursive: true });
    const staging = mkdtempSync(join(cache, 'charts', 'fetching-'));
    // Argo CD takes the address of an OCI registry without its scheme.
    const from = repository.startsWith('https://') ? [name, '--repo', repository] : [`oci://${repository}/${name}`];
    const pull = ['pull', ...from, '--version', version, '--untar', '--untardir', staging];
    try {
      execFileSync(helm, pull, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 120_000 });
    } catch {
      throw new Unavailable(`${name} ${version} could not be fetched from ${repository}; the charts were NOT tested`);
    }
    renameSync(join(staging, name), folder);
  }
  return folder;
}
