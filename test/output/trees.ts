import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type RenderedFile, renderApp } from '../../charts/output/render.ts';
import { writeTree } from '../../charts/output/write.ts';
import { buildPlatform } from '../../charts/platform.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** Paths and contents of every file below a folder; `undefined` where there is no such folder. */
export function contents(folder: string): Record<string, string> | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })) return undefined;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** What a run left beside the tree. */
export function leftBeside(dist: string): readonly string[] {
  return readdirSync(dirname(dist)).filter((name) => name.startsWith('.dist.'));
}

export function files(record: Record<string, string>): readonly RenderedFile[] {
  return Object.entries(record).map(([path, text]) => ({ path, text }));
}

/** Puts another tree in the place of `dist`, as another process would that has other folders beside it. */
export function replaceAsAnotherProcess(dist: string, record: Record<string, string>): void {
  const [theirs, before] = [join(dirname(dist), 'theirs'), join(dirname(dist), 'before')];
  for (const [path, text] of Object.entries(record)) {
    mkdirSync(join(theirs, dirname(path)), { recursive: true });
    writeFileSync(join(theirs, path), text);
  }
  renameSync(dist, before);
  renameSync(theirs, dist);
  rmSync(before, { recursive: true });
}

/** The `dist/` of some environments, in a folder of its own. */
export function renderInto(folder: string, configs: readonly PlatformConfig[]): void {
  const trees = configs.map((config) => renderApp(buildPlatform(config), config.environment));
  writeTree(join(folder, 'dist'), trees.flat());
}
