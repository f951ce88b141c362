import type { PlatformConfig } from '../platform-config.ts';
import { sample } from '../sample.ts';
import { teams } from '../teams.ts';
import { dagVersions, versions } from '../versions.ts';

/** Highly available: two or more of each over three zones, PostgreSQL on RDS, behind a load balancer with TLS. */
export const prod: PlatformConfig = {
  environment: 'prod',
  aws: { accountId: sample.accountId, region: 'eu-west-1' },

  cluster: {
    name: 'airflow-prod',
    kubernetesVersion: '1.35',
    network: { kind: 'new', availabilityZones: 3, vpcCidr: '10.43.0.0/16', natGateways: 'per-zone' },
    endpoint: { kind: 'private' },
    administrators: ['platform-admin'],
    coreNodes: { instanceType: 'm7i.xlarge', count: 3 },
    controllerReplicas: 2,
    deletionProtection: true,
  },

  git: { repoUrl: sample.repoUrl, revision: 'main', access: 'public' },

  airflow: {
    login: 'generated',
    dags: { kind: 'git', repoUrl: sample.repoUrl, ref: 'main', subdir: 'dags', refreshSeconds: 300 },
    logs: { kind: 's3', retentionDays: 90 },
    database: { kind: 'rds', instanceClass: 'm7g.large', storageGib: 100, multiAz: true, backupRetentionDays: 14 },
    exposure: {
      kind: 'alb',
      host: sample.host,
      certificateArn: `arn:aws:acm:eu-west-1:${sample.accountId}:${sample.certificate}`,
      scheme: 'internal',
      allowedCidrs: ['10.0.0.0/8'],
    },
    apiServer: { replicas: 2, cpuMillicores: 1000, memoryMib: 4096 },
    scheduler: { replicas: 2, cpuMillicores: 1000, memoryMib: 2048 },
    dagProcessor: { replicas: 2, cpuMillicores: 500, memoryMib: 2048 },
    triggerer: { replicas: 2, cpuMillicores: 500, memoryMib: 1024 },
    pgbouncer: { replicas: 2, cpuMillicores: 250, memoryMib: 256, maxClientConnections: 400, poolSize: 50 },
    worker: { cpuMillicores: 500, memoryMib: 1024 },
    parallelism: 256,
    metadataRetentionDays: 90,
  },

  secretsRevision: 1,

  nodePools: [
    {
      name: 'airflow',
      role: 'airflow',
      instanceCategories: ['c', 'm', 'r'],
      minVcpus: 4,
      maxVcpus: 16,
      limitVcpus: 64,
      limitMemoryGib: 256,
      rootVolumeGib: 50,
      expireAfterDays: 14,
    },
    {
      name: 'airflow-task',
      role: 'airflow-task',
      instanceCategories: ['c', 'm', 'r'],
      minVcpus: 2,
      maxVcpus: 16,
      limitVcpus: 512,
      limitMemoryGib: 2048,
      rootVolumeGib: 50,
      expireAfterDays: 14,
      longestJobHours: 24,
    },
    {
      name: 'spark-driver',
      role: 'spark-driver',
      instanceCategories: ['c', 'm', 'r'],
      minVcpus: 4,
      maxVcpus: 16,
      limitVcpus: 256,
      limitMemoryGib: 1024,
      rootVolumeGib: 100,
      expireAfterDays: 14,
      longestJobHours: 48,
    },
    {
      name: 'spark-compute',
      role: 'spark-executor',
      nodeGroupType: 'SparkComputeOptimized',
      capacity: 'spot-first',
      instanceCategories: ['c', 'm'],
      minVcpus: 8,
      maxVcpus: 16,
      limitVcpus: 2000,
      limitMemoryGib: 8000,
      rootVolumeGib: 100,
      expireAfterDays: 14,
    },
    {
      name: 'spark-memory',
      role: 'spark-executor',
      nodeGroupType: 'SparkMemoryOptimized',
      capacity: 'spot-first',
      instanceCategories: ['r'],
      minVcpus: 8,
      maxVcpus: 16,
      limitVcpus: 2000,
      limitMemoryGib: 16000,
      rootVolumeGib: 100,
      expireAfterDays: 14,
    },
  ],

  spark: { image: `apache/spark:${dagVersions.spark}`, history: { kind: 'none' } },
  teams,
  monitoring: { kind: 'prometheus', retentionDays: 15, storageGib: 100 },
  versions,
};
