import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../config/user-error.ts';
import { isManifestFile, type Parsed, parseTrees, type SourceFile } from './parse.ts';
import type { Tree } from './tree.ts';

/**
 * The trees of a folder, one for each environment.
 *
 * @param folder a `dist` folder, or a checkout that has one
 * @param parsed what other trees have parsed already
 */
export function readFolder(folder: string, parsed?: Parsed): readonly Tree[] {
  return trees(filesOf(distIn(folder)), folder, parsed);
}

/**
 * The trees of a Git revision, without a checkout: Git gives the files of `dist/` from its own store.
 *
 * @param repository a folder inside the repository
 * @param revision whatever Git takes, e.g. `origin/main` or a commit
 * @param parsed what other trees have parsed already
 * @param path the folder of the trees, from the repository's root
 */
export function readRevision(repository: string, revision: string, parsed?: Parsed, path = 'dist'): readonly Tree[] {
  return trees(filesOfRevision(repository, revision, path), `${revision}:${path}`, parsed);
}

function trees(files: readonly SourceFile[], place: string, parsed?: Parsed): readonly Tree[] {
  const found = parseTrees(files, parsed);
  if (found.length === 0) {
    throw new UserError(
      `${place}: has no manifest; give a folder with one folder for each environment, as 'npm run synth' writes it`,
    );
  }
  return found;
}

/** The folder of the trees: `folder` itself, or the `dist` in it. */
export function distIn(folder: string): string {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(`${folder}: is no folder; give a dist folder or a checkout that has one`);
  }
  const inside = join(folder, 'dist');
  return basename(folder) !== 'dist' && existsSync(inside) ? inside : folder;
}

/** Every manifest below a folder. */
export function filesOf(folder: string): readonly SourceFile[] {
  const root = resolve(folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .map((file) => ({ path: file.split(sep).join('/'), file }))
    .filter(({ path }) => isManifestFile(path))
    .map(({ path, file }) => ({ path, text: readFileSync(join(root, file), 'utf8') }));
}

function filesOfRevision(repository: string, revision: string, path: string): readonly SourceFile[] {
  const commit = commitOf(repository, revision);
  const listed = git(repository, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${path}/`]).toString('utf8');
  const blobs = listed.split('\0').flatMap((line) => {
    const [, id, file = ''] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    const inside = file.slice(path.length + 1);
    return id && isManifestFile(inside) ? [{ id, path: inside }] : [];
  });
  return textsOf(repository, blobs);
}

/** The texts of blobs, all from one process of Git. */
export function textsOf(
  repository: string,
  blobs: readonly { readonly id: string; readonly path: string }[],
): readonly SourceFile[] {
  if (blobs.length === 0) return [];
  const contents = git(repository, ['cat-file', '--batch'], `${blobs.map(({ id }) => id).join('\n')}\n`);

  // Each blob comes as `<id> blob <size>\n<bytes>\n`.
  let start = 0;
  return blobs.map(({ path: file }) => {
    const end = contents.indexOf(10, start);
    const size = Number(contents.toString('latin1', start, end).split(' ')[2]);
    const text = contents.toString('utf8', end + 1, end + 1 + size);
    start = end + size + 2;
    return { path: file, text };
  });
}

/** One file of a Git revision; `undefined` where it has none of this path. */
export function fileOfRevision(repository: string, revision: string, path: string): string | undefined {
  const commit = commitOf(repository, revision);
  try {
    return git(repository, ['show', `${commit}:${path}`]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The commit that a revision names. */
export function commitOf(repository: string, revision: string): string {
  try {
    return git(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
      .toString('utf8')
      .trim();
  } catch {
    throw new UserError(
      `'${revision}': is no revision of this repository; give a branch, a tag or a commit that 'git log' knows (in CI: fetch it first)`,
    );
  }
}

function git(repository: string, parameters: readonly string[], input?: string): Buffer {
  return execFileSync('git', parameters, {
    cwd: repository,
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  });
}
