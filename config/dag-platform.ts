import {
  bucketPrefixes,
  containerAccount,
  dedicatedTaint,
  gpuResource,
  hasGpus,
  nodeGroupLabel,
  nodeGroupType,
  priorityClasses,
  sparkPorts,
  sparkServiceAccounts,
  taskRoleAccount,
  teamNamespace,
} from './names.ts';
import { architectureOf } from './node-size.ts';
import { noProxy, proxyEnd } from './proxy.ts';
import type { Platform } from './resolve.ts';
import { coreRequestShare, sparkSizes } from './spark-sizes.ts';
import { sparkVersion } from './spark-version.ts';

/**
 * What DAGs may know of the platform. `airflow-access` writes it as `platform.json` into a ConfigMap that is mounted
 * into the DAG processor and every task pod, so that a DAG asks for a team or a pool that exists in its environment.
 */
export function dagPlatform({ names, ...config }: Omit<Platform, 'identities' | 'secrets'>) {
  const driverPool = config.nodePools.find((pool) => pool.role === 'spark-driver' && !pool.nodeGroupType);

  return {
    environment: config.environment,
    spark: {
      image: config.spark.image,
      version: sparkVersion(config.spark),
      /** Where jobs write event logs, or null where no history is kept. A job appends its namespace. */
      eventLogs: config.spark.history.kind === 's3' ? `s3a://${names.buckets.spark}/${bucketPrefixes.eventLogs}` : null,
      bucket: names.buckets.spark,
      serviceAccounts: sparkServiceAccounts,
      /** What the team's network policies let through. */
      ports: { driverRpc: sparkPorts.driverRpc, blockManager: sparkPorts.blockManager },
      sizes: sparkSizes,
      coreRequestShare,
    },
    // For images that a DAG names: nodes may reach the mirrors only.
    ...(config.registries ? { registries: config.registries } : {}),
    // For jobs that call what is not in AWS; by itself none of them goes through it.
    ...(config.proxy
      ? {
          proxy: {
            httpsProxy: config.proxy.httpsProxy,
            noProxy: noProxy(config).join(','),
            egress: proxyEnd(config.proxy),
          },
        }
      : {}),
    nodeGroupLabel,
    driverNodeGroupType: null,
    ...driversOn(driverPool),
    driverPriorityClass: priorityClasses.sparkDriver,
    taints: { key: dedicatedTaint, driver: 'spark-driver', executor: 'spark-executor' },
    pools: config.nodePools.flatMap((pool) =>
      pool.role === 'spark-executor'
        ? [{ name: pool.name, nodeGroupType: pool.nodeGroupType, capacity: pool.capacity, ...unlikeMost(pool) }]
        : [],
    ),
    ...taskPools(config),
    ...(config.airflow.taskRoles
      ? {
          taskRoles: config.airflow.taskRoles.map((role) => ({
            name: role.name,
            serviceAccount: taskRoleAccount(role),
          })),
        }
      : {}),
    teams: config.teams.map((team) => ({
      name: team.name,
      namespace: teamNamespace(team),
      costCenter: team.costCenter,
      pools: team.pools,
      largestPod: team.largestPod,
      quota: team.quota,
      ...driversOn(config.nodePools.find(({ name }) => name === team.driverPool)),
      ...(team.containers ? { containers: containersOf(team.containers.pool, config.nodePools) } : {}),
      ...(team.deferrable ? { deferrable: true } : {}),
      ...(team.egress?.length ? { egress: team.egress } : {}),
    })),
  };
}

/** The pools that a task may choose from, where there is a choice, and the size of a task that says none. */
function taskPools({ airflow: { worker }, nodePools }: Omit<Platform, 'identities' | 'secrets' | 'names'>) {
  const pools = nodePools.filter(({ role }) => role === 'airflow-task');
  if (pools.length < 2) return {};
  return {
    tasks: {
      taint: 'airflow-task',
      size: worker,
      pools: pools.map((pool) => ({
        name: pool.name,
        nodeGroupType: nodeGroupType(pool),
        ...(hasGpus(pool) ? { accelerator: gpuResource } : {}),
      })),
    },
  };
}

/** Where drivers run, and what their nodes have that others have not. */
function driversOn(pool: Platform['nodePools'][number] | undefined) {
  if (pool === undefined) return {};
  const architecture = architectureOf(pool);
  return {
    driverNodeGroupType: nodeGroupType(pool),
    ...(architecture === 'amd64' ? {} : { driverArchitecture: architecture }),
  };
}

/** What the nodes of a pool have that others have not. */
function unlikeMost(pool: Platform['nodePools'][number]) {
  const architecture = architectureOf(pool);
  return {
    ...(architecture === 'amd64' ? {} : { architecture }),
    ...(hasGpus(pool) ? { accelerator: gpuResource } : {}),
  };
}

/** Where the containers of a team run, and as whom. */
function containersOf(name: string, pools: Platform['nodePools']) {
  const pool = pools.find((known) => known.name === name);
  return {
    serviceAccount: containerAccount,
    nodeGroupType: pool ? nodeGroupType(pool) : null,
    taint: pool?.role ?? null,
    ...(pool && hasGpus(pool) ? { accelerator: gpuResource } : {}),
  };
}
