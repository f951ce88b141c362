import { at, type Json, listIn, objectIn, stringsIn, walk } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, type Manifest, pick, render } from '../render.ts';
import { prodLike } from '../support/configs.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

const manifests = render(prodLike);
const pool = (name: string) => pick(manifests, 'NodePool', name);
const pools = all(manifests, 'NodePool');

/** Values of the requirement on a key. */
function required({ spec }: Manifest, key: string, operator = 'In'): Json | undefined {
  const requirements = listIn(spec, 'template.spec.requirements');
  return at(
    requirements.find((item) => at(item, 'key') === key && at(item, 'operator') === operator),
    'values',
  );
}

describe('a node pool', () => {
  test('keeps its name, because a new name drains every node', () => {
    expect(pools.map(({ metadata }) => metadata.name).sort()).toEqual([
      'airflow',
      'airflow-task',
      'spark-compute',
      'spark-driver',
      'spark-memory',
    ]);
  });

  test('is labelled with the node group types of the AWS guide', () => {
    const types = Object.fromEntries(
      pools.map(({ metadata, spec }) => [metadata.name, objectIn(spec, 'template.metadata.labels')['NodeGroupType']]),
    );
    expect(types).toMatchObject({ 'spark-compute': 'SparkComputeOptimized', 'spark-memory': 'SparkMemoryOptimized' });
  });

  test('is tainted, so that nothing lands on it by chance', () => {
    for (const { metadata, spec } of pools) {
      const role =
        metadata.name.startsWith('spark-') && metadata.name !== 'spark-driver' ? 'spark-executor' : metadata.name;
      expect(at(spec, 'template.spec.taints')).toEqual([{ key: 'dedicated', value: role, effect: 'NoSchedule' }]);
    }
  });

  test('runs all but executors on On-Demand nodes', () => {
    for (const name of ['airflow', 'airflow-task', 'spark-driver']) {
      expect(required(pool(name), 'karpenter.sh/capacity-type')).toEqual(['on-demand']);
    }
  });

  test.each([
    ['spot-first', ['spot', 'on-demand']],
    ['spot', ['spot']],
    ['on-demand', ['on-demand']],
  ] as const)('of executors with capacity %s takes %j', (capacity, types) => {
    const config = platformConfig((draft) => {
      for (const nodes of draft.nodePools) if (nodes.role === 'spark-executor') nodes.capacity = capacity;
    });
    const executors = pick(render(config), 'NodePool', 'spark-compute');
    expect(required(executors, 'karpenter.sh/capacity-type')).toEqual(types);
  });

  test.each([
    [undefined, ['on-demand']],
    ['spot-first', ['spot', 'on-demand']],
    ['spot', ['spot']],
  ] as const)('of tasks with capacity %s takes %j', (capacity, types) => {
    const config = platformConfig((draft) => {
      Object.assign(draft.nodePools[1] as object, { capacity });
    });
    expect(required(pick(render(config), 'NodePool', 'airflow-task'), 'karpenter.sh/capacity-type')).toEqual(types);
  });

  test('of components before another of them is the one that Karpenter takes first', () => {
    const config = platformConfig((draft) => {
      const [components] = structuredClone(draft.nodePools);
      draft.nodePools.push({
        ...components,
        name: 'graviton',
        architecture: 'arm64',
      } as (typeof draft.nodePools)[number]);
    });
    const both = render(config);
    const first = pick(both, 'NodePool', 'airflow');
    const second = pick(both, 'NodePool', 'graviton');
    expect([at(first.spec, 'weight'), at(second.spec, 'weight')]).toEqual([1, undefined]);
    for (const path of ['template.metadata.labels', 'template.spec.taints']) {
      expect(at(second.spec, path)).toEqual(at(first.spec, path));
    }
    expect(required(second, 'kubernetes.io/arch')).toEqual(['arm64']);
  });

  test('of tasks beside another has the taint of both and a label of its own, by which tasks choose it', () => {
    const config = platformConfig((draft) => {
      const [, tasks] = structuredClone(draft.nodePools);
      draft.nodePools.push({
        ...tasks,
        name: 'large',
        nodeGroupType: 'AirflowTaskLarge',
      } as (typeof draft.nodePools)[0]);
    });
    const [first, large] = ['airflow-task', 'large'].map((name) => pick(render(config), 'NodePool', name));
    expect(at(large?.spec, 'template.spec.taints')).toEqual(at(first?.spec, 'template.spec.taints'));
    expect(at(first?.spec, 'template.metadata.labels')).toEqual({ NodeGroupType: 'AirflowTask' });
    expect(at(large?.spec, 'template.metadata.labels')).toEqual({ NodeGroupType: 'AirflowTaskLarge' });
  });

  describe('of executors that says which machines it takes', () => {
    const executors = (edit: object) =>
      pick(
        render(
          platformConfig((draft) => {
            Object.assign(draft.nodePools[3] as object, edit);
          }),
        ),
        'NodePool',
        'spark-compute',
      );
    const family = 'karpenter.k8s.aws/instance-family';
    const requirementOn = ({ spec }: Manifest, key: string) =>
      listIn(spec, 'template.spec.requirements').filter((item) => at(item, 'key') === key);
    const ofFamilies = (...instanceFamilies: string[]) =>
      executors({ instanceCategories: undefined, instanceFamilies });

    test('names its families and nothing of category and generation, and half of them are enough', () => {
      const graviton = ofFamilies('r7gd', 'r8gd');
      expect(requirementOn(graviton, family)).toEqual([
        { key: family, operator: 'In', values: ['r7gd', 'r8gd'], minValues: 1 },
      ]);
      expect(required(graviton, 'kubernetes.io/arch')).toEqual(['arm64']);
      for (const key of ['category', 'generation']) {
        expect(requirementOn(graviton, `karpenter.k8s.aws/instance-${key}`)).toEqual([]);
      }
    });

    test.each([
      [1, ofFamilies('m7gd')],
      [3, ofFamilies('m6gd', 'm7g', 'm7gd', 'm8g', 'm8gd')],
      [5, executors({ architecture: 'arm64' })],
      [1, executors({ architecture: 'arm64', minGeneration: 9 })],
      [2, executors({ localDisks: 'required', minGeneration: 8 })],
    ])('asks Spot for no more families than there are, up to five: %d', (number, manifest) => {
      expect(requirementOn(manifest, family)).toEqual([expect.objectContaining({ minValues: number })]);
    });

    test('without Spot bounds no number of families', () => {
      const onDemand = executors({
        capacity: 'on-demand',
        instanceCategories: undefined,
        instanceFamilies: ['m7gd', 'm8gd'],
      });
      expect(requirementOn(onDemand, family)).toEqual([{ key: family, operator: 'In', values: ['m7gd', 'm8gd'] }]);
    });

    test('takes the architecture and the generation that it says', () => {
      const graviton = executors({ architecture: 'arm64', minGeneration: 7 });
      expect(required(graviton, 'kubernetes.io/arch')).toEqual(['arm64']);
      expect(required(graviton, 'karpenter.k8s.aws/instance-generation', 'Gte')).toEqual(['7']);
    });

    test('takes only machines with local disks where it requires them', () => {
      expect(required(executors({ localDisks: 'required' }), 'karpenter.k8s.aws/instance-local-nvme', 'Gt')).toEqual([
        '0',
      ]);
      expect(requirementOn(executors({ localDisks: 'used' }), 'karpenter.k8s.aws/instance-local-nvme')).toEqual([]);
    });
  });

  test('has a limit: the only hard bound on cost', () => {
    for (const { spec } of pools) expect(Object.keys(objectIn(spec, 'limits')).sort()).toEqual(['cpu', 'memory']);
  });

  test('that expires its nodes also says how long a job may hold one: else a marked pod holds it forever', () => {
    for (const { spec } of pools) {
      expect(at(spec, 'template.spec')).toMatchObject({
        expireAfter: '336h',
        terminationGracePeriod: expect.stringMatching(/^\d+h$/),
      });
    }
    expect(at(pool('spark-driver').spec, 'template.spec.terminationGracePeriod')).toBe('48h');
  });

  test('of drivers, tasks and executors gives up only empty nodes: what runs there would start from nothing', () => {
    const policies = Object.fromEntries(
      pools.map(({ metadata, spec }) => [metadata.name, at(spec, 'disruption.consolidationPolicy')]),
    );
    const { airflow, ...others } = policies;
    expect(airflow).toBe('WhenEmptyOrUnderutilized');
    expect(new Set(Object.values(others))).toEqual(new Set(['WhenEmpty']));
  });

  test('of executors waits longer than dynamic allocation, which gives an idle executor 60 seconds', () => {
    expect(at(pool('spark-compute').spec, 'disruption.consolidateAfter')).toBe('2m');
  });

  test.each(['airflow', 'airflow-task', 'spark-driver'])(
    '%s replaces no node for a new image in working hours',
    (name) => {
      expect(driftBudgets(pool(name))).toEqual([
        { nodes: '0', reasons: ['Drifted'], schedule: '0 6 * * mon-fri', duration: '12h' },
      ]);
    },
  );

  // Measured on Karpenter 1.14.1: all four executors of a running job were evicted 45 s after a merge, outside of the hours.
  test('of executors replaces no node for drift at any time: a job that runs would lose its executors', () => {
    expect(driftBudgets(pool('spark-compute'))).toEqual([{ nodes: '0', reasons: ['Drifted'] }]);
  });

  test('has the working hours of the config, and those of a pool come before those of the environment', () => {
    const seoul = render(
      platformConfig((draft) => {
        draft.workingHours = { days: 'sun-thu', startHourUtc: 21, hours: 12 };
        Object.assign(draft.nodePools[2] ?? {}, { workingHours: { days: 'sat', startHourUtc: 0, hours: 3 } });
      }),
    );
    const hours = (name: string) => driftBudgets(pick(seoul, 'NodePool', name))[0];
    expect(hours('airflow')).toMatchObject({ schedule: '0 21 * * sun-thu', duration: '12h' });
    expect(hours('spark-driver')).toMatchObject({ schedule: '0 0 * * sat', duration: '3h' });
  });

  test('is pruned, or deleted with its Application, only after a person confirms it', () => {
    for (const { metadata } of [...pools, ...all(manifests, 'EC2NodeClass')]) {
      expect(metadata.annotations?.['argocd.argoproj.io/sync-options']).toBe(
        'Prune=confirm,Delete=confirm,SkipDryRunOnMissingResource=true',
      );
    }
  });

  test('with Spot capacity may choose from five families or more', () => {
    const minimum = listIn(pool('spark-compute').spec, 'template.spec.requirements').flatMap(
      (item) => at(item, 'minValues') ?? [],
    );
    expect(minimum).toEqual([5]);
  });
});

function driftBudgets({ spec }: Manifest) {
  return listIn(spec, 'disruption.budgets').filter((budget) => stringsIn(budget, 'reasons').includes('Drifted'));
}

describe.each(renderedConfigs)('the node pools of %s', (_, rendered) => {
  test('hold nothing that changes with a commit: Karpenter would replace every node', () => {
    const parts = [...all(rendered, 'NodePool'), ...all(rendered, 'EC2NodeClass')].flatMap(({ spec }) => [
      ...walk(at(spec, 'template.metadata')),
      ...walk(at(spec, 'tags')),
    ]);
    const commitLike = /\b[0-9a-f]{7,40}\b|\d{4}-\d{2}-\d{2}|v?\d+\.\d+\.\d+/;
    expect(parts.filter(({ value }) => typeof value === 'string' && commitLike.test(value))).toEqual([]);
  });
});
