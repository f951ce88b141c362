import { describeId } from '../../../tree/object-id.ts';
import { type Item, isApplication } from '../../../tree/tree.ts';
import { isMoved } from '../../change.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { consequenceOf } from './consequences.ts';
import { fateOf, isRefusedEmpty } from './fate.ts';

/** What the old Application does where it syncs first. */
const first = {
  delete: 'where the old one syncs first, the object is deleted and made again',
  cascade: 'where the old one goes first, the object is deleted and made again',
  ask: 'where the old one syncs first, it asks a person to delete the object, and waits',
  keep: 'the old one leaves it alone',
} as const;

export const moved: Verdict = {
  rule: 'removal/moved',
  severity: 'danger',
  promise: 'Where another Application applies an object from now on, and which of the two may delete it',
  judge(change, before, after) {
    const { before: was, after: item, verb } = change;
    if (!was || !item || verb !== 'changed' || !isMoved(change) || isApplication(item.manifest)) return [];
    const [old, now] = [before.application(was.application), after.application(item.application)];
    const stays = after.application(was.application);
    // Two have one folder: what that means is said of the one that follows it.
    if (!old || !now || (stays && after.isIn(item, stays))) return [];
    const refuses = now.sync.options.includes('FailOnSharedResource=true');
    const isPrecious = consequenceOf(item)?.severity === 'danger';
    const { fate } = fateOf(was, before, after);
    const isDeleted = fate === 'delete' || fate === 'cascade';
    return {
      severity: isPrecious && isDeleted ? 'danger' : 'warn',
      message: `another Application applies it from now on: ${was.application} → ${item.application}; ${first[fate]}`,
      why: refuses
        ? 'the new Application has FailOnSharedResource: its sync fails as long as the old one owns the object'
        : 'both own it for a while: whoever syncs last wins',
      remedy: isPrecious
        ? 'guard the object with Prune=false in an earlier change, then move it'
        : 'merge when it may be missing for a moment',
    };
  },
};

export const renamed: Verdict = {
  rule: 'removal/renamed',
  severity: 'danger',
  promise: 'Where a new name is a new object to the cluster: the old one is deleted, and another one is made',
  judge({ before: was, after: item, verb }, before, after) {
    if (!was || !item || verb !== 'renamed') return [];
    if (fateOf(was, before, after).fate === 'keep') return [];
    const consequence = consequenceOf(was);
    const isTeamOf = was.id.name === item.id.name && was.id.namespace !== item.id.namespace;
    return {
      severity: isTeamOf ? 'info' : (consequence?.severity ?? (isApplication(item.manifest) ? 'danger' : 'info')),
      objects: [was, item],
      message: isTeamOf
        ? 'it is the same object in another namespace: to the cluster the old one is deleted and another one is made'
        : `a new name is a new object to the cluster: the old one is deleted${consequence ? ` (${consequence.text})` : ''}, and ${beginningOf(item)}`,
      why: `${describeId(was.id)} → ${describeId(item.id)}`,
      ...(consequence
        ? { remedy: 'make the new one first, move what uses the old one, and remove that in a later change' }
        : {}),
    };
  },
};

/** What the new object has in the beginning, beside what Git says of it. */
function beginningOf(item: Item): string {
  if (item.id.kind === 'ExternalSecret') return 'the new one makes its Secret from the entries that it names';
  const holds = isApplication(item.manifest) || consequenceOf(item)?.severity === 'danger';
  return holds ? 'the new one starts empty' : 'another one is made';
}

/** A share of an environment's objects, and a number of them, above which a removal is more than one of many. */
const alarming = { share: 0.3, objects: 20 };

export const shrinks: Verdict = {
  rule: 'removal/shrinks',
  severity: 'danger',
  promise: 'Where an environment or an Application loses most of its objects at once',
  judgeAll({ environment, before, after }) {
    if (before.items.length === 0) return [];
    if (after.items.length === 0) {
      return {
        objects: rootOf(before.items),
        message: `the environment ${environment} has no objects any more: its root Application finds no folder, reports an error, and deletes nothing by itself; what runs is no longer managed`,
        remedy: "take the environment down with 'npm run teardown -- <env>' before its files go",
      };
    }
    const now = new Set(after.items.map(({ key }) => key));
    const gone = before.items.filter(({ key }) => !now.has(key));
    const whole = gone.length >= alarming.objects && gone.length / before.items.length >= alarming.share;
    return [
      whole && {
        objects: rootOf(after.items),
        message: `${gone.length} of ${before.items.length} objects of the environment go at once: that looks like a render that went wrong`,
        remedy: "run 'npm run synth' again and read what it says",
      },
      after.applications.map((view): Said => {
        const was = before.of(view.name);
        if (was.length === 0 || !isRefusedEmpty(view, after)) return [];
        const left = was.filter(({ key }) => !now.has(key));
        return {
          severity: 'warn',
          objects: [after.itemOf(view) ?? [], left].flat(),
          message: `${was.length === 1 ? 'the only object' : `all ${was.length} objects`} of the Application ${was.length === 1 ? 'goes' : 'go'}, and it stays: Argo CD refuses to sync an Application without any object, so nothing is deleted and its sync is blocked`,
          remedy: 'remove the Application too, where it is no longer needed',
          effects: left.map(({ id }) => ({ verb: 'leave', what: describeId(id) })),
        };
      }),
    ];
  },
};

function rootOf(items: readonly Item[]): readonly Item[] {
  return items.filter(({ id, manifest }) => isApplication(manifest) && id.name === 'root');
}
