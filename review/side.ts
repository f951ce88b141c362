import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../config/user-error.ts';
import type { Parsed } from './tree/parse.ts';
import { commitOf, distIn, fileOfRevision, readFolder, readRevision, textsOf } from './tree/read.ts';
import type { Tree } from './tree/tree.ts';

/** One side of a comparison. */
export interface Side {
  /** What a report calls it. */
  readonly label: string;
  readonly trees: readonly Tree[];
  /** The checkout that the trees lie in; absent for a revision, and for a folder of trees alone. */
  readonly checkout?: string;
  /** Digests of the files that decide what synth renders, by path; absent where they are not known. */
  readonly sources?: ReadonlyMap<string, string>;
  /** The text of a source file. */
  readonly read: (path: string) => string | undefined;
}

/** What decides the bytes of `dist/`, and the app for CloudFormation. */
const sourcePaths = ['cdk8s.yaml', 'charts', 'cluster', 'config', 'imports', 'package-lock.json'] as const;

/**
 * @param root of the repository that the command runs in
 * @param given a folder, or a revision of this repository
 */
export function readSide(root: string, given: string, parsed: Parsed): Side {
  const folder = isAbsolute(given) ? given : join(root, given);
  return existsSync(folder) && statSync(folder).isDirectory()
    ? ofFolder(given, resolve(folder), parsed)
    : ofRevision(root, given, parsed);
}

function ofFolder(given: string, folder: string, parsed: Parsed): Side {
  const trees = readFolder(folder, parsed);
  const dist = distIn(folder);
  const checkout = basename(dist) === 'dist' ? dirname(dist) : undefined;
  const label = given === '.' ? 'the working tree' : given;
  if (checkout === undefined || !existsSync(join(checkout, 'charts'))) return { label, trees, read: () => undefined };
  return {
    label,
    trees,
    checkout,
    sources: digestsOf(checkout),
    read: (path) => (existsSync(join(checkout, path)) ? readFileSync(join(checkout, path), 'utf8') : undefined),
  };
}

/** Digests as Git makes them, so that a folder can be compared with a revision. */
function digestsOf(checkout: string): ReadonlyMap<string, string> {
  return new Map(
    sourcePaths
      .flatMap((path) => filesBelow(join(checkout, path)))
      .map((file) => {
        const bytes = readFileSync(file);
        const digest = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
        return [relative(checkout, file).split(sep).join('/'), digest] as const;
      }),
  );
}

function filesBelow(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function ofRevision(root: string, revision: string, parsed: Parsed): Side {
  const commit = commitOf(root, revision);
  const trees = readRevision(root, commit, parsed);
  const listed = git(root, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...sourcePaths]);
  const sources = listed.split('\0').flatMap((line) => {
    const [, digest, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return digest && path ? [[path, digest] as const] : [];
  });
  const short = commit.slice(0, 12);
  const digests = new Map(sources);
  const texts = new Map<string, string | undefined>();
  const readBeside = (path: string) => {
    // One process of Git for a whole folder: who asks for one chart asks for others.
    const folder = `${dirname(path)}/`;
    const blobs = [...digests].flatMap(([own, id]) =>
      own === path || own.startsWith(folder) ? [{ id, path: own }] : [],
    );
    for (const file of digests.has(path) ? textsOf(root, blobs) : []) texts.set(file.path, file.text);
    if (!texts.has(path)) texts.set(path, fileOfRevision(root, commit, path));
  };
  return {
    label: commit.startsWith(revision) ? short : `${revision} (${short})`,
    trees,
    sources: digests,
    read: (path) => {
      if (!texts.has(path)) readBeside(path);
      return texts.get(path);
    },
  };
}

/** Where the branch of the working tree left the main branch. */
export function mergeBase(root: string): string {
  for (const main of ['origin/main', 'main']) {
    try {
      return git(root, ['merge-base', main, 'HEAD']).trim();
    } catch {
      // The next name.
    }
  }
  throw new UserError(
    "base: there is no branch 'origin/main' to compare with; fetch it, or give '--base' a branch, a commit or a folder",
  );
}

/** Files of the source that differ; `undefined` where one side does not have them. */
export function changedSources(before: Side, after: Side): readonly string[] | undefined {
  return before.sources && after.sources && differing(before.sources, after.sources);
}

/** Whether a source file is read for one of these environments: the one of another environment is not. */
export function isReadFor(environments: readonly string[], path: string): boolean {
  const own = /^config\/environments\/([\w-]+)\.ts/.exec(path)?.[1];
  return own === undefined || own === 'index' || environments.includes(own);
}

/** Keys whose values differ, or that one side does not have. */
export function differing(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).sort();
}

function git(root: string, parameters: readonly string[]): string {
  return execFileSync('git', parameters, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
