import { hasGpus, nodeGroupType, nodeGroupTypes } from '../names.ts';
import { largestNode, leastMemoryGib, type NodeSize, podsWithin, poolVcpus } from '../node-size.ts';
import type { NodePoolConfig, PlatformConfig } from '../platform-config.ts';
import { problem, show } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';
import { each } from '../valid-parts.ts';
import { airflowPods, requested } from './fixed-pods.ts';

/** The CronJobs that clean up the database and finished pods; each has the size of a task. */
const cleanUpJobs = 2;

const components = ['apiServer', 'scheduler', 'dagProcessor', 'triggerer', 'pgbouncer'] as const;

/** What one pod asks for, in the units of the config and in those of a node. */
const resources = [
  { field: 'cpuMillicores', unit: 'millicores', ofNode: ({ cpu }: NodeSize) => Math.floor(cpu * 1000) },
  { field: 'memoryMib', unit: 'MiB', ofNode: ({ memoryGib }: NodeSize) => Math.floor(memoryGib * 1024) },
] as const;

/** A pod that is larger than every node of its pools stays pending. */
const podsFitOnNodes: Rule = ({ airflow, nodePools }) =>
  each([...components, 'worker'] as const, (name) => {
    const answers = poolsOf(nodePools, name === 'worker' ? 'airflow-task' : 'airflow').map((pool) =>
      resources.flatMap((resource) => tooLarge(name, airflow[name], resource, pool)),
    );
    const [first = []] = answers;
    return answers.some((problems) => problems.length === 0) ? [] : first;
  });

function tooLarge(
  name: string,
  size: PlatformConfig['airflow']['worker'],
  { field, unit, ofNode }: (typeof resources)[number],
  { pool, index }: PoolInList,
): Found {
  const room = ofNode(largestNode(pool));
  if (size[field] <= room || poolVcpus(pool).length === 0) return [];
  const complaint = `fits on no node of pool '${pool.name}', whose largest leaves ${room} ${unit} for pods; use ${room} or less, or raise nodePools[${index}].maxVcpus`;
  return problem(`airflow.${name}.${field}`, size[field], complaint);
}

/**
 * The pools must hold all components and what runs beside them, and more for a while: the new pod of an update, which starts
 * before the old one ends, or the node that pods move to when theirs is drained. Components with two or more replicas have
 * a disruption budget, which stops the drain until the pod that was moved runs elsewhere.
 */
const poolsHoldComponents: Rule = (config) => {
  const { airflow, nodePools } = config;
  const pools = poolsOf(nodePools, 'airflow');
  const [first, ...others] = pools;
  if (first === undefined) return [];
  const total = (field: 'cpuMillicores' | 'memoryMib') =>
    components.reduce((sum, name) => sum + airflow[name].replicas * airflow[name][field], 0) +
    cleanUpJobs * airflow.worker[field] +
    requested(airflowPods, field, config);
  const budgets = components.some((name) => airflow[name].replicas > 1);
  const smallest = pools.flatMap(({ pool }) => {
    const vcpus = poolVcpus(pool)[0];
    return vcpus === undefined ? [] : [{ vcpus, memoryGib: leastMemoryGib(pool, vcpus) }];
  });
  const spare = (field: 'vcpus' | 'memoryGib') =>
    budgets && smallest.length > 0 ? Math.min(...smallest.map((node) => node[field])) : 0;

  const largest = (field: 'cpuMillicores' | 'memoryMib') => Math.max(...components.map((name) => airflow[name][field]));

  const check = (field: 'limitVcpus' | 'limitMemoryGib', sum: number, pod: number, node: number, unit: string) => {
    const needed = Math.ceil(sum + Math.max(pod, node));
    const limit = pools.reduce((all, { pool }) => all + pool[field], 0);
    if (limit >= needed) return [];
    const more =
      node >= pod
        ? `and a node of ${node} to move to, without which disruption budgets block every drain`
        : `and the ${round(pod)} of the new pod in an update, which starts before the old one ends`;
    const beside = others.map(({ pool, index }) => ` and the ${pool[field]} of nodePools[${index}]`).join('');
    const complaint = `${beside === '' ? 'is' : `${beside.trim()} are`} less than the ${round(sum)} ${unit} that Airflow and its helpers request ${more}; use ${needed - limit + first.pool[field]} or more`;
    return [problem(`nodePools[${first.index}].${field}`, first.pool[field], complaint)];
  };
  return [
    ...check('limitVcpus', total('cpuMillicores') / 1000, largest('cpuMillicores') / 1000, spare('vcpus'), 'vCPUs'),
    ...check('limitMemoryGib', total('memoryMib') / 1024, largest('memoryMib') / 1024, spare('memoryGib'), 'GiB'),
  ];
};

/** A task whose pod is still pending after ten minutes fails, so no more may start at once than the pools of tasks can hold. */
const poolsHoldParallelTasks: Rule = ({ airflow: { parallelism, worker }, nodePools }) => {
  const [first] = poolsOf(nodePools, 'airflow-task');
  if (first === undefined) return [];
  const pools = nodePools.filter((pool) => pool.role === 'airflow-task' && !hasGpus(pool));
  const tasks = pools.reduce((sum, pool) => sum + podsWithin(pool, worker), 0);
  // A task that fits on no node is the problem to report.
  if (parallelism <= tasks || tasks === 0) return [];
  const names = pools.map(({ name }) => show(name)).join(' and ');
  const complaint = `is more than the ${tasks} task pods that pool${pools.length > 1 ? 's' : ''} ${names} can hold, and a task that waits 10 minutes for its pod fails; use ${tasks} or less, or raise the limits of nodePools[${first.index}]`;
  return problem('airflow.parallelism', parallelism, complaint);
};

interface PoolInList {
  readonly pool: NodePoolConfig;
  readonly index: number;
}

/** The pools of the pods that choose none. */
function poolsOf(pools: PlatformConfig['nodePools'], role: 'airflow' | 'airflow-task'): readonly PoolInList[] {
  return pools.flatMap((pool, index) =>
    pool.role === role && nodeGroupType(pool) === nodeGroupTypes[role] ? [{ pool, index }] : [],
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export const placementRules: readonly Rule[] = [podsFitOnNodes, poolsHoldComponents, poolsHoldParallelTasks];
