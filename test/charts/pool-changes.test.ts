import { dagPlatform } from '../../config/dag-platform.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { driftOf } from '../../review/compare/verdicts/nodes/drift.ts';
import type { Manifest } from '../../review/tree/manifest.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';
import { pick, render } from '../render.ts';

/** The NodePool and the EC2NodeClass of one pool of the fixture after an edit. */
function rendered(index: number, edit: object): readonly Manifest[] {
  const config = platformConfig((draft) => {
    addTaskPool(draft);
    Object.assign(draft.nodePools[index] as object, edit);
  });
  const name = config.nodePools[index]?.name ?? '';
  return ['NodePool', 'EC2NodeClass'].map((kind) => pick(render(config), kind, name) as unknown as Manifest);
}

function addTaskPool({ nodePools }: Mutable<PlatformConfig>): void {
  const [, first] = structuredClone(nodePools);
  nodePools.push({ ...first, name: 'large', nodeGroupType: 'AirflowTaskLarge' } as (typeof nodePools)[0]);
}

const [executors, tasks] = [3, 4];
const gpus = { instanceCategories: ['g'], accelerator: { kind: 'nvidia', limitGpus: 4 } };
const families = { instanceCategories: undefined, instanceFamilies: ['m7i', 'm7a'] };

describe('of the nodes of a pool, another', () => {
  test.each<[field: string, pool: number, before: object, after: object, pools: string, classes: string]>([
    ['category, one less', executors, { instanceCategories: ['c', 'm'] }, {}, 'nonmatching', 'none'],
    ['category, one more', executors, {}, { instanceCategories: ['c', 'm'] }, 'none', 'none'],
    ['minGeneration, a higher one', executors, {}, { minGeneration: 7 }, 'nonmatching', 'none'],
    ['minGeneration, a lower one', executors, {}, { minGeneration: 5 }, 'none', 'none'],
    [
      'instanceFamilies, one less',
      executors,
      families,
      { ...families, instanceFamilies: ['m7i'] },
      'nonmatching',
      'none',
    ],
    ['instanceFamilies, one more', executors, { ...families, instanceFamilies: ['m7i'] }, families, 'none', 'none'],
    ['architecture', executors, {}, { architecture: 'arm64' }, 'nonmatching', 'none'],
    ['localDisks, used after ignored', tasks, {}, { localDisks: 'used' }, 'none', 'all'],
    ['localDisks, required after used', executors, {}, { localDisks: 'required' }, 'nonmatching', 'none'],
    ['minVcpus, a higher one', executors, {}, { minVcpus: 4 }, 'nonmatching', 'none'],
    ['maxVcpus, a higher one', executors, {}, { maxVcpus: 32 }, 'none', 'none'],
    ['limitVcpus', executors, {}, { limitVcpus: 128 }, 'none', 'none'],
    ['rootVolumeGib', executors, {}, { rootVolumeGib: 80 }, 'none', 'all'],
    ['expireAfterDays', executors, {}, { expireAfterDays: 7 }, 'all', 'none'],
    ['accelerator', tasks, {}, gpus, 'all', 'none'],
    ['accelerator.limitGpus', tasks, gpus, { ...gpus, accelerator: { kind: 'nvidia', limitGpus: 8 } }, 'none', 'none'],
    ['nodeGroupType of tasks', tasks, {}, { nodeGroupType: 'AirflowTaskHuge' }, 'all', 'none'],
    ['capacity of tasks, Spot as well', tasks, {}, { capacity: 'spot-first' }, 'none', 'none'],
    ['capacity of tasks, Spot only', tasks, {}, { capacity: 'spot' }, 'nonmatching', 'none'],
  ])('%s replaces those that the review says', (_, index, before, after, pools, classes) => {
    const [was, now] = [rendered(index, before), rendered(index, after)];
    const drift = was.map((manifest, at) => driftOf(manifest, now[at] as Manifest).drift);
    expect(drift).toEqual([pools, classes]);
  });
});

describe('DAGs', () => {
  const tasksOf = (draft: Parameters<typeof platformConfig>[0]) => dagPlatform(resolve(platformConfig(draft)));

  test('are told nothing of pools of tasks where there is one', () => {
    expect(tasksOf(undefined)).not.toHaveProperty('tasks');
  });

  test('are told the pools of tasks where there is a choice', () => {
    const file = tasksOf(addTaskPool);
    expect(file).toMatchObject({
      tasks: {
        size: { cpuMillicores: 250, memoryMib: 1024 },
        pools: [
          { name: 'airflow-task', nodeGroupType: 'AirflowTask' },
          { name: 'large', nodeGroupType: 'AirflowTaskLarge' },
        ],
      },
    });
  });

  test('are told of the drivers of a team that has chosen a pool for them', () => {
    const file = tasksOf((draft) => {
      const [drivers] = draft.nodePools.filter(({ role }) => role === 'spark-driver');
      draft.nodePools.push({
        ...drivers,
        name: 'drivers-large',
        nodeGroupType: 'SparkDriverLarge',
        architecture: 'arm64',
      } as (typeof draft.nodePools)[number]);
      Object.assign(draft.teams[0] as object, { driverPool: 'drivers-large' });
    });
    expect(file).toMatchObject({
      driverNodeGroupType: 'SparkDriver',
      teams: [{ driverNodeGroupType: 'SparkDriverLarge', driverArchitecture: 'arm64' }],
    });
    expect(file).not.toHaveProperty('driverArchitecture');
  });

  test('are told of pools whose nodes are of Graviton', () => {
    const file = tasksOf((draft) => {
      for (const pool of draft.nodePools) pool.architecture = 'arm64';
    });
    expect(file).toMatchObject({
      driverArchitecture: 'arm64',
      pools: [{ name: 'spark-compute', architecture: 'arm64' }],
    });
  });
});
