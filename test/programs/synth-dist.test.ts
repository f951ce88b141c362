import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTree } from '../../charts/output/write.ts';
import { environments, RepositoryCopy } from '../support/repository-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { files, generated } from '../support/trees.ts';

const repository = new RepositoryCopy(temporaryFolder(), 'small');

test('a synth removes the files of an environment that is no more, keeps what no synth wrote, and says so', async () => {
  writeTree(repository.dist, files({ 'stage/app/Role.a.yaml': generated('a: 1\n') }));
  writeFileSync(join(repository.dist, 'notes.txt'), 'mine');
  const { stdout, stderr, exitCode } = await repository.main();
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
  expect(stderr.trim().split('\n')).toEqual([
    ...environments.map(({ environment }) =>
      expect.stringMatching(
        new RegExp(`^${environment}: \\d+ objects, 0 changed, \\d+ added, 0 removed, rendered in \\d+ ms$`),
      ),
    ),
    'stage: no environment any more, its files in dist/ are removed: 1',
    'dist/notes.txt: kept, although no synth wrote it; move it into a chart, or delete it',
  ]);
  const places = Object.keys(repository.tree() ?? {}).map((path) => path.split('/')[0]);
  expect([...new Set(places)].sort()).toEqual(['dev', 'notes.txt', 'prod']);
});

test('a place that cannot be written to is reported in one line, without a stack trace', async () => {
  writeFileSync(join(repository.folder, 'file'), '');
  const { exitCode, stderr } = await repository.main({
    env: { ...process.env, CDK8S_OUTDIR: join(repository.folder, 'file/copy') },
  });
  expect(stderr).toMatch(/^cannot be written: ENOTDIR: .*\nnothing was written\n$/);
  expect(exitCode).toBe(1);
});
