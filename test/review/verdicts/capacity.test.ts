import { limitRange } from '../../../review/compare/verdicts/capacity/limit-range.ts';
import { parallelism } from '../../../review/compare/verdicts/capacity/parallelism.ts';
import { placement } from '../../../review/compare/verdicts/capacity/placement.ts';
import { limits } from '../../../review/compare/verdicts/capacity/pool-limits.ts';
import { goneTeams, teams, teamsOfPool, unused } from '../../../review/compare/verdicts/capacity/pools.ts';
import { quota } from '../../../review/compare/verdicts/capacity/quota.ts';
import { unschedulable } from '../../../review/compare/verdicts/capacity/unschedulable.ts';
import { type Case, cases, chart, type Draft, draft, step } from '../compare/trees.ts';
import { deployment, nodeClass, platform, pool, settings, team } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const inPool = 'NodePool spark:';
const limited = (of: Fields | undefined) => pool({ limits: of });
const cost =
  /^info NodePool spark: at its limit the pool costs [\d.]+ to [\d.]+ USD an hour On-Demand, before [\d.]+ to [\d.]+ \(\S+, \S+; Spot costs less\)$/;
const withCost = (said: string, verb = 'costs') =>
  new RegExp(`^${said.replace(/[.()]/g, '\\$&')} \\(at its limit the pool ${verb} `);
const free = [{ key: 'example.com/own', operator: 'In', values: ['a'] }];

cases(limits, {
  'less CPU': {
    ...step(limited({ cpu: '64', memory: '256Gi' }), limited({ cpu: '32', memory: '256Gi' })),
    says: [
      withCost(
        `warn ${inPool} the limit of the pool falls from 64 vCPU to 32 vCPU: running nodes stay, and no new one is made above it`,
      ),
    ],
  },
  'less memory': step(
    limited({ cpu: '64', memory: '256Gi' }),
    limited({ cpu: '64', memory: '128Gi' }),
    `warn ${inPool} the limit of the pool falls from 256 GiB to 128 GiB`,
  ),
  more: {
    ...step(limited({ cpu: '64' }), limited({ cpu: '128' })),
    says: [withCost(`info ${inPool} the limit of the pool rises from 64 vCPU to 128 vCPU`)],
  },
  any: step(
    limited({ cpu: '64', memory: '1Gi' }),
    limited({ memory: '1Gi' }),
    `warn ${inPool} the limit of the pool rises from 64 vCPU to any number of cpu`,
  ),
  'a first one': step(
    limited({ memory: '1Gi' }),
    limited({ cpu: '64', memory: '1Gi' }),
    `warn ${inPool} the limit of the pool falls from any number of cpu to 64 vCPU`,
  ),
  'other types, which cost something else': {
    ...step(
      pool(),
      pool({}, { requirements: [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: ['m6a'] }] }),
    ),
    says: [cost],
  },
  'a weight': step(pool(), pool({ weight: 2 })),
  'types without a price': step(
    pool({ limits: { cpu: '1' } }, { requirements: free }),
    pool({ limits: { cpu: '2' } }, { requirements: free }),
    `info ${inPool} the limit of the pool rises from 1 vCPU to 2 vCPU`,
  ),
  'limits of something else': step(
    draft('Widget', { spec: { limits: { cpu: '2' } } }),
    draft('Widget', { spec: { limits: { cpu: '1' } } }),
  ),
  'a new pool': step(undefined, pool()),
});

/** A new pool, beside the file that says who may use it. */
const comes = (object: Draft, file: Draft | undefined, said: string | RegExp): Case => ({
  before: file ? [file] : [],
  after: [...(file ? [file] : []), object],
  says: [said],
});
const noNode = 'it has no node until a pod needs one';

cases(unused, {
  'for nobody': comes(
    pool(),
    platform([team({ pools: [] })]),
    /^warn NodePool spark: no team may use the new pool: it never gets a node \(at its limit it costs [\d.]+ to [\d.]+ USD an hour On-Demand/,
  ),
  'for teams': comes(
    pool(),
    platform([team(), team({ name: 'team-b' }), team({ name: 'team-c', pools: [] })]),
    /^info NodePool spark: a new pool of nodes, for team-a and team-b: it has no node until a pod needs one \(at its limit it costs/,
  ),
  'for Airflow': comes(
    pool({}, {}, { name: 'airflow' }),
    platform([team()]),
    `info NodePool airflow: a new pool of nodes: ${noNode} (at its limit`,
  ),
  'without a limit': comes(
    pool({ limits: undefined }),
    undefined,
    new RegExp(`^info ${inPool} a new pool of nodes: ${noNode}$`),
  ),
  'something else': { before: [], after: [nodeClass()] },
});

const goes = (file: Draft, ...says: readonly string[]): Case => ({ before: [pool(), file], after: [file], says });

cases(teamsOfPool, {
  named: goes(
    platform([team(), team({ name: 'team-b' }), team({ name: 'team-c', pools: [] })]),
    `danger ${inPool} team-a and team-b may still name this pool, and it goes: their executors wait forever`,
  ),
  'not named': goes(platform([team({ pools: ['large'] })])),
  'without a file': step(pool(), undefined),
  'a class of that name': { before: [nodeClass(), platform([team()])], after: [platform([team()])] },
});

const inFile = 'ConfigMap shop/airflow-platform:';
const changes = (before: readonly Fields[], after: readonly Fields[], ...says: readonly string[]) =>
  step(platform(before), platform(after), ...says);
const largest = (cpu: number, memoryGib: number) => team({ largestPod: { cpu, memoryGib } });

cases(teams, {
  'pools less': changes(
    [team({ pools: ['a', 'b', 'c'] })],
    [team({ pools: ['a'] })],
    `warn ${inFile} team-a may no longer use b and c: DAGs that name it fail`,
  ),
  'a pool more': changes([team()], [team({ pools: ['spark', 'b'] })], `info ${inFile} team-a may also use b`),
  'a smaller pod': changes(
    [largest(8, 32)],
    [largest(4, 32)],
    `warn ${inFile} the largest pod of team-a falls from 8 vCPU and 32 GiB to 4 vCPU and 32 GiB: jobs that ask for more are refused`,
  ),
  'less memory for a pod': changes(
    [largest(8, 32)],
    [largest(8, 16)],
    `warn ${inFile} the largest pod of team-a falls`,
  ),
  'drivers on other nodes': changes(
    [team({ driverNodeGroupType: 'drivers' })],
    [team({ driverNodeGroupType: 'large' })],
    `info ${inFile} drivers of team-a run on nodes of large, no longer of drivers; those that run stay where they are`,
  ),
  'pods that request less of their cores': step(
    platform([team()], ['spark'], { spark: { coreRequestShare: 0.95 } }),
    platform([team()], ['spark'], { spark: { coreRequestShare: 0.2 } }),
    `warn ${inFile} pods of Spark jobs request 20 % of their cores, before 95 %: more of them share a node`,
  ),
  'pods that request more of their cores': step(
    platform([team()], ['spark'], { spark: { coreRequestShare: 0.5 } }),
    platform([team()], ['spark'], { spark: { coreRequestShare: 1 } }),
    `info ${inFile} pods of Spark jobs request 100 % of their cores, before 50 %: fewer of them share a node`,
  ),
  'a larger pod': changes([largest(8, 32)], [largest(16, 64)]),
  'a team more': changes([team()], [team(), team({ name: 'team-b', pools: [] })]),
  'another ConfigMap': {
    before: [platform([team()]), settings({ a: '1' })],
    after: [platform([team()]), settings({ a: '2' })],
  },
});

cases(goneTeams, {
  two: changes(
    [team(), team({ name: 'team-b' }), team({ name: 'team-c' })],
    [team()],
    `warn ${inFile} DAGs that name team-b and team-c fail at the next parse or task; no pod restarts for it`,
  ),
  none: changes([team()], [team(), team({ name: 'team-b' })]),
  'another ConfigMap': {
    before: [platform([team()]), settings({ a: '1' })],
    after: [platform([team()]), settings({ a: '2' })],
  },
});

const hard = (of: Fields) =>
  draft('ResourceQuota', { metadata: { namespace: 'spark-team-a' }, spec: { hard: { z: '1', ...of } } });
const inQuota = 'ResourceQuota spark-team-a/web:';
const falls = (before: Fields, after: Fields, said: string, file?: Draft): Case => ({
  before: [hard(before), ...(file ? [file] : [])],
  after: [hard(after), ...(file ? [file] : [])],
  says: [`warn ${inQuota} the quota of ${said}`],
});
const stay = 'running pods stay, and new jobs above it are refused';
const shares = platform([team()], ['spark'], { spark: { coreRequestShare: 0.5 } });

/** A quota of a resource, beside a Deployment with a pod of 2 vCPU. */
const refusing = (before: string | undefined, after: string, said: string, resource = 'requests.cpu'): Case => {
  const web = {
    ...deployment({ resources: { requests: { cpu: '2' } } }),
    metadata: { name: 'web', namespace: 'spark-team-a' },
  };
  return {
    before: [hard(before === undefined ? {} : { [resource]: before }), web],
    after: [hard({ [resource]: after }), web],
    says: [said],
  };
};
const enforced = (resourceQuotaEnforcement: Fields) =>
  chart('spark-operator', { webhook: { resourceQuotaEnforcement } });

cases(quota, {
  'less CPU': falls(
    { 'requests.cpu': '8' },
    { 'requests.cpu': '4' },
    `requests.cpu falls from 8 vCPU to 4 vCPU: ${stay}`,
  ),
  'less pods': falls({ pods: '8' }, { pods: '4' }, `pods falls from 8 pods to 4 pods: ${stay}`),
  'less CPU, with room for some': falls(
    { 'limits.cpu': '40' },
    { 'limits.cpu': '17' },
    `limits.cpu falls from 40 vCPU to 17 vCPU: ${stay}; there is room for 2 executors of the largest size (8 vCPU) beside a driver`,
    platform([team()]),
  ),
  'less CPU of pods that request a part': falls(
    { 'requests.cpu': '40' },
    { 'requests.cpu': '5' },
    `requests.cpu falls from 40 vCPU to 5 vCPU: ${stay}; there is room for 1 executor of the largest size (8 vCPU) beside a driver`,
    shares,
  ),
  'less memory, with room for none': {
    before: [hard({ 'requests.memory': '64Gi' }), platform([team()])],
    after: [hard({ 'requests.memory': '33Gi' }), platform([team()])],
    says: [
      `danger ${inQuota} the quota of requests.memory falls from 64 GiB to 33 GiB: running pods stay, and pods that it admitted are refused from now on: largest executor of team-a (there is room for no executors of the largest size (32 GiB) beside a driver)`,
    ],
  },
  'less pods of a team': falls(
    { pods: '8' },
    { pods: '4' },
    `pods falls from 8 pods to 4 pods: ${stay}`,
    platform([team()]),
  ),
  'less of another namespace': falls(
    { 'requests.cpu': '8' },
    { 'requests.cpu': '4' },
    `requests.cpu falls from 8 vCPU to 4 vCPU: ${stay}`,
    platform([team({ namespace: 'other' })]),
  ),
  more: step(
    hard({ 'requests.memory': '1Gi' }),
    hard({ 'requests.memory': '2Gi' }),
    `info ${inQuota} the quota of requests.memory rises from 1 GiB to 2 GiB`,
  ),
  'no limit any more': step(
    hard({ pods: '8', 'requests.cpu': '4' }),
    hard({}),
    `warn ${inQuota} the quota no longer limits pods and requests.cpu`,
  ),
  'load balancers': step(
    hard({ 'services.loadbalancers': '0' }),
    hard({ 'services.loadbalancers': '5' }),
    `danger ${inQuota} the quota of services.loadbalancers rises from 0 to 5, so a Service of the namespace may be reached from outside`,
  ),
  'load balancers without a limit': step(
    hard({ 'services.loadbalancers': '0' }),
    hard({}),
    `danger ${inQuota} the quota no longer limits services.loadbalancers, so a Service of the namespace may be reached`,
  ),
  'load balancers more': step(
    hard({ 'services.loadbalancers': '1' }),
    hard({ 'services.loadbalancers': '5' }),
    `info ${inQuota} the quota of services.loadbalancers rises from 1 to 5`,
  ),
  'pods that it admitted': refusing(
    '4',
    '1',
    `danger ${inQuota} the quota of requests.cpu falls from 4 vCPU to 1 vCPU: running pods stay, and pods that it admitted are refused from now on: Deployment web`,
  ),
  'pods that it refused before': refusing(
    '1',
    '500m',
    `warn ${inQuota} the quota of requests.cpu falls from 1 vCPU to 0.5 vCPU: ${stay}`,
  ),
  'a size that pods do not say': refusing(
    undefined,
    '4',
    `danger ${inQuota} the quota also limits limits.cpu, to 4 vCPU: running pods stay, and pods that it admitted are refused from now on: Deployment web`,
    'limits.cpu',
  ),
  'other pods': step(
    draft('ResourceQuota', { spec: { hard: { pods: '1' } } }),
    draft('ResourceQuota', {
      spec: { hard: { pods: '1' }, scopeSelector: { matchExpressions: [{ scopeName: 'a' }] } },
    }),
    'warn ResourceQuota shop/web: the quota counts other pods (scopeSelector)',
  ),
  'a job above it, which the operator no longer refuses': step(
    enforced({ enable: true }),
    enforced({ enable: false }),
    'warn Application argocd/spark-operator: the Spark operator no longer refuses a job that is above the quota of its namespace',
  ),
  'a job above it, which the operator refuses from now on': step(
    enforced({ enable: false }),
    enforced({ enable: true }),
  ),
  'a limit': step(hard({}), hard({ pods: '8' }), `info ${inQuota} the quota also limits pods, to 8 pods`),
  'something else': step(
    draft('Widget', { spec: { hard: { a: '2' } } }),
    draft('Widget', { spec: { hard: { a: '1' } } }),
  ),
});

const range = (of: Fields) => draft('LimitRange', { spec: { limits: [{ type: 'Container', z: 1, ...of }] } });
const bounds = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(range(before), range(after), ...says.map((said) => said.replace(' ', ' LimitRange shop/web: ')));
const limitedPod = deployment({ resources: { limits: { cpu: '2' } } });

cases(limitRange, {
  'a lower maximum': bounds(
    { max: { cpu: '8' } },
    { max: { cpu: '4' } },
    'warn containers above the new max of cpu are refused (8 → 4); running ones stay',
  ),
  'a first maximum': bounds(
    { max: { memory: '1Gi' } },
    { max: { memory: '1Gi', cpu: '4' } },
    'warn containers above the new max of cpu are refused (none → 4)',
  ),
  'a higher maximum': bounds(
    { max: { cpu: '4' } },
    { max: { cpu: '8' } },
    'warn containers may be larger from now on: max of cpu 4 → 8',
  ),
  'no maximum': bounds(
    { max: { memory: '1Gi', cpu: '4' } },
    { max: { memory: '1Gi' } },
    'warn containers may be larger from now on: max of cpu 4 → none',
  ),
  'a higher minimum': bounds(
    { min: { cpu: '1' } },
    { min: { cpu: '2' } },
    'warn containers below the new min of cpu are refused (1 → 2)',
  ),
  'a lower minimum': bounds({ min: { cpu: '2' } }, { min: { cpu: '1' } }, 'info min of cpu for containers: 2 → 1'),
  'no maximum of anything': bounds(
    { max: { cpu: '4' } },
    {},
    'warn containers may be larger from now on: max of cpu 4 → none',
  ),
  'a default above the maximum': bounds(
    { max: { cpu: '4' }, default: { cpu: '2' } },
    { max: { cpu: '4' }, default: { cpu: '5' } },
    'danger the API server refuses the LimitRange: its default of cpu (5) is above its max (4 vCPU)',
    'info default of cpu for containers: 2 → 5',
  ),
  'no default': bounds(
    { default: { cpu: '2' } },
    {},
    'warn containers get no default of cpu any more (2 → none): a quota that counts it refuses those that say none',
  ),
  'a maximum below a pod': {
    before: [range({ max: { cpu: '4' } }), limitedPod],
    after: [range({ max: { cpu: '1' } }), limitedPod],
    says: [
      'danger LimitRange shop/web: containers that it admitted are refused from now on; running ones stay: Deployment web',
    ],
  },
  'a lower default': bounds(
    { default: { cpu: '2' } },
    { default: { cpu: '1' } },
    'info default of cpu for containers: 2 → 1',
  ),
});

const template = (cpu: string, selector = 'task') =>
  `spec:\n  nodeSelector:\n    for: ${selector}\n  containers:\n    - name: base\n      resources:\n        requests:\n          cpu: "${cpu}"\n          memory: 2Gi\n`;
const runs = (tasks: number | string | undefined, values: Fields = {}) =>
  chart('airflow', { config: { core: { parallelism: tasks } }, ...values });
const inAirflow = 'Application argocd/airflow:';
const atOnce = `warn ${inAirflow} up to 64 tasks run at once, before 32 (parallelism)`;
const among = (values: Fields, others: readonly Draft[], said: string | RegExp): Case => ({
  before: [runs(32, values), ...others],
  after: [runs(64, values), ...others],
  says: [said],
});
const tasks = (cpu: string) => pool({ limits: { cpu } }, {}, { name: 'task' });
const pooler = (ini: string) =>
  draft('ExternalSecret', {
    metadata: { name: 'pooler' },
    spec: { target: { name: 'pooler', template: { data: { 'pgbouncer.ini': ini } } } },
  });

cases(parallelism, {
  'more tasks, in values that had none': step(
    chart('airflow', {}),
    chart('airflow', { config: { core: { parallelism: 64 } } }),
    atOnce,
  ),
  more: step(runs(32), runs(64), new RegExp(`^${atOnce.replace(/[()]/g, '\\$&')}$`)),
  'more than the default': step(
    chart('airflow', { config: { core: { a: 1 } } }),
    chart('airflow', { config: { core: { a: 1, parallelism: 64 } } }),
    atOnce,
  ),
  fewer: step(
    runs(64),
    runs(32),
    `info ${inAirflow} at most 32 tasks run at once, before 64 (parallelism); the others wait in the queue`,
  ),
  'the default again': step(
    chart('airflow', { config: { core: { a: 1, parallelism: 64 } } }),
    chart('airflow', { config: { core: { a: 1 } } }),
    `info ${inAirflow} at most 32 tasks run at once, before 64`,
  ),
  'with what they need': among({ podTemplate: template('500m') }, [], `${atOnce}: that is 32 vCPU and 128 GiB`),
  'with enough in the pool': among(
    { podTemplate: template('1') },
    [pool(), tasks('64')],
    `${atOnce}: that is 64 vCPU and 128 GiB of the 64 vCPU that its pool task may have`,
  ),
  'with too little in the pool': among(
    { podTemplate: template('2') },
    [tasks('100')],
    `${atOnce}: that is 128 vCPU and 128 GiB of the 100 vCPU that its pool task may have, which is too little`,
  ),
  'with a pool that has no limit': among(
    { podTemplate: template('1') },
    [pool({ limits: {} }, {}, { name: 'task' })],
    new RegExp(`${`${atOnce}: that is 64 vCPU and 128 GiB`.replace(/[()]/g, '\\$&')}$`),
  ),
  'with the connections of another pooler': among(
    { pgbouncer: { configSecretName: 'own' } },
    [pooler('[pgbouncer]\nmax_client_conn = 100\n')],
    new RegExp(`^${atOnce.replace(/[()]/g, '\\$&')}$`),
  ),
  'with the connections of the pooler': among(
    { pgbouncer: { configSecretName: 'pooler' } },
    [pooler('[pgbouncer]\nmax_client_conn = 100\n')],
    `${atOnce}: up to 64 connections more, of the 100 that the pooler takes`,
  ),
  'with the connections of the values': among(
    { pgbouncer: { maxClientConn: 200 } },
    [],
    `${atOnce}: up to 64 connections more, of the 200 that the pooler takes`,
  ),
  'with a template that is none': among({ podTemplate: 'a: [' }, [], atOnce),
  'another setting': step(
    chart('airflow', { config: { core: { a: 1 } } }),
    chart('airflow', { config: { core: { a: 2 } } }),
  ),
  'of another chart': step(
    chart('web', { config: { core: { parallelism: 1 } } }),
    chart('web', { config: { core: { parallelism: 2 } } }),
  ),
});

const onPool = (cpu: string, name = 'web', spec: Fields = {}): Draft => ({
  ...deployment({ resources: { requests: { cpu, memory: '1Gi' } } }, spec, {
    nodeSelector: { for: 'spark' },
    tolerations: [{ key: 'dedicated', operator: 'Exists' }],
  }),
  metadata: { name },
});
const stuck = 'no pool admits a pod any more: ';
const otherTaint = pool({}, { taints: [{ key: 'own', effect: 'NoExecute' }] });
/** A pool whose limit falls to 16 vCPU, and what runs on it. */
const tight = (replicas: number, ...says: readonly (string | RegExp)[]): Case => {
  const web = onPool('2', 'web', { replicas });
  return {
    before: [limited({ cpu: '64' }), nodeClass(), web],
    after: [limited({ cpu: '16' }), nodeClass(), web],
    says,
  };
};

cases(limits, {
  'below what always runs': tight(
    9,
    `danger ${inPool} the limit of the pool falls from 64 vCPU to 16 vCPU, and what always runs there asks for 18 vCPU: running nodes stay, and pods that restart stay pending`,
  ),
  'above what always runs': tight(
    8,
    `warn ${inPool} the limit of the pool falls from 64 vCPU to 16 vCPU: running nodes stay, and no new one is made above it`,
  ),
  'below the smallest node, which is said of the pods': {
    before: [limited({ cpu: '64' }), nodeClass(), onPool('2')],
    after: [limited({ cpu: '2' }), nodeClass(), onPool('2')],
  },
  'that stay, below what runs from now on': {
    before: [limited({ cpu: '16' }), nodeClass(), onPool('2', 'web', { replicas: 8 })],
    after: [limited({ cpu: '16' }), nodeClass(), onPool('2', 'web', { replicas: 9 })],
    says: [
      /^danger NodePool spark: what always runs on the pool asks for 18 vCPU, before 16 vCPU, and its limit is 16 vCPU: some of it stays pending$/,
    ],
  },
  'that stay, below what ran before too': {
    before: [limited({ cpu: '16' }), nodeClass(), onPool('2', 'web', { replicas: 9 })],
    after: [limited({ cpu: '16' }), nodeClass(), onPool('2', 'web', { replicas: 10 })],
  },
  'of the number of nodes': step(
    limited({ cpu: '64' }),
    limited({ cpu: '64', nodes: '1' }),
    `warn ${inPool} the limit of the pool falls from any number of nodes to 1 node`,
  ),
  'all of them go': {
    ...step(limited({ cpu: '64', memory: '256Gi' }), limited(undefined)),
    says: [
      withCost(`warn ${inPool} the limit of the pool rises from 64 vCPU to any number of cpu`, 'cost'),
      withCost(`warn ${inPool} the limit of the pool rises from 256 GiB to any number of memory`, 'cost'),
    ],
  },
  'of memory, which bounds the dearest types': {
    ...step(limited({ cpu: '64', memory: '256Gi' }), limited({ cpu: '64', memory: '16Gi' })),
    says: [
      withCost(
        `warn ${inPool} the limit of the pool falls from 256 GiB to 16 GiB: running nodes stay, and no new one is made above it`,
      ),
    ],
  },
});

cases(unschedulable, {
  'a pool that is too small': {
    before: [pool(), nodeClass(), onPool('2')],
    after: [pool({ limits: { cpu: '1' } }), nodeClass(), onPool('2')],
    says: [/^danger Deployment shop\/web, NodePool spark: no pool admits a pod any more: .*\(it fitted on spark\)$/],
  },
  'a pool that goes': {
    before: [pool(), pool({}, {}, { name: 'other' }), nodeClass(), onPool('2')],
    after: [pool({}, {}, { name: 'other' }), nodeClass(), onPool('2')],
    says: [/^danger Deployment shop\/web: no pool admits a pod any more: .*\(it fitted on spark\)$/],
  },
  'a new pod that fits nowhere': {
    before: [pool(), nodeClass()],
    after: [pool(), nodeClass(), onPool('1000')],
    says: ['danger Deployment shop/web: no pool admits a new pod: Deployment web stays pending: it asks for 1000 vCPU'],
  },
  'several pods for one taint': {
    before: [pool(), nodeClass(), onPool('2'), onPool('1', 'b')],
    after: [otherTaint, nodeClass(), onPool('2'), onPool('1', 'b')],
    says: [
      'danger Deployment shop/web, Deployment shop/b, NodePool spark: no pool admits 2 pods any more: Deployment web and Deployment b stay pending, each as it does not tolerate the taint of the nodes that it selects, own:NoExecute (pool spark) (they fitted on spark)',
    ],
  },
  'several pods for a limit below the smallest node': {
    before: [pool(), nodeClass(), onPool('2'), onPool('1', 'b')],
    after: [limited({ cpu: '2' }), nodeClass(), onPool('2'), onPool('1', 'b')],
    says: [
      'danger Deployment shop/web, Deployment shop/b, NodePool spark: no pool admits 2 pods any more: Deployment web and Deployment b stay pending: the largest asks for 2 vCPU and 1 GiB; the nearest, pool spark, makes no node: no instance type keeps both its requirements and its limits',
    ],
  },
  'pods for two causes': {
    before: [pool(), nodeClass(), onPool('2'), onPool('1', 'b')],
    after: [
      pool(),
      nodeClass(),
      onPool('1000'),
      { ...onPool('1', 'b'), spec: { template: { spec: { containers: [], nodeSelector: { for: 'nobody' } } } } },
    ],
    says: [
      `danger Deployment shop/web, NodePool spark: ${stuck}`,
      `danger Deployment shop/b, NodePool spark: ${stuck}`,
    ],
  },
  'one of two pods': {
    before: [pool(), nodeClass(), onPool('2'), onPool('2', 'b')],
    after: [pool(), nodeClass(), onPool('1000'), onPool('2', 'b')],
    says: [`danger Deployment shop/web, NodePool spark: ${stuck}`],
  },
  'a pod that fitted nowhere before': {
    before: [pool(), nodeClass(), onPool('1000')],
    after: [pool(), nodeClass(), onPool('2000')],
  },
  'a pod that fits': {
    before: [pool(), nodeClass(), onPool('1')],
    after: [pool(), nodeClass(), onPool('2')],
  },
  'no pool at all': { before: [onPool('1')], after: [onPool('2')] },
});

const spread = (whenUnsatisfiable: string) =>
  deployment({}, {}, { topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable }] });
const apart = (podAntiAffinity: Fields) => deployment({}, {}, { affinity: { podAntiAffinity } });
const required = { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] };
const classOf = (fields: Fields) => draft('PriorityClass', { value: 1, ...fields });

cases(placement, {
  'an even spread, or none': step(
    spread('ScheduleAnyway'),
    spread('DoNotSchedule'),
    'warn Deployment shop/web: pods that would be spread unevenly stay pending (DoNotSchedule)',
  ),
  'an even spread where it can be': step(spread('DoNotSchedule'), spread('ScheduleAnyway')),
  'never beside others': step(
    apart({ a: 1 }),
    apart({ a: 1, ...required }),
    'warn Deployment shop/web: pods that must not stand beside others stay pending where no other node or zone is free',
  ),
  'beside others again': step(apart({ a: 1, ...required }), apart({ a: 1 })),
  'never beside others, by a chart': step(
    chart('web', { affinity: { a: 1 } }),
    chart('web', { affinity: { a: 1, podAntiAffinity: required } }),
    'warn Application argocd/web: pods that must not stand beside others stay pending',
  ),
  'the priority of everybody, which is said of the class': step(
    classOf({ globalDefault: false }),
    classOf({ globalDefault: true }),
  ),
  'a new object': step(undefined, spread('DoNotSchedule')),
});
