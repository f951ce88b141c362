import { at } from '../../../../imports/json.ts';
import { isHook, ownSyncOptions } from '../../../tree/manifest.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import type { Change } from '../../change.ts';
import { isUnder } from '../../path.ts';
import type { Verdict } from '../../verdict.ts';
import { type Immutable, immutable } from './fields.ts';
import { brokenTransitions } from './transitions.ts';

/** The fields of a change that the API server refuses. Nothing for an object that is made again at each sync. */
function refusedFields({ before, after, verb, differences }: Change, tree: Tree): readonly Immutable[] {
  if (!before || !after || verb !== 'changed' || isReplaced(after, tree)) return [];
  return (immutable[`${after.id.group}/${after.id.kind}`] ?? []).filter(
    ({ has, allows }) => differences.some(({ path }) => has(path)) && !allows?.(before, after, tree),
  );
}

/** Whether the API server refuses a change as a whole. */
export function isRefused(change: Change, tree: Tree): boolean {
  return refusedFields(change, tree).length > 0 || brokenTransitions(change).length > 0;
}

/** Argo CD deletes it and makes it again: a hook, or an object with `Force=true,Replace=true`. */
function isReplaced(item: Item, tree: Tree): boolean {
  if (isHook(item.manifest)) return true;
  const options = [...ownSyncOptions(item.manifest), ...(tree.application(item.application)?.sync.options ?? [])];
  return options.includes('Replace=true') && options.includes('Force=true');
}

export const cannotBeApplied: Verdict = {
  rule: 'immutable/field',
  severity: 'danger',
  promise: 'Which changes the API server refuses, because a field of the object is immutable, and the way out',
  judge(change, _, after) {
    return refusedFields(change, after).map(({ field, has, result, remedy }) => ({
      message: `${field} is immutable and cannot be changed: the sync fails, and ${result}`,
      why: 'the API server refuses the whole object, so no other change of it arrives either, and later waves of its Application wait',
      remedy,
      differences: change.differences.filter(({ path }) => has(path)),
    }));
  },
};

export const kept: Verdict = {
  rule: 'immutable/kept',
  severity: 'warn',
  promise: 'Where a field goes from a manifest, and the API server keeps what it was',
  judge({ before, after, verb, differences }, _, tree) {
    const address = before && at(before.manifest, 'spec.clusterIP');
    if (!after || verb !== 'changed' || after.id.kind !== 'Service' || !address || isReplaced(after, tree)) return [];
    const isGone = at(after.manifest, 'spec.clusterIP') === undefined;
    if (!isGone || at(after.manifest, 'spec.type') === 'ExternalName') return [];
    return {
      message: `the Service keeps its clusterIP although Git no longer names it: ${address === 'None' ? 'it stays headless' : `its address stays ${address}`}`,
      remedy: 'write the field again, or delete the Service by hand, and let Argo CD make it again',
      differences: differences.filter(({ path }) => isUnder(path, 'spec.clusterIP')),
    };
  },
};

export const transition: Verdict = {
  rule: 'immutable/transition',
  severity: 'danger',
  promise: 'Which changes the rules of a custom resource refuse, because of what the object was before',
  judge(change) {
    return brokenTransitions(change).map((text) => ({
      message: `the rules of its kind refuse this change (${text}): the sync fails, and the object stays as it is`,
      remedy: 'make an object with another name, move what uses it, and remove the old one later',
      differences: change.differences,
    }));
  },
};
