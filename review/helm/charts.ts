import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { at, type Json, listIn } from '../../imports/json.ts';
import type { ChartSource } from '../tree/application.ts';
import { cache } from './program.ts';

/** Where charts may come from. */
export interface ChartPlaces {
  /** The helm program. */
  readonly helm: string;
  /** A folder with packed charts (`<chart>-<version>.tgz`) or unpacked ones (`<chart>` or `<chart>-<version>`). */
  readonly folder?: string | undefined;
  /** Whether the chart's own repository may be asked. */
  readonly network: boolean;
}

/** What Helm can read, or why there is nothing. */
export type Found = { readonly path: string } | { readonly reason: string };

const exactVersion = /^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/;

/** A chart of exactly this version: from the folder, from what was fetched before, or from its repository. */
export async function findChart(source: ChartSource, { helm, folder, network }: ChartPlaces): Promise<Found> {
  const { chart, version } = source;
  // Both come from a manifest, which may be a stranger's, and go into a path and a command line.
  if (!/^[\w][\w.-]*$/.test(chart)) return { reason: `'${chart}' is no name of a chart` };
  if (!exactVersion.test(version)) return { reason: `its version '${version}' may be another one tomorrow` };
  const given = folder === undefined ? undefined : inFolder(resolve(folder), source);
  if (given && 'path' in given) return given;
  const cached = placeInCache(source);
  if (existsSync(cached)) return { path: cached };
  if (network) return fetched(source, helm, cached);
  return given ?? { reason: 'it is not in the cache' };
}

function inFolder(folder: string, { chart, version }: ChartSource): Found {
  const packed = [`${chart}-${version}.tgz`, `${chart}-${version.replace(/^v/, '')}.tgz`].map((name) =>
    join(folder, name),
  );
  const archive = packed.find((path) => existsSync(path));
  if (archive !== undefined) return { path: archive };
  const unpacked = [`${chart}-${version}`, chart]
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'Chart.yaml')));
  const versions = unpacked.map((path) =>
    String(at(load(readFileSync(join(path, 'Chart.yaml'), 'utf8')) as Json, 'version')),
  );
  const index = versions.findIndex((one) => one.replace(/^v/, '') === version.replace(/^v/, ''));
  const path = unpacked[index];
  if (path !== undefined) return { path };
  return {
    reason: versions.length > 0 ? `the folder has it in version ${versions.join(', ')}` : 'it is not in the folder',
  };
}

/** It goes with `node_modules`. Two repositories may have a chart of one name. */
function placeInCache({ chart, version, repoUrl }: ChartSource): string {
  const repository = createHash('sha256').update(repoUrl).digest('hex').slice(0, 8);
  return join(cache, 'charts', `${chart}-${version}-${repository}`);
}

/** Fetched once for each version. */
async function fetched({ chart, version, repoUrl }: ChartSource, helm: string, place: string): Promise<Found> {
  const isWeb = /^https?:\/\//.test(repoUrl);
  // Argo CD takes the address of an OCI registry without its scheme.
  const registry = `oci://${repoUrl.replace(/^oci:\/\//, '').replace(/\/$/, '')}/${chart}`;
  mkdirSync(join(cache, 'charts'), { recursive: true });
  const staging = mkdtempSync(join(cache, 'charts', 'fetching-'));
  const run = async (...args: string[]) => (await promisify(execFile)(helm, args, { timeout: 60_000 })).stdout;
  try {
    const name = isWeb ? await loggedIn(repoUrl, run) : undefined;
    const from = name ? [`${name}/${chart}`] : isWeb ? [chart, `--repo=${repoUrl}`] : [registry];
    await run('pull', ...from, `--version=${version}`, '--untar', `--untardir=${staging}`);
    renameSync(join(staging, chart), place);
    return { path: place };
  } catch (error) {
    return { reason: `${repoUrl} does not give it: ${reasonOf(error)}` };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** What Helm calls a repository that somebody has added to it: with a password, where it asks for one. */
async function loggedIn(repoUrl: string, run: (...args: string[]) => Promise<string>): Promise<string | undefined> {
  // Without any repository it ends with an error.
  const answer = await run('repo', 'list', '--output', 'json').catch(() => '[]');
  const found = listIn(JSON.parse(answer) as Json).find((one) => String(at(one, 'url')).replace(/\/$/, '') === repoUrl);
  const name = at(found, 'name');
  if (typeof name !== 'string') return undefined;
  await run('repo', 'update', name);
  return name;
}

/** The line in which Helm says what is wrong. */
export function reasonOf(error: unknown): string {
  const text = String(at(error as Json, 'stderr') || (error instanceof Error ? error.message : error));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => line.startsWith('Error:')) ?? lines[0] ?? 'no reason given').replace(/^Error: /, '');
}
