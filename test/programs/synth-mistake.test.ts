import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { writeTree } from '../../charts/output/write.ts';
import { RepositoryCopy } from '../support/repository-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { files } from '../support/trees.ts';

describe('a synth of a config with a mistake', () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'small');
  const tree = { 'dev/airflow/Role.a.yaml': 'what was there before\n' };
  const copy = join(repository.folder, 'copy');
  const message = repository.misspellRegion();
  writeTree(repository.dist, files(tree));

  test('shows the mistake without a stack trace, exits with 1 and leaves dist/ as it was, and no copy', async () => {
    const [run, copied] = await Promise.all([
      repository.main(),
      repository.main({ env: { ...process.env, CDK8S_OUTDIR: copy } }),
    ]);
    expect(run).toEqual({ exitCode: 1, stdout: '', stderr: message });
    expect(copied).toMatchObject({ exitCode: 1 });
    expect(repository.tree()).toEqual(tree);
    expect(existsSync(copy)).toBe(false);
  });

  test('still brings back the tree of a run that was killed between its two renames', async () => {
    renameSync(repository.dist, join(repository.folder, '.dist.previous-99999999'));
    expect(await repository.main()).toMatchObject({ exitCode: 1 });
    expect(repository.tree()).toEqual(tree);
  });
});
