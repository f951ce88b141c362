import { instanceChoice } from '../../../review/compare/verdicts/nodes/choice.ts';
import { mayBeDisrupted } from '../../../review/compare/verdicts/nodes/do-not-disrupt.ts';
import { lifetime } from '../../../review/compare/verdicts/nodes/lifetime.ts';
import { taints } from '../../../review/compare/verdicts/nodes/taints.ts';
import { type Case, cases, chart, draft, step } from '../compare/trees.ts';
import { deployment, nodeClass, pool } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const inPool = 'NodePool spark:';
const needs = (key: string, operator: string, ...values: readonly string[]) => ({ key, operator, values });
const fits = (...requirements: readonly Fields[]) => pool({}, { requirements });
const families = (...values: readonly string[]) => needs('karpenter.k8s.aws/instance-family', 'In', ...values);
const capacity = (...values: readonly string[]) => needs('karpenter.sh/capacity-type', 'In', ...values);
const arch = (...values: readonly string[]) => needs('kubernetes.io/arch', 'In', ...values);
const zones = (...values: readonly string[]) => needs('topology.kubernetes.io/zone', 'In', ...values);
const fewer = `info ${inPool} Karpenter has fewer instance types to choose from`;
const more = `info ${inPool} Karpenter may choose from more instance types`;
const least = (minValues?: number) => ({
  key: 'karpenter.k8s.aws/instance-family',
  operator: 'Exists',
  ...(minValues === undefined ? {} : { minValues }),
});
const volumes = 'a volume of EBS stays in its zone, so pods with one in another zone stay pending';

/** A pool in one zone, beside a Deployment that may run there. */
const hosting = (pod: Fields, said: string): Case => ({
  before: [pool(), nodeClass(), deployment({}, {}, pod)],
  after: [pool({}, { requirements: [zones('a')] }), nodeClass(), deployment({}, {}, pod)],
  says: [
    said,
    `${more} (capacity-type, instance-category, instance-generation, instance-cpu)`.replace('capacity-type, ', ''),
  ],
});

cases(instanceChoice, {
  fewer: step(
    fits(capacity('spot', 'on-demand'), families('m6a', 'm7a')),
    fits(capacity('spot', 'on-demand'), families('m6a')),
    `${fewer} (instance-family): Spot is interrupted more often, and capacity is found less easily`,
  ),
  'fewer, and On-Demand alone': step(
    fits(capacity('on-demand'), families('m6a', 'm7a')),
    fits(capacity('on-demand'), families('m6a')),
    `${fewer} (instance-family): capacity is found less easily`,
  ),
  more: step(
    fits(families('m6a')),
    fits(families('m6a', 'm7a')),
    `${more} (instance-family); no node is replaced for it`,
  ),
  others: step(fits(families('m6a')), fits(families('m7a')), `${fewer} (instance-family)`, `${more} (instance-family)`),
  'a family that AWS does not have': step(
    fits(families('m6a')),
    fits(families('m99x')),
    new RegExp(`^danger ${inPool} AWS had no instance-family m99x on \\S+: the pool gets no node, unless it is newer$`),
    `${fewer} (instance-family)`,
    `${more} (instance-family)`,
  ),
  'a family that AWS does not have, beside one that it has': step(
    fits(families('m6a')),
    fits(families('m6a', 'm99x')),
    new RegExp(`^warn ${inPool} AWS had no instance-family m99x on \\S+$`),
    `${more} (instance-family)`,
  ),
  'one zone': step(
    fits(zones('a', 'b')),
    fits(zones('a')),
    `warn ${inPool} every new node is in one zone (a): when it fails, nothing of the pool runs; ${volumes}`,
  ),
  'one zone, with what always runs': hosting(
    { nodeSelector: { for: 'spark' }, tolerations: [{ operator: 'Exists' }] },
    `danger ${inPool} every new node is in one zone (a): when it fails, nothing of the pool runs`,
  ),
  'one zone, with what runs elsewhere': hosting(
    { nodeSelector: { for: 'other' } },
    `warn ${inPool} every new node is in one zone (a): when it fails, nothing of the pool runs`,
  ),
  'fewer zones': step(
    fits(needs('topology.kubernetes.io/zone', 'NotIn', 'd')),
    fits(zones('a', 'b')),
    `warn ${inPool} new nodes are in a and b alone; ${volumes}`,
  ),
  'more zones': step(fits(zones('a')), fits(zones('a', 'b'))),
  'another architecture': step(
    fits(arch('amd64')),
    fits(arch('arm64')),
    `danger ${inPool} new nodes are arm64: an image that is built for amd64 alone does not start there (exec format error)`,
  ),
  'one architecture more': step(
    fits(arch('amd64')),
    fits(arch('amd64', 'arm64')),
    `warn ${inPool} new nodes may be arm64: an image that is built for amd64 alone does not start there`,
  ),
  'one architecture less': step(fits(arch('amd64', 'arm64')), fits(arch('amd64'))),
  'another operating system': step(
    fits(needs('kubernetes.io/os', 'In', 'linux')),
    fits(needs('kubernetes.io/os', 'In', 'windows')),
    `danger ${inPool} new nodes run windows: no image for Linux starts there`,
  ),
  'no Spot any more': step(
    fits(capacity('spot', 'on-demand')),
    fits(capacity('on-demand')),
    `warn ${inPool} new nodes are no longer Spot, which costs more for the same work`,
  ),
  'Spot alone': step(
    fits(capacity('spot', 'on-demand')),
    fits(capacity('spot')),
    `warn ${inPool} new nodes are Spot alone: where AWS has no such capacity, pods of the pool wait`,
  ),
  'Spot too': step(fits(capacity('on-demand')), fits(capacity('spot', 'on-demand'))),
  'more kinds than there are': step(
    fits(least(5)),
    fits(least(5000)),
    new RegExp(
      `^danger ${inPool} Karpenter makes a node only where it finds 5000 kinds of instance-family to choose from, before 5, and there are \\d+: the pool gets no node any more$`,
    ),
  ),
  'more kinds': step(
    fits(least()),
    fits(least(10)),
    `warn ${inPool} Karpenter makes a node only where it finds 10 kinds of instance-family to choose from, before 1: large pods may find too few`,
  ),
  'fewer kinds': step(
    fits(least(5)),
    fits(least()),
    `info ${inPool} Karpenter may ask AWS for as few as 1 kind of instance-family, before 5`,
  ),
  'fewer kinds of Spot': step(
    fits(capacity('spot'), least(5)),
    fits(capacity('spot'), least(2)),
    `warn ${inPool} Karpenter may ask AWS for as few as 2 kinds of instance-family, before 5: Spot is interrupted more often`,
  ),
  'the same': step(fits(families('m6a')), pool({ weight: 2 }, { requirements: [families('m6a')] })),
  'requirements of something else': step(
    draft('Widget', { spec: { template: { spec: { requirements: [families('m6a', 'm7a')] } } } }),
    draft('Widget', { spec: { template: { spec: { requirements: [families('m6a')] } } } }),
  ),
});

const tainted = (...list: readonly Fields[]) => pool({}, { taints: list });
const [mine, advice, other] = [
  { key: 'dedicated', value: 'spark', effect: 'NoSchedule' },
  { key: 'dedicated', value: 'spark', effect: 'PreferNoSchedule' },
  { key: 'other', effect: 'NoExecute' },
];
const anybody = 'may run on its nodes from now on: nothing keeps the pool for those that select it';
const starting = (...list: readonly Fields[]) => pool({}, { startupTaints: list });
const wait = 'new nodes take no pod before somebody takes the startup taint';

cases(taints, {
  'no taint any more': step(
    tainted(mine),
    tainted(),
    `danger ${inPool} pods that do not tolerate dedicated=spark:NoSchedule ${anybody}`,
  ),
  'a taint that only advises': step(
    tainted(mine),
    tainted(advice),
    `danger ${inPool} pods that do not tolerate dedicated=spark:NoSchedule ${anybody}`,
  ),
  'no taint of another kind any more': step(
    tainted(other),
    tainted(),
    `warn ${inPool} pods that do not tolerate other:NoExecute ${anybody}`,
  ),
  'one of two': step(
    tainted(mine, other),
    tainted(other),
    /^info NodePool spark: pods that do not tolerate dedicated=spark:NoSchedule may run on its nodes from now on$/,
  ),
  'one that only advised': step(tainted(advice), tainted()),
  'another value': step(tainted(mine), tainted({ ...mine, value: 'b' })),
  'new nodes wait': step(
    pool(),
    starting({ key: 'a', effect: 'NoSchedule' }),
    `danger ${inPool} ${wait} a:NoSchedule away: where nobody does, every pod of the pool stays pending`,
  ),
  'new nodes wait for the driver of volumes': step(
    pool(),
    starting({ key: 'ebs.csi.aws.com/agent-not-ready', effect: 'NoExecute' }),
    `warn ${inPool} ${wait} ebs.csi.aws.com/agent-not-ready:NoExecute away`,
  ),
  'new nodes wait for less': step(starting({ key: 'a', effect: 'NoSchedule' }), pool()),
});

const lives = (role: string, node: Fields) =>
  pool({}, { taints: [{ key: 'dedicated', value: role, effect: 'NoSchedule' }], ...node });
const grace = (role: string, before: string | undefined, after: string | undefined, ...says: readonly string[]) =>
  step(
    lives(role, { terminationGracePeriod: before }),
    lives(role, { terminationGracePeriod: after }),
    ...says.map((said) => said.replace(' ', ` ${inPool} `)),
  );
const age = (before: string | undefined, after: string | undefined, said: string) =>
  step(
    lives('airflow', { expireAfter: before }),
    lives('airflow', { expireAfter: after }),
    said.replace(' ', ` ${inPool} `),
  );

cases(lifetime, {
  'less grace for drivers': grace(
    'spark-driver',
    '48h',
    '30m',
    'danger pods of new nodes get at most 30m to end when their node goes, before 48h: drivers that need longer are killed with their job, do-not-disrupt or not',
  ),
  'a first grace for tasks': grace(
    'airflow-task',
    undefined,
    '1h',
    'danger pods of new nodes get at most 1h to end when their node goes, before no limit: tasks that need longer are killed',
  ),
  'less grace for others': grace(
    'airflow',
    '1h',
    '5m',
    'warn pods of new nodes get at most 5m to end when their node goes, before 1h: those that need longer are killed',
  ),
  'more grace': grace('spark-driver', '24h', '48h', 'info pods of new nodes get up to 48h to end, before 24h'),
  'no end of the grace': grace(
    'spark-driver',
    '48h',
    undefined,
    'warn nothing ends the wait for a pod that does not leave its node (terminationGracePeriod, before 48h)',
  ),
  'the same grace': grace('spark-driver', '48h', '2880m'),
  'a shorter life': age(
    '336h',
    '1h',
    'warn new nodes are drained at the age of 1h, before 336h, at any hour and whatever the budgets say',
  ),
  'a longer life': age(undefined, '1000h', 'info new nodes expire at the age of 1000h, before 720h'),
  'an endless life': age('336h', 'Never', 'warn new nodes never expire, before 336h'),
});

const marked = (annotations: Fields) => deployment({}, { template: { metadata: { annotations } } });
const kept = { 'karpenter.sh/do-not-disrupt': 'true' };
const lost = 'pods lose karpenter.sh/do-not-disrupt: Karpenter evicts them, while they run';
const task = (text: string) => chart('airflow', { podTemplate: text });

cases(mayBeDisrupted, {
  'of a Deployment': step(marked({ a: '1', ...kept }), marked({ a: '1' }), `danger Deployment shop/web: ${lost}`),
  'with all its annotations': step(
    marked(kept),
    deployment({}, { template: {} }),
    `danger Deployment shop/web: ${lost}`,
  ),
  'switched off': step(
    marked(kept),
    marked({ 'karpenter.sh/do-not-disrupt': 'false' }),
    `danger Deployment shop/web: ${lost}`,
  ),
  'of the tasks, in a text': step(
    task('metadata:\n  annotations:\n    karpenter.sh/do-not-disrupt: "true"\n  name: a\n'),
    task('metadata:\n  name: a\n'),
    `danger Application argocd/airflow: ${lost}`,
  ),
  'one more': step(marked({ a: '1' }), marked({ a: '1', ...kept })),
  'another annotation': step(marked({ a: '1', ...kept }), marked(kept)),
});
