import type { PlatformConfig } from '../platform-config.ts';
import { sample } from '../sample.ts';
import { teams } from '../teams.ts';
import { dagVersions, versions } from '../versions.ts';

/** A cheap place to try things: one of each, PostgreSQL in the cluster, nothing reachable from outside. */
export const dev: PlatformConfig = {
  environment: 'dev',
  aws: { accountId: sample.accountId, region: 'eu-west-1' },

  cluster: {
    name: 'airflow-dev',
    kubernetesVersion: '1.35',
    network: { kind: 'new', availabilityZones: 2, vpcCidr: '10.42.0.0/16', natGateways: 'one' },
    endpoint: { kind: 'public', allowedCidrs: [sample.cidr] },
    administrators: ['platform-admin'],
    coreNodes: { instanceType: 'm7i.large', count: 3 },
    controllerReplicas: 1,
    deletionProtection: false,
  },

  git: { repoUrl: sample.repoUrl, revision: 'main', access: 'public' },

  airflow: {
    login: 'generated',
    dags: { kind: 'git', repoUrl: sample.repoUrl, ref: 'main', subdir: 'dags', refreshSeconds: 60 },
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
    {
      name: 'airflow',
      role: 'airflow',
      instanceCategories: ['c', 'm', 'r'],
      minVcpus: 2,
      maxVcpus: 8,
      limitVcpus: 32,
      limitMemoryGib: 128,
      rootVolumeGib: 50,
      expireAfterDays: 14,
    },
    {
      name: 'airflow-task',
      role: 'airflow-task',
      instanceCategories: ['c', 'm', 'r'],
      minVcpus: 2,
      maxVcpus: 8,
      limitVcpus: 64,
      limitMemoryGib: 256,
      rootVolumeGib: 50,
      expireAfterDays: 14,
      longestJobHours: 12,
    },
    {
      name: 'spark-driver',
      role: 'spark-driver',
      instanceCategories: ['c', 'm', 'r'],
      minVcpus: 2,
      maxVcpus: 16,
      limitVcpus: 64,
      limitMemoryGib: 256,
      rootVolumeGib: 100,
      expireAfterDays: 14,
      longestJobHours: 12,
    },
    {
      name: 'spark-compute',
      role: 'spark-executor',
      nodeGroupType: 'SparkComputeOptimized',
      capacity: 'spot-first',
      instanceCategories: ['c', 'm'],
      minVcpus: 4,
      maxVcpus: 16,
      limitVcpus: 128,
      limitMemoryGib: 512,
      rootVolumeGib: 100,
      expireAfterDays: 14,
    },
    {
      name: 'spark-memory',
      role: 'spark-executor',
      nodeGroupType: 'SparkMemoryOptimized',
      capacity: 'spot-first',
      instanceCategories: ['r'],
      minVcpus: 4,
      maxVcpus: 16,
      limitVcpus: 128,
      limitMemoryGib: 1024,
      rootVolumeGib: 100,
      expireAfterDays: 14,
    },
  ],

  spark: { image: `apache/spark:${dagVersions.spark}`, history: { kind: 'none' } },
  teams,
  monitoring: { kind: 'none' },
  versions,
};
