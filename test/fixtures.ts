import type { PlatformConfig } from '../config/platform-config.ts';
import { versions } from '../config/versions.ts';

/** The same shape, open for edits. */
export type Mutable<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;

/**
 * A valid config with one of each. Every call returns a copy of its own, after `overrides` edited it,
 * so a test shows only the fields that it is about.
 */
export function platformConfig(overrides?: (draft: Mutable<PlatformConfig>) => void): PlatformConfig {
  const draft = structuredClone(minimal) as Mutable<PlatformConfig>;
  overrides?.(draft);
  return draft;
}

const nodes = {
  instanceCategories: ['m'],
  minVcpus: 2,
  maxVcpus: 16,
  limitVcpus: 64,
  limitMemoryGib: 256,
  rootVolumeGib: 50,
  expireAfterDays: 14,
} as const;

const minimal: PlatformConfig = {
  environment: 'test',
  aws: { accountId: '111122223333', region: 'eu-west-1' },
  cluster: {
    name: 'airflow-test',
    kubernetesVersion: '1.35',
    network: { kind: 'new', availabilityZones: 2, vpcCidr: '10.42.0.0/16', natGateways: 'one' },
    endpoint: { kind: 'private' },
    administrators: ['platform-admin'],
    coreNodes: { instanceType: 'm7i.xlarge', count: 2 },
    controllerReplicas: 1,
    deletionProtection: false,
  },
  git: { repoUrl: 'https://github.com/example/airflow-on-eks.git', revision: 'main', access: 'public' },
  airflow: {
    login: 'generated',
    dags: {
      kind: 'git',
      repoUrl: 'https://github.com/example/airflow-on-eks.git',
      ref: 'main',
      subdir: 'dags',
      refreshSeconds: 60,
    },
    logs: { kind: 's3', retentionDays: 14 },
    database: { kind: 'in-cluster', storageGib: 10 },
    exposure: { kind: 'none' },
    apiServer: { replicas: 1, cpuMillicores: 500, memoryMib: 2048 },
    scheduler: { replicas: 1, cpuMillicores: 500, memoryMib: 1536 },
    dagProcessor: { replicas: 1, cpuMillicores: 250, memoryMib: 1024 },
    triggerer: { replicas: 1, cpuMillicores: 250, memoryMib: 1024 },
    pgbouncer: { replicas: 1, cpuMillicores: 100, memoryMib: 128, maxClientConnections: 200, poolSize: 20 },
    worker: { cpuMillicores: 250, memoryMib: 1024 },
    parallelism: 32,
    metadataRetentionDays: 30,
  },
  secretsRevision: 1,

  nodePools: [
    { name: 'airflow', role: 'airflow', ...nodes },
    { name: 'airflow-task', role: 'airflow-task', ...nodes, longestJobHours: 12 },
    { name: 'spark-driver', role: 'spark-driver', ...nodes, longestJobHours: 12 },
    {
      name: 'spark-compute',
      role: 'spark-executor',
      ...nodes,
      nodeGroupType: 'SparkComputeOptimized',
      capacity: 'spot-first',
    },
  ],
  spark: { image: 'apache/spark:4.0.4', history: { kind: 'none' } },
  teams: [
    {
      name: 'risk-models',
      costCenter: 'cc-1234',
      quota: { cpu: 64, memoryGib: 256, pods: 200 },
      largestPod: { cpu: 8, memoryGib: 32 },
      pools: ['spark-compute'],
    },
  ],
  monitoring: { kind: 'none' },
  versions,
};
