import type { SparkTeamConfig } from './platform-config.ts';

/**
 * Who runs Spark jobs. One entry is a whole team: namespace, service accounts, AWS identity, quota,
 * network policies, Airflow's access, and an Argo CD Application, in every environment.
 */
export const teams: readonly SparkTeamConfig[] = [
  {
    name: 'team-a',
    costCenter: 'data-platform',
    quota: { cpu: 64, memoryGib: 256, pods: 200 },
    largestPod: { cpu: 8, memoryGib: 32 },
    pools: ['spark-compute', 'spark-memory'],
  },
  {
    name: 'team-b',
    costCenter: 'analytics',
    quota: { cpu: 32, memoryGib: 128, pods: 100 },
    largestPod: { cpu: 4, memoryGib: 16 },
    pools: ['spark-compute'],
  },
];
