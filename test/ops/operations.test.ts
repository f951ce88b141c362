import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { bootstrap } from '../../ops/bootstrap.ts';
import { type Command, lineOf } from '../../ops/cli/command.ts';
import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import { clusterDiff } from '../../ops/cluster-diff.ts';
import { diff } from '../../ops/diff.ts';
import { sampleProblem } from '../../ops/preflight/sample-values.ts';
import { status } from '../../ops/status.ts';
import { teardown } from '../../ops/teardown.ts';
import { devLike, prodLike } from '../support/configs.ts';
import { renderInto } from '../support/render-into.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { blocks, blocksOf, page, root, section } from './operations-page.ts';
import { execute, idleHost } from './world.ts';

const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
const commands = new Map<string, Command>(
  [clusterDiff, clusterDeploy, bootstrap, status, diff, teardown].map((command) => [command.script, command]),
);

const environments = [devLike, prodLike];
const rendered = temporaryFolder();
renderInto(rendered, environments);

const npmLines = [...new Set(page.match(/npm run [a-z][^`'\n|;,)]*/g) ?? [])].map((line) => line.trim());

describe('docs/operations.md', () => {
  test('lists in the first step each field whose sample value is refused', () => {
    const refused = environments.flatMap((config) => sampleProblem(config)?.match(/(?<=^ {2})[\w.]+/gm) ?? []);
    const [step = ''] = /^1\. Put what is yours[\s\S]*?^2\. /m.exec(page) ?? [];
    expect(refused.filter((field) => !step.includes(`\`${field}\``))).toEqual([]);
    expect(step).toContain('`aws.accountId`');
  });

  test('names npm scripts that exist', () => {
    const named = new Set(npmLines.map((line) => line.split(' ')[2]));
    expect([...named].filter((name) => !scripts[name ?? ''])).toEqual([]);
    for (const script of commands.keys()) expect(scripts).toHaveProperty([script]);
    expect([...named]).toEqual(
      expect.arrayContaining(['bootstrap', 'status', 'teardown', 'cluster:diff', 'cluster:deploy']),
    );
  });

  test.each(npmLines.filter((line) => commands.has(line.split(' ')[2] ?? '')))('%s', async (line) => {
    const [, , script = '', , ...argv] = line.split(' ');
    const errors: string[] = [];
    const code = await execute(
      commands.get(script) as Command,
      [...argv, ...(argv.includes('--dry-run') ? [] : ['--dry-run'])],
      {
        ...idleHost,
        environments: async () => environments,
        root: rendered,
        shell: {
          ...idleHost.shell,
          run: () => Promise.reject(new Error('a dry run starts nothing')),
        },
        report: (text) => errors.push(text),
      },
    );
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
  });

  test.each([...commands.values()].map((command) => [command.script, command] as const))(
    'explains each option of %s',
    (_, command) => {
      const options = lineOf(command).options.flatMap(({ long }) => long ?? []);
      expect(options).toContain('--dry-run');
      expect(options.filter((option) => !page.includes(option))).toEqual([]);
    },
  );

  test.each(['What you need', 'Reach a private cluster', 'Names left from before', 'When an Application is stuck'])(
    'has the section that an error message points to: %s',
    (heading) => {
      expect(page).toMatch(new RegExp(`^##+ ${heading}$`, 'm'));
    },
  );

  test('has no block of teardown that takes every confirmation away, or offers two ways at once', () => {
    const teardowns = blocksOf(section('Tear down')).map((text) => text.split('\n').filter(Boolean));
    expect(teardowns.length).toBeGreaterThan(2);
    for (const lines of teardowns) {
      expect(lines.filter((line) => line.includes('teardown') && !line.endsWith('--dry-run')).length).toBeLessThan(2);
      expect(lines.filter((line) => line.includes('--yes') || /--force.*--including-data/.test(line))).toEqual([]);
    }
  });

  test('tells to export what the lines of aws leave out', () => {
    const [commands = ''] = blocksOf(section('What you need'));
    expect(commands).toMatch(/^export AWS_PROFILE=\S+ AWS_REGION=\S+$/m);
  });
});

describe('the commands of docs/operations.md', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'operations-'));
    // Says yes to everything; a secret is what it reads.
    writeFileSync(
      join(folder, 'fake'),
      `#!/bin/sh\ncase "$*" in *get-secret-value*) echo '{"username":"airflow","password":"old","host":"db"}';; *--stdin*) cat > received;; esac\n`,
      { mode: 0o755 },
    );
    for (const name of ['aws', 'kubectl', 'npm', 'npx', 'git']) symlinkSync('fake', join(folder, name));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const paste = (block: string) =>
    execFileSync('bash', ['-euo', 'pipefail', '-c', block.replaceAll(/<[a-z]+>/g, 'placeholder')], {
      cwd: folder,
      env: { PATH: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) },
      stdio: 'pipe',
      encoding: 'utf8',
    });

  test('run one after the other as they are written', () => {
    expect(blocks.length).toBeGreaterThan(20);
    for (const block of blocks) expect(() => paste(block)).not.toThrow();
  });

  test('give the database a new password and leave everything else in its secret', () => {
    const [block = ''] = blocks.filter((text) => text.includes('alter.sql') && text.includes('node -e'));
    paste(block);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const { password, ...rest } = JSON.parse(read('secret.json'));
    expect(rest).toEqual({ username: 'airflow', host: 'db' });
    expect(password).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse(read('rds.json'))).toEqual({ MasterUserPassword: password });
    expect(read('alter.sql')).toBe(`ALTER USER airflow PASSWORD '${password}';`);
  });

  test('make a Fernet key of the length that Airflow takes', () => {
    const [block = ''] = blocks.filter((text) => text.includes('airflow/fernet') && text.includes('node -e'));
    paste(block.replace('rm secret.json\n', ''));
    const { key } = JSON.parse(readFileSync(join(folder, 'secret.json'), 'utf8'));
    expect(Buffer.from(key)).toHaveLength(32);
  });
});
