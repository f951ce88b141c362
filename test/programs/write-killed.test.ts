import { spawn } from 'node:child_process';
import { mkdtempSync, renameSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { buildSync } from 'esbuild';
import { restoreTree } from '../../charts/output/swap.ts';
import { writeTree } from '../../charts/output/write.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { contents, files, generated, leftBeside } from '../support/trees.ts';

const oldTree = {
  'dev/a/Role.same.yaml': 'same\n',
  'dev/a/Role.b.yaml': 'old\n',
  'prod/c/X.gone.yaml': generated('gone\n'),
};
const newTree = { 'dev/a/Role.same.yaml': 'same\n', 'dev/a/Role.b.yaml': 'new one\n', 'dev/d/Y.more.yaml': 'more\n' };

const folder = temporaryFolder();
const writer = bundledWriter();

/** No process has this id: Linux and macOS end at 2^22. */
const nobody = 99_999_999;

/** Where a run may start: from a whole tree, or where another run was killed between its two renames. */
const wholeTree = () => {};
const treeUnderOtherName = (dist: string) => renameSync(dist, join(dist, `../.dist.previous-${nobody}`));

describe.each([
  ['a whole tree', wholeTree],
  ['a tree that another killed run left under its other name', treeUnderOtherName],
])('a write that is killed, and that starts from %s', (_, prepare) => {
  const outcomes = killedEverywhere(prepare);
  diesEverywhere(outcomes);

  test('leaves the old tree or the new one, both whole', () => {
    expect(new Set(outcomes.map(({ found }) => found))).toEqual(new Set(['old', 'old, beside dist', 'new']));
  });

  test('leaves no dist only between the two renames, and the next start brings it back', () => {
    const absent = outcomes.filter(({ found }) => found === 'old, beside dist');
    expect(absent.map(({ started }) => started)).toEqual(absent.map(() => 'old'));
    expect(absent.filter(({ n }) => n > 1)).toHaveLength(1);
  });
});

/** One killed run for each change of the file system, and one that lives. Filled before the first test. */
function killedEverywhere(prepare: (dist: string) => void): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  // Two at a time: each is a process that starts from nothing.
  beforeAll(async () => {
    for (let n = 1; outcomes.every(({ signal }) => signal === 'SIGKILL'); n += 2) {
      outcomes.push(...(await Promise.all([killAt(n, prepare), killAt(n + 1, prepare)])));
    }
  });
  return outcomes;
}

function diesEverywhere(outcomes: readonly Outcome[]): void {
  test('dies at each of its changes of the file system once', () => {
    const killed = outcomes.filter(({ signal }) => signal === 'SIGKILL');
    expect(killed.map(({ n }) => n)).toEqual(killed.map((_, index) => index + 1));
    expect(killed.length).toBeGreaterThanOrEqual(7);
  });

  test('stops no later run from writing the new tree and tidying up', () => {
    expect(new Set(outcomes.map(({ rerun }) => rerun))).toEqual(new Set(['new']));
    expect(outcomes.flatMap(({ left }) => left)).toEqual([]);
  });
}

test('a write on a file system without hard links keeps the modification time of files that stay the same', async () => {
  const dist = join(mkdtempSync(join(folder, 'run-')), 'dist');
  const path = join(dist, 'dev/a/Role.same.yaml');
  writeTree(dist, files(oldTree));
  utimesSync(path, 1_000_000_000, 1_000_000_000);

  await run([writer, dist, 'never', 'links', JSON.stringify(files(newTree))]);
  expect(state(dist)).toBe('new');
  expect(statSync(path).mtimeMs).toBe(1_000_000_000_000);
});

interface Outcome {
  readonly n: number;
  readonly signal: NodeJS.Signals | null;
  /** What `dist` holds when the process is dead, when the next one has started, and when that has ended. */
  readonly found: string;
  readonly started: string;
  readonly rerun: string;
  /** What then lies beside `dist`. */
  readonly left: readonly string[];
}

async function killAt(n: number, prepare: (dist: string) => void): Promise<Outcome> {
  const dist = join(mkdtempSync(join(folder, 'run-')), 'dist');
  writeTree(dist, files(oldTree));
  prepare(dist);

  const signal = await run([writer, dist, String(n), 'nothing', JSON.stringify(files(newTree))]);
  const found = state(dist);
  restoreTree(dist);
  const started = state(dist);
  writeTree(dist, files(newTree));
  return { n, signal, found, started, rerun: state(dist), left: leftBeside(dist) };
}

/** The writer as one JavaScript file: it is started dozens of times, and to read TypeScript takes longer than to write the tree. */
function bundledWriter(): string {
  const outfile = join(folder, 'writer.mjs');
  const entryPoints = [join(import.meta.dirname, 'killed-writer.ts')];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm' });
  return outfile;
}

function run(parameters: readonly string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('exit', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(signal);
      else reject(new Error(`the writer ended with exit code ${code}`));
    });
  });
}

function state(dist: string): string {
  const tree = contents(dist);
  if (tree) return nameOf(tree);
  const beside = leftBeside(dist).filter((name) => name.startsWith('.dist.previous-'));
  return beside.map((name) => `${nameOf(contents(join(dist, '..', name)))}, beside dist`).join() || 'nothing';
}

function nameOf(tree: Record<string, string> | undefined): string {
  if (isDeepStrictEqual(tree, oldTree)) return 'old';
  return isDeepStrictEqual(tree, newTree) ? 'new' : `broken: ${JSON.stringify(tree)}`;
}
