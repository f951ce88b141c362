import { type Fate, whenApplicationGoes, whenPruned } from '../../../tree/removal.ts';
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
  if (after.application(item.application)) return { fate: whenPruned(item, after), afterQuestion: false };

  const object = before.items.find(({ id, manifest }) => isApplication(manifest) && id.name === application.name);
  const ofApplication = object ? fateOf(object, before, after) : { fate: 'keep' as const, afterQuestion: false };
  if (ofApplication.fate === 'keep') return { fate: 'keep', afterQuestion: false };
  const fate = whenApplicationGoes(item, before);
  return {
    fate: fate === 'delete' ? 'cascade' : fate,
    afterQuestion: ofApplication.fate === 'ask' || ofApplication.afterQuestion,
  };
}
