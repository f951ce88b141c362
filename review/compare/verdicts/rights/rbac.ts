import { at, isObject, type Json, listIn, objectIn } from '../../../../imports/json.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { sameMeaning } from '../../canonical.ts';
import { type Change, coming } from '../../change.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';
import { isRefused } from '../immutable/immutable.ts';
import { fateOf } from '../removal/fate.ts';
import { applicationOf } from '../restarts/workloads.ts';
import { beyond, dangerOf, describeAll, type Right, rightsOf } from './rules.ts';

const isRole = ({ id }: Item) => id.group === 'rbac.authorization.k8s.io' && /^(Cluster)?Role$/.test(id.kind);
const isBinding = ({ id }: Item) => id.group === 'rbac.authorization.k8s.io' && /^(Cluster)?RoleBinding$/.test(id.kind);

/** The object, and the Application where a chart renders it. */
function objectsOf(item: Item, tree: Tree) {
  return [item, ...(item.chart === undefined ? [] : applicationOf(item.application, tree))];
}

export const widened: Verdict = {
  rule: 'rights/wider',
  severity: 'danger',
  promise: 'Which verbs on which resources a Role allows in addition, and who holds it',
  judge(change, _, after) {
    const { before, after: item } = change;
    if (!item || !isRole(item) || change.verb === 'removed') return [];
    const isNew = coming(change) !== undefined && change.verb === 'added';
    const added = beyond(rightsOf(item.manifest), before ? rightsOf(before.manifest) : []);
    if (added.length === 0) return [];
    const dangers = [...new Set(added.flatMap((right) => dangerOf(right) ?? []))];
    const holders = holdersOf(item, after);
    const all = added.some(isEverything)
      ? 'every verb on every resource (*): secrets, exec and rights of its own included'
      : describeAll(added);
    return [
      {
        severity: severityOf(added, isNew),
        objects: objectsOf(item, after),
        message: `${isNew ? 'a new role allows' : 'the role is widened, it also allows'} ${all}`,
        why: [dangers.length > 0 ? `that gives ${list(dangers)}` : '', holders].filter(Boolean).join('; '),
        ...(isNew && dangers.length === 0
          ? {}
          : { remedy: 'allow only the verbs on the resources that the holder really uses' }),
        differences: change.differences,
      },
    ];
  },
};

function isEverything({ group, resource, verb }: Right): boolean {
  return (group === '*' || group === '') && resource === '*' && verb === '*';
}

/** A new role with ordinary rights is part of something new; the same rights in an old one are given to somebody. */
function severityOf(added: readonly Right[], isNew: boolean): Judgement['severity'] {
  const isDangerous = added.some((right) => dangerOf(right) !== undefined);
  if (!isNew) return isDangerous ? 'danger' : 'warn';
  const gives = added.some(
    ({ resource, verb }) => resource === '*' || verb === '*' || ['escalate', 'bind', 'impersonate'].includes(verb),
  );
  return gives ? 'danger' : isDangerous ? 'warn' : 'info';
}

function holdersOf({ id }: Item, tree: Tree): string {
  const holders = tree.items
    .filter(
      (item) =>
        isBinding(item) &&
        at(item.manifest, 'roleRef.name') === id.name &&
        at(item.manifest, 'roleRef.kind') === id.kind &&
        (id.namespace === undefined || item.id.namespace === id.namespace),
    )
    .flatMap(({ manifest }) => listIn(manifest, 'subjects').map((subject) => nameOf(subject)));
  return holders.length > 0 ? `held by ${list([...new Set(holders)])}` : 'no binding of this tree gives it to anybody';
}

function nameOf(subject: Json): string {
  const { kind, name, namespace } = isObject(subject) ? subject : {};
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

export const narrowed: Verdict = {
  rule: 'rights/narrower',
  severity: 'warn',
  promise: 'Which verbs on which resources a Role allows no longer',
  judge(change, _, after) {
    const { before, after: item, verb } = change;
    if (!before || !item || verb !== 'changed' || !isRole(item)) return [];
    const gone = beyond(rightsOf(before.manifest), rightsOf(item.manifest));
    if (gone.length === 0) return [];
    return [
      {
        objects: objectsOf(item, after),
        message: `the role is narrowed, it no longer allows ${describeAll(gone)}`,
        why: holdersOf(item, after),
        remedy: 'check that the holder does not call it; a refused call is a 403 in its log',
        differences: change.differences,
      },
    ];
  },
};

/** Groups that anybody is in, or everybody with a pod. */
const everybody = /^system:(authenticated|unauthenticated|anonymous|serviceaccounts)$/;

export const holders: Verdict = {
  rule: 'rights/holders',
  severity: 'danger',
  promise: 'Who gets or loses a Role by a binding',
  judge(change, before, after) {
    const item = change.after ?? change.before;
    if (!item || !isBinding(item) || isRefused(change, after)) return [];
    return [...gained(change, after), ...lost(change, before, after)];
  },
};

function gained(change: Change, after: Tree): readonly Judgement[] {
  const { before, after: item, verb } = change;
  if (!item || verb === 'removed') return [];
  const known = new Set(
    before && verb === 'changed' ? listIn(before.manifest, 'subjects').map((subject) => nameOf(subject)) : [],
  );
  const added = listIn(item.manifest, 'subjects').filter((subject) => !known.has(nameOf(subject)));
  if (added.length === 0) return [];
  const role = objectIn(item.manifest, 'roleRef');
  const open = added.some((subject) => everybody.test(String(at(subject, 'name'))));
  const isAdmin = /^(cluster-admin|admin)$/.test(String(role['name']));
  const rights = rightsOfRole(role, item, after);
  const isWide = item.id.kind === 'ClusterRoleBinding' && rights.some((right) => dangerOf(right) !== undefined);
  const where = item.id.kind === 'ClusterRoleBinding' ? 'in the whole cluster' : 'in its namespace';
  const isNew = verb !== 'changed';
  return [
    {
      severity: open || isAdmin || (isWide && item.chart === undefined) ? 'danger' : isNew ? 'info' : 'warn',
      objects: objectsOf(item, after),
      message: `${list(added.map(nameOf))} ${added.length === 1 ? 'gets' : 'get'} the ${role['kind']} ${role['name']} ${where}`,
      ...(rights.length > 0 ? { why: `it allows ${describeAll(rights).slice(0, 300)}` } : {}),
      remedy: open
        ? 'name the accounts that need it: this group is everybody'
        : 'check that each of them needs all of it',
      differences: change.differences,
    },
  ];
}

function rightsOfRole(role: Readonly<Record<string, Json>>, { id }: Item, tree: Tree): readonly Right[] {
  const kind = String(role['kind']);
  const found = tree.get({
    group: 'rbac.authorization.k8s.io',
    kind,
    name: String(role['name']),
    ...(kind === 'Role' && id.namespace !== undefined ? { namespace: id.namespace } : {}),
  });
  return found ? rightsOf(found.manifest) : [];
}

function lost(change: Change, before: Tree, after: Tree): readonly Judgement[] {
  const { before: was, after: item, verb, differences } = change;
  if (!was || !(verb === 'changed' || verb === 'removed')) return [];
  if (!item && (fateOf(was, before, after).fate === 'keep' || !after.application(was.application))) return [];
  const role = objectIn(was.manifest, 'roleRef');
  const gone = listIn(was.manifest, 'subjects').filter(
    (subject) => !leaves(subject, was, before, after) && !isBoundTo(role, subject, was, after),
  );
  if (gone.length === 0) return [];
  const rights = rightsOfRole(role, was, before);
  return [
    {
      severity: 'warn',
      objects: item ? objectsOf(item, after) : [was],
      message: `${list(gone.map(nameOf))} ${gone.length === 1 ? 'loses' : 'lose'} the ${role['kind']} ${role['name']}`,
      ...(rights.length > 0 ? { why: `it allows ${describeAll(rights).slice(0, 300)}` } : {}),
      remedy: 'check that what runs under these accounts does not need it',
      ...(item ? { differences } : {}),
    },
  ];
}

/** Whether the account of a subject goes too. */
function leaves(subject: Json, { id }: Item, before: Tree, after: Tree): boolean {
  const account = {
    group: '',
    kind: 'ServiceAccount',
    namespace: String(at(subject, 'namespace') ?? id.namespace),
    name: String(at(subject, 'name')),
  };
  return at(subject, 'kind') === account.kind && before.get(account) !== undefined && after.get(account) === undefined;
}

/** Whether a binding of the tree, in the same place, gives the subject this role. */
function isBoundTo(role: Json, subject: Json, { id }: Item, tree: Tree): boolean {
  return tree
    .ofKind(id.kind)
    .some(
      (binding) =>
        binding.id.namespace === id.namespace &&
        sameMeaning(objectIn(binding.manifest, 'roleRef'), role) &&
        listIn(binding.manifest, 'subjects').some((other) => nameOf(other) === nameOf(subject)),
    );
}
