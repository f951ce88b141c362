import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../support/program.ts';
import { root } from '../support/suite.ts';

const npmRunImport = (...args: readonly string[]) => runNode(['config/node.mjs', 'imports/generator/main.ts', ...args]);

describe('npm run import', () => {
  const before = readdirSync(join(root, 'imports'));
  const [help, mistyped, missing] = [
    npmRunImport('--help'),
    npmRunImport('--form', 'data'),
    npmRunImport('--from', 'no-such-folder'),
  ];

  test('explains itself with --help', async () => {
    expect(await help).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('--from <folder>') });
  });

  test('ends with 1 on an unknown option, and says which was meant', async () => {
    const stderr = expect.stringContaining("unknown option '--form'; did you mean --from?");
    expect(await mistyped).toMatchObject({ exitCode: 1, stderr });
  });

  test('ends with 1, the missing file and nothing changed when the folder is not there', async () => {
    const { exitCode, stderr } = await missing;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('karpenter.sh_nodepools.yaml: cannot be read; download https://');
    expect(stderr).toContain('imports/ is unchanged');
    expect(readdirSync(join(root, 'imports'))).toEqual(before);
  });
});
