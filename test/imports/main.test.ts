import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function npmRunImport(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ['config/node.mjs', 'imports/generator/main.ts', ...args];
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
}

describe('npm run import', () => {
  test('explains itself with --help', () => {
    const { status, stdout } = npmRunImport('--help');
    expect([status, stdout]).toEqual([0, expect.stringContaining('--from <folder>')]);
  });

  test('ends with 1 on an unknown option, and says which was meant', () => {
    const { status, stderr } = npmRunImport('--form', 'data');
    expect([status, stderr]).toEqual([1, expect.stringContaining("unknown option '--form'; did you mean --from?")]);
  });

  test('ends with 1, the missing file and nothing changed when the folder is not there', () => {
    const before = readdirSync(join(root, 'imports'));
    const { status, stderr } = npmRunImport('--from', 'no-such-folder');
    expect(status).toBe(1);
    expect(stderr).toContain('karpenter.sh_nodepools.yaml: cannot be read; download https://');
    expect(stderr).toContain('imports/ is unchanged');
    expect(readdirSync(join(root, 'imports'))).toEqual(before);
  });
});
