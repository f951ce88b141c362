import type { ApplicationView } from './application.ts';
import { ownSyncOptions } from './manifest.ts';
import type { Item, Tree } from './tree.ts';

/**
 * What Argo CD does with an object.
 * `delete`: at once. `ask`: it waits for a person, and the rest of that sync waits too. `keep`: the object stays, unmanaged.
 */
export type Fate = 'delete' | 'ask' | 'keep';

/** What happens to an object that Git no longer has while its Application goes on. `tree` has the Application as it syncs then. */
export function whenPruned(item: Item, tree: Tree): Fate {
  const application = tree.application(item.application);
  return application ? whenLeftOut(application, ownSyncOptions(item.manifest)) : 'keep';
}

/**
 * What happens to an object that an Application no longer has.
 *
 * @param own options of the object
 */
export function whenLeftOut({ sync }: ApplicationView, own: readonly string[] = []): Fate {
  return sync.prune ? fate('Prune', sync.options, own) : 'keep';
}

/** What happens to an object when its Application is deleted. `tree` is the one that had both. */
export function whenApplicationGoes(item: Item, tree: Tree): Fate {
  const application = tree.application(item.application);
  if (!application?.cascades) return 'keep';
  const own = ownSyncOptions(item.manifest);
  const answer = fate('Delete', application.sync.options, own);
  // Argo CD also asks here about what it would ask about before a prune.
  return answer === 'delete' && fate('Prune', application.sync.options, own) === 'ask' ? 'ask' : answer;
}

/** What the object itself says counts, and what its Application says only where it says nothing. */
function fate(verb: 'Prune' | 'Delete', options: readonly string[], own: readonly string[]): Fate {
  const stated = [...own, ...options].find((option) => option.startsWith(`${verb}=`));
  if (stated === `${verb}=false`) return 'keep';
  return stated === `${verb}=confirm` ? 'ask' : 'delete';
}
