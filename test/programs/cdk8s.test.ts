import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { writeTree } from '../../charts/output/write.ts';
import { environments, RepositoryCopy } from '../support/repository-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { contents, files } from '../support/trees.ts';

describe('cdk8s synth', () => {
  const good = new RepositoryCopy(temporaryFolder(), 'small');
  const bad = new RepositoryCopy(temporaryFolder(), 'small');
  const message = bad.misspellRegion();
  const before = { 'dev/airflow/Role.a.yaml': 'what was there before\n' };
  writeTree(bad.dist, files(before));
  const [listed, refused] = [good.cdk8s(), bad.cdk8s()];

  test('lists one summary: objects, apps and digest of each environment', async () => {
    expect(await listed).toMatchObject({
      exitCode: 0,
      stdout: 'Synthesizing application\n  - .cdk8s/synth.yaml\n',
    });
    const summary = load(readFileSync(join(good.folder, '.cdk8s/synth.yaml'), 'utf8'));
    expect(summary).toEqual({
      environments: environments.map(({ environment }) => {
        const paths = Object.keys(good.tree() ?? {}).filter((path) => path.startsWith(`${environment}/`));
        const apps = new Set(paths.map((path) => path.split('/')[1])).size;
        return { environment, objects: paths.length, apps, sha256: expect.stringMatching(/^[\da-f]{64}$/) };
      }),
    });
  });

  test('of a config with a mistake shows it without a stack trace, exits with 1 and leaves dist/ as it was', async () => {
    const { exitCode, stderr } = await refused;
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`${message}ERROR: synthesis failed, app expected to create ".cdk8s"\n`);
    expect(bad.tree()).toEqual(before);
  });
});

describe('cdk8s synth with an option', () => {
  const repository = new RepositoryCopy(temporaryFolder(), 'small');
  const before = { 'notes.txt': 'mine' };
  writeTree(repository.dist, files(before));
  const [copied, printed] = [repository.cdk8s('--output', 'copy'), repository.cdk8s('--stdout')];

  test('--output renders a copy and leaves dist/ alone, and --stdout prints one YAML stream', async () => {
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
