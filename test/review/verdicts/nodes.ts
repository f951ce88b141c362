import { deployment, type Fixture, nodeClass, pool } from './fixture.ts';

const ref = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'spark' };
const requirements = (...generations: readonly string[]) => ({
  nodeClassRef: ref,
  requirements: [{ key: 'karpenter.k8s.aws/instance-generation', operator: 'In', values: generations }],
});
const capacity = (...values: readonly string[]) => ({
  requirements: [{ key: 'karpenter.sh/capacity-type', operator: 'In', values }],
});
const budgets = (...list: readonly object[]) => ({ disruption: { budgets: list } });
const policy = (consolidationPolicy: string, consolidateAfter = '1m') => ({
  disruption: { consolidationPolicy, consolidateAfter },
});

export const nodes: readonly Fixture[] = [
  {
    rule: 'nodes/replaced',
    before: [pool()],
    after: [pool({}, { expireAfter: '336h' })],
    says: /^danger .*every node is replaced, as expireAfter/,
    near: { after: [pool({ weight: 10 })] },
  },
  {
    rule: 'nodes/replaced',
    before: [pool(), nodeClass()],
    after: [pool(), nodeClass({ kubelet: { maxPods: 50 } })],
    says: /^danger EC2NodeClass spark: every node is replaced, as kubelet/,
    near: { before: [nodeClass({ tags: { a: '1', b: '2' } })], after: [nodeClass({ tags: { b: '2', a: '1' } })] },
  },
  {
    rule: 'nodes/image',
    before: [nodeClass()],
    after: [nodeClass({ amiSelectorTerms: [{ alias: 'al2023@v20261119' }] })],
    says: /^danger .*another AMI: every node/,
    near: { after: [nodeClass({ subnetSelectorTerms: [{ id: 'subnet-1' }] })] },
  },
  {
    rule: 'nodes/image',
    before: [nodeClass()],
    after: [nodeClass({ amiSelectorTerms: [{ alias: 'al2023@latest' }] })],
    says: /^danger .*no longer pinned/,
    near: { after: [nodeClass({ amiFamily: 'AL2023' })] },
  },
  {
    rule: 'nodes/some-replaced',
    before: [pool({}, requirements('6', '7'))],
    after: [pool({}, requirements('7'))],
    says: /^warn .*only nodes that no longer fit .*instance-generation/,
    near: { after: [pool({}, requirements('6', '7', '8'))] },
  },
  {
    rule: 'nodes/may-be-replaced',
    before: [nodeClass({ subnetSelectorTerms: [{ tags: { a: 'b' } }] })],
    after: [nodeClass({ subnetSelectorTerms: [{ id: 'subnet-1' }] })],
    says: /^warn .*subnetSelectorTerms resolves to something else/,
    near: { after: [nodeClass({ subnetSelectorTerms: [{ tags: { a: 'b' } }], tags: { a: '1' } })] },
  },
  {
    rule: 'nodes/spot-tasks',
    before: [pool({}, {}, { name: 'airflow-task' })],
    after: [pool({}, capacity('spot', 'on-demand'), { name: 'airflow-task' })],
    says: /^warn NodePool airflow-task: tasks of the pool may lose their node/,
    near: {
      before: [pool({}, capacity('spot'), { name: 'airflow-task' })],
      after: [pool({}, capacity('spot', 'on-demand'), { name: 'airflow-task' })],
    },
  },
  {
    rule: 'nodes/spot-tasks',
    before: [],
    after: [pool({}, capacity('spot'), { name: 'airflow-task' })],
    says: /^warn NodePool airflow-task: tasks of the pool may lose their node/,
    near: { after: [pool({}, capacity('spot'), { name: 'spark' })] },
  },
  {
    rule: 'nodes/taints',
    before: [pool()],
    after: [pool({}, { taints: [] })],
    says: /^danger .*nothing keeps the pool for those that select it/,
    near: { after: [pool({}, { taints: [{ key: 'dedicated', value: 'other', effect: 'NoExecute' }] })] },
  },
  {
    rule: 'nodes/lifetime',
    before: [pool({}, { expireAfter: '336h' })],
    after: [pool({}, { expireAfter: '24h' })],
    says: /^warn .*new nodes are drained at the age of 24h/,
    near: { after: [pool({}, { expireAfter: '720h' })] },
  },
  {
    rule: 'nodes/class',
    before: [nodeClass({ kubelet: { maxPods: 50 } })],
    after: [nodeClass({ kubelet: { maxPods: 2 } })],
    says: /^danger .*no other pod has a place/,
    near: { after: [nodeClass({ kubelet: { maxPods: 40 } })] },
  },
  {
    rule: 'nodes/do-not-disrupt',
    before: [deployment({}, { template: { metadata: { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } } } })],
    after: [deployment({}, { template: { metadata: {} } })],
    says: /^danger .*pods lose karpenter\.sh\/do-not-disrupt/,
    near: {
      before: [deployment({}, { template: { metadata: { annotations: { a: 'true' } } } })],
      after: [deployment()],
    },
  },
  {
    rule: 'nodes/instance-choice',
    before: [pool({}, requirements('6', '7'))],
    after: [pool({}, requirements('7'))],
    says: /^info .*fewer instance types/,
    near: { after: [pool({}, requirements('7', '6'))] },
  },
  {
    rule: 'nodes/budgets',
    before: [pool(budgets({ nodes: '10%' }))],
    after: [pool(budgets({ nodes: '0' }))],
    says: /^warn .*no node may be disrupted at any time/,
    near: { after: [pool(budgets({ nodes: '5%' }))] },
  },
  {
    rule: 'nodes/consolidation',
    before: [pool(policy('WhenEmpty'))],
    after: [pool(policy('WhenEmptyOrUnderutilized'))],
    says: /^warn .*may from now on evict running pods/,
    near: { after: [pool(policy('WhenEmpty', '5m'))] },
  },
  {
    rule: 'nodes/none',
    before: [pool()],
    after: [pool({ weight: 10 })],
    says: /^info .*no node is replaced/,
    near: { after: [pool({}, { expireAfter: '336h' })] },
  },
];
