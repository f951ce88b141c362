import { once } from 'node:events';
import { cpSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { RepositoryCopy } from './repository-copy.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('a synth that gets kill -9', () => {
  /** Two repositories, because most machines have more than one core. */
  const repositories = [smallRepository(), smallRepository()] as const;

  /** Two configs and their trees. */
  const variants = ['team-b', 'team-c'].map((name) => ({ name, tree: undefined as unknown }));

  /** Milliseconds from the start to the end of a run, and from its first change of the file system on. */
  const duration = { whole: 0, writing: 0 };

  beforeAll(async () => {
    const [first, second] = repositories;
    for (const variant of variants) {
      configure(first, variant.name);
      const start = performance.now();
      const written = staging(first).then(() => performance.now());
      expect(await first.main()).toMatchObject({ exitCode: 0 });
      duration.whole = performance.now() - start;
      duration.writing = performance.now() - (await written);
      variant.tree = first.tree();
    }
    expect(variants[0]?.tree).not.toEqual(variants[1]?.tree);
    cpSync(first.dist, second.dist, { recursive: true });
  });

  const moments = {
    'at any time': () => sleep(Math.random() * duration.whole),
    'while it writes': (repository: RepositoryCopy) =>
      staging(repository).then(() => sleep(Math.random() * duration.writing)),
  };

  test.each([
    ['at any time', 1],
    ['while it writes', 3],
  ] as const)(
    '%s leaves dist/ whole, %d times in each of two repositories',
    async (moment, times) => {
      const killOften = async (repository: RepositoryCopy) => {
        for (let round = 0; round < times; round += 1) await killOnce(repository, moment);
      };
      await Promise.all(repositories.map(killOften));
    },
    120_000,
  );

  async function killOnce(repository: RepositoryCopy, moment: keyof typeof moments): Promise<void> {
    const other = variants.find(({ tree }) => !isDeepStrictEqual(tree, repository.tree()));
    configure(repository, other?.name ?? '');

    const synth = repository.start();
    const end = once(synth, 'close');
    await Promise.race([moments[moment](repository), end]);
    synth.kill('SIGKILL');
    await end;

    expect(variants.map(({ tree }) => tree)).toContainEqual(repository.tree());
  }
});

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
