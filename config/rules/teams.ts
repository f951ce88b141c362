import { hasGpus, namespaces, teamNamespace } from '../names.ts';
import { largestNode, type NodeSize, poolVcpus } from '../node-size.ts';
import type { NodePoolConfig, PlatformConfig } from '../platform-config.ts';
import { problem, show } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { memoryGibOf, requestedCpu, sparkSizes } from '../spark-sizes.ts';
import { nearest, oneOf } from '../suggest.ts';
import { each, repeatedNames } from '../valid-parts.ts';
import { historyServer } from './fixed-pods.ts';

/** Two teams with one name would share a namespace, and Argo CD would sync two Applications of one name in turns. */
const uniqueNames: Rule = ({ teams }) => repeatedNames('teams', teams);

/** `spark-<name>` may be a namespace that the platform itself uses. */
const freeNamespaces: Rule = ({ teams }) =>
  each(teams, (team, index) => {
    const namespace = teamNamespace(team);
    if (!Object.values<string>(namespaces).includes(namespace)) return [];
    const complaint = `becomes the namespace '${namespace}', which the platform uses; use another name, e.g. '${team.name}-team'`;
    return problem(`teams[${index}].name`, team.name, complaint);
  });

/** A job of a team with an unknown pool would stay pending forever. */
const knownPools: Rule = ({ teams, nodePools }) =>
  each(teams, (team, index) => {
    const known = executorPools(nodePools).map(({ name }) => name);
    // Where there is no executor pool at all, that is the problem to report.
    if (known.length === 0) return [];
    return each(team.pools, (name, position) => {
      const field = `teams[${index}].pools[${position}]`;
      if (team.pools.indexOf(name) < position) return problem(field, name, 'is listed twice; remove one of them');
      if (known.includes(name)) return [];
      const meant = nearest(name, known);
      const advice = meant ? `did you mean '${meant}'?` : `use one of ${known.map(show).join(', ')}`;
      return problem(field, name, `is not an executor pool of this environment; ${advice}`);
    });
  });

/** A driver of a team with an unknown pool would stay pending forever. */
const knownDriverPool: Rule = ({ teams, nodePools }) =>
  each(teams, ({ driverPool }, index) => {
    const known = nodePools.flatMap((pool) => (pool.role === 'spark-driver' && pool.nodeGroupType ? [pool.name] : []));
    if (driverPool === undefined || known.includes(driverPool)) return [];
    const advice =
      known.length === 0
        ? "add one with role 'spark-driver' and a nodeGroupType, or remove it"
        : oneOf(driverPool, known);
    return problem(`teams[${index}].driverPool`, driverPool, `is no further pool of drivers; ${advice}`);
  });

/** GPUs that nobody may ask for, and a quota of GPUs that no pool has, are two halves of one mistake. */
const gpusWithQuota: Rule = ({ teams, nodePools }) =>
  each(teams, ({ containers, pools, quota }, index) => {
    const names = [...pools, ...(containers ? [containers.pool] : [])];
    const withGpus = nodePools.filter((pool) => hasGpus(pool) && names.includes(pool.name));
    const field = `teams[${index}].quota.gpus`;
    if (quota.gpus !== undefined && withGpus.length === 0) {
      return problem(
        field,
        quota.gpus,
        'is of no use, as no pool of the team has GPUs; remove it, or name such a pool',
      );
    }
    const [pool] = withGpus;
    if (pool === undefined || quota.gpus !== undefined) return [];
    return [{ field, text: `is missing, so nobody gets a GPU of pool '${pool.name}'; use a whole number, e.g. 4` }];
  });

/** A job that names no pool takes the first, and would wait there for GPUs or pay for them without a use. */
const firstPoolIsPlain: Rule = ({ teams, nodePools }) =>
  each(teams, ({ pools: [first = ''] }, index) => {
    if (!nodePools.some((pool) => pool.name === first && hasGpus(pool))) return [];
    const complaint = 'has GPUs, and jobs that name no pool land on the first; put a pool without GPUs before it';
    return problem(`teams[${index}].pools[0]`, first, complaint);
  });

const smallest = sparkSizes.small;
const smallestDriver = { cpu: smallest.driver.cores, memoryGib: memoryGibOf(smallest.driver), pods: 1 } as const;
const smallestExecutorGib = memoryGibOf(smallest.executor);

/**
 * A quota admits the history server and the driver first; a job whose executors it never admits waits forever, and
 * holds its driver's node.
 */
const quotaHoldsOneJob: Rule = ({ teams, spark: { history } }) =>
  each(teams, ({ quota, largestPod }, index) =>
    each(['cpu', 'memoryGib', 'pods'] as const, (resource) => {
      const parts = [
        ...(history.kind === 's3' ? [{ name: 'the history server', size: historyServer[resource] }] : []),
        { name: 'a driver', size: smallestDriver[resource] },
        resource === 'pods'
          ? { name: 'one executor', size: 1 }
          : { name: 'one largestPod', size: largestPod[resource] },
      ];
      const needed = Math.ceil(parts.reduce((sum, { size }) => sum + size, 0));
      if (quota[resource] >= needed) return [];
      const words = parts.map(({ name, size }) => `${name} (${size})`);
      const sum = `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
      return problem(
        `teams[${index}].quota.${resource}`,
        quota[resource],
        `is less than ${sum}; use ${needed} or more`,
      );
    }),
  );

/** What is larger than `largestPod` is refused in the namespace: executors of every size, and the history server. */
const largestPodHoldsSmallest: Rule = ({ teams }) =>
  each(teams, ({ largestPod: { memoryGib } }, index) => {
    if (memoryGib >= smallestExecutorGib) return [];
    const complaint = `is less than the executor of the smallest job has; use ${smallestExecutorGib} or more`;
    return problem(`teams[${index}].largestPod.memoryGib`, memoryGib, complaint);
  });

/** A pod that is larger than every node of its pools stays pending, and Karpenter says so only in an event. */
const largestPodFits: Rule = ({ teams, nodePools }) =>
  each(teams, ({ pools, largestPod: { cpu, memoryGib } }, index) => {
    const usable = executorPools(nodePools).filter((pool) => pools.includes(pool.name) && poolVcpus(pool).length > 0);
    if (usable.length === 0 || usable.some((pool) => fits({ cpu, memoryGib }, largestNode(pool)))) return [];
    const room = usable.map((pool) => `${pool.name}: ${roomOf(largestNode(pool))}`).join(', ');
    const text = `${cpu} vCPUs and ${memoryGib} GiB fit on no node of the team's pools; use no more than their largest nodes leave for pods (${room}), or raise maxVcpus`;
    return { field: `teams[${index}].largestPod`, text };
  });

function fits(pod: NodeSize, node: NodeSize): boolean {
  return requestedCpu(pod.cpu) <= node.cpu && pod.memoryGib <= node.memoryGib;
}

/** Pod sizes are whole numbers. */
function roomOf({ cpu, memoryGib }: NodeSize): string {
  return `${Math.floor(cpu / requestedCpu(1))} vCPUs and ${Math.floor(memoryGib)} GiB`;
}

function executorPools(pools: PlatformConfig['nodePools']): readonly NodePoolConfig[] {
  return pools.filter(({ role }) => role === 'spark-executor');
}

export const teamRules: readonly Rule[] = [
  uniqueNames,
  freeNamespaces,
  knownPools,
  knownDriverPool,
  gpusWithQuota,
  firstPoolIsPlain,
  quotaHoldsOneJob,
  largestPodHoldsSmallest,
  largestPodFits,
];
