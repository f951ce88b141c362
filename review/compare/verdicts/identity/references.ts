import { providedBy, referencesOf, usersOf } from '../../../kinds/references.ts';
import { describeId, keyOf, type ObjectId } from '../../../tree/object-id.ts';
import type { Tree } from '../../../tree/tree.ts';
import { leaving } from '../../change.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';
import { isRefused } from '../immutable/immutable.ts';
import { ownsSecret } from '../removal/consequences.ts';
import { fateOf } from '../removal/fate.ts';

/** Kinds that others need by name while they run or when they start. */
const needed =
  /^(AppProject|ClusterRole|ClusterSecretStore|ConfigMap|EC2NodeClass|ExternalSecret|PersistentVolumeClaim|PriorityClass|Role|Secret|SecretStore|Service|ServiceAccount|StorageClass)$/;

export const stillNamed: Verdict = {
  rule: 'identity/still-named',
  severity: 'danger',
  promise: 'Where an object goes that others still name',
  judge(change, before, after) {
    const item = leaving(change);
    if (!item || !needed.test(item.id.kind) || fateOf(item, before, after).fate === 'keep') return [];
    const gone = [item.id, ...(ownsSecret(item.manifest) ? providedBy(item) : [])].filter((id) => !isMade(id, after));
    const users = usersOf(gone, after);
    if (users.length === 0) return [];
    return {
      objects: [item],
      message: `it goes, and is still named: ${consequence(item.id.kind)}`,
      why: `named by ${some(users.map(({ id }) => describeId(id)))}`,
      remedy: 'keep it until nothing names it, or change who names it in the same pull request',
    };
  },
};

function isMade(id: ObjectId, tree: Tree): boolean {
  return tree.items.some((item) => [item.id, ...providedBy(item)].some((own) => keyOf(own) === keyOf(id)));
}

function consequence(kind: string): string {
  switch (kind) {
    case 'Role':
    case 'ClusterRole':
      return 'the accounts that its bindings name lose their rights at once';
    case 'EC2NodeClass':
      return 'its pools make no node any more';
    case 'PriorityClass':
    case 'StorageClass':
      return 'new pods and claims that name it are refused or wait';
    case 'AppProject':
      return 'its Applications are synced no more';
    default:
      return 'running pods go on, and the next one that starts waits forever';
  }
}

export const lostByRefusal: Verdict = {
  rule: 'identity/lost-by-refusal',
  severity: 'danger',
  promise: 'Where an object goes that another one goes on naming, as its own change cannot be applied',
  judgeAll({ before, after, changes }) {
    const refused = changes.flatMap((change) => (change.before && isRefused(change, after) ? [change.before] : []));
    if (refused.length === 0) return [];
    return changes.map((change): Said => {
      const item = leaving(change);
      if (!item || fateOf(item, before, after).fate === 'keep') return [];
      const users = refused.filter((user) => referencesOf(user).some((id) => keyOf(id) === item.key));
      if (users.length === 0) return [];
      return {
        objects: [item],
        message: `it is deleted, and what named it goes on naming it, as its own change cannot be applied: ${consequence(item.id.kind)}`,
        why: `named by ${some(users.map(({ id }) => describeId(id)))}`,
        remedy: 'keep the old name until the object that names it is made again',
      };
    });
  },
};
