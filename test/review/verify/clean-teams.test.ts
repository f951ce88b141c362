import { pool, staysClean, team } from './clean.ts';

staysClean([
  ['a team with another name', (draft) => (team(draft).name = 'fraud')],
  ['one more team', (draft) => draft.teams.push({ ...team(draft), name: 'pricing', costCenter: 'cc-2' })],
  ['a team with a small quota', (draft) => (team(draft).quota = { cpu: 12, memoryGib: 48, pods: 20 })],
  [
    'one more pool, and a team on it',
    (draft) => {
      const executors = pool(draft, 'spark-executor');
      draft.nodePools.push({ ...executors, name: 'spark-large', nodeGroupType: 'SparkLarge' } as never);
      team(draft).pools = ['spark-compute', 'spark-large'];
    },
  ],
  [
    'a pool with another name',
    (draft) => {
      pool(draft, 'spark-executor').name = 'spark-cheap';
      team(draft).pools = ['spark-cheap'];
    },
  ],
  ['larger nodes', (draft) => Object.assign(pool(draft, 'spark-executor'), { maxVcpus: 32, limitVcpus: 640 })],
]);
