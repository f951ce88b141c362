import type { Tree } from '../../../../review/tree/tree.ts';
import { applicationOf, type Files, objectOf, treeOf } from '../../tree/objects.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A pool of m-types with 4 to 16 vCPUs, labelled and tainted with its name. */
export function poolOf(name: string, { template = {}, requirements = [], ...spec }: Pool = {}): string {
  return objectOf('NodePool', name, {
    apiVersion: 'karpenter.sh/v1',
    spec: {
      limits: { cpu: 64, memory: '256Gi' },
      ...spec,
      template: {
        metadata: { labels: { for: name } },
        spec: {
          requirements: [
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
            { key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: ['m'] },
            { key: 'karpenter.k8s.aws/instance-generation', operator: 'Gte', values: ['6'] },
            { key: 'karpenter.k8s.aws/instance-cpu', operator: 'Gte', values: ['4'] },
            { key: 'karpenter.k8s.aws/instance-cpu', operator: 'Lte', values: ['16'] },
            ...requirements,
          ],
          taints: [{ key: 'dedicated', value: name, effect: 'NoSchedule' }],
          ...template,
        },
      },
    },
  });
}

interface Pool {
  /** Fields of `spec.template.spec`. */
  readonly template?: Fields;
  readonly requirements?: readonly Fields[];
  readonly limits?: Fields;
}

/** Selects the nodes of a pool and tolerates their taint. */
export const on = (pool: string): Fields => ({
  nodeSelector: { for: pool },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: pool, effect: 'NoSchedule' }],
});

export const onCore: Fields = {
  nodeSelector: { NodeGroupType: 'core' },
  tolerations: [{ key: 'CriticalAddonsOnly', operator: 'Exists' }],
};

export const sized = (cpu: string, memory: string): Fields => ({
  resources: { requests: { cpu, memory }, limits: { memory } },
});

/** A Deployment `web` with one container, in the namespace `shop`. */
export function webOf(pod: Fields = on('shop'), container: Fields = sized('1', '1Gi'), replicas = 1): string {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { ...pod, containers: [{ name: 'web', image: 'web:1.2.3', ...container }] },
  };
  return objectOf('Deployment', 'web', {
    apiVersion: 'apps/v1',
    metadata: { namespace: 'shop' },
    spec: { replicas, template },
  });
}

/** A tree with the pool `shop` and these files. */
export function clusterOf(files: Files): Tree {
  return treeOf({ 'pools/shop.yaml': poolOf('shop'), ...files });
}

/** An Application that installs a chart with these values into the namespace of its name. */
export function chartOf(name: string, chart: string, valuesObject: Fields, helm: Fields = {}): string {
  return applicationOf(name, ({ spec }) => {
    spec['source'] = {
      repoURL: 'https://charts.example.com',
      chart,
      targetRevision: '1.2.3',
      helm: { releaseName: name, valuesObject, ...helm },
    };
  });
}

/** The ConfigMap that tells DAGs of one team with one pool. */
export function platformOf(team: Fields = {}, platform: Fields = {}): string {
  const body = {
    spark: {
      serviceAccounts: { driver: 'driver', executor: 'executor' },
      sizes: {
        small: {
          driver: { cores: 1, heapGib: 1, overheadGib: 1 },
          executor: { cores: 1, heapGib: 2, overheadGib: 1 },
        },
        large: {
          driver: { cores: 2, heapGib: 4, overheadGib: 2 },
          executor: { cores: 4, heapGib: 10, overheadGib: 3 },
        },
      },
      coreRequestShare: 0.95,
    },
    nodeGroupLabel: 'for',
    driverNodeGroupType: 'drivers',
    driverPriorityClass: 'drivers',
    taints: { key: 'dedicated', driver: 'drivers', executor: 'executors' },
    pools: [{ name: 'large', nodeGroupType: 'executors' }],
    teams: [{ name: 'risk', namespace: 'jobs', pools: ['large'], largestPod: { cpu: 8, memoryGib: 32 }, ...team }],
    ...platform,
  };
  return objectOf('ConfigMap', 'platform', {
    metadata: { namespace: 'airflow' },
    data: { 'platform.json': JSON.stringify(body) },
  });
}
