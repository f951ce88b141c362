import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import { cache } from '../bench/processes.ts';
import { findTool } from '../bench/tools.ts';

const help = `Renders every Helm chart of dist/ with Helm itself, and tests what the platform relies on in the result.

Usage: npm run test:charts [-- --charts <folder>]

  --charts <folder>  take the charts from here, in folders of their names, and not from their repositories

Exit codes: 0 passed, 1 a test failed, 2 no Helm for this machine, 3 a chart could not be fetched.
`;

const root = join(import.meta.dirname, '../..');
const values = options();

if (values.help) {
  console.log(help);
} else {
  const helm = findTool('helm');
  if (!helm) end(2, 'there is no helm for this machine; the charts were NOT tested');
  const folders = Object.fromEntries(charts().map((chart) => [chart.name, folderOf(chart, helm.command)]));
  const jest = ['node_modules/jest/bin/jest.js', '--testPathIgnorePatterns', '/node_modules/', '--', 'test/rendered/'];
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const env = { ...process.env, CHARTS: JSON.stringify({ helm: helm.command, folders }) };
  process.exitCode = spawnSync(process.execPath, [...flags, ...jest], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
}

function options(): { readonly charts?: string; readonly help?: boolean } {
  try {
    return parseArgs({ options: { charts: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return end(1, `${error instanceof Error ? error.message : error}; --help says what there is`);
  }
}

interface Chart {
  readonly name: string;
  readonly repository: string;
  readonly version: string;
}

interface Source {
  readonly chart?: string;
  readonly repoURL: string;
  readonly targetRevision: string;
}

/** Every chart that an Application of dist/ installs, once. */
function charts(): readonly Chart[] {
  const found = readdirSync(join(root, 'dist')).flatMap((environment) => {
    const folder = join(root, 'dist', environment, 'root');
    const files = readdirSync(folder).filter((file) => file.startsWith('Application.'));
    return files.flatMap((file) => {
      const { spec } = load(readFileSync(join(folder, file), 'utf8')) as {
        readonly spec: { readonly source?: Source; readonly sources?: readonly Source[] };
      };
      return [...(spec.sources ?? []), ...(spec.source ? [spec.source] : [])].flatMap(({ chart, ...source }) =>
        chart ? [{ name: chart, repository: source.repoURL, version: source.targetRevision }] : [],
      );
    });
  });
  return [...new Map(found.map((chart) => [`${chart.name}-${chart.version}`, chart])).values()];
}

/** Fetched once for each version, into a folder that goes with `node_modules`. */
function folderOf({ name, repository, version }: Chart, helm: string): string {
  if (values.charts !== undefined) {
    const given = resolve(values.charts, name);
    if (!existsSync(join(given, 'Chart.yaml'))) end(3, `${given} is no chart; the charts were NOT tested`);
    return given;
  }
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
      end(3, `${name} ${version} could not be fetched from ${repository}; the charts were NOT tested`);
    }
    renameSync(join(staging, name), folder);
  }
  return folder;
}

function end(exitCode: number, message: string): never {
  console.error(`test:charts: ${message}`);
  process.exit(exitCode);
}
