import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everything } from '../support/configs.ts';
import { RepositoryCopy } from '../support/repository-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { contents } from '../support/trees.ts';

test('a synth renders the same bytes whatever the time zone, language, folder, hash seed and CDK8S_ variables', async () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'real', [everything]);
  const env = { ...process.env, TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
  const cdk8s = { CDK8S_DISABLE_SORT: '1', CDK8S_LEGACY_HASH: '1', CDK8S_RECORD_CONSTRUCT_METADATA: 'true' };
  const copy = join(repository.folder, 'copy');
  const options = { env: { ...env, ...cdk8s, CDK8S_OUTDIR: copy }, cwd: tmpdir() };
  const [written, copied] = await Promise.all([
    repository.main({ cwd: tmpdir() }),
    repository.main(options, ['--hash-seed=7', '--random-seed=7']),
  ]);
  expect(written).toMatchObject({ exitCode: 0, stdout: '' });
  expect(copied).toMatchObject({ exitCode: 0 });
  expect(Object.keys(repository.tree() ?? {}).length).toBeGreaterThan(100);
  expect(contents(copy)).toEqual(repository.tree());
});
