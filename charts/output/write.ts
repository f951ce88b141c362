import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UserError } from '../../config/user-error.ts';
import { isGenerated } from './header.ts';
import type { RenderedFile } from './render.ts';
import { isSystemError, replacedMeanwhile, restoreTree, swapIn, treeIdentity, workFolder } from './swap.ts';

/** What a write did, as paths relative to the tree. */
export interface Summary {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that no synth wrote: they stay until a person deletes them. */
  readonly foreign: readonly string[];
}

/**
 * Makes `dist` hold exactly these files: all of them or, where anything fails, none.
 *
 * The new tree is built beside `dist` and renamed into its place, so a run that fails leaves `dist` whole, and what a killed
 * run leaves is whole after the next start (`swap.ts`). Files whose bytes stay the same keep inode and modification time.
 * A file of an earlier synth that is rendered no more goes. One that no synth wrote stays, and where it is in the way of a
 * manifest nothing is written: it may be the only copy of somebody's work. Where nothing differs, nothing is touched.
 *
 * Two runs at a time: the first to swap wins, the other fails and changes nothing.
 *
 * Nothing is flushed to disk: the promise is about processes that end, not about power cuts. After one of those
 * the next run compares bytes and writes what is wrong, and Git holds the tree besides.
 */
export function writeTree(dist: string, files: readonly RenderedFile[]): Summary {
  if (files.length === 0) {
    throw new UserError(`${basename(dist)}: nothing was rendered; an empty tree would delete the whole platform`);
  }
  restoreTree(dist);
  const before = treeIdentity(dist);
  const staging = workFolder(dist, 'next');

  try {
    const summary = compare(dist, files);
    if (summary.unchanged.length === files.length && summary.removed.length === 0) return summary;
    stage(staging, dist, files, new Set(summary.unchanged));
    for (const path of summary.foreign) carry(join(dist, path), join(staging, path));
    swapIn(staging, dist, before);
    return summary;
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw explained(error, dist, before);
  }
}

function compare(dist: string, files: readonly RenderedFile[]): Summary {
  const present = presentFiles(dist);
  const summary: Record<keyof Summary, string[]> = { added: [], changed: [], removed: [], unchanged: [], foreign: [] };
  const inTheWay: string[] = [];

  for (const { path, text } of files) {
    const isRegular = present.get(path);
    present.delete(path);
    if (isRegular === undefined) summary.added.push(path);
    else if (isRegular && readFileSync(join(dist, path)).equals(Buffer.from(text))) summary.unchanged.push(path);
    else if (isRegular && isForeign(join(dist, path), text)) inTheWay.push(path);
    else summary.changed.push(path);
  }
  if (inTheWay.length > 0) {
    const names = inTheWay.map((path) => `${basename(dist)}/${path}`).join(', ');
    throw new UserError(`${names}: no synth wrote this, and it is where a manifest belongs; move it, or delete it`);
  }
  for (const path of [...present.keys()].sort()) {
    if (present.get(path) && isGenerated(readFileSync(join(dist, path), 'utf8'))) summary.removed.push(path);
    else summary.foreign.push(path);
  }
  return summary;
}

/** Not for what a crash has emptied, and not for a tree whose files have no header at all. */
function isForeign(path: string, next: string): boolean {
  const text = readFileSync(path, 'utf8');
  return isGenerated(next) && text.trim() !== '' && !isGenerated(text);
}

/** Every path in the tree that is not a folder, and whether it is a regular file. */
function presentFiles(dist: string): Map<string, boolean> {
  const present = new Map<string, boolean>();
  if (!existsSync(dist)) return present;
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isDirectory()) present.set(path, entry.isFile());
  }
  return present;
}

function stage(staging: string, dist: string, files: readonly RenderedFile[], unchanged: ReadonlySet<string>): void {
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    mkdirSync(join(staging, folder), { recursive: true });
  }
  for (const { path, text } of files) {
    if (unchanged.has(path)) keep(join(dist, path), join(staging, path));
    else writeFileSync(join(staging, path), text);
  }
}

/** Takes a file that is not ours along, whatever it is: a link stays a link. */
function carry(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { preserveTimestamps: true, verbatimSymlinks: true });
}

/** The same file under a second name; on a file system without hard links a copy of the same age. */
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
  }
}

/** Errors of the file system are for the user to solve, so they are shown as text; anything else is a bug. */
function explained(error: unknown, dist: string, before: string | undefined): unknown {
  if (!isSystemError(error)) return error;
  // What was there a moment ago and is gone was moved by another run, even if that one has brought it back since.
  if (error.code === 'ENOENT' || treeIdentity(dist) !== before) return replacedMeanwhile(dist);
  return new UserError(`${basename(dist)}: cannot be written and is as it was: ${error.message}`);
}
