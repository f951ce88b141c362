import { platformConfig } from '../../fixtures.ts';
import { refuses } from '../edit.ts';

const history = {
  'spark.history': { kind: 's3', retentionDays: 30 },
  'spark.image': 'registry.example.com/spark:4.0.4',
};

const gpu = {
  ...platformConfig().nodePools[3],
  name: 'spark-gpu',
  nodeGroupType: 'SparkGpu',
  instanceCategories: ['g'],
  accelerator: { kind: 'nvidia', limitGpus: 4 },
};

describe('a config with a contradiction in Spark teams', () => {
  refuses([
    [
      'two teams of one name',
      { 'teams[1]': platformConfig().teams[0] },
      "teams[1].name: 'risk-models' is already the name of teams[0]; use another name",
    ],
    [
      "a team in the platform's namespace",
      { 'teams[0].name': 'operator' },
      "teams[0].name: 'operator' becomes the namespace 'spark-operator', which the platform uses; use another name, e.g. 'operator-team'",
    ],
    [
      'GPUs that no pool has',
      { 'teams[0].quota.gpus': 4 },
      'teams[0].quota.gpus: 4 is of no use, as no pool of the team has GPUs; remove it, or name such a pool',
    ],
    [
      'a pool with GPUs, and a quota without',
      { 'nodePools[4]': gpu, 'teams[0].pools': ['spark-compute', 'spark-gpu'] },
      "teams[0].quota.gpus: is missing, so nobody gets a GPU of pool 'spark-gpu'; use a whole number, e.g. 4",
    ],
    [
      'GPUs for jobs that name no pool',
      { 'nodePools[4]': gpu, 'teams[0].pools': ['spark-gpu', 'spark-compute'], 'teams[0].quota.gpus': 4 },
      "teams[0].pools[0]: 'spark-gpu' has GPUs, and jobs that name no pool land on the first; put a pool without GPUs before it",
    ],
    [
      'a mistyped pool',
      { 'teams[0].pools': ['spark-comput'] },
      "teams[0].pools[0]: 'spark-comput' is not an executor pool of this environment; did you mean 'spark-compute'?",
    ],
    [
      'an unknown pool',
      { 'teams[0].pools': ['gpu'] },
      "teams[0].pools[0]: 'gpu' is not an executor pool of this environment; use one of 'spark-compute'",
    ],
    [
      'a pool that is not for executors',
      { 'teams[0].pools': ['spark-compute', 'airflow-task'] },
      "teams[0].pools[1]: 'airflow-task' is not an executor pool of this environment; use one of 'spark-compute'",
    ],
    [
      'a pool listed twice',
      { 'teams[0].pools': ['spark-compute', 'spark-compute'] },
      "teams[0].pools[1]: 'spark-compute' is listed twice; remove one of them",
    ],
    [
      'a CPU quota below one job',
      { 'teams[0].quota.cpu': 8 },
      'teams[0].quota.cpu: 8 is less than a driver (1) and one largestPod (8); use 9 or more',
    ],
    [
      'a memory quota below one job',
      { 'teams[0].quota.memoryGib': 33 },
      'teams[0].quota.memoryGib: 33 is less than a driver (2) and one largestPod (32); use 34 or more',
    ],
    [
      'a quota of pods below one job and the history server',
      { ...history, 'teams[0].quota.pods': 2 },
      'teams[0].quota.pods: 2 is less than the history server (1), a driver (1) and one executor (1); use 3 or more',
    ],
    [
      'a CPU quota without room for the history server',
      { ...history, 'teams[0].quota.cpu': 9 },
      'teams[0].quota.cpu: 9 is less than the history server (0.25), a driver (1) and one largestPod (8); use 10 or more',
    ],
    [
      'a memory quota without room for the history server',
      { ...history, 'teams[0].quota.memoryGib': 35 },
      'teams[0].quota.memoryGib: 35 is less than the history server (2), a driver (2) and one largestPod (32); use 36 or more',
    ],
    [
      'a largest pod below every executor, and below the history server',
      { 'teams[0].largestPod.memoryGib': 2 },
      'teams[0].largestPod.memoryGib: 2 is less than the executor of the smallest job has; use 3 or more',
    ],
    [
      'an executor larger than every node',
      { 'teams[0].largestPod.memoryGib': 56 },
      "teams[0].largestPod: 8 vCPUs and 56 GiB fit on no node of the team's pools; use no more than their largest nodes leave for pods (spark-compute: 16 vCPUs and 55 GiB), or raise maxVcpus",
    ],
    [
      'an executor with more cores than a node',
      { 'teams[0].largestPod.cpu': 17 },
      "teams[0].largestPod: 17 vCPUs and 32 GiB fit on no node of the team's pools; use no more than their largest nodes leave for pods (spark-compute: 16 vCPUs and 55 GiB), or raise maxVcpus",
    ],
  ]);
});
