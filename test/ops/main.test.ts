import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { UserError } from '../../config/user-error.ts';
import { bootstrap } from '../../ops/bootstrap.ts';
import { type Command, execute, helpText } from '../../ops/command.ts';
import { commandLine } from '../../ops/main.ts';
import { parseDuration } from '../../ops/options.ts';
import { readRootFolder } from '../../ops/root-folder.ts';
import { teardown } from '../../ops/teardown.ts';
import { temporaryFolder } from '../output/temporary-folder.ts';
import { renderInto } from '../output/trees.ts';
import { devLike, prodLike } from '../support/configs.ts';
import { healthyWorld } from './healthy-world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('an npm script', () => {
  test('starts its command and ends with its exit code', async () => {
    const start = promisify(execFile)(process.execPath, ['--import', 'tsx', 'ops/bootstrap.ts', 'nowhere'], {
      cwd: root,
    });
    await expect(start).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^bootstrap: environment 'nowhere' is not in config\/environments; .*\n$/),
    });
  });

  test('runs dry as well where npm has taken --dry-run for itself', () => {
    expect(commandLine(['dev'], { npm_config_dry_run: 'true' })).toEqual(['dev', '--dry-run']);
    expect(commandLine(['dev'], {})).toEqual(['dev']);
  });
});

describe('a command', () => {
  test('explains itself with --help, with an example and the exit codes', async () => {
    const { code, stdout } = await healthyWorld().run(bootstrap, '--help');
    expect(stdout).toBe(helpText(bootstrap));
    expect(stdout).toContain('npm run bootstrap -- <environment> [options]');
    expect(stdout).toContain("  --timeout <time>    how long to wait in all, e.g. '45m' or '90s'");
    expect(stdout).toContain('example:    npm run bootstrap -- dev --timeout 45m');
    expect(stdout).toContain('exit code:  0 done · 1 refused or failed · 2 not ready in time');
    expect(code).toBe(0);
  });

  test('shows every problem of the config before it does anything', async () => {
    const reported: string[] = [];
    const world = healthyWorld();
    const code = await execute(bootstrap, ['test'], {
      environments: async () => {
        throw new UserError('config/environments/test.ts has 2 problems:\n  a: b\n  c: d');
      },
      root: world.root,
      shell: { run: async () => '', missing: () => [] },
      clock: { now: () => 0, sleep: async () => {} },
      print: () => {},
      report: (line) => reported.push(line),
      ask: async () => undefined,
    });
    expect(reported).toEqual(['bootstrap: config/environments/test.ts has 2 problems:\n  a: b\n  c: d']);
    expect(code).toBe(1);
  });

  test('hides no bug of its own behind a friendly line', async () => {
    const broken: Command = {
      ...bootstrap,
      scope: 'all environments',
      run: async () => {
        throw new TypeError('bug');
      },
    };
    await expect(healthyWorld().run(broken)).rejects.toThrow(TypeError);
  });

  test('does not take the next option for the value of the one before', async () => {
    const { code, stderr } = await healthyWorld().run(teardown, 'test', '--yes', '--dry-run');
    expect(stderr).toBe(
      'teardown: --yes: needs a value: confirm without being asked: the name that you would have to type',
    );
    expect(code).toBe(1);
  });

  test('takes no value for a switch', async () => {
    const { stderr } = await healthyWorld().run(teardown, 'test', '--dry-run=no');
    expect(stderr).toBe("teardown: --dry-run: takes no value, got 'no'");
  });
});

describe('--timeout', () => {
  test.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['2h', 7_200_000],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['', '30', 'm', '1.5h', '-5m', '5 m', '1d'])("refuses '%s'", (text) => {
    expect(() => parseDuration(text)).toThrow(UserError);
  });
});

describe.each([devLike, prodLike].map((config) => [config.environment, config] as const))(
  'what is rendered of %s',
  (_, config) => {
    const rendered = temporaryFolder();
    renderInto(rendered, [config]);
    const folder = () => readRootFolder({ root: rendered, config });

    test('tells bootstrap how to install the pinned Argo CD', () => {
      expect(folder().argoCd).toMatchObject({
        chart: 'argo-cd',
        targetRevision: config.versions.argoCdChart,
        helm: { releaseName: 'argocd' },
      });
    });

    test('has the root last and Argo CD by hand, and everything else by itself', () => {
      const { applications } = folder();
      expect(applications.at(-1)).toEqual({ name: 'root', automatic: true });
      expect(applications.filter(({ automatic }) => !automatic)).toEqual([{ name: 'argocd', automatic: false }]);
    });
  },
);
