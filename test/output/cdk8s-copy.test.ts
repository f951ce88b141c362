import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { writeTree } from '../../charts/output/write.ts';
import { environments, RepositoryCopy } from './repository-copy.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { contents, files } from './trees.ts';

describe('cdk8s synth', () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'small');
  const before = { 'notes.txt': 'mine' };
  writeTree(repository.dist, files(before));
  const [copied, printed] = [repository.cdk8s('--output', 'copy'), repository.cdk8s('--stdout')];

  test('with --output renders a copy and leaves dist/ alone, and with --stdout prints one YAML stream', async () => {
    expect(await copied).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout } = await printed;
    expect(exitCode).toBe(0);
    expect(repository.tree()).toEqual(before);

    const copy = contents(join(repository.folder, 'copy')) ?? {};
    const places = Object.keys(copy).map((path) => path.split('/')[0]);
    expect(new Set(places)).toEqual(new Set(environments.map(({ environment }) => environment)));
    const sorted = (texts: readonly string[]) =>
      texts
        .flatMap((text) => loadAll(text))
        .map((object) => JSON.stringify(object))
        .sort();
    expect(sorted([stdout])).toEqual(sorted(Object.values(copy)));
  });
});
