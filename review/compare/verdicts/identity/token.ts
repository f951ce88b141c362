import { subjectsOf } from '../../../kinds/rbac.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import type { Verdict } from '../../verdict.ts';

export const token: Verdict = {
  rule: 'identity/token',
  severity: 'danger',
  promise: 'Where the programs of an account that has rights get no token for the API server any more',
  judge({ before, after: item, verb }, _, after) {
    if (!before || verb !== 'changed' || item?.id.kind !== 'ServiceAccount' || item.id.group !== '') return [];
    if (hasNone(before) || !hasNone(item) || !isBound(item, after)) return [];
    return {
      message:
        'its pods get no token for the API server any more, unless they ask for it themselves: whatever they call is refused',
      why: 'a Role is bound to the account, so its programs call the API',
      remedy: 'keep automountServiceAccountToken, or set it in the pods that need it',
    };
  },
};

function hasNone({ manifest }: Item): boolean {
  return manifest['automountServiceAccountToken'] === false;
}

function isBound({ id }: Item, tree: Tree): boolean {
  return [...tree.ofKind('RoleBinding'), ...tree.ofKind('ClusterRoleBinding')]
    .flatMap(subjectsOf)
    .some(({ kind, namespace, name }) => kind === 'ServiceAccount' && name === id.name && namespace === id.namespace);
}
