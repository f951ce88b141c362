import { pathText } from '../../path.ts';
import { fieldsOf, leavesOf } from '../../values.ts';
import type { Verdict } from '../../verdict.ts';

const annotation = 'karpenter.sh/do-not-disrupt';

export const mayBeDisrupted: Verdict = {
  rule: 'nodes/do-not-disrupt',
  severity: 'danger',
  promise: 'Where Karpenter may from now on evict pods that it left alone until they ended',
  judge(change, before, after) {
    if (change.verb !== 'changed') return [];
    return fieldsOf(change, before, after)
      .flatMap(leavesOf)
      .filter(
        ({ path, before: old, after: now }) =>
          path.at(-1) === annotation && String(old) === 'true' && String(now) !== 'true',
      )
      .map((difference) => ({
        message: `pods lose ${annotation}: Karpenter evicts them, while they run, where their node drifts or is emptied to save money, and their work is lost`,
        why: pathText(difference.path),
        remedy: 'keep the annotation on what cannot be moved: tasks and drivers',
        differences: [difference],
      }));
  },
};
