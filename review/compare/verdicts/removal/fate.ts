import { at } from '../../../../imports/json.ts';
import type { ApplicationView } from '../../../tree/application.ts';
import { type Fate, whenApplicationGoes, whenPruned } from '../../../tree/removal.ts';
import { type Item, isApplication, type Tree } from '../../../tree/tree.ts';

/** What becomes of an object that Git no longer has. */
export interface Leaving {
  /** `cascade`: it goes with its Application. */
  readonly fate: Fate | 'cascade';
  /** The Application goes too, and a person is asked before. */
  readonly afterQuestion: boolean;
}

/**
 * An Application of folders in which nothing is left. Argo CD does not sync it by itself: Git keeps no empty folder, and
 * without `allowEmpty` a sync that would prune everything is skipped.
 */
export function isRefusedEmpty(view: ApplicationView, after: Tree): boolean {
  const readsFolders = view.folders.length > 0 && view.charts.length === 0;
  return (
    readsFolders &&
    after.of(view.name).length === 0 &&
    !after.items.some((item) => after.isIn(item, view)) &&
    !allowsEmpty(view)
  );
}

/** Whether Argo CD syncs an Application that has no object any more, and so deletes what it had. */
export function allowsEmpty({ manifest }: ApplicationView): boolean {
  return at(manifest, 'spec.syncPolicy.automated.allowEmpty') === true;
}

/** Argo CD prunes nothing of an Application that it cannot sync. */
function isPruned(view: ApplicationView, after: Tree): boolean {
  return after.isReadable(view) && !isRefusedEmpty(view, after);
}

/** Whether a finding about the whole Application says already why an object of it stays. */
export function isSaidOfApplication({ application }: Item, after: Tree): boolean {
  const view = after.application(application);
  return view !== undefined && !isPruned(view, after);
}

/** What Argo CD does with an object that leaves the tree. Its own options are those of the cluster, its Application's those of the new tree. */
export function fateOf(item: Item, before: Tree, after: Tree): Leaving {
  const application = before.application(item.application);
  if (!application || (application.isRoot && item.id.name === application.name && isApplication(item.manifest))) {
    return { fate: 'keep', afterQuestion: false };
  }
  const stays = after.application(item.application);
  if (stays) return { fate: isPruned(stays, after) ? whenPruned(item, after) : 'keep', afterQuestion: false };

  const object = before.itemOf(application);
  const ofApplication = object && fateOf(object, before, after);
  if (!ofApplication || ofApplication.fate === 'keep') return { fate: 'keep', afterQuestion: false };
  const fate = whenApplicationGoes(item, before);
  return {
    fate: fate === 'delete' ? 'cascade' : fate,
    afterQuestion: ofApplication.fate === 'ask' || ofApplication.afterQuestion,
  };
}
