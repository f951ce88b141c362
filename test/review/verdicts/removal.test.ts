import { judge } from '../../../review/compare/judge.ts';
import { cannotBeApplied } from '../../../review/compare/verdicts/immutable/immutable.ts';
import { moved, renamed, shrinks } from '../../../review/compare/verdicts/removal/moved.ts';
import { asks, cascades, deleted, orphaned, volumes } from '../../../review/compare/verdicts/removal/removed.ts';
import { Tree } from '../../../review/tree/tree.ts';
import { application, type Case, cases, chart, type Draft, draft, step, tree } from '../compare/trees.ts';
import { binding, deployment, guarded, namespace, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const pick = (kind: string, fields: Fields = {}) => draft(kind, fields);
const goes = (object: Draft, ...says: readonly string[]) => step(object, undefined, ...says);
const options = (list: string) => ({ annotations: { 'argocd.argoproj.io/sync-options': list } });
const claimTemplates = [{ metadata: { name: 'data' } }];
const shopWith = (spec: Fields, metadata: object = {}) => application('shop', spec, metadata);
/** What becomes of an object, by the options of its Application after the change. */
const under = (spec: Fields, object: Draft, ...says: readonly string[]): Case => ({
  before: [shopWith({}), object],
  after: [shopWith(spec)],
  says,
});
const automated = { prune: true, selfHeal: true };
const cart = (object: Draft) => ({ ...object, folder: 'cart' });
/** An Application goes, and what it applied. */
const withApplication = (app: Draft, objects: readonly Draft[], ...says: readonly string[]): Case => ({
  before: [app, ...objects.map(cart)],
  after: [],
  says,
});

cases(deleted, {
  'a setting': goes(settings({}), 'info ConfigMap shop/settings: Argo CD deletes it'),
  'a workload': goes(deployment(), 'warn Deployment shop/web: Argo CD deletes it: its pods end'),
  'a namespace': {
    before: [namespace('shop'), settings({}), deployment()],
    after: [],
    says: [
      'danger Namespace shop: Argo CD deletes it: everything in the namespace is deleted with it, running pods and claims included (2 objects of this tree are in the namespace)',
      'info ConfigMap shop/settings: Argo CD deletes it',
      'info Deployment shop/web: Argo CD deletes it: its pods end',
    ],
  },
  'a namespace after a question': goes(
    namespace('team', guarded),
    'warn Namespace team: once a person confirms, Argo CD deletes it: everything in the namespace',
  ),
  'a claim after a question': goes(
    pick('PersistentVolumeClaim', { metadata: guarded }),
    'danger PersistentVolumeClaim shop/web: once a person confirms, Argo CD deletes it: the volume of the claim is released',
  ),
  'a workload after a question': goes(
    { ...deployment(), metadata: { name: 'web', ...guarded } },
    'info Deployment shop/web: once a person confirms, Argo CD deletes it: its pods end',
  ),
  'a database': goes(
    pick('StatefulSet', { spec: { volumeClaimTemplates: claimTemplates } }),
    'danger StatefulSet shop/web: Argo CD deletes it: its pods end, and with a database in them everything that needs it stops (the claims and their volumes are retained (claim retention Retain): the data is kept, and nobody uses it)',
  ),
  'a database with its data': goes(
    pick('StatefulSet', {
      spec: { volumeClaimTemplates: claimTemplates, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
    }),
    'danger StatefulSet shop/web: Argo CD deletes it: its pods end, and with a database in them everything that needs it stops (the claims go with it (claim retention Delete))',
  ),
  'a definition': {
    before: [
      pick('CustomResourceDefinition', { spec: { names: { kind: 'Widget' } } }),
      pick('Widget', { metadata: { name: 'a' } }),
      pick('Widget', { metadata: { name: 'b' } }),
    ],
    after: [pick('Widget', { metadata: { name: 'a' } }), pick('Widget', { metadata: { name: 'b' } })],
    says: [
      'danger CustomResourceDefinition web: Argo CD deletes it: every object of this kind in the cluster is deleted with the definition (2 Widget objects are in this tree)',
    ],
  },
  'with its Application': withApplication(
    application('cart'),
    [deployment(), settings({})],
    'info Deployment cart/web: it is deleted with its Application: its pods end',
    'info ConfigMap cart/settings: it is deleted with its Application',
  ),
  'with its Application, but for itself': withApplication(application('cart'), [
    pick('PersistentVolumeClaim', { metadata: options('Delete=false') }),
  ]),
  'with its Application, after a question': withApplication(
    application('cart'),
    [pick('PersistentVolumeClaim', { metadata: options('Delete=confirm') })],
    'danger PersistentVolumeClaim cart/web: once a person confirms, Argo CD deletes it: the volume',
  ),
  'with an Application that takes nothing along': withApplication(application('cart', {}, { finalizers: [] }), [
    deployment(),
  ]),
  'an Application, which has a verdict of its own': goes(application('cart')),
  'held back': goes(namespace('team', options('Prune=false'))),
  'held back by its Application': under({ syncPolicy: { automated, syncOptions: ['Prune=false'] } }, deployment()),
  'asked about by its Application': under(
    { syncPolicy: { automated, syncOptions: ['Prune=confirm'] } },
    deployment(),
    'info Deployment shop/web: once a person confirms, Argo CD deletes it: its pods end',
  ),
  'not pruned': under({ syncPolicy: {} }, deployment()),
  changed: step(deployment({ image: 'a:1' }), deployment({ image: 'a:2' })),
});

const unmanaged = 'it leaves Git and stays in the cluster, unmanaged: nobody updates it, and nobody deletes it';

cases(orphaned, {
  'held back': goes(namespace('team', options('Prune=false')), `warn Namespace team: ${unmanaged}`),
  'not pruned': under({ syncPolicy: {} }, deployment(), `warn Deployment shop/web: ${unmanaged}`),
  'left by its Application': withApplication(
    application('cart', {}, { finalizers: [] }),
    [deployment()],
    `warn Deployment cart/web: ${unmanaged}`,
  ),
  'left with its Application': {
    before: [application('root', { syncPolicy: {} }), application('cart'), cart(deployment())],
    after: [application('root', { syncPolicy: {} })],
    says: [`warn Deployment cart/web: ${unmanaged}`],
  },
  'of no Application': {
    before: [{ ...deployment(), folder: 'nowhere' }],
    after: [],
    says: [/^warn Deployment \S*web: it leaves Git and stays/],
  },
  deleted: goes(deployment()),
  'an Application': {
    before: [application('root', { syncPolicy: {} }), application('cart')],
    after: [application('root', { syncPolicy: {} })],
  },
});

cases(asks, {
  'by itself': goes(namespace('team', guarded), 'warn Namespace team: Argo CD asks a person before it deletes this;'),
  'by its Application': under(
    { syncPolicy: { automated, syncOptions: ['Prune=confirm'] } },
    settings({}),
    'warn ConfigMap shop/settings: Argo CD asks a person',
  ),
  'an Application': goes(
    application('cart', {}, guarded),
    'warn Application argocd/cart: Argo CD asks a person before it deletes this;',
  ),
  'what a chart made': {
    before: [chart('app', {}), { ...settings({}), renderedBy: 'app 1.2.3', folder: 'app' }],
    after: [chart('app', {}, {}, { syncPolicy: { automated, syncOptions: ['Prune=confirm'] } })],
    says: ['warn ConfigMap app/settings, Application argocd/app: Argo CD asks a person'],
  },
  nobody: goes(namespace('team')),
  'nobody, as it stays': step(namespace('team', guarded), namespace('team', { ...guarded, labels: { a: 'b' } })),
});

cases(volumes, {
  kept: goes(
    pick('StatefulSet', { spec: { volumeClaimTemplates: claimTemplates } }),
    'info StatefulSet shop/web: the claims and their volumes are retained (claim retention Retain)',
  ),
  deleted: goes(
    pick('StatefulSet', {
      spec: { volumeClaimTemplates: claimTemplates, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
    }),
    'info StatefulSet shop/web: the claims go with it (claim retention Delete)',
  ),
  none: goes(pick('StatefulSet', { spec: {} })),
  'of something else': goes(pick('Deployment', { spec: { volumeClaimTemplates: claimTemplates } })),
});

const along = 'Argo CD deletes the Application, and by its finalizer everything that it applied';
const inCart = 'Application argocd/cart:';

cases(cascades, {
  'with everything': withApplication(
    application('cart'),
    [namespace('cart'), settings({}, 'a'), settings({}, 'b')],
    `danger ${inCart} ${along} (it applied 3 objects (2 ConfigMap, 1 Namespace); Namespace cart: everything in the namespace is deleted with it, running pods and claims included)`,
  ),
  'with a chart': withApplication(
    chart('cart', {}),
    [],
    `danger ${inCart} ${along} (it applied everything of the chart cart)`,
  ),
  'with nothing': withApplication(
    application('cart'),
    [],
    `danger ${inCart} ${along} (it applied nothing of this tree)`,
  ),
  'with nothing of what it applied': withApplication(
    application('cart', {}, { finalizers: [] }),
    [settings({})],
    `warn ${inCart} Argo CD deletes the Application; it has no finalizer, so everything that it applied stays in the cluster, unmanaged (it applied 1 objects (1 ConfigMap))`,
  ),
  'after a question': withApplication(
    application('cart', {}, guarded),
    [],
    `danger ${inCart} once a person confirms, Argo CD deletes the Application, and by its finalizer`,
  ),
  left: {
    before: [application('root', { syncPolicy: {} }), application('cart'), cart(settings({}))],
    after: [application('root', { syncPolicy: {} })],
    says: [
      `warn ${inCart} the Application leaves Git and stays in the cluster, unmanaged, with everything that it applied`,
    ],
  },
  'one of an Application, after a question about that': {
    before: [application('parent', {}, guarded), { ...application('cart'), folder: 'parent' }],
    after: [],
    says: [
      `danger Application argocd/parent: once a person confirms, ${along}`,
      `danger ${inCart} once a person confirms, ${along}`,
    ],
  },
  'one of an Application, with it': {
    before: [application('parent'), { ...application('cart'), folder: 'parent' }],
    after: [],
    says: [`danger Application argocd/parent: ${along}`, `danger ${inCart} ${along}`],
  },
  'several charts without a finalizer': withApplication(
    { ...chart('cart', {}), metadata: { name: 'cart', namespace: 'argocd' } },
    [],
    `warn ${inCart} Argo CD deletes the Application; it has no finalizer, so everything that it applied stays in the cluster, unmanaged (it applied everything of the chart cart)`,
  ),
  'something else': goes(deployment()),
});

const gone = 'a new name is a new object to the cluster: the old one is deleted';
const named = (name: string, object: Draft) => ({ ...object, metadata: { ...object.metadata, name } });
const long = { spec: { a: '1', b: '2', c: '3', d: '4' } };

cases(renamed, {
  'what takes something along': step(
    named('old', pick('PersistentVolumeClaim', long)),
    named('new', pick('PersistentVolumeClaim', long)),
    `danger PersistentVolumeClaim shop/old, PersistentVolumeClaim shop/new: ${gone} (the volume of the claim is released, and deleted where its StorageClass says so: the data is lost), and the new one starts empty (PersistentVolumeClaim shop/old → PersistentVolumeClaim shop/new)`,
  ),
  'what takes nothing along': step(
    settings({ a: '1', b: '2', c: '3' }, 'old'),
    settings({ a: '1', b: '2', c: '3' }, 'new'),
    `info ConfigMap shop/old, ConfigMap shop/new: ${gone}, and the new one starts empty`,
  ),
  'into another namespace': step(
    { ...deployment(), metadata: { name: 'web', namespace: 'team-one' } },
    { ...deployment(), metadata: { name: 'web', namespace: 'team-two' } },
    'info Deployment team-one/web, Deployment team-two/web: it is the same object in another namespace: to the cluster the old one is deleted and another one is made (Deployment team-one/web → Deployment team-two/web)',
  ),
  changed: step(deployment({ image: 'a:1' }), deployment({ image: 'a:2' })),
});

/** An object that another Application applies from now on, without a change of its own. */
const toCart = (object: Draft, shop: readonly [Draft, Draft?], to: Draft, ...says: readonly string[]): Case => {
  const here = { ...object, metadata: { namespace: 'shop', ...object.metadata } };
  const [before, after] = shop;
  return { before: [before, to, here], after: [...(after ? [after] : []), to, cart(here)], says };
};
const pruned = 'where the old one syncs first, the object is deleted and made again';
const shop = application('shop');
const left = application('shop', { syncPolicy: {} });
const to = 'another Application applies it from now on: shop → cart;';

cases(moved, {
  ordinary: toCart(
    settings({ a: '1' }),
    [shop, shop],
    application('cart'),
    `warn ConfigMap shop/settings: ${to} ${pruned} (both own it for a while: whoever syncs last wins)`,
  ),
  precious: toCart(
    pick('PersistentVolumeClaim'),
    [shop, shop],
    application('cart'),
    `danger PersistentVolumeClaim shop/web: ${to} ${pruned}`,
  ),
  'precious, and nobody prunes': toCart(
    pick('PersistentVolumeClaim'),
    [left, left],
    application('cart'),
    `warn PersistentVolumeClaim shop/web: ${to} the old one leaves it alone`,
  ),
  'to one that shares nothing': toCart(
    settings({ a: '1' }),
    [shop, shop],
    application('cart', { syncPolicy: { automated, syncOptions: ['FailOnSharedResource=true'] } }),
    `warn ConfigMap shop/settings: ${to} ${pruned} (the new Application has FailOnSharedResource: its sync fails as long as the old one owns the object)`,
  ),
  changed: step(deployment({ image: 'a:1' }), deployment({ image: 'a:2' })),
});

const many = (count: number) => Array.from({ length: count }, (_, index) => settings({ index }, `settings-${index}`));
const render = 'that looks like a render that went wrong';

test('an environment without any object is a danger, and what is left says how to take it down', () => {
  const before = tree(many(2));
  const after = new Tree('prod', []);
  const found = judge({ environment: 'prod', before, after, changes: [] }, [shrinks]);
  expect(found.map(({ severity, message, objects }) => [severity, message, objects.length])).toEqual([
    ['danger', expect.stringMatching(/^the environment prod has no objects any more: its root Application/), 1],
  ]);
  expect(judge({ environment: 'prod', before: after, after: before, changes: [] }, [shrinks])).toEqual([]);
});

cases(shrinks, {
  'all of it': {
    before: [settings({})],
    after: [],
    says: [
      'warn Application argocd/shop: all 1 objects of the Application go, and it stays: Argo CD refuses to sync an Application without any object',
    ],
  },
  'twenty of sixty': {
    before: many(58),
    after: many(38),
    says: [`danger Application argocd/root: 20 of 60 objects of the environment go at once: ${render}`],
  },
  'nineteen of thirty': { before: many(28), after: many(9) },
  'twenty of a hundred': { before: many(98), after: many(78) },
  'an Application with a chart, which has no folder': {
    before: [chart('cart', {}), cart({ ...settings({}), chart: 'cart' })],
    after: [chart('cart', {})],
  },
  'an empty one as before': { before: [application('cart')], after: [application('cart')] },
});

/** A field of an object that the API server refuses to change, and what goes on as before. */
const refuses = (before: Draft, after: Draft, what: string, result: string) =>
  step(before, after, `danger ${what} is immutable and cannot be changed: the sync fails, and ${result}`);
const spec = (kind: string, before: Fields, after: Fields, what: string, result: string) =>
  refuses(pick(kind, { spec: { z: 1, ...before } }), pick(kind, { spec: { z: 1, ...after } }), what, result);
const allowed = (kind: string, before: Fields, after: Fields) =>
  step(pick(kind, { spec: { z: 1, ...before } }), pick(kind, { spec: { z: 1, ...after } }));
const labels = (app: string) => ({ selector: { matchLabels: { app } } });
const size = (storage: string, more: Fields = {}) => ({ resources: { requests: { storage } }, ...more });
const claim = (storage: string, allowVolumeExpansion: boolean | undefined): readonly Draft[] => [
  pick('PersistentVolumeClaim', { spec: size(storage, { storageClassName: 'gp3' }) }),
  pick('StorageClass', { metadata: { name: 'gp3' }, allowVolumeExpansion }),
  pick('StorageClass', { metadata: { name: 'another' }, allowVolumeExpansion: !allowVolumeExpansion }),
];
const volume = 'PersistentVolumeClaim shop/web: spec.resources';

cases(cannotBeApplied, {
  'the selector of a Deployment': spec(
    'Deployment',
    labels('a'),
    labels('b'),
    'Deployment shop/web: spec.selector',
    'the Deployment keeps its selector and its pods',
  ),
  'the selector of a DaemonSet': spec(
    'DaemonSet',
    labels('a'),
    labels('b'),
    'DaemonSet shop/web: spec.selector',
    'the DaemonSet keeps its selector and its pods',
  ),
  'the service of a StatefulSet': spec(
    'StatefulSet',
    { serviceName: 'a' },
    { serviceName: 'b' },
    'StatefulSet shop/web: a field of the spec beside replicas, template and strategy',
    'the StatefulSet stays as it is',
  ),
  'the replicas of a StatefulSet': allowed('StatefulSet', { replicas: 1 }, { replicas: 2 }),
  'the selector of a Job': spec(
    'Job',
    labels('a'),
    labels('b'),
    'Job shop/web: spec.selector',
    'the Job does not run again',
  ),
  'the mode of a Job': spec(
    'Job',
    { completionMode: 'a' },
    { completionMode: 'b' },
    'Job shop/web: spec.completionMode',
    'the Job does not run again',
  ),
  'the class of a claim': spec(
    'PersistentVolumeClaim',
    { storageClassName: 'a' },
    { storageClassName: 'b' },
    'PersistentVolumeClaim shop/web: spec',
    'the claim and its volume stay as they are',
  ),
  'a smaller claim': spec('PersistentVolumeClaim', size('2Gi'), size('1Gi'), volume, 'the volume keeps its size'),
  'a larger claim of a class that nobody knows': allowed('PersistentVolumeClaim', size('1Gi'), size('2Gi')),
  'a larger claim of a class that allows it': { before: claim('1Gi', true), after: claim('2Gi', true) },
  'a larger claim of a class that does not allow it': {
    before: claim('1Gi', undefined),
    after: claim('2Gi', undefined),
    says: [`danger ${volume} is immutable and cannot be changed: the sync fails, and the volume keeps its size`],
  },
  'the disk of a volume': spec(
    'PersistentVolume',
    { csi: { volumeHandle: 'a' } },
    { csi: { volumeHandle: 'b' } },
    'PersistentVolume web: the source of the volume',
    'the volume stays where it is',
  ),
  'the size of a volume': allowed(
    'PersistentVolume',
    { capacity: { storage: '1Gi' } },
    { capacity: { storage: '2Gi' } },
  ),
  'an immutable Secret': refuses(
    pick('Secret', { immutable: true, data: { a: 'eA==' } }),
    pick('Secret', { immutable: true, data: { a: 'eQ==' } }),
    'Secret shop/web: data',
    'the Secret keeps its old content, as it says immutable',
  ),
  'a ConfigMap that becomes immutable': step(
    settings({ a: '1' }),
    settings({ a: '2' }, 'settings', { immutable: true }),
  ),
  'a ConfigMap that is immutable no more': refuses(
    settings({ a: '1' }, 'settings', { immutable: true }),
    settings({ a: '1' }),
    'ConfigMap shop/settings: data',
    'the ConfigMap keeps its old content',
  ),
  'a Service without an address of its own': allowed('Service', { clusterIP: '10.0.0.1' }, {}),
  'a Service with an address for none': allowed(
    'Service',
    { clusterIP: '10.0.0.1' },
    { clusterIP: 'None', type: 'ExternalName' },
  ),
  'another first family': spec(
    'Service',
    { ipFamilies: ['IPv4'] },
    { ipFamilies: ['IPv6'] },
    'Service shop/web: spec.ipFamilies',
    'the Service keeps its addresses',
  ),
  'a second family': allowed('Service', { ipFamilies: ['IPv4'] }, { ipFamilies: ['IPv4', 'IPv6'] }),
  'a first family': allowed('Service', {}, { ipFamilies: ['IPv6'] }),
  'another class of load balancer': spec(
    'Service',
    { type: 'LoadBalancer', loadBalancerClass: 'a' },
    { type: 'LoadBalancer', loadBalancerClass: 'b' },
    'Service shop/web: spec.loadBalancerClass',
    'the Service keeps its load balancer',
  ),
  'a class of load balancer for a new type': allowed(
    'Service',
    { type: 'ClusterIP' },
    { type: 'LoadBalancer', loadBalancerClass: 'b' },
  ),
  'the scopes of a quota': spec(
    'ResourceQuota',
    { scopes: ['A'] },
    { scopes: ['B'] },
    'ResourceQuota shop/web: spec.scopes',
    'the quota stays as it is',
  ),
  'a pod': spec('Pod', { nodeName: 'a' }, { nodeName: 'b' }, 'Pod shop/web: spec', 'the pod stays as it is'),
  'the image of a pod': allowed(
    'Pod',
    { containers: [{ name: 'a', image: 'a:1' }] },
    { containers: [{ name: 'a', image: 'a:2' }] },
  ),
  'tolerations of a pod': allowed('Pod', {}, { tolerations: [{ key: 'a' }] }),
  'the value of a priority': refuses(
    pick('PriorityClass', { value: 1 }),
    pick('PriorityClass', { value: 2 }),
    'PriorityClass web: value or preemptionPolicy',
    'pods keep their priority',
  ),
  'the names of a definition': spec(
    'CustomResourceDefinition',
    { names: { kind: 'A', shortNames: ['a'] } },
    { names: { kind: 'B', shortNames: ['a'] } },
    'CustomResourceDefinition web: spec.group, spec.scope or a name of the kind',
    'the definition stays as it is',
  ),
  'a short name of a definition': allowed(
    'CustomResourceDefinition',
    { names: { kind: 'A', shortNames: ['a'] } },
    { names: { kind: 'A', shortNames: ['b'] } },
  ),
  'the role of a binding of the cluster': refuses(
    binding([], { kind: 'ClusterRole', name: 'a' }, 'ClusterRoleBinding'),
    binding([], { kind: 'ClusterRole', name: 'b' }, 'ClusterRoleBinding'),
    'ClusterRoleBinding web: roleRef',
    'the binding goes on naming the old role',
  ),
  'a hook, which is made again': step(
    pick('Job', { metadata: { annotations: { 'argocd.argoproj.io/hook': 'Sync' } }, spec: { template: { a: 1 } } }),
    pick('Job', { metadata: { annotations: { 'argocd.argoproj.io/hook': 'Sync' } }, spec: { template: { a: 2 } } }),
  ),
  'an object that is made again': step(
    pick('Job', { metadata: options('Force=true,Replace=true'), spec: { template: { a: 1 } } }),
    pick('Job', { metadata: options('Force=true,Replace=true'), spec: { template: { a: 2 } } }),
  ),
  'an object that is replaced, which the API server refuses': refuses(
    pick('Job', { metadata: options('Replace=true'), spec: { template: { a: 1 } } }),
    pick('Job', { metadata: options('Replace=true'), spec: { template: { a: 2 } } }),
    'Job shop/web: spec.template',
    'the Job does not run again',
  ),
  'an object that is made again by its Application': {
    before: [
      shopWith({ syncPolicy: { syncOptions: ['Force=true', 'Replace=true'] } }),
      pick('Job', { spec: { template: { a: 1 } } }),
    ],
    after: [
      shopWith({ syncPolicy: { syncOptions: ['Force=true', 'Replace=true'] } }),
      pick('Job', { spec: { template: { a: 2 } } }),
    ],
  },
  'another name': step(
    named('old', pick('PersistentVolumeClaim', long)),
    named('new', pick('PersistentVolumeClaim', { spec: { ...long.spec, storageClassName: 'a' } })),
  ),
  'a new object': step(undefined, pick('PersistentVolumeClaim', long)),
});
