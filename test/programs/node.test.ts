import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a command as npm does, on a Node that says it has this version. */
function start(version: string, ...argv: readonly string[]) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const options = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, 'config/node.mjs', ...argv], {
    cwd,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('a command on a Node that', () => {
  test.each(['0.12.18', '14.21.3', '18.20.8', '20.18.3'])('is too old (%s) says so in one line', (version) => {
    expect(start(version, 'ops/status.ts', '--help')).toEqual({
      status: 1,
      stdout: '',
      stderr: `Node ${version} is too old for this project; use 20.19 or newer, e.g. 'nvm install'\n`,
    });
  });

  test.each(['20.19.0', '24.1.0'])('is supported (%s) runs', (version) => {
    expect(start(version, 'ops/status.ts', '--help')).toMatchObject({ status: 0, stderr: '' });
  });
});

test('every npm script looks at Node first', () => {
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  expect(Object.entries(scripts).filter(([, line]) => !line.startsWith('node config/node.mjs '))).toEqual([]);
});
