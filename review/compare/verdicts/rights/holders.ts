import { type JsonObject, objectIn } from '../../../../imports/json.ts';
import { describeSubject, type Subject, subjectsOf } from '../../../kinds/rbac.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { sameMeaning } from '../../canonical.ts';
import { type Change, withApplication } from '../../change.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';
import { isRefused } from '../immutable/immutable.ts';
import { fateOf } from '../removal/fate.ts';
import { dangerOf, describeAll, isBinding, type Right, rightsOf } from './rules.ts';

/** Groups that anybody is in, or everybody with a pod. */
const everybody = /^system:(authenticated|unauthenticated|anonymous|serviceaccounts(:.+)?)$/;

export const holders: Verdict = {
  rule: 'rights/holders',
  severity: 'danger',
  promise: 'Who gets or loses a Role by a binding',
  judge(change, before, after) {
    const item = change.after ?? change.before;
    if (!item || !isBinding(item) || isRefused(change, after)) return [];
    return [gained(change, after), lost(change, before, after)];
  },
};

function gained(change: Change, after: Tree): Said {
  const { before, after: item, verb } = change;
  if (!item || verb === 'removed') return [];
  const known = new Set(before && verb === 'changed' ? subjectsOf(before).map(describeSubject) : []);
  const added = subjectsOf(item).filter((subject) => !known.has(describeSubject(subject)));
  if (added.length === 0) return [];
  const role = objectIn(item.manifest, 'roleRef');
  const own = `system:serviceaccounts:${item.id.namespace}`;
  const open = added.some(({ name }) => everybody.test(name) && name !== own);
  // Whoever may edit reads the Secrets of the namespace, and runs pods as any of its accounts.
  const isAdmin = role['kind'] === 'ClusterRole' && /^(cluster-admin|admin|edit)$/.test(String(role['name']));
  const rights = rightsOfRole(role, item, after);
  const isWide = item.id.kind === 'ClusterRoleBinding' && rights.some((right) => dangerOf(right) !== undefined);
  const where = item.id.kind === 'ClusterRoleBinding' ? 'in the whole cluster' : 'in its namespace';
  const isNew = verb !== 'changed';
  return {
    severity: open || isAdmin || (isWide && item.chart === undefined) ? 'danger' : isNew ? 'info' : 'warn',
    objects: withApplication(item, after),
    message: `${list(added.map(describeSubject))} ${added.length === 1 ? 'gets' : 'get'} the ${role['kind']} ${role['name']} ${where}`,
    ...(rights.length > 0 ? { why: `it allows ${describeAll(rights).slice(0, 300)}` } : {}),
    remedy: open
      ? 'name the accounts that need it: this group is everybody'
      : 'check that each of them needs all of it',
    differences: change.differences,
  };
}

function rightsOfRole(role: JsonObject, { id }: Item, tree: Tree): readonly Right[] {
  const kind = String(role['kind']);
  const found = tree.get({
    group: 'rbac.authorization.k8s.io',
    kind,
    name: String(role['name']),
    ...(kind === 'Role' && id.namespace !== undefined ? { namespace: id.namespace } : {}),
  });
  return found ? rightsOf(found.manifest) : [];
}

function lost(change: Change, before: Tree, after: Tree): Said {
  const { before: was, after: item, verb, differences } = change;
  if (!was || !(verb === 'changed' || verb === 'removed')) return [];
  if (!item && (fateOf(was, before, after).fate === 'keep' || !after.application(was.application))) return [];
  const role = objectIn(was.manifest, 'roleRef');
  const gone = subjectsOf(was).filter(
    (subject) => !leaves(subject, before, after) && !isBoundTo(role, subject, was, after),
  );
  if (gone.length === 0) return [];
  const rights = rightsOfRole(role, was, before);
  return {
    severity: 'warn',
    objects: item ? withApplication(item, after) : [was],
    message: `${list(gone.map(describeSubject))} ${gone.length === 1 ? 'loses' : 'lose'} the ${role['kind']} ${role['name']}`,
    ...(rights.length > 0 ? { why: `it allows ${describeAll(rights).slice(0, 300)}` } : {}),
    remedy: 'check that what runs under these accounts does not need it',
    ...(item ? { differences } : {}),
  };
}

/** Whether the account of a subject goes too. */
function leaves({ kind, namespace = '', name }: Subject, before: Tree, after: Tree): boolean {
  if (kind !== 'ServiceAccount') return false;
  const account = { group: '', kind, namespace, name };
  return before.get(account) !== undefined && after.get(account) === undefined;
}

/** Whether a binding of the tree, in the same place, gives the subject this role. */
function isBoundTo(role: JsonObject, subject: Subject, { id }: Item, tree: Tree): boolean {
  return tree
    .ofKind(id.kind)
    .some(
      (binding) =>
        binding.id.namespace === id.namespace &&
        sameMeaning(objectIn(binding.manifest, 'roleRef'), role) &&
        subjectsOf(binding).some((other) => describeSubject(other) === describeSubject(subject)),
    );
}
