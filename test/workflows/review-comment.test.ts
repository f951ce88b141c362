import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { at, fieldsNamed, type Json, objectIn } from '../../imports/json.ts';

const workflow = (name: string) =>
  load(readFileSync(new URL(`../../.github/workflows/${name}`, import.meta.url), 'utf8')) as Json;
const comment = workflow('review-comment.yaml');
const script = String(fieldsNamed(comment, 'script')[0]);

interface Call {
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
}

interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly labels?: readonly string[];
  readonly comments?: readonly object[];
  readonly headOfPull?: string;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function artifact(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'artifact-'));
  folders.push(folder);
  mkdirSync(join(folder, 'review'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'review', name), text);
  return folder;
}

const honest = { 'review.md': '## Nothing changes', 'review.json': '{"summary":{"danger":0,"warn":0}}' };

/** Runs the script of the workflow against a pull request 7, and gives what it asked GitHub for. */
async function run(
  { files = honest, labels = [], comments = [], headOfPull = 'abc' }: World,
  folder = artifact(files),
) {
  const calls: Call[] = [];
  const call = (name: string) => async (given: Readonly<Record<string, unknown>>) => void calls.push({ name, given });
  const pull = { number: 7, head: { sha: headOfPull, repo: { id: 1 } }, labels: labels.map((name) => ({ name })) };
  const names = ['updateComment', 'createComment', 'removeLabel', 'addLabels'];
  const issues = Object.fromEntries(names.map((name) => [name, call(name)]));
  const github = {
    rest: { pulls: { list: 'pulls' }, issues: { ...issues, listComments: 'comments' } },
    paginate: async (what: unknown) => (what === 'pulls' ? [pull] : comments),
  };
  const context = {
    repo: { owner: 'o', repo: 'r' },
    payload: { workflow_run: { head_sha: 'abc', head_repository: { id: 1 }, html_url: 'https://github.com/run' } },
  };
  const process = { env: { RUNNER_TEMP: folder } };
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const body = new AsyncFunction('github', 'context', 'core', 'require', 'process', script);
  await body(github, context, { info: () => {} }, createRequire(import.meta.url), process);
  return calls;
}

describe('the comment of a review', () => {
  const own = { id: 3, user: { login: 'github-actions[bot]' }, body: 'old\n<!-- npm run review -->' };

  test('is written once, and updated from then on', async () => {
    expect((await run({})).map(({ name }) => name)).toContain('createComment');
    const [first] = await run({ comments: [own] });
    expect(first).toMatchObject({ name: 'updateComment', given: { comment_id: 3, owner: 'o', repo: 'r' } });
    expect(first?.given['body']).toMatch(/^## Nothing changes\n\n\[The whole report\]\(https:\/\/github.com\/run/);
  });

  test('takes no comment of a person for its own', async () => {
    const calls = await run({ comments: [{ ...own, user: { login: 'mallory' } }] });
    expect(calls[0]?.name).toBe('createComment');
  });

  test('calls nobody and stays short enough, whatever the branch wrote', async () => {
    const [first] = await run({ files: { ...honest, 'review.md': `@team/all ${'x'.repeat(100_000)}` } });
    expect(first?.given['body']).not.toMatch(/@[\w-]/);
    expect(String(first?.given['body']).length).toBeLessThanOrEqual(65_536);
  });

  test('goes to the pull request of the reviewed commit, and to none where the branch has moved on', async () => {
    expect((await run({})).every(({ given }) => [7, undefined].includes(given['issue_number'] as number))).toBe(true);
    expect(await run({ headOfPull: 'def' })).toEqual([]);
  });

  test('reads no file that is a link', async () => {
    const folder = artifact({ 'review.json': honest['review.json'] });
    symlinkSync('/etc/hostname', join(folder, 'review/review.md'));
    await expect(run({}, folder)).rejects.toThrow('review.md is no report');
  });

  test.each([
    [{ danger: 1, warn: 2 }, 'risk: danger'],
    [{ danger: 0, warn: 2 }, 'risk: warning'],
    [{ danger: 0, warn: 0 }, 'risk: none'],
    [{ danger: 'x"; rm', warn: {} }, 'risk: none'],
  ])('labels %j as %s', async (summary, label) => {
    const calls = await run({
      files: { ...honest, 'review.json': JSON.stringify({ summary }) },
      labels: ['risk: old', 'mine'],
    });
    expect(calls.slice(1)).toEqual([
      { name: 'removeLabel', given: { owner: 'o', repo: 'r', issue_number: 7, name: 'risk: old' } },
      { name: 'addLabels', given: { owner: 'o', repo: 'r', issue_number: 7, labels: [label] } },
    ]);
  });
});

describe('what may write', () => {
  test('checks nothing out and starts no program', () => {
    expect(fieldsNamed(comment, 'run')).toEqual([]);
    expect(fieldsNamed(comment, 'uses').filter((action) => String(action).includes('checkout'))).toEqual([]);
  });

  test('is not what reviews the branch, which gets no secret', () => {
    const review = workflow('review.yaml');
    expect(objectIn(review)['permissions']).toEqual({ contents: 'read' });
    expect(fieldsNamed(objectIn(review, 'jobs'), 'permissions')).toEqual([]);
    expect(JSON.stringify(review)).not.toMatch(/secrets\.|github\.token|pull_request_target/);
    expect(at(comment, 'on.workflow_run.workflows')).toEqual(['review']);
  });
});
