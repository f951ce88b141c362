import { platformConfig } from '../../fixtures.ts';
import { refuses } from '../edit.ts';

const executors = platformConfig().nodePools[3];

describe('a config with a contradiction in node pools', () => {
  refuses([
    [
      'two pools of one name',
      { 'nodePools[3].name': 'airflow', 'teams[0].pools': ['airflow'] },
      "nodePools[3].name: 'airflow' is already the name of nodePools[0]; use another name",
    ],
    [
      'no pool for a role',
      { nodePools: platformConfig().nodePools.filter(({ role }) => role !== 'spark-driver') },
      "nodePools: has no pool for Spark drivers; add one with role 'spark-driver'",
    ],
    [
      'no pool for the executors of its teams',
      { nodePools: platformConfig().nodePools.slice(0, 3) },
      "nodePools: has no pool for the teams' executors; add one with role 'spark-executor'",
    ],
    [
      'two pools for one role',
      { 'nodePools[4]': { ...platformConfig().nodePools[0], name: 'airflow-2' } },
      "nodePools[4].role: 'airflow' is already the role of nodePools[0]; remove one of them",
    ],
    [
      'two executor pools with one label',
      { 'nodePools[4]': { ...executors, name: 'spark-memory' } },
      "nodePools[4].nodeGroupType: 'SparkComputeOptimized' is already that of nodePools[3]; use another one, because jobs choose a pool by it",
    ],
    [
      'an executor pool with the label of the core nodes',
      { 'nodePools[3].nodeGroupType': 'core' },
      "nodePools[3].nodeGroupType: 'core' is the label of nodes that are not for executors; use one of its own, e.g. 'SparkComputeOptimized'",
    ],
    [
      'an executor pool with the label of the drivers',
      { 'nodePools[3].nodeGroupType': 'SparkDriver' },
      "nodePools[3].nodeGroupType: 'SparkDriver' is the label of nodes that are not for executors; use one of its own, e.g. 'SparkComputeOptimized'",
    ],
    [
      'bounds in the wrong order',
      { 'nodePools[3].minVcpus': 32 },
      'nodePools[3].minVcpus: 32 is more than maxVcpus, which is 16; use 16 or less',
    ],
    [
      'bounds between two sizes',
      { 'nodePools[2].minVcpus': 10, 'nodePools[2].maxVcpus': 15 },
      'nodePools[2].maxVcpus: 15 leaves no instance size between 10 and 15 vCPUs; use 16 or more',
    ],
    [
      'a limit below the largest node',
      { 'nodePools[3].limitVcpus': 12 },
      "nodePools[3].limitVcpus: 12 is less than the pool's largest node, which has 16 vCPUs and could never start; use 16 or more",
    ],
    [
      'a memory limit below the largest node',
      { 'nodePools[3].limitMemoryGib': 60 },
      "nodePools[3].limitMemoryGib: 60 is less than the pool's largest node, which has 64 GiB and could never start; use 64 or more",
    ],
  ]);
});
