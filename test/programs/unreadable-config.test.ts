import { existsSync } from 'node:fs';
import { runNode } from '../support/program.ts';
import { RepositoryCopy } from '../support/repository-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const unreadable = new RepositoryCopy(temporaryFolder(), 'small');
unreadable.edit('config/versions.ts', 'const versions = {', 'const versions = [');
const broken = new RepositoryCopy(temporaryFolder(), 'small');
broken.edit('charts/platform.ts', 'const app = new App();', 'const app = new Apq();');

const run = ({ folder }: RepositoryCopy, ...program: readonly string[]) =>
  runNode(['--import', 'tsx/esm', ...program], { cwd: folder });
const programs = {
  'the synth': run(unreadable, 'charts/main.ts'),
  'the CDK app': run(unreadable, 'cluster/app.ts'),
  'the commands': run(unreadable, 'ops/status.ts', 'dev'),
};
const bug = run(broken, 'charts/main.ts');

test.each(Object.entries(programs))(
  'a config that cannot be read is refused in one line by %s, also where more than the environments import the file',
  async (_, program) => {
    const { exitCode, stderr } = await program;
    expect(stderr).toMatch(
      /^(status: )?config\/versions\.ts:\d+:\d+: Expected "]" but found ":"; fix .*\n(nothing was .*\n)?$/,
    );
    expect(exitCode).toBe(1);
    expect(existsSync(unreadable.dist)).toBe(false);
  },
);

test('a bug in the charts keeps its stack trace', async () => {
  const { exitCode, stderr } = await bug;
  expect(stderr).toMatch(/ReferenceError: Apq is not defined\n +at .*charts\/platform\.ts/);
  expect(exitCode).toBe(1);
});
