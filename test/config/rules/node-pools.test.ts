import { platformConfig } from '../../fixtures.ts';
import { refuses } from '../edit.ts';

const [, tasks, drivers, executors] = platformConfig().nodePools;

const second = {
  'nodePools[4]': { ...executors, name: 'plain', nodeGroupType: 'Plain' },
  'teams[0].pools': ['plain', 'spark-compute'],
};
const gpus = {
  'nodePools[3].instanceCategories': ['g'],
  'nodePools[3].accelerator': { kind: 'nvidia', limitGpus: 4 },
  'teams[0].quota.gpus': 4,
  ...second,
};

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
      'two pools of tasks that choose none',
      { 'nodePools[4]': { ...tasks, name: 'large' } },
      "nodePools[4].role: 'airflow-task' is already the role of nodePools[1]; give this one a nodeGroupType, e.g. 'AirflowTaskLarge', by which tasks choose it",
    ],
    [
      'two pools of drivers that no team has chosen',
      { 'nodePools[4]': { ...drivers, name: 'drivers-large' } },
      "nodePools[4].role: 'spark-driver' is already the role of nodePools[2]; give this one a nodeGroupType, e.g. 'SparkDriverLarge', and name it as the driverPool of a team",
    ],
    [
      'no pool for drivers of teams that choose none',
      { 'nodePools[2].nodeGroupType': 'SparkDriverLarge' },
      'nodePools: has no pool for Spark drivers, which choose none; remove the nodeGroupType of one',
    ],
    [
      'a pool of drivers that is not there',
      { 'teams[0].driverPool': 'drivers-large' },
      "teams[0].driverPool: 'drivers-large' is no further pool of drivers; add one with role 'spark-driver' and a nodeGroupType, or remove it",
    ],
    [
      'drivers on the pool of executors',
      {
        'nodePools[4]': { ...drivers, name: 'drivers-large', nodeGroupType: 'SparkDriverLarge' },
        'teams[0].driverPool': 'spark-compute',
      },
      "teams[0].driverPool: 'spark-compute' is no further pool of drivers; use one of 'drivers-large'",
    ],
    [
      'no pool for tasks that choose none',
      { 'nodePools[1].nodeGroupType': 'AirflowTaskLarge' },
      'nodePools: has no pool for task pods, which choose none; remove the nodeGroupType of one',
    ],
    [
      'a pool of tasks with the label of the executors',
      { 'nodePools[4]': { ...tasks, name: 'large', nodeGroupType: 'SparkComputeOptimized' } },
      "nodePools[4].nodeGroupType: 'SparkComputeOptimized' is already that of nodePools[3]; use another one, because jobs choose a pool by it",
    ],
    [
      'a further pool of tasks with the label of all tasks',
      { 'nodePools[4]': { ...tasks, name: 'large', nodeGroupType: 'AirflowTask' } },
      "nodePools[4].nodeGroupType: 'AirflowTask' is the label of nodes that are not chosen; use one of its own, e.g. 'AirflowTaskLarge'",
    ],
    [
      'Spot of a single family, and nothing else',
      {
        'nodePools[3].instanceCategories': undefined,
        'nodePools[3].instanceFamilies': ['m7i'],
        'nodePools[3].capacity': 'spot',
      },
      "nodePools[3].capacity: 'spot' waits for Spot of a single family; use 'spot-first', or name more families",
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
      { 'nodePools[2].minVcpus': 17, 'nodePools[2].maxVcpus': 23 },
      'nodePools[2].maxVcpus: 23 leaves no instance size between 17 and 23 vCPUs; use 24 or more',
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
    [
      'a category with GPUs, and no accelerator',
      { 'nodePools[3].instanceCategories': ['m', 'g'] },
      "nodePools[3].instanceCategories[1]: 'g' has GPUs; add accelerator: { kind: 'nvidia', limitGpus: 4 }, or use others",
    ],
    [
      'a family with GPUs, and no accelerator',
      { 'nodePools[3].instanceCategories': undefined, 'nodePools[3].instanceFamilies': ['g6'] },
      "nodePools[3].instanceFamilies[0]: 'g6' has GPUs; add accelerator: { kind: 'nvidia', limitGpus: 4 }, or use others",
    ],
    [
      'an accelerator, and a category without GPUs',
      { 'nodePools[3].accelerator': { kind: 'nvidia', limitGpus: 4 }, 'teams[0].quota.gpus': 4, ...second },
      "nodePools[3].instanceCategories[0]: 'm' has no GPUs, and the pool has an accelerator; use e.g. 'g' or 'g6', or remove one of them",
    ],
    [
      'fewer GPUs than the largest node has',
      {
        ...gpus,
        'nodePools[3].instanceCategories': undefined,
        'nodePools[3].instanceFamilies': ['g6'],
        'nodePools[3].accelerator': { kind: 'nvidia', limitGpus: 2 },
        'nodePools[3].maxVcpus': 48,
      },
      "nodePools[3].accelerator.limitGpus: 2 is less than the pool's largest node, which has 4 GPUs and could never start; use 4 or more, or a lower maxVcpus",
    ],
    [
      'GPUs for tasks that ask for none',
      {
        'nodePools[1].instanceCategories': ['g'],
        'nodePools[1].accelerator': { kind: 'nvidia', limitGpus: 4 },
      },
      "nodePools[1].accelerator: is on the pool of tasks that choose none, and those ask for no GPUs; put it on a further pool with a nodeGroupType, e.g. 'AirflowTaskGpu'",
    ],
    [
      'GPUs of nobody knows which kind',
      { ...gpus, 'nodePools[3].accelerator': { kind: 'amd', limitGpus: 4 } },
      "nodePools[3].accelerator.kind: 'amd' is not valid; use one of 'nvidia'",
    ],
    [
      'a pool that names no types',
      { 'nodePools[3].instanceCategories': undefined },
      "nodePools[3].instanceCategories: is missing; use e.g. ['c', 'm'], or instanceFamilies",
    ],
    [
      'families beside categories',
      { 'nodePools[3].instanceFamilies': ['m7i'] },
      'nodePools[3].instanceCategories: a list has no meaning beside instanceFamilies; remove one of them',
    ],
    [
      'families beside a generation',
      {
        'nodePools[3].instanceCategories': undefined,
        'nodePools[3].instanceFamilies': ['m7i'],
        'nodePools[3].minGeneration': 7,
      },
      'nodePools[3].minGeneration: 7 has no meaning beside instanceFamilies; remove one of them',
    ],
    [
      'a mistyped family',
      { 'nodePools[3].instanceCategories': undefined, 'nodePools[3].instanceFamilies': ['m7dg'] },
      "nodePools[3].instanceFamilies[0]: 'm7dg' is not a family that a pool may take; use one of 'm7a', 'm7g', 'm7gd', 'm7i', 'm7i-flex'",
    ],
    [
      'an instance type instead of a family',
      { 'nodePools[3].instanceCategories': undefined, 'nodePools[3].instanceFamilies': ['m7i.large'] },
      "nodePools[3].instanceFamilies[0]: 'm7i.large' is not valid; use the name of a family, the part of an instance type before the dot, e.g. 'r7gd'",
    ],
    [
      'a family whose credits end',
      { 'nodePools[3].instanceCategories': undefined, 'nodePools[3].instanceFamilies': ['t3'] },
      "nodePools[3].instanceFamilies[0]: 't3' is not a family that a pool may take; use one of 'c7i', 'm7g', 'r7gd'",
    ],
    [
      'families of two architectures',
      { 'nodePools[3].instanceCategories': undefined, 'nodePools[3].instanceFamilies': ['m7gd', 'm7i'] },
      "nodePools[3].instanceFamilies[1]: 'm7i' is amd64, and 'm7gd' is arm64: an image for one does not run on the other; use families of one architecture, in a pool of its own each",
    ],
    [
      'a family of another architecture than the pool',
      {
        'nodePools[3].instanceCategories': undefined,
        'nodePools[3].instanceFamilies': ['m7i', 'm7gd'],
        'nodePools[3].architecture': 'amd64',
      },
      "nodePools[3].instanceFamilies[1]: 'm7gd' is arm64, and the pool is amd64: an image for one does not run on the other; use families of one architecture, in a pool of its own each",
    ],
    [
      'a generation that no type has',
      { 'nodePools[3].minGeneration': 9 },
      "nodePools[3].minGeneration: 9 leaves no amd64 instance of 'm'; use a lower one",
    ],
    [
      'local disks that no type has',
      {
        'nodePools[3].instanceCategories': undefined,
        'nodePools[3].instanceFamilies': ['m7i'],
        'nodePools[3].localDisks': 'required',
      },
      "nodePools[3].localDisks: 'required' leaves no instance type, as none has such disks; use 'used', or families with a 'd', e.g. 'm7gd'",
    ],
    [
      'nodes larger than any of their family',
      {
        'nodePools[3].instanceCategories': undefined,
        'nodePools[3].instanceFamilies': ['m7gd'],
        'nodePools[3].minVcpus': 96,
        'nodePools[3].maxVcpus': 128,
      },
      "nodePools[3].minVcpus: 96 is more than the 64 vCPUs of the pool's largest type; use 64 or less",
    ],
  ]);
});
