import { applicationGuards, finalizers, guards } from '../../../review/compare/verdicts/delivery/guards.ts';
import { automation } from '../../../review/compare/verdicts/delivery/sync.ts';
import { hooks, ignored } from '../../../review/compare/verdicts/delivery/watched.ts';
import { waves } from '../../../review/compare/verdicts/delivery/waves.ts';
import { application, type Case, cases, chart, draft, step } from '../compare/trees.ts';
import { namespace, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const cart = 'Application argocd/cart:';
const inAirflow = 'Application argocd/airflow:';
const automated = { prune: true, selfHeal: true };
const sync = (policy: Fields | undefined, more: Fields = {}) =>
  application('cart', { syncPolicy: { ...(policy ? { automated: policy } : {}), ...more } });
const policy = (before: Fields | undefined, after: Fields | undefined, ...says: readonly string[]) =>
  step(sync(before), sync(after), ...says);
const retry = (before: number | undefined, after: number | undefined, ...says: readonly string[]) => {
  const limit = (value: number | undefined) => (value === undefined ? {} : { retry: { limit: value } });
  return step(sync(automated, { a: 1, ...limit(before) }), sync(automated, { a: 2, ...limit(after) }), ...says);
};
const option = (name: string, added?: string, removed?: string): readonly [Case, Case] => {
  const [without, within] = [
    sync(automated, { syncOptions: ['A=b'] }),
    sync(automated, { syncOptions: ['A=b', name] }),
  ];
  return [step(without, within, ...(added ? [added] : [])), step(within, without, ...(removed ? [removed] : []))];
};
const [replaced, patched] = option(
  'Replace=true',
  `danger ${cart} objects are replaced and not patched: what controllers and people added to them is lost, and some are deleted and made again (Replace=true)`,
  `info ${cart} objects are patched, no longer replaced (without Replace=true)`,
);
const [shared, unshared] = option(
  'FailOnSharedResource=true',
  `info ${cart} a sync fails where another Application has the same object (FailOnSharedResource=true)`,
  `warn ${cart} two Applications may apply one object, and undo each other without end (without FailOnSharedResource=true)`,
);
const [unchecked, checked] = option(
  'Validate=false',
  `warn ${cart} objects are applied without a check of their schema`,
);
const [unheard, unheardOf] = option('Other=true');

cases(automation, {
  'by hand': policy(
    automated,
    undefined,
    `warn ${cart} the Application is no longer synced by itself: what is merged waits until a person syncs it`,
  ),
  'all by hand': {
    before: [application('root'), application('cart')],
    after: [application('root', { syncPolicy: {} }), application('cart')],
    says: [
      'warn Application argocd/root: the Application is no longer synced by itself, and nothing below it changes any more: what is merged waits',
    ],
  },
  'by itself': policy(
    undefined,
    automated,
    `warn ${cart} the Application is synced by itself from now on: everything that waited is applied with the merge`,
  ),
  'without prune': policy(
    automated,
    { selfHeal: true },
    `warn ${cart} objects that leave Git stay in the cluster, unmanaged (prune is off)`,
  ),
  'with prune': policy(
    { selfHeal: true },
    automated,
    `warn ${cart} objects that Git no longer has are deleted from now on, those that were left behind earlier too (prune is on)`,
  ),
  'without selfHeal': policy(
    automated,
    { prune: true },
    `warn ${cart} changes by hand in the cluster are no longer undone (selfHeal is off)`,
  ),
  'with selfHeal': policy(
    { prune: true },
    automated,
    `info ${cart} changes by hand in the cluster are undone from now on (selfHeal is on)`,
  ),
  empty: policy(
    automated,
    { ...automated, allowEmpty: true },
    `danger ${cart} an empty folder deletes every object of the Application (allowEmpty)`,
  ),
  'empty as before': policy(
    { ...automated, allowEmpty: true },
    { allowEmpty: true, prune: true, selfHeal: true, a: 1 },
  ),
  'fewer tries': retry(10, 3, `warn ${cart} a sync that fails is tried again 3 times and then left: it needs a person`),
  'one more try': retry(10, 1, `warn ${cart} a sync that fails is tried again once and then left`),
  'tries no longer forever': retry(-1, 3, `warn ${cart} a sync that fails is tried again 3 times and then left`),
  'no number of tries': retry(10, undefined, `warn ${cart} a sync that fails is tried again 5 times and then left`),
  'fewer tries than by default': retry(
    undefined,
    3,
    `warn ${cart} a sync that fails is tried again 3 times and then left`,
  ),
  'tries as by default, where there were fewer': retry(3, undefined),
  'no tries': retry(10, 0, `warn ${cart} a sync that fails is not tried again: it needs a person or another commit`),
  'more tries': retry(3, 10),
  'tries forever': retry(10, -1),
  replaced: replaced,
  patched: patched,
  shared: shared,
  unshared: unshared,
  unchecked: unchecked,
  checked: checked,
  'an option of nobody': unheard,
  'an option of nobody, gone': unheardOf,
  'a new Application': step(undefined, sync(undefined)),
});

const ignores = (...jsonPointers: readonly string[]) =>
  application('cart', {
    ignoreDifferences: jsonPointers.map((one) => ({ group: 'apps', kind: 'Deployment', jsonPointers: [one] })),
  });
const compares = (value: string) =>
  application('cart', {}, { annotations: { 'argocd.argoproj.io/compare-options': value } });

cases(ignored, {
  'a field': step(
    application('cart'),
    ignores('/a'),
    `warn ${cart} Argo CD no longer sees a change by hand in these fields (ignoreDifferences)`,
  ),
  'a field again': step(
    ignores('/a'),
    application('cart'),
    `info ${cart} Argo CD watches these fields again: where a controller writes them, it is OutOfSync`,
  ),
  'another field': step(
    ignores('/a'),
    ignores('/b'),
    `warn ${cart} Argo CD no longer sees a change by hand`,
    `info ${cart} Argo CD watches these fields again`,
  ),
  'in another way': step(
    compares('ServerSideDiff=true'),
    compares('ServerSideDiff=false'),
    `warn ${cart} Argo CD compares in another way: a difference may not be seen any more, or one may stay forever`,
  ),
  'a new Application': step(undefined, ignores('/a')),
});

const at = (annotations: Fields) => draft('Job', { metadata: { annotations } });
const moves = 'a hook runs at another point of the sync, or is no longer one';
const helmHook = (job: Fields) => chart('airflow', { createUserJob: job });

cases(hooks, {
  'another point': step(
    at({ 'argocd.argoproj.io/hook': 'Sync' }),
    at({ 'argocd.argoproj.io/hook': 'PostSync' }),
    `warn Job shop/web: ${moves}`,
  ),
  'no point': step(at({ a: 'b', 'argocd.argoproj.io/hook': 'Sync' }), at({ a: 'b' }), `warn Job shop/web: ${moves}`),
  'when it is deleted': step(
    at({ 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' }),
    at({ 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' }),
    'warn Job shop/web: a hook is deleted at another time',
  ),
  'a point of Helm': step(
    at({ 'helm.sh/hook-weight': '1' }),
    at({ 'helm.sh/hook-weight': '2' }),
    `warn Job shop/web: ${moves}`,
  ),
  'hooks of a chart': step(
    helmHook({ useHelmHooks: false }),
    helmHook({ useHelmHooks: true }),
    `warn ${inAirflow} ${moves}`,
  ),
  'hooks of a job that is off': step(
    helmHook({ useHelmHooks: false, enabled: true }),
    helmHook({ useHelmHooks: true, enabled: false }),
  ),
  'another annotation': step(at({ 'x/argocd.argoproj.io/hook': 'a' }), at({ 'x/argocd.argoproj.io/hook': 'b' })),
  'a new hook': step(undefined, at({ 'argocd.argoproj.io/hook': 'Sync' })),
});

const options = (list: string | undefined, kind = 'Namespace', more: Fields = {}) =>
  draft(kind, {
    metadata: { annotations: { ...more, ...(list ? { 'argocd.argoproj.io/sync-options': list } : {}) } },
  });
const loses = (what: string) =>
  `it loses ${what}: the next removal deletes it, and what goes with it, without a question`;

const withClaims = (policy: Fields | undefined) =>
  draft('StatefulSet', { spec: policy === undefined ? {} : { persistentVolumeClaimRetentionPolicy: policy } });

cases(guards, {
  'a namespace': step(options('Prune=confirm'), options(undefined), `danger Namespace web: ${loses('Prune=confirm')}`),
  'an object that takes nothing along': step(
    options('Prune=false', 'ConfigMap'),
    options(undefined, 'ConfigMap'),
    `warn ConfigMap shop/web: ${loses('Prune=false')}`,
  ),
  'a class of nodes': step(
    options('Delete=confirm', 'EC2NodeClass'),
    options('Delete=true', 'EC2NodeClass'),
    `danger EC2NodeClass web: ${loses('Delete=confirm')}`,
  ),
  'an Application': step(
    application('cart', {}, { annotations: { a: 'b', 'argocd.argoproj.io/sync-options': 'Prune=confirm' } }),
    application('cart', {}, { annotations: { a: 'b' } }),
    `danger ${cart} ${loses('Prune=confirm')}`,
  ),
  both: step(
    options('Prune=confirm,Delete=false'),
    options(undefined),
    `danger Namespace web: ${loses('Prune=confirm and Delete=false')}`,
  ),
  'one for the other': step(options('Prune=confirm'), options('Prune=false')),
  'a guard': step(
    options(undefined),
    options('Prune=confirm,Delete=confirm'),
    'info Namespace web: it is guarded from now on (Prune=confirm, Delete=confirm): its removal asks a person, or is left out',
  ),
  'another option': step(options('Replace=true'), options(undefined)),
  'an object that goes': step(options('Prune=confirm'), undefined),
  'claims that go with it': step(
    withClaims({ whenDeleted: 'Retain', whenScaled: 'Retain' }),
    withClaims({ whenDeleted: 'Delete', whenScaled: 'Retain' }),
    'danger StatefulSet shop/web: its claims, and the data in their volumes, go from now on when it is deleted',
  ),
  'claims that go with replicas': step(
    withClaims(undefined),
    withClaims({ whenScaled: 'Delete' }),
    'danger StatefulSet shop/web: its claims, and the data in their volumes, go from now on when it has fewer replicas',
  ),
  'claims that stay': step(withClaims({ whenDeleted: 'Delete' }), withClaims({ whenDeleted: 'Retain' })),
  'claims of another kind': step(
    { ...withClaims(undefined), kind: 'Deployment' },
    { ...withClaims({ whenDeleted: 'Delete' }), kind: 'Deployment' },
  ),
});

const withOptions = (...syncOptions: readonly string[]) => sync(automated, { a: 1, syncOptions });
const loosens = (what: string) =>
  `danger ${cart} the Application loses ${what}: the next removal deletes its objects, and what goes with them, without a question`;
const inside = { ...settings({}), folder: 'cart' };

cases(applicationGuards, {
  'a question': {
    before: [withOptions('Prune=confirm'), inside],
    after: [withOptions(), inside],
    says: [`${loosens('Prune=confirm')} (it has 1 objects in this tree)`],
  },
  'a refusal': step(
    withOptions('Delete=false'),
    withOptions('Delete=true'),
    `${loosens('Delete=false')} (its objects come from a chart)`,
  ),
  both: step(
    withOptions('Prune=confirm', 'Delete=confirm'),
    withOptions(),
    loosens('Prune=confirm'),
    loosens('Delete=confirm'),
  ),
  'a question more': step(
    withOptions(),
    withOptions('Delete=confirm'),
    `info ${cart} the Application asks or refuses from now on before it deletes an object (Delete=confirm)`,
  ),
  'another option': step(withOptions('Replace=true'), withOptions()),
  'an Application that goes': step(withOptions('Prune=confirm'), undefined),
});

const finalizer = (...list: readonly string[]) => application('cart', {}, { finalizers: list });
const cascade = 'resources-finalizer.argocd.argoproj.io';

cases(finalizers, {
  gone: step(
    finalizer('a', cascade),
    finalizer('a'),
    `warn ${cart} deleting the Application leaves its objects in the cluster from now on, unmanaged (no finalizer)`,
  ),
  come: step(
    finalizer('a'),
    finalizer('a', `${cascade}/background`),
    `warn ${cart} deleting the Application deletes all its objects from now on (finalizer)`,
  ),
  'another way of it': step(finalizer(cascade), finalizer(`${cascade}/foreground`)),
  'of something else': step(
    draft('Widget', { metadata: { finalizers: ['a'] } }),
    draft('Widget', { metadata: { finalizers: [] } }),
    'info Widget shop/web: its deletion no longer waits for a',
  ),
  'a finalizer of something else that is new': step(
    draft('Widget', { metadata: { finalizers: ['a'] } }),
    draft('Widget', { metadata: { finalizers: ['a', 'b'] } }),
    'warn Widget shop/web: its deletion waits from now on until a controller takes its finalizer away (b)',
  ),
  'another order of finalizers': step(
    draft('Widget', { metadata: { finalizers: ['a', 'b'] } }),
    draft('Widget', { metadata: { finalizers: ['b', 'a'] } }),
  ),
  'a new Application': step(undefined, finalizer()),
});

const wave = (number: string | undefined) => ({ annotations: { a: 'b', 'argocd.argoproj.io/sync-wave': number } });
/** The Application `early` makes the namespace in which others have their objects. */
const early = (number: string, ...objects: readonly ReturnType<typeof draft>[]) => [
  application('early', {}, wave(number)),
  { ...namespace('shop'), folder: 'early' },
  ...objects,
];

cases(waves, {
  later: step(
    { ...settings({}), metadata: { name: 'settings', ...wave('1') } },
    { ...settings({}), metadata: { name: 'settings', ...wave('2') } },
    'info ConfigMap shop/settings: it is applied later than before, in wave 2 and no longer in 1',
  ),
  earlier: step(
    { ...settings({}), metadata: { name: 'settings', ...wave(undefined) } },
    { ...settings({}), metadata: { name: 'settings', ...wave('-1') } },
    'info ConfigMap shop/settings: it is applied earlier than before, in wave -1 and no longer in 0',
  ),
  'after what needs it': {
    before: early('-2', settings({})),
    after: early('5', settings({})),
    says: [
      /^danger Application argocd\/early: it is applied later than before, in wave 5 and no longer in -2, and the order no longer holds: \S.*\(2 objects of shop wait: a new cluster does not get past that wave, and a deletion runs in the reverse order\)$/,
    ],
  },
  'after one that needs it': {
    before: early('-2'),
    after: early('5'),
    says: [/^danger Application argocd\/early: .* \(a new cluster does not get past that wave/],
  },
  'after two that need it': {
    before: early('-2', settings({}), application('cart'), { ...namespace('cart'), folder: 'early' }, inside),
    after: early('5', settings({}), application('cart'), { ...namespace('cart'), folder: 'early' }, inside),
    says: [/^danger Application argocd\/early: .* \(4 objects of shop, cart wait: a new cluster does not get past/],
  },
  'after what needed it and came before already': {
    before: early('4', settings({})),
    after: early('5', settings({})),
    says: ['info Application argocd/early: it is applied later than before, in wave 5 and no longer in 4'],
  },
  'after what does not need it': {
    before: [...early('-2', settings({})), application('other', {}, wave('1'))],
    after: [...early('5', settings({})), application('other', {}, wave('2'))],
    says: [
      'danger Application argocd/early: it is applied later',
      'info Application argocd/other: it is applied later than before, in wave 2 and no longer in 1',
    ],
  },
  'another annotation': step(
    { ...settings({}), metadata: { name: 'settings', annotations: { a: 'a' } } },
    { ...settings({}), metadata: { name: 'settings', annotations: { a: 'b' } } },
  ),
});

const annotated = (annotations: Fields) => draft('Job', { metadata: { annotations } });
const syncs = (syncPolicy: Fields, metadata: Fields = {}) => application('cart', { syncPolicy }, metadata);
const inCart = 'Application argocd/cart:';
const skip = { annotations: { 'argocd.argoproj.io/skip-reconcile': 'true' } };
const labels = (level: string) => ({ labels: { 'pod-security.kubernetes.io/enforce': level } });
const mayMake = (managedNamespaceMetadata: Fields, syncOptions = ['CreateNamespace=true']) =>
  syncs({ syncOptions, managedNamespaceMetadata });

cases(automation, {
  'an option of an object': step(
    annotated({}),
    annotated({ 'argocd.argoproj.io/sync-options': 'Replace=true' }),
    'danger Job shop/web: objects are replaced and not patched',
  ),
  'another option of an object': step(annotated({}), annotated({ 'argocd.argoproj.io/sync-options': 'Prune=false' })),
  'an Application that is skipped': step(
    syncs({}),
    syncs({}, skip),
    `warn ${inCart} Argo CD does nothing with the Application any more (skip-reconcile)`,
  ),
  'an Application that is not skipped any more': step(
    syncs({}, skip),
    syncs({}),
    `warn ${inCart} Argo CD looks after the Application again`,
  ),
  'labels of a namespace': step(
    mayMake(labels('restricted')),
    mayMake({ labels: { a: 'b' } }),
    `warn ${inCart} Argo CD gives the namespace other labels (managedNamespaceMetadata): over those`,
  ),
  'labels of a namespace that open it': step(
    mayMake(labels('restricted')),
    mayMake(labels('privileged')),
    `danger ${inCart} Argo CD gives the namespace other labels (managedNamespaceMetadata), with a lower level of Pod Security`,
  ),
  'labels of a namespace that it does not make': step(
    mayMake(labels('restricted'), []),
    mayMake(labels('privileged'), []),
  ),
});

cases(hooks, {
  'an object that becomes a hook': step(
    draft('Job', { metadata: { name: 'web' } }),
    annotated({ 'argocd.argoproj.io/hook': 'PreSync' }),
    'warn Job shop/web: a hook runs at another point of the sync',
  ),
  'another time of its deletion': step(
    annotated({ 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' }),
    annotated({ 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' }),
    'warn Job shop/web: a hook is deleted at another time: without BeforeHookCreation one that failed stays',
  ),
});

cases(ignored, {
  'an object that is not compared': step(
    draft('Job', { metadata: { name: 'web' } }),
    annotated({ 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' }),
    'warn Job shop/web: Argo CD compares in another way',
  ),
});
