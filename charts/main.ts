import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { App } from 'cdk8s';
import { importing, loadEnvironments } from '../config/load.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import { UserError } from '../config/user-error.ts';
import { type RenderedFile, renderApp } from './output/render.ts';
import { isSystemError, restoreTree } from './output/swap.ts';
import { type Summary, writeTree } from './output/write.ts';
import { toYaml } from './output/yaml.ts';

/**
 * Renders every environment into `dist/`, in one swap. The only file that reads the environment of the process.
 * Exit code 0: `dist/` is what the config says. 1: it is as it was, and stderr says why.
 *
 * `cdk8s synth` empties its output folder before it starts this file and shows what it finds there afterwards. So
 * `cdk8s.yaml` gives it `.cdk8s`, which gets a summary, and `dist/` is never in its reach. With `--stdout` or an
 * `--output` of your own the manifests go where you say, as a copy to compare with, and `dist/` is left alone.
 */
const repository = dirname(import.meta.dirname);
const dist = join(repository, 'dist');
const summaryFolder = join(repository, '.cdk8s');

const outdir = process.env['CDK8S_OUTDIR'] ? resolve(process.env['CDK8S_OUTDIR']) : undefined;
const isCopy = outdir !== undefined && outdir !== summaryFolder;

// cdk8s reads CDK8S_DISABLE_SORT, CDK8S_LEGACY_HASH and others deep in its code: the same config would give other bytes.
for (const name of Object.keys(process.env)) if (name.startsWith('CDK8S_')) delete process.env[name];

try {
  if (!isCopy) restoreTree(dist);
  const environments = await loadEnvironments();
  // Not at the top: the charts import files of config/ too.
  const { buildPlatform } = await importing(() => import('./platform.ts'));
  const trees = environments.map((config) => render(config, buildPlatform));
  const files = trees.flatMap((tree) => tree.files);

  if (isCopy) writeCopy(outdir, files);
  else {
    const summary = writeTree(dist, files);
    for (const tree of trees) console.error(report(tree, summary));
    const gone = summary.removed.filter((path) => !trees.some((tree) => isIn(tree, path)));
    for (const name of new Set(gone.map((path) => path.slice(0, path.indexOf('/'))))) {
      const own = gone.filter((path) => path.startsWith(`${name}/`));
      console.error(`${name}: no environment any more, its files in dist/ are removed: ${own.length}`);
    }
    for (const path of summary.foreign) {
      console.error(`dist/${path}: kept, although no synth wrote it; move it into a chart, or delete it`);
    }
    if (outdir) writeCopy(outdir, [{ path: 'synth.yaml', text: toYaml({ environments: trees.map(fingerprint) }) }]);
  }
} catch (error) {
  if (!(error instanceof UserError || isSystemError(error))) throw error;
  // The operating system refuses: a read-only checkout, a full disk.
  const reason = error instanceof UserError ? error.message : `cannot be written: ${error.message}`;
  console.error(`${reason}\n${isCopy ? 'nothing was written' : 'nothing was written; dist/ is as it was'}`);
  // To a non-zero exit code the cdk8s CLI adds a stack trace of its own; to a missing folder one line, and it exits with 1.
  const cliReports = outdir === summaryFolder && !existsSync(outdir);
  process.exitCode = cliReports ? 0 : 1;
}

interface EnvironmentTree {
  readonly environment: string;
  readonly files: readonly RenderedFile[];
  readonly milliseconds: number;
}

function render(config: PlatformConfig, buildPlatform: (config: PlatformConfig) => App): EnvironmentTree {
  const start = performance.now();
  const { environment } = config;
  const files = renderApp(buildPlatform(config), environment);
  return { environment, files, milliseconds: performance.now() - start };
}

/** One line for the person at the terminal. */
function report(tree: EnvironmentTree, summary: Summary): string {
  const { environment, files, milliseconds } = tree;
  const count = (paths: readonly string[]) => paths.filter((path) => isIn(tree, path)).length;
  const changes = `${count(summary.changed)} changed, ${count(summary.added)} added, ${count(summary.removed)} removed`;
  return `${environment}: ${files.length} objects, ${changes}, rendered in ${Math.round(milliseconds)} ms`;
}

function isIn({ environment }: EnvironmentTree, path: string): boolean {
  return path.startsWith(`${environment}/`);
}

/** What the cdk8s CLI has to show: two trees with one digest are equal. */
function fingerprint({ environment, files }: EnvironmentTree) {
  const digest = createHash('sha256');
  for (const { path, text } of files) digest.update(`${path}\n${text}`);
  const apps = new Set(files.map(({ path }) => dirname(path))).size;
  return { environment, objects: files.length, apps, sha256: digest.digest('hex') };
}

function writeCopy(folder: string, files: readonly RenderedFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
