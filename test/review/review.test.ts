import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { execute } from '../../config/cli.ts';
import { reviewAction, reviewCommand } from '../../review/command.ts';
import { allVerdicts } from '../../review/compare/verdicts/index.ts';
import type { Report } from '../../review/report/model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { checkouts } from './checkouts.ts';
import { application, type Draft, draft } from './compare/trees.ts';

const folder = temporaryFolder();
const checkoutWith = checkouts();

/** Files of an environment with these objects. */
function filesOf(objects: readonly Draft[], environment = 'prod'): Readonly<Record<string, string>> {
  const all = [
    application('root'),
    application('shop'),
    draft('ConfigMap', { metadata: { name: 'stays' } }),
    ...objects,
  ];
  return Object.fromEntries(
    all.map((object, index) => {
      const place = object.kind === 'Application' ? 'root' : 'shop';
      return [`dist/${environment}/${place}/${index}.yaml`, JSON.stringify(object)];
    }),
  );
}

async function review(root: string, ...argv: string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const out = (text: string) => void stdout.push(text);
  const error = (text: string) => void stderr.push(text);
  const action = reviewAction({ verdicts: allVerdicts, checks: [] }, root, out);
  const status = await execute(reviewCommand(), action, { argv, out, error });
  return { status, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

async function report(before: readonly Draft[], after: readonly Draft[], ...argv: string[]): Promise<Report> {
  const [base, head] = [checkoutWith(filesOf(before)), checkoutWith(filesOf(after))];
  const { stdout } = await review(folder, '--base', base, '--head', head, '--format', 'json', ...argv);
  return JSON.parse(stdout) as Report;
}

const namespace = draft('Namespace', { metadata: { name: 'team' } });
const config = (data: object) => draft('ConfigMap', { metadata: { name: 'settings' }, data });

describe('npm run review', () => {
  test('says what happens, to which object, why, and what to do', async () => {
    const { findings, summary } = await report([namespace], []);
    expect(summary).toMatchObject({ danger: 1, removed: 1, deletes: 1 });
    expect(findings[0]).toMatchObject({
      rule: 'removal/deleted',
      severity: 'danger',
      environments: ['prod'],
      application: 'shop',
      objects: [{ apiVersion: 'v1', kind: 'Namespace', name: 'team' }],
      message: expect.stringContaining('everything in the namespace is deleted with it'),
      remedy: expect.stringContaining('before you merge'),
    });
  });

  test('writes JSON that its schema describes', async () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../review/report/review.schema.json'), 'utf8'),
    );
    const found = await report([namespace, config({ a: '1' })], [config({ a: '2' }), draft('ServiceAccount')]);
    expect(found.changes.map(({ verb }) => verb).sort()).toEqual(['added', 'changed', 'removed']);
    const { valid, errors } = new Validator(schema as Schema, '2020-12').validate(found);
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  test.each([
    ['0 where nothing is found', [namespace], [namespace], [], 0],
    ['3 where a danger is found', [namespace], [], [], 3],
    ['0 where only a warning is found', [draft('Service', { spec: {} })], [], [], 0],
    ['3 for a warning where that is asked for', [draft('Service', { spec: {} })], [], ['--fail-on', 'warn'], 3],
  ] as const)('ends with %s', async (_, before, after, argv, expected) => {
    const [base, head] = [checkoutWith(filesOf(before)), checkoutWith(filesOf(after))];
    expect((await review(folder, '--base', base, '--head', head, ...argv)).status).toBe(expected);
  });

  test('looks at the environments that are named, and refuses one that is on neither side', async () => {
    const both = { ...filesOf([namespace]), ...filesOf([namespace], 'dev') };
    const only = { ...filesOf([]), ...filesOf([], 'dev') };
    const [base, head] = [checkoutWith(both), checkoutWith(only)];
    const { stdout } = await review(folder, '--base', base, '--head', head, '--format', 'json', 'dev');
    expect((JSON.parse(stdout) as Report).findings.map(({ environments }) => environments)).toEqual([['dev']]);
    const refused = await review(folder, '--base', base, '--head', head, 'test');
    expect(refused).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("environment 'test' is on neither side"),
    });
  });

  test('says once what is the same in several environments', async () => {
    const both = (objects: readonly Draft[]) => ({ ...filesOf(objects), ...filesOf(objects, 'dev') });
    const [base, head] = [checkoutWith(both([namespace])), checkoutWith(both([]))];
    const { stdout } = await review(folder, '--base', base, '--head', head, '--format', 'json');
    const { findings, changes, summary } = JSON.parse(stdout) as Report;
    expect(findings.map(({ environments }) => environments)).toEqual([['dev', 'prod']]);
    expect(changes).toHaveLength(1);
    expect(summary).toMatchObject({ removed: 2, deletes: 2 });
  });

  test('lists its verdicts and compares nothing', async () => {
    const { status, stdout } = await review(folder, '--list', '--base', 'nowhere');
    expect(stdout).toContain('`removal/deleted`');
    expect(stdout).toContain('`delivery/stale`');
    expect(status).toBe(0);
  });

  test('says what it does not know of the source, of an environment that it looks at', async () => {
    const found = await report([namespace], [namespace], '--no-synth');
    expect(found.notChecked).toEqual([
      'whether dist/ is what the source renders: one side has no source beside its dist/',
    ]);
    const source = { 'charts/main.ts': '' };
    const both = (objects: readonly Draft[]) => ({ ...source, ...filesOf([namespace]), ...filesOf(objects, 'dev') });
    const heads = ['--base', checkoutWith(both([namespace])), '--head', checkoutWith(both([])), '--format', 'json'];
    const stale = async (environment: string) =>
      (JSON.parse((await review(folder, ...heads, environment)).stdout) as Report).findings
        .filter(({ rule }) => rule === 'delivery/stale')
        .map(({ environments }) => environments);
    expect([await stale('dev'), await stale('prod')]).toEqual([[['dev']], []]);
  });

  test.each([
    [['--charts', 'nowhere'], "--charts: 'nowhere' is no folder"],
    [['--cluster', 'a'], "--cluster: 1 given; give it twice, 'cdk.out' of the base and then that of the head"],
    [['--cluster', 'a', '--cluster', 'b', '--cluster', 'c'], '--cluster: 3 given'],
    [['--cluster', 'a', '--cluster', 'b'], 'a: has no CloudFormation template'],
    [['--fail-on', 'info'], 'allowed choices are danger, warn'],
    [['--render-helm', 'never'], 'allowed choices are auto, require, off'],
  ])('refuses %j', async (argv, message) => {
    const [base, head] = [checkoutWith(filesOf([])), checkoutWith(filesOf([], 'dev'))];
    const { status, stderr, stdout } = await review(folder, '--base', base, '--head', head, ...argv);
    expect(stderr).toContain(message);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const named = await review(folder, '--base', base, '--head', head, 'test');
    expect(named.stderr).toContain('use one of dev, prod');
  });

  test('writes the report into a file', async () => {
    const [base, head] = [checkoutWith(filesOf([namespace])), checkoutWith(filesOf([]))];
    const file = join(folder, 'report.json');
    const { stdout } = await review(folder, '--base', base, '--head', head, '--format', 'json', '--output', file);
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ summary: { danger: 1 } });
  });
});

describe('a review into files', () => {
  test('writes each in the format of its ending, in folders that it makes', async () => {
    const [base, head] = [checkoutWith(filesOf([namespace])), checkoutWith(filesOf([]))];
    const names = ['a.md', 'a.html', 'a.json', 'a.sarif', 'a.txt'].map((name) => join(folder, 'new/place', name));
    const outputs = names.flatMap((name) => ['--output', name]);
    const { stdout } = await review(folder, '--base', base, '--head', head, ...outputs);
    expect(stdout).toBe('');
    expect(names.map((name) => readFileSync(name, 'utf8').split('\n')[0]?.slice(0, 16))).toEqual([
      '## Stop and plan',
      '<!doctype html>',
      '{',
      '{',
      'Stop and plan: A',
    ]);
  });
});

describe('the base of a review', () => {
  const repository = checkoutWith(filesOf([namespace]));
  const git = (...parameters: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@b', ...parameters], {
      stdio: 'pipe',
    });
  beforeAll(() => {
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    git('switch', '--quiet', '--create', 'feature');
    rmSync(join(repository, 'dist/prod/shop/3.yaml'));
  });

  test('is where the branch left the main one, and the head is the working tree', async () => {
    const { stdout, status } = await review(repository, '--format', 'json');
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ head: 'the working tree', summary: { removed: 1 } });
  });

  test('may be any revision, and so may the head', async () => {
    const { stdout } = await review(repository, '--base', 'main', '--head', 'HEAD', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      base: expect.stringMatching(/^main \([0-9a-f]{12}\)$/),
      summary: { removed: 0 },
    });
  });

  test('that is neither revision nor folder is refused in one line', async () => {
    const { status, stderr } = await review(repository, '--base', 'nowhere');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^review: 'nowhere': is no revision of this repository.*\n$/);
  });
});
