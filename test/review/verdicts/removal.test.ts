import { judge } from '../../../review/compare/judge.ts';
import { alerts, history } from '../../../review/compare/verdicts/removal/history.ts';
import { moved, renamed, shrinks } from '../../../review/compare/verdicts/removal/moved.ts';
import { asks, cascades, deleted, orphaned, volumes } from '../../../review/compare/verdicts/removal/removed.ts';
import { Tree } from '../../../review/tree/tree.ts';
import { application, type Case, cases, chart, type Draft, draft, staying, step, tree } from '../compare/trees.ts';
import { deployment, guarded, namespace, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const pick = (kind: string, fields: Fields = {}) => draft(kind, fields);
const goes = (object: Draft, ...says: readonly string[]) => step(object, undefined, ...says);
const options = (list: string) => ({ annotations: { 'argocd.argoproj.io/sync-options': list } });
const claimTemplates = [{ metadata: { name: 'data' } }];
const shopWith = (spec: Fields, metadata: object = {}) => application('shop', spec, metadata);
/** What becomes of an object, by the options of its Application after the change. */
const under = (spec: Fields, object: Draft, ...says: readonly string[]): Case => ({
  before: [shopWith({}), object, staying],
  after: [shopWith(spec), staying],
  says,
});
const automated = { prune: true, selfHeal: true };
const mayBeEmpty = shopWith({ syncPolicy: { automated: { ...automated, allowEmpty: true } } });
const cart = (object: Draft) => ({ ...object, folder: 'cart' });
/** An Application goes, and what it applied. */
const withApplication = (app: Draft, objects: readonly Draft[], ...says: readonly string[]): Case => ({
  before: [app, ...objects.map(cart)],
  after: [],
  says,
});

const rule = (...rules: readonly Fields[]): Draft => ({
  ...pick('PrometheusRule', { spec: { groups: [{ name: 'a', rules }] } }),
  apiVersion: 'monitoring.coreos.com/v1',
});

cases(deleted, {
  'a setting': goes(settings({}), 'info ConfigMap shop/settings: Argo CD deletes it'),
  'a workload': goes(deployment(), 'warn Deployment shop/web: Argo CD deletes it: its pods end'),
  'a namespace': {
    before: [namespace('shop'), settings({}), deployment(), staying],
    after: [staying],
    says: [
      'danger Namespace shop: Argo CD deletes it: everything in the namespace is deleted with it, running pods and claims included (2 objects of this tree are in the namespace)',
      'info ConfigMap shop/settings: Argo CD deletes it',
      'info Deployment shop/web: Argo CD deletes it: its pods end',
    ],
  },
  'a Secret with what makes it': goes(
    pick('ExternalSecret', {}),
    'warn ExternalSecret shop/web: Argo CD deletes it: the Secret that it makes goes with it',
  ),
  'what makes a Secret that stays': goes(
    pick('ExternalSecret', { spec: { target: { creationPolicy: 'Orphan' } } }),
    'warn ExternalSecret shop/web: Argo CD deletes it: the Secret stays in the cluster',
  ),
  alerts: goes(
    rule({ alert: 'A' }, { record: 'b' }),
    'warn PrometheusRule shop/web: Argo CD deletes it: nobody is told any more by its alerts (A)',
  ),
  'recorded metrics alone': goes(
    rule({ record: 'b' }),
    'warn PrometheusRule shop/web: Argo CD deletes it: nobody is told any more by its alerts',
  ),
  'what collects metrics': goes(
    { ...pick('ServiceMonitor'), apiVersion: 'monitoring.coreos.com/v1' },
    'warn ServiceMonitor shop/web: Argo CD deletes it: Prometheus no longer collects these metrics',
  ),
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
  'not asked about, as it says itself': under(
    { syncPolicy: { automated, syncOptions: ['Prune=confirm'] } },
    { ...deployment(), metadata: { name: 'web', ...options('Prune=true') } },
    'warn Deployment shop/web: Argo CD deletes it: its pods end',
  ),
  'not pruned': under({ syncPolicy: {} }, deployment()),
  'left out by its Application': {
    before: [shopWith({}), settings({}), staying],
    after: [shopWith({ source: { path: 'dist/prod/shop', directory: { exclude: '2.yaml' } } }), settings({}), staying],
    says: ['info ConfigMap shop/settings: Argo CD deletes it'],
  },
  'the last one of an Application': { before: [settings({})], after: [] },
  'the last one of an Application that may be empty': {
    before: [mayBeEmpty, settings({})],
    after: [mayBeEmpty],
    says: ['info ConfigMap shop/settings: Argo CD deletes it'],
  },
  changed: step(deployment({ image: 'a:1' }), deployment({ image: 'a:2' })),
});

const unmanaged = 'it leaves Git and stays in the cluster, unmanaged: nobody updates it, and nobody deletes it';

cases(orphaned, {
  'the last one of an Application, which says it of all': { before: [settings({})], after: [] },
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
    `info ConfigMap shop/old, ConfigMap shop/new: ${gone}, and another one is made`,
  ),
  'what makes a Secret': step(
    named('old', pick('ExternalSecret', long)),
    named('new', pick('ExternalSecret', long)),
    `warn ExternalSecret shop/old, ExternalSecret shop/new: ${gone} (the Secret that it makes goes with it), and the new one makes its Secret from the entries that it names`,
  ),
  'one that stays': step(
    named('old', pick('PersistentVolumeClaim', { ...long, metadata: options('Prune=false') })),
    named('new', pick('PersistentVolumeClaim', { ...long, metadata: options('Prune=false') })),
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
  return { before: [before, to, here, staying], after: [...(after ? [after] : []), to, cart(here), staying], says };
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
  'precious, and guarded in an earlier change': toCart(
    pick('PersistentVolumeClaim', { metadata: options('Prune=false') }),
    [shop, shop],
    application('cart'),
    `warn PersistentVolumeClaim shop/web: ${to} the old one leaves it alone`,
  ),
  'precious, and asked about': toCart(
    pick('PersistentVolumeClaim', { metadata: guarded }),
    [shop, shop],
    application('cart'),
    `warn PersistentVolumeClaim shop/web: ${to} where the old one syncs first, it asks a person to delete the object, and waits`,
  ),
  'one whose folder another Application follows too': {
    before: [application('web'), settings({})],
    after: [
      application('web', { destination: { namespace: 'shop' }, source: { path: 'dist/prod/shop' } }),
      settings({}),
    ],
  },
  'the last one of an Application, which is not synced to nothing': {
    before: [application('cart'), pick('PersistentVolumeClaim', { metadata: { namespace: 'shop' } })],
    after: [application('cart'), cart(pick('PersistentVolumeClaim', { metadata: { namespace: 'shop' } }))],
    says: [`warn PersistentVolumeClaim shop/web: ${to} the old one leaves it alone`],
  },
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
      'warn Application argocd/shop, ConfigMap shop/settings: the only object of the Application goes, and it stays: Argo CD refuses to sync an Application without any object',
    ],
  },
  'all of it, where it may be empty': { before: [mayBeEmpty, settings({})], after: [mayBeEmpty] },
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
  'a folder that another Application follows too': {
    before: [application('web'), settings({})],
    after: [application('web', { source: { path: 'dist/prod/shop' } }), settings({})],
  },
  'an empty one as before': { before: [application('cart')], after: [application('cart')] },
});

const silenced = 'warn PrometheusRule shop/web: nobody is told any more by the alerts that go: A';
const otherwise = 'warn PrometheusRule shop/web: alerts fire at another time or for another reason: A';

cases(alerts, {
  'one less': step(rule({ alert: 'A' }, { alert: 'B' }), rule({ alert: 'B' }), silenced),
  'one more': step(rule({ alert: 'A' }), rule({ alert: 'A' }, { alert: 'B' })),
  'another reason': step(rule({ alert: 'A', expr: 'a > 1' }), rule({ alert: 'A', expr: 'a > 2' }), otherwise),
  'another time': step(rule({ alert: 'A', for: '5m' }), rule({ alert: 'A', for: '5h' }), otherwise),
  'another receiver': step(
    rule({ alert: 'A', labels: { severity: 'critical' } }),
    rule({ alert: 'A', labels: { severity: 'none' } }),
    otherwise,
  ),
  'another text': step(rule({ alert: 'A', annotations: { a: '1' } }), rule({ alert: 'A', annotations: { a: '2' } })),
  'a metric less': step(rule({ alert: 'A' }, { record: 'b' }), rule({ alert: 'A' })),
  'rules of something else': step(
    pick('Widget', { spec: { groups: [{ rules: [{ alert: 'A' }] }] } }),
    pick('Widget', { spec: { groups: [] } }),
  ),
});

const cleaning = (databaseCleanup: Fields) => chart('airflow', { databaseCleanup });
const days = (number: string) => cleaning({ enabled: true, args: ['python', '-c', 'text', number] });
const stack = (prometheusSpec: Fields) =>
  chart('monitoring', { prometheus: { prometheusSpec: { a: 1, ...prometheusSpec } } });
const rows = 'danger Application argocd/airflow: the next cleanup deletes the history of Airflow that is older than';
const metrics = 'warn Application argocd/monitoring: metrics are kept for a shorter time: what is older is deleted';

cases(history, {
  'fewer days': step(days('90'), days('7'), `${rows} 7 days, 90 before: runs, task instances and XComs`),
  'more days': step(
    days('90'),
    days('180'),
    'info Application argocd/airflow: the history of Airflow is kept for 180 days, before 90',
  ),
  'a first cleanup': step(cleaning({ enabled: false }), days('30'), `${rows} 30 days: runs`),
  'days of the chart': step(
    cleaning({ enabled: true, retentionDays: 60 }),
    cleaning({ enabled: true, retentionDays: 30 }),
    `${rows} 30 days, 60 before`,
  ),
  'no cleanup any more': step(days('90'), cleaning({ enabled: false })),
  'another hour': step(cleaning({ enabled: true, schedule: 'a' }), cleaning({ enabled: true, schedule: 'b' })),
  'metrics for a shorter time': step(stack({ retention: '15d' }), stack({ retention: '36h' }), metrics),
  'metrics for less than the default': step(stack({}), stack({ retention: '1d' }), metrics),
  'metrics for a longer time': step(stack({ retention: '15d' }), stack({ retention: '3w' })),
});
