import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../config/user-error.ts';

/**
 * Puts a finished folder in the place of `dist`, by two renames:
 *
 *     dist              ->  .dist.previous-<pid>
 *     .dist.next-<pid>  ->  dist
 *
 * Between them there is no `dist`. A process killed exactly there leaves the old tree, complete, under its other name;
 * the next run renames it back before it does anything else, also a run that then fails.
 *
 * @param before the identity of `dist` that the new tree was built from; `undefined` where there was none
 */
export function swapIn(next: string, dist: string, before: string | undefined): void {
  if (treeIdentity(dist) !== before) throw replacedMeanwhile(dist);
  if (before === undefined) {
    renameSync(next, dist);
    return;
  }

  const previous = workFolder(dist, 'previous');
  renameSync(dist, previous);
  if (treeIdentity(previous) !== before) {
    renameSync(previous, dist);
    throw replacedMeanwhile(dist);
  }
  try {
    renameSync(next, dist);
  } catch (error) {
    renameSync(previous, dist);
    throw error;
  }
  discard(previous);
}

/** Undoes what a killed run left: brings the tree of an unfinished swap back and removes folders that nobody works on. */
export function restoreTree(dist: string): void {
  const left = workFolders(dist);
  const trees = left.filter(({ kind }) => kind === 'previous');

  if (!existsSync(dist)) {
    const swapping = trees.find(({ running }) => running);
    if (swapping) throw swapsNow(dist, swapping);
    const newest = trees.sort((a, b) => statSync(b.path).ctimeMs - statSync(a.path).ctimeMs)[0];
    if (newest) bringBack(newest.path, dist);
  }
  for (const { path, running } of left) if (!running) discard(path);
}

function bringBack(tree: string, dist: string): void {
  try {
    renameSync(tree, dist);
  } catch (error) {
    // Two runs saw the same tree, and the other one was faster.
    throw existsSync(dist) ? replacedMeanwhile(dist) : error;
  }
}

/** Tells one tree from its successor. Each swap brings a new folder, but file systems soon use an inode's number again. */
export function treeIdentity(dist: string): string | undefined {
  const stats = statSync(dist, { throwIfNoEntry: false });
  return stats && `${stats.ino} ${stats.mtimeMs}`;
}

/** A name beside `dist`, so on the same file system, that Git ignores. */
export function workFolder(dist: string, kind: WorkFolder['kind']): string {
  return join(dirname(dist), `.${basename(dist)}.${kind}-${process.pid}`);
}

export function replacedMeanwhile(dist: string): UserError {
  const name = basename(dist);
  return new UserError(`${name}: was replaced by another synth meanwhile and is left as that one wrote it; run again`);
}

function swapsNow(dist: string, { path, pid }: WorkFolder): UserError {
  const name = basename(dist);
  return new UserError(
    `${name}: is being replaced by another synth (process ${pid}); run again when it has ended. ` +
      `If process ${pid} is something else: mv ${basename(path)} ${name}`,
  );
}

interface WorkFolder {
  readonly path: string;
  readonly kind: 'next' | 'previous';
  readonly pid: number;
  /** Whether another process may still work on it. */
  readonly running: boolean;
}

function workFolders(dist: string): readonly WorkFolder[] {
  const parent = dirname(dist);
  return readdirSync(parent).flatMap((name) => {
    const [, base, kind, digits] = /^\.(.+)\.(next|previous)-(\d+)$/.exec(name) ?? [];
    if (base !== basename(dist) || (kind !== 'next' && kind !== 'previous')) return [];
    const pid = Number(digits);
    return [{ path: join(parent, name), kind, pid, running: pid !== process.pid && isRunning(pid) }];
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM is the answer for a process of another user.
    return isSystemError(error) && error.code === 'EPERM';
  }
}

/** Whether the operating system refused something, as opposed to a bug. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/** Old folders harm nobody: one that cannot be removed now is removed by a later run. */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}
