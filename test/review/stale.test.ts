import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { changedSources, mergeBase, readSide } from '../../review/side.ts';
import { judgeStaleness, staleness } from '../../review/stale.ts';
import { root } from '../support/suite.ts';
import { checkouts } from './checkouts.ts';
import { objectOf } from './tree/objects.ts';

const checkoutWith = checkouts();
const object = (value: string) => objectOf('ConfigMap', 'a', { data: { value } });

/** Its synth renders one file: the text of `config/text`. */
const source = {
  'charts/main.ts': `
    import { cpSync, mkdirSync } from 'node:fs';
    const folder = process.env['CDK8S_OUTDIR'] + '/prod/shop';
    mkdirSync(folder, { recursive: true });
    cpSync('config/text', folder + '/a.yaml');`,
  'config/text': object('1'),
  'package.json': '{ "type": "module" }',
  'dist/prod/shop/a.yaml': object('1'),
};

function sideWith(files: Readonly<Record<string, string>>, hasModules = true) {
  const checkout = checkoutWith({ ...source, ...files });
  if (hasModules) symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  return readSide(root, checkout, new Map());
}
const base = sideWith({});
const found = async (head: ReturnType<typeof sideWith>, mayRun = true) => {
  const state = await staleness(base, head, mayRun);
  return { ...state, judged: judgeStaleness(state, base, head) };
};

describe('a dist/ that is not what its source renders', () => {
  test('is a danger at each object of the file, where no source changed', async () => {
    const { stale, judged } = await found(sideWith({ 'dist/prod/shop/a.yaml': object('2') }));
    expect(stale).toBe(true);
    expect(judged).toEqual([
      expect.objectContaining({
        rule: 'delivery/stale',
        severity: 'danger',
        environment: 'prod',
        objects: [expect.objectContaining({ file: 'prod/shop/a.yaml' })],
        message: expect.stringContaining('edited by hand'),
        remedy: expect.stringContaining('npm run synth'),
      }),
    ]);
  });

  test('is found by rendering it, where its source changed', async () => {
    const forgotten = await found(sideWith({ 'config/text': object('2') }));
    expect(forgotten).toMatchObject({ stale: true, files: ['prod/shop/a.yaml'] });
    const both = { 'config/text': object('2'), 'dist/prod/shop/a.yaml': object('2') };
    expect(await found(sideWith(both))).toEqual({ stale: false, files: [], judged: [] });
  });

  test('may have a file that nobody renders, or miss one', async () => {
    const more = await found(sideWith({ 'config/text': object('1'), 'dist/prod/shop/b.yaml': '# empty' }));
    expect(more).toMatchObject({
      stale: true,
      judged: [{ environment: 'prod', objects: [], why: 'prod/shop/b.yaml' }],
    });
    const empty = sideWith({ 'config/a.ts': '', 'dist/prod/shop/a.yaml': '', 'dist/prod/shop/b.yaml': object('1') });
    expect((await found(empty)).files).toEqual(['prod/shop/a.yaml', 'prod/shop/b.yaml']);
  });

  test('is none where nothing changes, or only what CloudFormation gets', async () => {
    expect(await found(sideWith({}))).toEqual({ stale: false, files: [], judged: [] });
    expect(await found(sideWith({ 'cluster/a.ts': '1' }, false))).toMatchObject({ stale: false });
  });

  test.each([
    ['the head may not be run', () => sideWith({ 'config/text': '2' }), false, '(--no-synth)'],
    ['it has no node_modules', () => sideWith({ 'config/text': '2' }, false), true, "run 'npm ci' there"],
    [
      'its synth fails',
      () => sideWith({ 'charts/main.ts': "process.stderr.write('bad config\\nmore'); process.exit(1)" }),
      true,
      'its synth fails: bad config',
    ],
    [
      'one side has no source',
      () => readSide(root, checkoutWith({ 'prod/a/b.yaml': object('1') }), new Map()),
      true,
      'no source',
    ],
  ] as const)('is not known where %s', async (_, head, mayRun, reason) => {
    const { stale, files, judged, unknown } = await found(head(), mayRun);
    expect([stale, files, judged]).toEqual([null, [], []]);
    expect(unknown).toContain(reason);
  });
});

describe('a side of a review', () => {
  const repository = checkoutWith({ ...source, 'charts/more/b.ts': 'b', 'charts/more/c.ts': 'c', 'README.md': 'x' });
  const git = (...parameters: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@b', ...parameters], {
      stdio: 'pipe',
      encoding: 'utf8',
    }).trim();
  beforeAll(() => {
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
  });

  test('is the same as a folder and as a revision', async () => {
    const [folder, revision] = [readSide(repository, '.', new Map()), readSide(repository, 'main', new Map())];
    expect(changedSources(folder, revision)).toEqual([]);
    expect([...(folder.sources?.keys() ?? [])].sort()).toEqual([
      'charts/main.ts',
      'charts/more/b.ts',
      'charts/more/c.ts',
      'config/text',
    ]);
    expect([...(revision.sources ?? [])].sort()).toEqual([...(folder.sources ?? [])].sort());
    for (const { read, trees } of [folder, revision]) {
      expect(['charts/more/c.ts', 'charts/more/b.ts', 'README.md', 'none'].map(read)).toEqual([
        'c',
        'b',
        'x',
        undefined,
      ]);
      expect(trees.map(({ environment }) => environment)).toEqual(['prod']);
    }
    const commit = git('rev-parse', 'HEAD').slice(0, 12);
    const named = readSide(repository, commit.slice(0, 8), new Map());
    expect([folder.label, revision.label, named.label]).toEqual(['the working tree', `main (${commit})`, commit]);
    expect([folder.checkout, revision.checkout]).toEqual([repository, undefined]);
    const { unknown } = await staleness(sideWith({ 'config/text': '2' }), revision, true);
    expect(unknown).toBe('a revision cannot be rendered: give a checkout as --head');
  });

  test('without a main branch to start from has to be given', () => {
    expect(mergeBase(repository)).toBe(git('rev-parse', 'HEAD'));
    git('branch', '--move', 'main', 'trunk');
    expect(() => mergeBase(repository)).toThrow("there is no branch 'origin/main' to compare with");
    git('branch', '--move', 'trunk', 'main');
  });

  test('that is a dist folder of its own has no source', () => {
    const checkout = checkoutWith(source);
    rmSync(join(checkout, 'charts'), { recursive: true });
    for (const place of [checkout, join(checkout, 'dist')]) {
      const side = readSide(root, place, new Map());
      expect([side.label, side.checkout, side.sources, side.read('config/text')]).toEqual([
        place,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });
});
