import { once } from 'node:events';
import { watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { RepositoryCopy } from '../support/repository-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Two configs, and what `dist/` holds after a synth of each. */
const variants = ['team-b', 'team-c'] as const;

/** A synth that gets kill -9 some times in each of two repositories, because most machines have more than one core. */
function leavesDistWhole(moment: keyof typeof moments, times: number): void {
  test(`a synth that gets kill -9 ${moment} leaves dist/ whole, in each of two repositories`, async () => {
    const repositories = [smallRepository(), smallRepository()] as const;
    const runs = await Promise.all(
      repositories.map((repository, index) => firstRun(repository, variants[index] ?? '')),
    );
    const trees = runs.map(({ tree }) => tree);
    expect(trees[0]).not.toEqual(trees[1]);
    await Promise.all(
      repositories.map(async (repository, index) => {
        for (let round = 0; round < times; round += 1) {
          const at = trees.findIndex((tree) => isDeepStrictEqual(tree, repository.tree()));
          configure(repository, variants[1 - at] ?? '');
          const synth = repository.start();
          const end = once(synth, 'close');
          await Promise.race([moments[moment](repository, runs[index] as FirstRun), end]);
          synth.kill('SIGKILL');
          await end;
          expect(trees).toContainEqual(repository.tree());
        }
      }),
    );
  });
}

const moments = {
  'at any time': (_: RepositoryCopy, { whole }: FirstRun) => sleep(Math.random() * whole),
  'while it writes': (repository: RepositoryCopy, { writing }: FirstRun) =>
    staging(repository).then(() => sleep(Math.random() * writing)),
};

leavesDistWhole('at any time', 1);
leavesDistWhole('while it writes', 2);

/** Milliseconds from the start to the end of a run, and from its first change of the file system on. */
interface FirstRun {
  readonly whole: number;
  readonly writing: number;
  readonly tree: unknown;
}

async function firstRun(repository: RepositoryCopy, team: string): Promise<FirstRun> {
  configure(repository, team);
  const start = performance.now();
  const written = staging(repository).then(() => performance.now());
  expect(await repository.main()).toMatchObject({ exitCode: 0 });
  const end = performance.now();
  return { whole: end - start, writing: end - (await written), tree: repository.tree() };
}

function smallRepository(): RepositoryCopy {
  return new RepositoryCopy(temporaryFolder(), 'small');
}

function configure({ folder }: RepositoryCopy, team: string): void {
  const entry = `name: '${team}', costCenter: 'x', quota: { cpu: 64, memoryGib: 256, pods: 200 }`;
  const rest = `largestPod: { cpu: 8, memoryGib: 32 }, pools: ['spark-compute']`;
  writeFileSync(join(folder, 'config/teams.ts'), `export const teams = [{ ${entry}, ${rest} }];\n`);
}

/** Resolves when a synth begins to write. */
function staging({ folder }: RepositoryCopy): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (!name?.startsWith('.dist.next-')) return;
      watcher.close();
      resolve();
    });
  });
}
