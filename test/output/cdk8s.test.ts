import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { writeTree } from '../../charts/output/write.ts';
import { environments, RepositoryCopy } from './repository-copy.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { files } from './trees.ts';

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
