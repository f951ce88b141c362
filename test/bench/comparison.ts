import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, measure } from './processes.ts';
import { type Row, type Section, seconds } from './section.ts';
import { renderTeams } from './teams.ts';
import { findTool } from './tools.ts';

/**
 * The same objects through the usual tools. They have less to do: they read finished manifests and print them,
 * while the render starts from the config, checks it, and writes a file for each object.
 */
export const comparison: Section = {
  name: 'The same objects, more than 3,000, through other tools',

  run: ({ runs }) =>
    inTemporaryFolder(async (folder) => {
      const ours = await renderTeams(200, folder, runs);
      const manifests = readManifests(join(folder, 'dist'));
      const own = `config to dist/, ${manifests.length} objects`;

      const kustomize = await timeOf(
        'kubectl',
        ['kustomize', kustomization(folder, manifests)],
        manifests.length,
        runs,
      );
      const helm = await timeOf('helm', ['template', 'bench', helmChart(folder, manifests)], manifests.length, runs);
      const target =
        kustomize.seconds === undefined
          ? undefined
          : { text: 'faster than kubectl kustomize', met: ours.seconds < kustomize.seconds };

      return [{ what: own, measured: seconds(ours.seconds), target }, kustomize.row, helm.row];
    }),
};

interface Other {
  readonly row: Row;
  readonly seconds?: number;
}

async function timeOf(
  name: 'kubectl' | 'helm',
  parameters: readonly string[],
  objects: number,
  runs: number,
): Promise<Other> {
  const tool = findTool(name);
  if (!tool) return { row: { what: name, measured: 'LEFT OUT: needs unzip or python3 on Linux, or the tool on PATH' } };

  const measured = await measure({ command: tool.command, parameters }, runs);
  const printed = measured.stdout.match(/^kind: /gm)?.length ?? 0;
  if (printed !== objects) throw new Error(`${name} printed ${printed} of ${objects} objects`);
  return {
    row: { what: `${tool.label}, ${parameters[0]}`, measured: seconds(measured.seconds) },
    seconds: measured.seconds,
  };
}

interface Manifest {
  readonly fileName: string;
  readonly text: string;
}

/** Every file of the tree, numbered, because the other tools want all of them in one folder. */
function readManifests(dist: string): readonly Manifest[] {
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }, index) => ({
    fileName: `${index}-${name}`,
    text: readFileSync(join(parentPath, name), 'utf8'),
  }));
}

function kustomization(folder: string, manifests: readonly Manifest[]): string {
  const root = join(folder, 'kustomize');
  mkdirSync(root);
  for (const { fileName, text } of manifests) writeFileSync(join(root, fileName), text);
  const resources = manifests.map(({ fileName }) => `- ${fileName}\n`).join('');
  writeFileSync(join(root, 'kustomization.yaml'), `resources:\n${resources}`);
  return root;
}

function helmChart(folder: string, manifests: readonly Manifest[]): string {
  const root = join(folder, 'helm');
  mkdirSync(join(root, 'templates'), { recursive: true });
  writeFileSync(join(root, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.0.0\n');
  for (const { fileName, text } of manifests) {
    // Templates of External Secrets are text to Helm.
    writeFileSync(join(root, 'templates', fileName), text.replaceAll('{{', '{{ "{{" }}'));
  }
  return root;
}
