import { sparkPorts } from '../../../config/names.ts';
import { at, type JsonObject, objectIn } from '../../../imports/json.ts';
import type { Tree } from '../../tree/tree.ts';
import { type PlatformFile, platformField, platformFile, type Team } from '../platform-file.ts';
import { withDevice } from './devices.ts';
import type { Pod } from './pod.ts';

/** Cores and memory of a pod, overhead included. */
interface Size {
  readonly cpu: number;
  readonly memoryGib: number;
}

/** The least and the most that jobs choose from where the file does not say it, as in trees of earlier revisions. */
const unsaid = {
  driver: [
    { cpu: 1, memoryGib: 2 },
    { cpu: 2, memoryGib: 6 },
  ],
  executor: [{ cpu: 1, memoryGib: 3 }],
} as const;

/** Sizes of a role that jobs choose from, least memory first. */
function sizesOf({ body }: PlatformFile, role: 'driver' | 'executor'): readonly Size[] {
  if (at(body, 'spark.sizes') === undefined) return unsaid[role];
  return Object.values(objectIn(body, 'spark.sizes'))
    .map((size) => ({
      cpu: Number(at(size, `${role}.cores`)),
      memoryGib: Number(at(size, `${role}.heapGib`)) + Number(at(size, `${role}.overheadGib`)),
    }))
    .sort((a, b) => a.memoryGib - b.memoryGib);
}

/** The smallest and the largest driver and executor that each team may run. A team's own executors go up to its largest pod. */
export function sparkPods(tree: Tree): readonly Pod[] {
  const platform = platformFile(tree);
  return platform ? platform.teams.flatMap((team) => podsOfTeam(platform, team)) : [];
}

function podsOfTeam(platform: PlatformFile, team: Team): readonly Pod[] {
  const { largestPod, pools } = team;
  const plain = platform.pools.filter(({ name, accelerator }) => pools.includes(name) && accelerator === '');
  const [drivers, [smallestExecutor]] = [sizesOf(platform, 'driver'), sizesOf(platform, 'executor')];
  const [smallestDriver, largestDriver] = [drivers[0], drivers.at(-1)];
  if (!(smallestDriver && largestDriver && smallestExecutor)) return [];
  const smallest = driverOf(platform, team, smallestDriver);
  const largest = {
    cpu: Math.min(largestDriver.cpu, largestPod.cpu),
    memoryGib: Math.min(largestDriver.memoryGib, largestPod.memoryGib),
  };
  return [
    pod(platform, team, 'driver', `smallest driver of ${team.name}`, smallest),
    pod(platform, team, 'driver', `largest driver of ${team.name}`, driverOf(platform, team, largest)),
    // Each pool is one that a job may name, so the smallest executor fits on each of them.
    ...pools.map((name) =>
      pod(
        platform,
        team,
        'executor',
        `smallest executor of ${team.name} on ${name}`,
        executorOf(platform, [name], smallestExecutor),
        smallest,
      ),
    ),
    pod(
      platform,
      team,
      'executor',
      `largest executor of ${team.name}`,
      executorOf(
        platform,
        plain.map(({ name }) => name),
        largestPod,
      ),
      smallest,
    ),
  ];
}

function driverOf(platform: PlatformFile, team: Team, size: Size): JsonObject {
  return {
    nodeSelector: {
      [labelKey(platform)]: team.driverNodeGroupType,
      'karpenter.sh/capacity-type': 'on-demand',
    },
    ...placed(platform, 'driver', size),
    priorityClassName: at(platform.body, 'driverPriorityClass') ?? '',
  };
}

/** @param names of the pools, any of which will do; one with GPUs is alone */
function executorOf(platform: PlatformFile, names: readonly string[], size: Size): JsonObject {
  const pools = platform.pools.filter(({ name }) => names.includes(name));
  const values = pools.map(({ nodeGroupType }) => nodeGroupType);
  const terms = [{ matchExpressions: [{ key: labelKey(platform), operator: 'In', values }] }];
  const spec = {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } },
    ...placed(platform, 'executor', size),
  };
  return withDevice(spec, pools[0]?.accelerator ?? '');
}

function labelKey({ body }: PlatformFile): string {
  return String(at(body, 'nodeGroupLabel'));
}

/**
 * Spark's user interface has its own default port: https://spark.apache.org/docs/latest/monitoring.html
 * Jobs of trees whose file says no port had the same ones.
 */
function portsOf({ body }: PlatformFile): Record<'driver' | 'executor', Record<string, number>> {
  const { driverRpc, blockManager } = { ...sparkPorts, ...objectIn(body, 'spark.ports') };
  return {
    driver: { driverRpc: Number(driverRpc), blockManager: Number(blockManager), ui: sparkPorts.ui },
    executor: { blockManager: Number(blockManager) },
  };
}

/** Spark's memory limit is its request, and it sets no CPU limit. A pod requests a share of its cores. */
function placed(
  { body, coreRequestShare }: PlatformFile,
  role: 'driver' | 'executor',
  { cpu: cores, memoryGib }: Size,
): JsonObject {
  const cpu = `${Math.round(cores * 1000 * coreRequestShare)}m`;
  const value = at(body, `taints.${role}`) ?? '';
  const memory = `${memoryGib}Gi`;
  return {
    serviceAccountName: at(body, `spark.serviceAccounts.${role}`) ?? '',
    tolerations: [{ key: at(body, 'taints.key') ?? '', operator: 'Equal', value, effect: 'NoSchedule' }],
    containers: [{ name: 'spark', resources: { requests: { cpu, memory }, limits: { memory } } }],
  };
}

function pod(
  platform: PlatformFile,
  { namespace }: Team,
  role: 'driver' | 'executor',
  name: string,
  spec: JsonObject,
  ...companions: readonly JsonObject[]
): Pod {
  return {
    name,
    item: platform.item,
    namespace,
    labels: { 'spark-role': role },
    annotations: {},
    spec,
    source: 'job',
    standing: 0,
    daemon: false,
    beforeKarpenter: false,
    showsSecurity: false,
    companions,
    ports: portsOf(platform)[role],
    field: () => platformField,
  };
}
