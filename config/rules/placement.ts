import { hasGpus, nodeGroupType, nodeGroupTypes } from '../names.ts';
import { largestNode, leastMemoryGib, type NodeSize, podsWithin, poolVcpus } from '../node-size.ts';
import type { NodePoolConfig, PlatformConfig } from '../platform-config.ts';
import { type Problem, problem, show } from '../problem.ts';
import type { Rule } from '../rule.ts';
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

/** A pod that is larger than every node of its pool stays pending. */
const podsFitOnNodes: Rule = ({ airflow, nodePools }) =>
  each([...components, 'worker'] as const, (name) => {
    const pool = poolOf(nodePools, name === 'worker' ? 'airflow-task' : 'airflow');
    return pool === undefined ? [] : resources.flatMap((resource) => tooLarge(name, airflow[name], resource, pool));
  });

function tooLarge(
  name: string,
  size: PlatformConfig['airflow']['worker'],
  { field, unit, ofNode }: (typeof resources)[number],
  { pool, index }: PoolInList,
): readonly Problem[] {
  const room = ofNode(largestNode(pool));
  if (size[field] <= room || poolVcpus(pool).length === 0) return [];
  const complaint = `fits on no node of pool '${pool.name}', whose largest leaves ${room} ${unit} for pods; use ${room} or less, or raise nodePools[${index}].maxVcpus`;
  return [problem(`airflow.${name}.${field}`, size[field], complaint)];
}

/**
 * The pool must hold all components and what runs beside them, and more for a while: the new pod of an update, which starts
 * before the old one ends, or the node that pods move to when theirs is drained. Components with two or more replicas have
 * a disruption budget, which stops the drain until the pod that was moved runs elsewhere.
 */
const poolHoldsComponents: Rule = (config) => {
  const { airflow, nodePools } = config;
  const found = poolOf(nodePools, 'airflow');
  if (found === undefined) return [];
  const { pool, index } = found;
  const total = (field: 'cpuMillicores' | 'memoryMib') =>
    components.reduce((sum, name) => sum + airflow[name].replicas * airflow[name][field], 0) +
    cleanUpJobs * airflow.worker[field] +
    requested(airflowPods, field, config);
  const budgets = components.some((name) => airflow[name].replicas > 1);
  const spare = budgets ? (poolVcpus(pool)[0] ?? 0) : 0;
  const spareMemory = spare > 0 ? leastMemoryGib(pool, spare) : 0;

  const largest = (field: 'cpuMillicores' | 'memoryMib') => Math.max(...components.map((name) => airflow[name][field]));

  const check = (field: 'limitVcpus' | 'limitMemoryGib', sum: number, pod: number, node: number, unit: string) => {
    const needed = Math.ceil(sum + Math.max(pod, node));
    if (pool[field] >= needed) return [];
    const more =
      node >= pod
        ? `and a node of ${node} to move to, without which disruption budgets block every drain`
        : `and the ${round(pod)} of the new pod in an update, which starts before the old one ends`;
    const complaint = `is less than the ${round(sum)} ${unit} that Airflow and its helpers request ${more}; use ${needed} or more`;
    return [problem(`nodePools[${index}].${field}`, pool[field], complaint)];
  };
  return [
    ...check('limitVcpus', total('cpuMillicores') / 1000, largest('cpuMillicores') / 1000, spare, 'vCPUs'),
    ...check('limitMemoryGib', total('memoryMib') / 1024, largest('memoryMib') / 1024, spareMemory, 'GiB'),
  ];
};

/** A task whose pod is still pending after ten minutes fails, so no more may start at once than the pools of tasks can hold. */
const poolsHoldParallelTasks: Rule = ({ airflow: { parallelism, worker }, nodePools }) => {
  const found = poolOf(nodePools, 'airflow-task');
  if (found === undefined) return [];
  const { index } = found;
  const pools = nodePools.filter((pool) => pool.role === 'airflow-task' && !hasGpus(pool));
  const tasks = pools.reduce((sum, pool) => sum + podsWithin(pool, worker), 0);
  // A task that fits on no node is the problem to report.
  if (parallelism <= tasks || tasks === 0) return [];
  const names = pools.map(({ name }) => show(name)).join(' and ');
  const complaint = `is more than the ${tasks} task pods that pool${pools.length > 1 ? 's' : ''} ${names} can hold, and a task that waits 10 minutes for its pod fails; use ${tasks} or less, or raise the limits of nodePools[${index}]`;
  return [problem('airflow.parallelism', parallelism, complaint)];
};

interface PoolInList {
  readonly pool: NodePoolConfig;
  readonly index: number;
}

/** The pool of the pods that choose none. */
function poolOf(pools: PlatformConfig['nodePools'], role: 'airflow' | 'airflow-task'): PoolInList | undefined {
  const index = pools.findIndex((pool) => pool.role === role && nodeGroupType(pool) === nodeGroupTypes[role]);
  const pool = pools[index];
  return pool && { pool, index };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export const placementRules: readonly Rule[] = [podsFitOnNodes, poolHoldsComponents, poolsHoldParallelTasks];
