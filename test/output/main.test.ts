import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { writeTree } from '../../charts/output/write.ts';
import { environments, RepositoryCopy } from './repository-copy.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { contents, files, generated } from './trees.ts';

const broken = ['"region": "eu-west-1"', '"region": "Frankfurt"'] as const;
const brokenMessage = [
  'config/environments/dev.ts has 1 problem:',
  "  aws.region: 'Frankfurt' is not valid; use a region of config/regions.ts, e.g. 'eu-west-1'",
  'nothing was written; dist/ is as it was',
  '',
].join('\n');

describe('a synth', () => {
  const repository = new RepositoryCopy(temporaryFolder());

  test('renders the same bytes whatever the time zone, language, folder, hash seed and CDK8S_ variables', async () => {
    const first = await repository.main({ cwd: tmpdir() });
    expect(first).toMatchObject({ exitCode: 0, stdout: '' });
    expect(first.stderr.trim().split('\n')).toEqual(
      environments.map(({ environment }) =>
        expect.stringMatching(
          new RegExp(`^${environment}: \\d+ objects, 0 changed, \\d+ added, 0 removed, rendered in \\d+ ms$`),
        ),
      ),
    );

    const env = { ...process.env, TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const cdk8s = { CDK8S_DISABLE_SORT: '1', CDK8S_LEGACY_HASH: '1', CDK8S_RECORD_CONSTRUCT_METADATA: 'true' };
    const copy = join(repository.folder, 'copy');
    const options = { env: { ...env, ...cdk8s, CDK8S_OUTDIR: copy }, cwd: tmpdir() };
    expect(await repository.main(options, ['--hash-seed=7', '--random-seed=7'])).toMatchObject({ exitCode: 0 });
    expect(contents(copy)).toEqual(repository.tree());
  });
});

describe('a synth over what lies in dist/', () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'small');

  test('removes the files of an environment that is no more, keeps what no synth wrote, and says so', async () => {
    writeTree(repository.dist, files({ 'stage/app/Role.a.yaml': generated('a: 1\n') }));
    writeFileSync(join(repository.dist, 'notes.txt'), 'mine');
    const { stderr, exitCode } = await repository.main();
    expect(exitCode).toBe(0);
    expect(stderr).toContain('stage: no environment any more, its files in dist/ are removed: 1');
    expect(stderr).toContain('dist/notes.txt: kept, although no synth wrote it; move it into a chart, or delete it');
    const places = Object.keys(repository.tree() ?? {}).map((path) => path.split('/')[0]);
    expect([...new Set(places)].sort()).toEqual(['dev', 'notes.txt', 'prod']);
  });
});

describe('a synth of a config with a mistake', () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'small');
  const tree = { 'dev/airflow/Role.a.yaml': 'what was there before\n' };

  beforeAll(() => {
    writeTree(repository.dist, files(tree));
    repository.edit('config/environments/dev.ts', ...broken);
  });

  test('shows the mistake without a stack trace, exits with 1 and leaves dist/ as it was', async () => {
    expect(await repository.main()).toEqual({ exitCode: 1, stdout: '', stderr: brokenMessage });
    expect(repository.tree()).toEqual(tree);
  });

  test('still brings back the tree of a run that was killed between its two renames', async () => {
    renameSync(repository.dist, join(repository.folder, '.dist.previous-99999999'));
    expect(await repository.main()).toMatchObject({ exitCode: 1 });
    expect(repository.tree()).toEqual(tree);
  });

  test('gets the same answer through cdk8s synth', async () => {
    const { exitCode, stderr } = await repository.cdk8s();
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`${brokenMessage}ERROR: synthesis failed, app expected to create ".cdk8s"\n`);
    expect(repository.tree()).toEqual(tree);
  });

  test('leaves no copy where it was asked for one', async () => {
    const copy = join(repository.folder, 'copy');
    expect(await repository.main({ env: { ...process.env, CDK8S_OUTDIR: copy } })).toMatchObject({ exitCode: 1 });
    expect(existsSync(copy)).toBe(false);
  });
});

test('a place that cannot be written to is reported in one line, without a stack trace', async () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'small');
  writeFileSync(join(repository.folder, 'file'), '');
  const { exitCode, stderr } = await repository.main({
    env: { ...process.env, CDK8S_OUTDIR: join(repository.folder, 'file/copy') },
  });
  expect(stderr).toMatch(/^cannot be written: ENOTDIR: .*\nnothing was written\n$/);
  expect(exitCode).toBe(1);
});

describe('cdk8s synth', () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'small');

  test('lists one summary: objects, apps and digest of each environment', async () => {
    expect(await repository.cdk8s()).toMatchObject({
      exitCode: 0,
      stdout: 'Synthesizing application\n  - .cdk8s/synth.yaml\n',
    });
    const summary = load(readFileSync(join(repository.folder, '.cdk8s/synth.yaml'), 'utf8'));
    expect(summary).toEqual({
      environments: environments.map(({ environment }) => {
        const paths = Object.keys(repository.tree() ?? {}).filter((path) => path.startsWith(`${environment}/`));
        const apps = new Set(paths.map((path) => path.split('/')[1])).size;
        return { environment, objects: paths.length, apps, sha256: expect.stringMatching(/^[\da-f]{64}$/) };
      }),
    });
  });

  test('with --output renders a copy and leaves dist/ alone, and with --stdout prints one YAML stream', async () => {
    const tree = repository.tree() ?? {};
    writeFileSync(join(repository.dist, 'notes.txt'), 'mine');
    expect(await repository.cdk8s('--output', 'copy')).toMatchObject({ exitCode: 0 });
    expect(contents(join(repository.folder, 'copy'))).toEqual(tree);
    expect(existsSync(join(repository.dist, 'notes.txt'))).toBe(true);

    const { exitCode, stdout } = await repository.cdk8s('--stdout');
    expect(exitCode).toBe(0);
    expect(loadAll(stdout)).toHaveLength(Object.keys(tree).length);
  });
});
