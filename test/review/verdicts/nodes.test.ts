import { budgets, consolidation, untouched } from '../../../review/compare/verdicts/nodes/disruption.ts';
import { mayBeReplaced, newImage, replaced, someReplaced } from '../../../review/compare/verdicts/nodes/replaced.ts';
import { isCompatible, narrowedKeys } from '../../../review/compare/verdicts/nodes/requirements.ts';
import { spotTasks } from '../../../review/compare/verdicts/nodes/spot.ts';
import { type Case, cases, type Draft, draft, step } from '../compare/trees.ts';
import { nodeClass, pool, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const needs = (key: string, operator: string, ...values: readonly string[]) => ({ key, operator, values });
const [cpu, own, zone] = ['karpenter.k8s.aws/instance-cpu', 'example.com/own', 'topology.kubernetes.io/zone'];

/** Whether a node with this label keeps its place. */
test.each([
  [needs(zone, 'In', 'a', 'b'), 'a', true],
  [needs(zone, 'In', 'a', 'b'), 'c', false],
  [needs(zone, 'NotIn', 'a'), 'a', false],
  [needs(zone, 'NotIn', 'a'), 'b', true],
  [needs(zone, 'Exists'), 'a', true],
  [needs(zone, 'DoesNotExist'), 'a', false],
  [needs(cpu, 'Gt', '4'), '4', false],
  [needs(cpu, 'Gt', '4'), '5', true],
  [needs(cpu, 'Gte', '4'), '4', true],
  [needs(cpu, 'Gte', '4'), '3', false],
  [needs(cpu, 'Lt', '4'), '4', false],
  [needs(cpu, 'Lt', '4'), '3', true],
  [needs(cpu, 'Lte', '4'), '4', true],
  [needs(cpu, 'Lte', '4'), '5', false],
  // A label that a node does not have.
  [needs(own, 'In', 'a'), undefined, false],
  [needs(own, 'Exists'), undefined, false],
  [needs(own, 'NotIn', 'a'), undefined, true],
  [needs(own, 'DoesNotExist'), undefined, true],
  [needs(zone, 'In', 'a'), undefined, true],
])('%j of a node with %s: %s', (requirement, value, kept) => {
  expect(isCompatible(value === undefined ? {} : { [requirement.key]: value }, [requirement])).toBe(kept);
});

test.each([
  [[needs(cpu, 'Gte', '4'), needs(cpu, 'Lte', '8')], '8', true],
  [[needs(cpu, 'Gte', '4'), needs(cpu, 'Lte', '8')], '9', false],
  [[needs(zone, 'NotIn', 'a'), needs(zone, 'NotIn', 'b')], 'b', false],
  [[needs(zone, 'In', 'a', 'b'), needs(zone, 'NotIn', 'b')], 'b', false],
  [[needs(zone, 'In', 'a', 'b'), needs(zone, 'NotIn', 'b')], 'a', true],
  [[needs(zone, 'NotIn', 'b'), needs(zone, 'In', 'a', 'b')], 'a', true],
  [[needs(zone, 'In', 'a', 'b'), needs(zone, 'In', 'b', 'c')], 'b', true],
  [[needs(zone, 'In', 'a', 'b'), needs(zone, 'In', 'b', 'c')], 'a', false],
  [[needs(cpu, 'In', '4', '8'), needs(cpu, 'Lt', '8')], '8', false],
])('%j together of a node with %s: %s', (requirements, value, kept) => {
  expect(isCompatible({ [requirements[0]?.key ?? '']: value }, requirements)).toBe(kept);
});

/** Where fewer values are allowed than before. */
test.each([
  [[needs(zone, 'In', 'a', 'b')], [needs(zone, 'In', 'a')], [zone]],
  [[needs(zone, 'In', 'a')], [needs(zone, 'In', 'a', 'b')], []],
  [[needs(zone, 'In', 'a')], [needs(zone, 'NotIn', 'a')], [zone]],
  [[needs(zone, 'In', 'a')], [needs(zone, 'NotIn', 'b')], []],
  [[needs(zone, 'NotIn', 'a')], [needs(zone, 'In', 'b')], [zone]],
  [[needs(zone, 'NotIn', 'a', 'b')], [needs(zone, 'NotIn', 'a')], []],
  [[needs(zone, 'NotIn', 'a')], [needs(zone, 'NotIn', 'a', 'b')], [zone]],
  [[needs(cpu, 'Gte', '4')], [needs(cpu, 'Gte', '8')], [cpu]],
  [[needs(cpu, 'Gte', '8')], [needs(cpu, 'Gte', '4')], []],
  [[needs(cpu, 'Gte', '4')], [needs(cpu, 'Gt', '3')], []],
  [[needs(cpu, 'Lte', '8')], [needs(cpu, 'Lte', '4')], [cpu]],
  [[needs(cpu, 'Gte', '8')], [needs(cpu, 'Gte', '8'), needs(cpu, 'NotIn', '4')], []],
  [[needs(cpu, 'Gte', '8')], [needs(cpu, 'Gte', '8'), needs(cpu, 'NotIn', '16')], [cpu]],
  [[], [needs(zone, 'In', 'a')], [zone]],
  [[], [needs(zone, 'Exists')], []],
  [[], [needs(own, 'Exists')], [own]],
  [[], [needs(own, 'DoesNotExist')], [own]],
  [[], [needs(own, 'NotIn', 'a')], [own]],
  [[needs(zone, 'In', 'a')], [], []],
])('from %j to %j is narrower in %j', (before, after, keys) => {
  expect(narrowedKeys(before, after)).toEqual(keys);
});

const inPool = 'NodePool spark:';
const are = 'are part of what Karpenter compares its nodes with';
const evicted = 'pods are evicted; one with do-not-disrupt runs on';
const tenth = 'at most 10% of its nodes at a time';
const welcome = 'is part of what Karpenter compares its nodes with';
/** A pool with a budget or a role, all of whose nodes are replaced. */
const paced = (spec: Fields, node: Fields, why: string) =>
  step(
    pool(spec, node),
    pool(spec, { ...node, expireAfter: '336h' }),
    `danger ${inPool} every node is replaced, as expireAfter ${welcome} (spark: ${why})`,
  );
const withBudgets = (...list: readonly Fields[]) => ({ disruption: { budgets: list } });
const noDrift = { nodes: '0', reasons: ['Drifted'] };
const held = (end: string) =>
  `no node is replaced for it, by a budget of 0 for drift: an old one stays until it is empty${end}, and both kinds run meanwhile`;
const role = (value: string) => ({ taints: [{ key: 'dedicated', value, effect: 'NoSchedule' }] });
const inClass = 'EC2NodeClass spark:';
const ami = (alias: string) => nodeClass({ amiSelectorTerms: [{ alias }] });
const with2 = (before: Draft, after: Draft, pools: readonly Draft[], ...says: readonly string[]): Case => ({
  before: [before, ...pools],
  after: [after, ...pools],
  says,
});

const labelled = (labels: Fields) =>
  draft('NodePool', { metadata: { name: 'spark' }, spec: { template: { metadata: { labels } } } });

cases(replaced, {
  'by turns': paced({}, {}, `${tenth}; ${evicted}`),
  'by a number': paced(withBudgets({ nodes: '2' }), {}, `at most 2 of its nodes at a time; ${evicted}`),
  'with a taint of its own': paced(
    {},
    { taints: [{ key: 'own', value: 'airflow', effect: 'NoSchedule' }, ...role('airflow-task').taints] },
    `${tenth}; running tasks run on to their end; meanwhile the old node and its replacement are both paid`,
  ),
  'by a number for another reason': paced(withBudgets({ nodes: '2', reasons: ['Empty'] }), {}, `${tenth}; ${evicted}`),
  'by a number for this reason': paced(
    withBudgets({ nodes: '2', reasons: ['Empty', 'Drifted'] }),
    {},
    `at most 2 of its nodes at a time; ${evicted}`,
  ),
  'not for some hours': paced(
    withBudgets({ nodes: '0', schedule: '0 8 * * *', duration: '8h' }, { nodes: '20%' }),
    {},
    `none for 8h from '0 8 * * *' UTC, at most 20% of its nodes at a time; ${evicted}`,
  ),
  'in no time': step(
    pool(withBudgets({ nodes: '20%' }, noDrift), { ...role('spark-executor') }),
    pool(withBudgets({ nodes: '20%' }, noDrift), { ...role('spark-executor'), expireAfter: '336h' }),
    `warn ${inPool} new nodes get another expireAfter, and no node is replaced for it: old ones stay (spark: ${held(', or 720h old')})`,
  ),
  'in no time, and they do not expire': step(
    pool(withBudgets(noDrift), { expireAfter: 'Never' }),
    pool(withBudgets(noDrift), { expireAfter: '336h' }),
    `warn ${inPool} new nodes get another expireAfter, and no node is replaced for it: old ones stay (spark: ${held('')})`,
  ),
  'of one of two pools': with2(
    nodeClass(),
    nodeClass({ role: 'other' }),
    [pool(withBudgets(noDrift)), pool({}, {}, { name: 'large' })],
    `danger ${inClass} every node is replaced, as role ${welcome} (spark: ${held(', or 720h old')} · large: ${tenth}; ${evicted})`,
  ),
  'by a number for some hours': paced(
    withBudgets({ schedule: '0 8 * * *', duration: '8h' }),
    {},
    `${tenth} for 8h from '0 8 * * *' UTC; ${evicted}`,
  ),
  'nodes of drivers': paced(
    {},
    { ...role('spark-driver'), terminationGracePeriod: '12h' },
    `${tenth}; drivers run on to their end, at most 12h; meanwhile the old node and its replacement are both paid`,
  ),
  'nodes of tasks': paced(
    {},
    role('airflow-task'),
    `${tenth}; running tasks run on to their end; meanwhile the old node and its replacement are both paid`,
  ),
  'nodes of executors': paced(
    {},
    role('spark-executor'),
    `${tenth}; executors are evicted, and their jobs make new ones`,
  ),
  'nodes of Airflow': paced(
    {},
    role('airflow'),
    `${tenth}; Airflow's components move to new nodes, as their PodDisruptionBudgets allow it`,
  ),
  'for some hours at most': paced({}, { terminationGracePeriod: '2h' }, `${tenth}; ${evicted}, at most 2h`),
  'for two fields': step(
    pool({}, {}),
    pool({}, { expireAfter: '336h', terminationGracePeriod: '1h' }),
    `danger ${inPool} every node is replaced, as expireAfter and terminationGracePeriod ${are}`,
  ),
  'for its labels': step(
    labelled({ a: 'b' }),
    labelled({ a: 'c' }),
    `danger ${inPool} every node is replaced, as labels ${are}`,
  ),
  'for its class': with2(
    nodeClass(),
    nodeClass({ kubelet: { maxPods: 50 } }),
    [pool(), pool({}, {}, { name: 'large' }), pool({}, { nodeClassRef: { name: 'other' } }, { name: 'other' })],
    `danger ${inClass} every node is replaced, as kubelet ${welcome} (spark: ${tenth}; ${evicted} · large: ${tenth}; ${evicted})`,
  ),
  'for a class that no pool uses': step(
    nodeClass(),
    nodeClass({ kubelet: { maxPods: 50 } }),
    `danger ${inClass} every node is replaced, as kubelet ${welcome} (no pool uses the class)`,
  ),
  'a change that is refused': step(
    pool(),
    pool({}, { expireAfter: '336h', nodeClassRef: { group: 'example.com', kind: 'EC2NodeClass', name: 'spark' } }),
  ),
  'a pool of another group': step(
    { ...pool(), apiVersion: 'example.com/v1' },
    { ...pool({}, { expireAfter: '336h' }), apiVersion: 'example.com/v1' },
  ),
  'a new pool': step(undefined, pool()),
  'fields of something else': step(settings({ expireAfter: 'a' }), settings({ expireAfter: 'b' })),
});

cases(newImage, {
  'another one': with2(
    ami('al2023@v20261112'),
    ami('al2023@v20261119'),
    [pool()],
    `danger ${inClass} another AMI: every node that was made from the old one is replaced (spark: ${tenth}; ${evicted})`,
  ),
  'the newest': step(
    ami('al2023@v20261112'),
    ami('al2023@latest'),
    `danger ${inClass} the AMI is no longer pinned (latest): nodes are replaced now, where the newest AMI is another one`,
  ),
  'another family, which replaces every node': step(ami('al2023@v20261112'), ami('bottlerocket@v1.50.0')),
  subnets: step(nodeClass(), nodeClass({ subnetSelectorTerms: [{ id: 'a' }] })),
  'a field of a pool': step(pool(), pool({}, { expireAfter: '1h' })),
});

cases(mayBeReplaced, {
  'subnets and groups': with2(
    nodeClass({ subnetSelectorTerms: [{ id: 'a' }], securityGroupSelectorTerms: [{ id: 'a' }] }),
    nodeClass({ subnetSelectorTerms: [{ id: 'b' }], securityGroupSelectorTerms: [{ id: 'b' }] }),
    [pool()],
    `warn ${inClass} nodes are replaced where securityGroupSelectorTerms and subnetSelectorTerms resolves to something else than before; only AWS knows, and none is where it resolves to the same; where it finds none, no node is made (spark:`,
  ),
  'the AMI, which has a verdict of its own': step(ami('al2023@v20261112'), ami('al2023@v20261119')),
  'subnets beside what replaces every node': step(
    nodeClass(),
    nodeClass({ subnetSelectorTerms: [{ id: 'b' }], kubelet: { maxPods: 50 } }),
  ),
});

const family = 'karpenter.k8s.aws/instance-family';
const fits = (...requirements: readonly Fields[]) => pool({}, { requirements });
const families = (...values: readonly string[]) => needs(family, 'In', ...values);

cases(someReplaced, {
  'fewer families': step(
    fits(families('a', 'b')),
    fits(families('a')),
    `warn ${inPool} only nodes that no longer fit are replaced: the requirements are narrower in instance-family (spark: ${tenth}; ${evicted})`,
  ),
  'fewer families and zones': step(
    fits(families('a', 'b'), needs(zone, 'In', 'a', 'b')),
    fits(families('a'), needs(zone, 'In', 'a')),
    `warn ${inPool} only nodes that no longer fit are replaced: the requirements are narrower in instance-family, zone`,
  ),
  'more families': step(fits(families('a')), fits(families('a', 'b'))),
  'of another kind altogether': step(
    fits(needs('kubernetes.io/arch', 'In', 'amd64'), families('a', 'b')),
    fits(needs('kubernetes.io/arch', 'In', 'arm64'), families('a')),
    `danger ${inPool} every node is replaced: none that was made before fits any more (arch) (spark: ${tenth}; ${evicted})`,
  ),
  'larger than the largest before': step(
    fits(needs(cpu, 'Lte', '8')),
    fits(needs(cpu, 'Gt', '8')),
    `danger ${inPool} every node is replaced: none that was made before fits any more (instance-cpu)`,
  ),
  'as large as the largest before': step(
    fits(needs(cpu, 'Lte', '8')),
    fits(needs(cpu, 'Gte', '8')),
    `warn ${inPool} only nodes that no longer fit are replaced: the requirements are narrower in instance-cpu`,
  ),
  'a label that no node has': step(
    fits(families('a')),
    fits(families('a'), needs(own, 'In', 'a')),
    `danger ${inPool} every node is replaced: none that was made before fits any more (own)`,
  ),
  'in no time': step(
    pool(withBudgets(noDrift), { requirements: [families('a', 'b')] }),
    pool(withBudgets(noDrift), { requirements: [families('a')] }),
    `warn ${inPool} new nodes are chosen by narrower requirements (instance-family), and no node is replaced for it: old ones stay (spark: ${held(', or 720h old')})`,
  ),
});

const spot = (...values: readonly string[]) => ({
  ...role('airflow-task'),
  requirements: [needs('karpenter.sh/capacity-type', 'In', ...values)],
});
const lose = `warn ${inPool} tasks of the pool may lose their node two minutes after a notice of Spot`;

cases(spotTasks, {
  'from now on': step(pool({}, spot('on-demand')), pool({}, spot('on-demand', 'spot')), lose),
  'in a new pool': step(undefined, pool({}, spot('spot')), lose),
  'as before': step(pool({}, spot('spot')), pool({}, spot('spot', 'on-demand'))),
  'as nothing is said': step(pool({}, spot('spot')), pool({}, { ...role('airflow-task'), requirements: [] })),
  'on nodes without tasks': step(undefined, pool({}, { ...spot('spot'), ...role('spark') })),
  'in a pool that goes': step(pool({}, spot('spot')), undefined),
  'on nodes of drivers': step(
    pool({}, { ...spot('on-demand'), ...role('spark-driver') }),
    pool({}, { ...spot('on-demand', 'spot'), ...role('spark-driver') }),
    `danger ${inPool} drivers of the pool may lose their node two minutes after a notice of Spot: the whole job fails`,
  ),
  'on nodes of Airflow': step(
    pool({}, { ...spot('on-demand'), ...role('airflow') }),
    pool({}, { ...spot('spot'), ...role('airflow') }),
    `warn ${inPool} Airflow's components may lose their node two minutes after a notice of Spot`,
  ),
  'on nodes of executors': step(undefined, pool({}, { ...spot('spot'), ...role('spark-executor') })),
  'on nodes without a role': step(undefined, pool({}, { requirements: spot('spot').requirements })),
});

const disrupted = (before: readonly Fields[], after: readonly Fields[], ...says: readonly string[]) =>
  step(pool(withBudgets(...before)), pool(withBudgets(...after)), ...says);
const never = `warn ${inPool} no node may be disrupted at any time: an old AMI or another drift stays until the nodes expire`;
const faster = `warn ${inPool} more nodes may be disrupted at a time`;
const otherwise = `info ${inPool} nodes are disrupted by other budgets`;
const unguarded = `warn ${inPool} the hours in which no node is replaced are gone: nodes may be drained while people work`;
const hours = { nodes: '0', schedule: '0 8 * * *', duration: '8h' };
const itself = 'no node is replaced by this edit itself';

cases(budgets, {
  none: disrupted(
    [{ nodes: '10%' }],
    [{ nodes: '0' }],
    `${never} (from now on ${held(', or 720h old')}; before: ${tenth}; ${itself})`,
  ),
  'none that no longer match': disrupted(
    [{ nodes: '10%' }],
    [{ nodes: '10%' }, noDrift],
    `${otherwise} (from now on no node`,
  ),
  'those that no longer match again': disrupted(
    [{ nodes: '10%' }, noDrift],
    [{ nodes: '10%' }],
    `warn ${inPool} nodes that no longer match are replaced again, and their pods evicted: a budget of 0 held them (from now on ${tenth}; before: ${held(', or 720h old')}; nodes that no longer matched before are replaced now)`,
  ),
  'those that no longer match still not': disrupted(
    [{ nodes: '20%' }, noDrift],
    [{ nodes: '10%' }, noDrift],
    `${otherwise} (from now on ${held(', or 720h old')}; before: ${held(', or 720h old')}; ${itself})`,
  ),
  'none of a hundred': disrupted([{ nodes: '10%' }], [{ nodes: '0%' }], never),
  'none for some hours': disrupted(
    [{ nodes: '10%' }],
    [{ nodes: '10%' }, hours],
    `${otherwise} (from now on ${tenth}, none for 8h from '0 8 * * *' UTC; before: ${tenth}; ${itself})`,
  ),
  'none of two': disrupted([{ nodes: '10%' }], [{ nodes: '10%' }, { nodes: '0' }], never),
  'a few': disrupted([{ nodes: '10%' }], [{ nodes: '05' }], otherwise),
  'a number for some hours no more': disrupted(
    [{ nodes: '10%' }, { ...hours, nodes: '1' }],
    [{ nodes: '10%' }],
    otherwise,
  ),
  'none that are empty': disrupted(
    [{ nodes: '10%' }],
    [{ nodes: '10%' }, { nodes: '0', reasons: ['Empty'] }],
    otherwise,
  ),
  'no hours any more': disrupted([{ nodes: '10%' }, hours], [{ nodes: '10%' }], unguarded),
  'other hours': disrupted(
    [{ nodes: '10%' }, hours],
    [{ nodes: '10%' }, { ...hours, schedule: '0 9 * * *' }],
    otherwise,
  ),
  'fewer hours': disrupted(
    [{ nodes: '10%' }, hours],
    [{ nodes: '10%' }, { ...hours, duration: '1h' }],
    `warn ${inPool} there are fewer hours in which no node is replaced`,
  ),
  'more hours': disrupted([{ nodes: '10%' }, hours], [{ nodes: '10%' }, { ...hours, duration: '9h' }], otherwise),
  'fewer of two': disrupted([hours, { ...hours, schedule: '0 20 * * *' }], [hours], unguarded),
  more: disrupted([{ nodes: '10%' }], [{ nodes: '20%' }], faster),
  fewer: disrupted([{ nodes: '20%' }], [{ nodes: '10%' }], otherwise),
  all: disrupted([{ nodes: '50%' }], [{ ...hours, nodes: '5' }], faster),
  consolidation: step(
    pool({ disruption: { consolidateAfter: '1m' } }),
    pool({ disruption: { consolidateAfter: '2m' } }),
  ),
  'a new pool': step(undefined, pool(withBudgets({ nodes: '0' }))),
});

const when = (disruption: Fields) => pool({ disruption: { budgets: [], ...disruption } });
const unused = 'no node is replaced for it';

cases(consolidation, {
  'pods may be moved': step(
    when({ consolidationPolicy: 'WhenEmpty' }),
    when({ consolidationPolicy: 'WhenEmptyOrUnderutilized' }),
    `warn ${inPool} Karpenter may from now on evict running pods, but those with do-not-disrupt, to use fewer or cheaper nodes`,
  ),
  'pods may be moved, as nothing is said': step(
    when({ consolidationPolicy: 'WhenEmpty' }),
    when({}),
    `warn ${inPool} Karpenter may from now on evict running pods`,
  ),
  'no pods are moved': step(
    when({ consolidationPolicy: 'WhenEmptyOrUnderutilized' }),
    when({ consolidationPolicy: 'WhenEmpty' }),
    `info ${inPool} a node goes only when it is empty: pods are no longer moved together to save nodes, which costs more`,
  ),
  later: step(
    when({ consolidationPolicy: 'WhenEmpty', consolidateAfter: '1m' }),
    when({ consolidationPolicy: 'WhenEmpty', consolidateAfter: '5m' }),
    `info ${inPool} an unused node stays for longer (5m); ${unused}`,
  ),
  earlier: step(
    when({ consolidateAfter: '5m' }),
    when({ consolidateAfter: '1m' }),
    `info ${inPool} an unused node stays for less long (1m); ${unused}`,
  ),
  'no more': step(
    when({ consolidateAfter: '5m' }),
    when({ consolidateAfter: 'Never' }),
    `info ${inPool} no node is removed to save money any more: an unused one stays, and is paid, until it expires`,
  ),
  again: step(
    when({ consolidateAfter: 'Never' }),
    when({ consolidateAfter: '5m' }),
    `info ${inPool} an unused node stays for less long (5m); ${unused}`,
  ),
  'never, as before': step(
    when({ consolidateAfter: 'Never', consolidationPolicy: 'WhenEmptyOrUnderutilized' }),
    when({ consolidateAfter: 'Never', consolidationPolicy: 'WhenUnderutilized' }),
    `info ${inPool} unused nodes are found in another way; ${unused}`,
  ),
  'at once': step(when({ consolidateAfter: '5m' }), when({}), `info ${inPool} an unused node stays for less long (0s)`),
  budgets: disrupted([{ nodes: '10%' }], [{ nodes: '20%' }]),
  'a new pool': step(undefined, when({})),
});

const read = 'no node is replaced: Karpenter reads these fields when it makes the next decision';

cases(untouched, {
  weight: step(pool(), pool({ weight: 2 }), `info ${inPool} ${read}`),
  'more families': step(fits(families('a')), fits(families('a', 'b')), `info ${inPool} ${read}`),
  'prefixes of a class': step(nodeClass(), nodeClass({ ipPrefixCount: 2 }), `info ${inClass} ${read}`),
  'every node': step(pool(), pool({}, { expireAfter: '1h' })),
  perhaps: step(nodeClass(), nodeClass({ subnetSelectorTerms: [{ id: 'a' }] })),
  'a wave alone': step(pool(), {
    ...pool(),
    metadata: { name: 'spark', annotations: { 'argocd.argoproj.io/sync-wave': '9' } },
  }),
  'something else': step(settings({ a: '1' }), settings({ a: '2' })),
  'a new pool': step(undefined, pool()),
});
