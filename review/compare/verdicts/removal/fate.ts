import { ownSyncOptions } from '../../../tree/manifest.ts';
import { type Fate, whenApplicationGoes } from '../../../tree/removal.ts';
import { type Item, isApplication, type Tree } from '../../../tree/tree.ts';

/** What becomes of an object that Git no longer has. */
export interface Leaving {
  /** `cascade`: it goes with its Application. */
  readonly fate: Fate | 'cascade';
  /** The Application goes too, and a person is asked before. */
  readonly afterQuestion: boolean;
}

/** What Argo CD does with an object that leaves the tree. Its own options are those of the cluster, its Application's those of the new tree. */
export function fateOf(item: Item, before: Tree, after: Tree): Leaving {
  const application = before.application(item.application);
  if (!application || (application.isRoot && item.id.name === application.name && isApplication(item.manifest))) {
    return { fate: 'keep', afterQuestion: false };
  }
  const now = after.application(item.application);
  if (now) return { fate: pruned(item, now.sync), afterQuestion: false };

  const object = before.items.find(({ id, manifest }) => isApplication(manifest) && id.name === application.name);
  const ofApplication = object ? fateOf(object, before, after) : { fate: 'keep' as const, afterQuestion: false };
  if (ofApplication.fate === 'keep') return { fate: 'keep', afterQuestion: false };
  const fate = whenApplicationGoes(item, before);
  return {
    fate: fate === 'delete' ? 'cascade' : fate,
    afterQuestion: ofApplication.fate === 'ask' || ofApplication.afterQuestion,
  };
}

function pruned(
  item: Item,
  { prune, options }: { readonly prune: boolean; readonly options: readonly string[] },
): Fate {
  if (!prune) return 'keep';
  const all = [...options, ...ownSyncOptions(item.manifest)];
  if (all.includes('Prune=false')) return 'keep';
  return all.includes('Prune=confirm') ? 'ask' : 'delete';
}
