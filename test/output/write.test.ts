import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../../charts/output/swap.ts';
import { writeTree } from '../../charts/output/write.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { contents, files, generated, leftBeside, replaceAsAnotherProcess } from '../support/trees.ts';

const old = {
  'dev/airflow/Role.a.yaml': 'a: 1\n',
  'dev/airflow/Role.b.yaml': 'b: 1\n',
  'prod/root/X.c.yaml': generated('c: 1\n'),
};

/** No process has this id: Linux and macOS end at 2^22. */
const nobody = 99_999_999;

const folder = temporaryFolder();
const dist = join(folder, 'dist');

beforeEach(() => {
  for (const name of ['dist', ...leftBeside(dist)]) rmSync(join(folder, name), { recursive: true, force: true });
  writeTree(dist, files(old));
});

describe('a tree that is written', () => {
  test('holds exactly the files of the render, and nothing is left beside it', () => {
    expect(contents(dist)).toEqual(old);
    expect(leftBeside(dist)).toEqual([]);
  });

  test('reports what was added, changed, removed and unchanged', () => {
    const next = {
      'dev/airflow/Role.a.yaml': 'a: 1\n',
      'dev/airflow/Role.b.yaml': 'b: 2\n',
      'dev/new/Y.d.yaml': 'd: 1\n',
    };
    expect(writeTree(dist, files(next))).toEqual({
      added: ['dev/new/Y.d.yaml'],
      changed: ['dev/airflow/Role.b.yaml'],
      removed: ['prod/root/X.c.yaml'],
      unchanged: ['dev/airflow/Role.a.yaml'],
      foreign: [],
    });
    expect(contents(dist)).toEqual(next);
  });

  test('keeps inode and modification time of every file that stays the same', () => {
    const state = (path: string) => statSync(join(dist, path));
    const before = state('dev/airflow/Role.a.yaml');
    writeTree(dist, files({ ...old, 'dev/airflow/Role.b.yaml': 'b: 2\n' }));
    const after = state('dev/airflow/Role.a.yaml');
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  test('is not touched at all where nothing differs', () => {
    const before = statSync(dist);
    writeTree(dist, files(old));
    const after = statSync(dist);
    expect([after.ino, after.mtimeMs, after.ctimeMs]).toEqual([before.ino, before.mtimeMs, before.ctimeMs]);
  });

  test('loses files of an earlier synth that are rendered no more', () => {
    mkdirSync(join(dist, 'dev/old-app'));
    writeFileSync(join(dist, 'dev/old-app/Role.x.yaml'), generated('x: 1\n'));
    expect(writeTree(dist, files(old)).removed).toEqual(['dev/old-app/Role.x.yaml']);
    expect(contents(dist)).toEqual(old);
    expect(existsSync(join(dist, 'dev/old-app'))).toBe(false);
  });

  describe('where a file is in the way', () => {
    const path = 'dev/airflow/Role.a.yaml';
    const next = files({ [path]: generated('a: 2\n'), 'dev/airflow/Role.d.yaml': generated('d: 1\n') });

    test('that no synth wrote, is not written at all, and names it', () => {
      writeFileSync(join(dist, path), '# mine\n');
      const before = contents(dist);
      expect(() => writeTree(dist, next)).toThrow(
        'dist/dev/airflow/Role.a.yaml: no synth wrote this, and it is where a manifest belongs; move it, or delete it',
      );
      expect(contents(dist)).toEqual(before);
      expect(leftBeside(dist)).toEqual([]);
    });

    test.each([
      ['that a synth wrote and a person has changed', generated('a: 3\n')],
      ['that an editor gave other ends of lines', generated('a: 1\n').replaceAll('\n', '\r\n')],
      ['that a crash has emptied', ''],
    ])('%s, is written over it', (_, text) => {
      writeFileSync(join(dist, path), text);
      writeTree(dist, next);
      expect(contents(dist)?.[path]).toBe(generated('a: 2\n'));
    });
  });

  test('keeps files and links that no synth wrote, and names them each time', () => {
    writeFileSync(join(dist, 'notes.txt'), 'mine');
    mkdirSync(join(dist, 'dev/mine'));
    symlinkSync('/nowhere', join(dist, 'dev/mine/link'));
    for (const text of ['b: 2\n', 'b: 3\n', 'b: 3\n']) {
      const summary = writeTree(dist, files({ ...old, 'dev/airflow/Role.b.yaml': text }));
      expect(summary).toMatchObject({ removed: [], foreign: ['dev/mine/link', 'notes.txt'] });
      expect(readFileSync(join(dist, 'notes.txt'), 'utf8')).toBe('mine');
      expect(readlinkSync(join(dist, 'dev/mine/link'))).toBe('/nowhere');
    }
  });

  test('gets a file in the place of a link, also where the link leads to the same text', () => {
    const path = join(dist, 'dev/airflow/Role.a.yaml');
    renameSync(path, join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), path);
    expect(writeTree(dist, files(old)).changed).toEqual(['dev/airflow/Role.a.yaml']);
    expect(statSync(path).ino).not.toBe(statSync(join(folder, 'elsewhere')).ino);
  });

  test('follows a name that changes in upper and lower case only', () => {
    const { 'dev/airflow/Role.a.yaml': text, ...rest } = old;
    writeTree(dist, files({ ...rest, 'dev/airflow/Role.A.yaml': text }));
    expect(Object.keys(contents(dist) ?? {})).toContain('dev/airflow/Role.A.yaml');
  });

  test('is never made empty', () => {
    expect(() => writeTree(dist, [])).toThrow(
      'dist: nothing was rendered; an empty tree would delete the whole platform',
    );
    expect(contents(dist)).toEqual(old);
  });
});

describe('a write that fails', () => {
  test('leaves the tree as it was and nothing beside it', () => {
    const clash = { ...old, 'dev/airflow/Role.a.yaml/below': 'a file cannot be a folder too' };
    expect(() => writeTree(dist, files(clash))).toThrow(/^dist: cannot be written and is as it was: E/);
    expect(contents(dist)).toEqual(old);
    expect(leftBeside(dist)).toEqual([]);
  });

  test('keeps the stack of a bug', () => {
    const bug = [{ path: 'dev/x.yaml', text: undefined as unknown as string }, ...files(old)];
    expect(() => writeTree(dist, bug)).toThrow(expect.objectContaining({ name: 'TypeError' }));
    expect(contents(dist)).toEqual(old);
  });
});

describe('a write beside another one', () => {
  test('gives way where the other one has replaced the tree meanwhile', () => {
    // Reading the text stands for the moment in which the other process swaps.
    const meanwhile = {
      path: 'dev/a.yaml',
      get text() {
        replaceAsAnotherProcess(dist, { 'dev/a.yaml': 'theirs\n' });
        return 'mine\n';
      },
    };
    expect(() => writeTree(dist, [meanwhile])).toThrow(
      'dist: was replaced by another synth meanwhile and is left as that one wrote it; run again',
    );
    expect(contents(dist)).toEqual({ 'dev/a.yaml': 'theirs\n' });
    expect(leftBeside(dist)).toEqual([]);
  });

  test('gives way where the other one is between its two renames', () => {
    const theirs = join(folder, `.dist.previous-${process.ppid}`);
    renameSync(dist, theirs);
    expect(() => writeTree(dist, files(old))).toThrow(
      `dist: is being replaced by another synth (process ${process.ppid}); run again when it has ended. ` +
        `If process ${process.ppid} is something else: mv .dist.previous-${process.ppid} dist`,
    );
    expect(contents(theirs)).toEqual(old);
  });

  test('leaves the staging folder of the other one alone', () => {
    const theirs = join(folder, `.dist.next-${process.ppid}`);
    mkdirSync(theirs);
    writeTree(dist, files({ 'dev/a.yaml': 'a\n' }));
    expect(leftBeside(dist)).toEqual([`.dist.next-${process.ppid}`]);
  });
});

describe('a write after one that was killed', () => {
  test('removes its folders, also where they carry the process id that this run has now', () => {
    for (const name of [`.dist.next-${nobody}`, `.dist.previous-${nobody}`]) mkdirSync(join(folder, name));
    mkdirSync(workFolder(dist, 'next'));
    writeTree(dist, files(old));
    expect(leftBeside(dist)).toEqual([]);
  });

  test('brings the tree back first where the other one was killed between its two renames', () => {
    renameSync(dist, join(folder, `.dist.previous-${nobody}`));
    expect(() => writeTree(dist, [{ path: 'x', text: undefined as unknown as string }])).toThrow();
    expect(contents(dist)).toEqual(old);
  });
});
