import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { resolve } from '../../config/resolve.ts';
import { UserError } from '../../config/user-error.ts';
import { bootstrap } from '../../ops/bootstrap.ts';
import type { Command } from '../../ops/cli/command.ts';
import { realHost } from '../../ops/cli/main.ts';
import { parseDuration } from '../../ops/cli/wait.ts';
import { clusterDiff } from '../../ops/cluster-diff.ts';
import { applicationsOf, argoCdChart, readDist } from '../../ops/dist.ts';
import { teardown } from '../../ops/teardown.ts';
import { devLike, prodLike } from '../support/configs.ts';
import { renderInto } from '../support/render-into.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { healthyWorld } from './healthy-world.ts';
import { execute, idleHost } from './world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('an npm script', () => {
  test('starts its command and ends with its exit code', async () => {
    const start = promisify(execFile)(process.execPath, ['config/node.mjs', 'ops/bootstrap.ts', 'nowhere'], {
      cwd: root,
    });
    await expect(start).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^bootstrap: environment 'nowhere' is not in config\/environments; .*\n$/),
    });
  });

  test('runs dry as well where npm has taken --dry-run for itself', async () => {
    expect(realHost({ npm_config_dry_run: 'true' }).dryRun).toBe(true);
    expect(realHost({}).dryRun).toBe(false);
    const printed: string[] = [];
    const host = {
      ...idleHost,
      dryRun: true,
      environments: async () => [devLike],
      print: (line: string) => printed.push(line),
    };
    expect(await execute(clusterDiff, [devLike.environment], host)).toBe(0);
    expect(printed.at(-1)).toMatch(/^npx cdk diff /);
  });
});

describe('a command', () => {
  test('explains itself with --help, with an example and the exit codes', async () => {
    const { code, stdout } = await healthyWorld().run(bootstrap, '--help');
    expect(stdout).toContain('Usage: npm run bootstrap -- <environment> [options]');
    expect(stdout).toMatch(/ {2}--timeout <time> +how long to wait in all, e\.g\. '45m' or '90s'/);
    expect(stdout).toContain('Example: npm run bootstrap -- dev --timeout 45m');
    expect(stdout).toContain('Exit codes: 0 done, nothing found · 1 refused or failed · 2 not ready in time');
    expect(code).toBe(0);
  });

  test('shows every problem of the config before it does anything', async () => {
    const reported: string[] = [];
    const code = await execute(bootstrap, ['test'], {
      ...idleHost,
      environments: async () => {
        throw new UserError('config/environments/test.ts has 2 problems:\n  a: b\n  c: d');
      },
      report: (line) => reported.push(line),
    });
    expect(reported).toEqual(['bootstrap: config/environments/test.ts has 2 problems:\n  a: b\n  c: d']);
    expect(code).toBe(1);
  });

  test('hides no bug of its own behind a friendly line', async () => {
    const broken: Command = {
      ...bootstrap,
      run: async () => {
        throw new TypeError('bug');
      },
    };
    await expect(healthyWorld().run(broken, 'test')).rejects.toThrow(TypeError);
  });

  test('does not take the next option for the value of the one before', async () => {
    const { code, stderr } = await healthyWorld().run(teardown, 'test', '--yes', '--dry-run');
    expect(stderr).toMatch(/^teardown: option '--yes <name>' argument missing; /);
    expect(code).toBe(1);
  });

  test('takes no value for a switch', async () => {
    const { stderr } = await healthyWorld().run(teardown, 'test', '--dry-run=no');
    expect(stderr).toMatch(/^teardown: unknown option '--dry-run=no'; did you mean --dry-run\?; /);
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
    const tree = () => readDist({ root: rendered, config: resolve(config) });

    test('tells bootstrap how to install the pinned Argo CD', () => {
      expect(argoCdChart(tree())).toMatchObject({
        chart: 'argo-cd',
        version: config.versions.argoCdChart,
        releaseName: 'argocd',
      });
    });

    test('has the root last and Argo CD by hand, and everything else by itself', () => {
      const applications = applicationsOf(tree());
      expect(applications.at(-1)).toMatchObject({ name: 'root', sync: { automated: true } });
      expect(applications.filter(({ sync }) => !sync.automated).map(({ name }) => name)).toEqual(['argocd']);
    });
  },
);
