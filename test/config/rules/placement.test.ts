import { checkPlatformConfig } from '../../../config/check.ts';
import { platformConfig } from '../../fixtures.ts';
import { edited, refuses } from '../edit.ts';

const large = { ...platformConfig().nodePools[1], name: 'airflow-task-large', nodeGroupType: 'AirflowTaskLarge' };
const graviton = {
  ...platformConfig().nodePools[0],
  name: 'airflow-graviton',
  architecture: 'arm64',
  maxVcpus: 8,
  limitVcpus: 8,
  limitMemoryGib: 32,
};
const x = { instanceCategories: ['x'], limitMemoryGib: 1024 };

describe('a config with a contradiction in pods and nodes', () => {
  refuses([
    [
      'a component with more CPU than a node',
      { 'airflow.apiServer.cpuMillicores': 15_641 },
      "airflow.apiServer.cpuMillicores: 15641 fits on no node of pool 'airflow', whose largest leaves 15640 millicores for pods; use 15640 or less, or raise nodePools[0].maxVcpus",
    ],
    [
      'a component with more memory than a node',
      { 'airflow.scheduler.memoryMib': 57_345 },
      "airflow.scheduler.memoryMib: 57345 fits on no node of pool 'airflow', whose largest leaves 57179 MiB for pods; use 57179 or less, or raise nodePools[0].maxVcpus",
    ],
    [
      'a task pod with more memory than a node',
      { 'nodePools[1].maxVcpus': 2, 'airflow.worker.memoryMib': 7000 },
      "airflow.worker.memoryMib: 7000 fits on no node of pool 'airflow-task', whose largest leaves 6391 MiB for pods; use 6391 or less, or raise nodePools[1].maxVcpus",
    ],
    [
      'a pool too small for the components',
      {
        'airflow.apiServer.cpuMillicores': 9000,
        'airflow.scheduler.cpuMillicores': 9000,
        'nodePools[0].limitVcpus': 18,
      },
      'nodePools[0].limitVcpus: 18 is less than the 20.1 vCPUs that Airflow and its helpers request and the 9 of the new pod in an update, which starts before the old one ends; use 30 or more',
    ],
    [
      'a pool in which the new pod of an update would wait forever for the old one to end',
      { 'airflow.apiServer.cpuMillicores': 4000, 'nodePools[0].maxVcpus': 8, 'nodePools[0].limitVcpus': 10 },
      'nodePools[0].limitVcpus: 10 is less than the 6.6 vCPUs that Airflow and its helpers request and the 4 of the new pod in an update, which starts before the old one ends; use 11 or more',
    ],
    [
      'replicas whose disruption budget would block a drain',
      { 'airflow.apiServer.replicas': 10, 'airflow.apiServer.cpuMillicores': 1600, 'nodePools[0].limitVcpus': 18 },
      'nodePools[0].limitVcpus: 18 is less than the 18.6 vCPUs that Airflow and its helpers request and a node of 2 to move to, without which disruption budgets block every drain; use 21 or more',
    ],
    [
      'replicas whose disruption budget would block a drain for memory',
      { 'airflow.apiServer.replicas': 10, 'airflow.apiServer.memoryMib': 6144, 'nodePools[0].limitMemoryGib': 64 },
      'nodePools[0].limitMemoryGib: 64 is less than the 67.8 GiB that Airflow and its helpers request and a node of 8 to move to, without which disruption budgets block every drain; use 76 or more',
    ],
    [
      'a pool without room for the monitoring',
      {
        'airflow.apiServer.cpuMillicores': 13_000,
        monitoring: { kind: 'prometheus', retentionDays: 15, storageGib: 50 },
        'nodePools[0].limitVcpus': 16,
      },
      'nodePools[0].limitVcpus: 16 is less than the 16.4 vCPUs that Airflow and its helpers request and the 13 of the new pod in an update, which starts before the old one ends; use 30 or more',
    ],
    [
      'a pool without room for the history servers of its teams',
      {
        'airflow.apiServer.memoryMib': 56_000,
        'spark.history': { kind: 's3', retentionDays: 30 },
        'spark.image': 'registry.example.com/spark:4.0.4',
        'nodePools[0].limitMemoryGib': 64,
      },
      'nodePools[0].limitMemoryGib: 64 is less than the 64.4 GiB that Airflow and its helpers request and the 54.7 of the new pod in an update, which starts before the old one ends; use 120 or more',
    ],
    [
      'two pools of components that are too small together',
      {
        'airflow.apiServer.cpuMillicores': 9000,
        'airflow.scheduler.cpuMillicores': 9000,
        'nodePools[0].limitVcpus': 18,
        'nodePools[4]': graviton,
      },
      'nodePools[0].limitVcpus: 18 and the 8 of nodePools[4] are less than the 20.1 vCPUs that Airflow and its helpers request and the 9 of the new pod in an update, which starts before the old one ends; use 22 or more',
    ],
    [
      'a component that is larger than the nodes of both its pools',
      { 'airflow.apiServer.cpuMillicores': 15_641, 'nodePools[4]': graviton },
      "airflow.apiServer.cpuMillicores: 15641 fits on no node of pool 'airflow', whose largest leaves 15640 millicores for pods; use 15640 or less, or raise nodePools[0].maxVcpus",
    ],
    [
      'more parallel tasks than the pool holds',
      { 'airflow.parallelism': 300 },
      "airflow.parallelism: 300 is more than the 220 task pods that pool 'airflow-task' can hold, and a task that waits 10 minutes for its pod fails; use 220 or less, or raise the limits of nodePools[1]",
    ],
    [
      'more parallel tasks than all pools of tasks hold',
      { 'airflow.parallelism': 500, 'nodePools[4]': large },
      "airflow.parallelism: 500 is more than the 440 task pods that pools 'airflow-task' and 'airflow-task-large' can hold, and a task that waits 10 minutes for its pod fails; use 440 or less, or raise the limits of nodePools[1]",
    ],
    [
      'a task that only a further pool would hold',
      { 'airflow.worker.memoryMib': 65_536, 'airflow.parallelism': 1, 'nodePools[4]': { ...large, ...x } },
      "airflow.worker.memoryMib: 65536 fits on no node of pool 'airflow-task', whose largest leaves 57179 MiB for pods; use 57179 or less, or raise nodePools[1].maxVcpus",
    ],
  ]);
});

test('as many parallel tasks as all pools of tasks hold are fine', () => {
  expect(() => checkPlatformConfig(edited({ 'airflow.parallelism': 440, 'nodePools[4]': large }))).not.toThrow();
});

test('components may be larger than the nodes of one of their pools, and more than one of them holds', () => {
  const edits = {
    'airflow.apiServer.cpuMillicores': 9000,
    'airflow.scheduler.cpuMillicores': 9000,
    'nodePools[0].limitVcpus': 22,
    'nodePools[4]': graviton,
  };
  expect(() => checkPlatformConfig(edited(edits))).not.toThrow();
});
