import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseTrees } from '../../../review/tree/parse.ts';
import { fileOfRevision, readFolder, readRevision, textsOf } from '../../../review/tree/read.ts';
import { objectOf } from './objects.ts';

const folder = mkdtempSync(join(tmpdir(), 'tree-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const git = (...parameters: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...parameters]);

describe('a tree', () => {
  beforeAll(() => {
    git('init', '--quiet');
    write(
      'dist/dev/shop/ConfigMap.ümläut.yaml',
      `# 🐑\n---\n${objectOf('ConfigMap', 'first', { data: { text: 'ä'.repeat(70_000) } })}`,
    );
    write('dist/dev/shop/two.yml', `${objectOf('ConfigMap', 'second')}\n---\n${objectOf('ConfigMap', 'third')}\n---\n`);
    write('dist/prod/shop/x.json', objectOf('ConfigMap', 'x'));
    write('dist/prod/shop/notes.txt', 'no manifest');
    write('dist/prod/.hidden/x.yaml', objectOf('ConfigMap', 'hidden'));
    write('dist/prod/folder.yaml/notes.txt', 'no manifest');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    write('dist/dev/shop/later.yaml', objectOf('ConfigMap', 'later'));
  });
  const names = (trees: ReturnType<typeof readFolder>) =>
    Object.fromEntries(trees.map(({ environment, items }) => [environment, items.map(({ id }) => id.name)]));

  test('is read from a folder and from a checkout that has one', () => {
    const expected = { dev: ['first', 'later', 'second', 'third'], prod: ['x'] };
    expect(names(readFolder(folder))).toEqual(expected);
    expect(names(readFolder(join(folder, 'dist')))).toEqual(expected);
  });

  test('is read from a revision as it was, whatever is in the folder', () => {
    expect(names(readRevision(folder, 'HEAD'))).toEqual({ dev: ['first', 'second', 'third'], prod: ['x'] });
    expect(fileOfRevision(folder, 'HEAD', 'dist/prod/shop/notes.txt')).toBe('no manifest');
    expect(fileOfRevision(folder, 'HEAD', 'dist/dev/shop/later.yaml')).toBeUndefined();
    expect(textsOf(folder, [])).toEqual([]);
    expect(readRevision(folder, 'HEAD')[0]?.items[0]?.manifest).toEqual(readFolder(folder)[0]?.items[0]?.manifest);
  });

  test.each([
    [
      'a revision that is not there',
      () => readRevision(folder, 'nowhere'),
      "'nowhere': is no revision of this repository",
    ],
    ['a revision that looks like an option', () => readRevision(folder, '--all'), "'--all': is no revision"],
    ['a folder that is not there', () => readFolder(join(folder, 'missing')), 'missing: is no folder'],
    ['a folder without manifests', () => readFolder(join(folder, '.git')), '.git: has no manifest'],
    [
      'a revision without manifests',
      () => readRevision(folder, 'HEAD', undefined, 'charts'),
      'HEAD:charts: has no manifest',
    ],
    ['a file', () => readFolder(join(folder, 'dist/prod/shop/notes.txt')), 'notes.txt: is no folder'],
  ])('is refused for %s, with what to type instead', (_, read, message) => {
    expect(read).toThrow(message);
  });
});

describe('a hook that leaves its name to the server', () => {
  const hook = (metadata: object) =>
    JSON.stringify({ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'before-', ...metadata } });
  const parsed = (text: string) => parseTrees([{ path: 'dev/shop/a.yaml', text }])[0];

  test('is an object under a name of its own', () => {
    const annotations = { 'argocd.argoproj.io/hook': 'PreSync' };
    const two = parsed(`${hook({ annotations })}\n---\n${hook({ annotations })}`);
    expect(two?.items.map(({ id }) => id.name)).toEqual(['before-0', 'before-1']);
    expect(two?.unreadable).toEqual([]);
  });

  test('has to be a hook: any other object would be made again by each sync', () => {
    expect(parsed(hook({}))?.unreadable).toMatchObject([{ message: 'Job has no metadata.name' }]);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['no YAML', 'a: 1\nb: [', 2, 'the file is no YAML: '],
    ['a list', '- 1', 1, 'the document is not a map'],
    ['no kind', 'apiVersion: v1', 1, 'the document has no kind'],
    ['no apiVersion', '# note\n---\nkind: ConfigMap', 3, 'the document has no apiVersion'],
    ['no name', 'kind: ConfigMap\napiVersion: v1', 1, 'ConfigMap has no metadata.name'],
    ['an empty List entry', 'kind: List\napiVersion: v1\nitems: [1]', 1, 'the document is not a map'],
    ['a List without items', 'kind: List\napiVersion: v1', 1, 'List has no metadata.name'],
    ['an empty name', "kind: ConfigMap\napiVersion: v1\nmetadata: { name: '' }", 1, 'ConfigMap has no metadata.name'],
    ['a hook of nothing', 'kind: Job\napiVersion: v1\nmetadata: {}', 1, 'Job has no metadata.name'],
    ['no map between two lines of dashes', '---\n1\n---\n', 2, 'the document is not a map'],
    ['no map after an empty document', 'null\n---\n---\n1', 4, 'the document is not a map'],
  ])('is reported with its file and line: %s', (_, text, line, message) => {
    const good = { path: 'dev/shop/b.yaml', text: objectOf('ConfigMap', 'good') };
    const [tree] = parseTrees([{ path: 'dev/shop/a.yaml', text }, good]);
    expect(tree?.unreadable).toEqual([
      { file: 'dev/shop/a.yaml', line, message: expect.stringContaining(message), remedy: expect.any(String) },
    ]);
    expect(tree?.items).toHaveLength(1);
  });
});

test('a key that stands twice is reported, and the last one counts, as for Argo CD', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: twice }\ndata: { a: "1" }\ndata: { a: "2" }\n';
  const [tree] = parseTrees([{ path: 'dev/shop/a.yaml', text }]);
  expect(tree?.items.map(({ manifest }) => manifest['data'])).toEqual([{ a: '2' }]);
  expect(tree?.unreadable).toEqual([
    {
      file: 'dev/shop/a.yaml',
      line: expect.any(Number),
      message: expect.stringMatching(/^a key stands twice in one map/),
      remedy: 'take one of the two out',
      isApplied: true,
    },
  ]);
});

test('a file that Argo CD is told to leave out is no part of the tree', () => {
  const text = `# +argocd:skip-file-rendering\n${objectOf('ConfigMap', 'a')}`;
  const [tree] = parseTrees([
    { path: 'dev/shop/a.yaml', text },
    { path: 'dev/shop/b.yaml', text: objectOf('ConfigMap', 'b') },
  ]);
  expect(tree?.items.map(({ id }) => id.name)).toEqual(['b']);
  expect(tree?.unreadable).toEqual([]);
});

test('a folder of Kustomize is reported once, instead of its patches one by one', () => {
  const [tree] = parseTrees([{ path: 'dev/shop/kustomization.yaml', text: 'resources: [a.yaml]\n' }]);
  expect(tree?.unreadable).toEqual([
    expect.objectContaining({
      file: 'dev/shop/kustomization.yaml',
      message: expect.stringContaining('with Kustomize'),
    }),
  ]);
});
