import { pathText } from '../../path.ts';
import { leavesOf, valuesChangesOf } from '../../values.ts';
import type { Judgement, Verdict } from '../../verdict.ts';

type Said = Pick<Judgement, 'message' | 'remedy'>;

/** Fields of a pod by which fewer of them are placed. */
const stricter: readonly { readonly path: RegExp; readonly when: (after: string) => boolean; readonly said: Said }[] = [
  {
    path: /(^|\.)whenUnsatisfiable$/,
    when: (after) => after === 'DoNotSchedule',
    said: {
      message:
        'pods that would be spread unevenly stay pending (DoNotSchedule): with one zone or node less some of them have no place',
      remedy: 'keep ScheduleAnyway, or check that there are more zones or nodes than pods',
    },
  },
  {
    path: /(^|\.)podAntiAffinity\.requiredDuringSchedulingIgnoredDuringExecution$/,
    when: () => true,
    said: {
      message: 'pods that must not stand beside others stay pending where no other node or zone is free',
      remedy: 'let it be preferred, or check that there are more nodes or zones than pods, during a rollout too',
    },
  },
];

export const placement: Verdict = {
  rule: 'capacity/placement',
  severity: 'warn',
  promise: 'Where pods are placed by stricter rules than before',
  judge(change, before, after) {
    const { after: item, verb } = change;
    if (!item || verb !== 'changed') return [];
    const inValues = valuesChangesOf(change, before, after).flatMap(({ differences }) => differences);
    return (inValues.length > 0 ? inValues : change.differences).flatMap((difference): readonly Judgement[] => {
      const found = leavesOf(difference).flatMap(({ path, after: now }) => {
        const text = path.join('.');
        return stricter.filter((one) => now !== undefined && one.path.test(text) && one.when(String(now)));
      });
      return [...new Set(found)].map(({ said }) => ({
        objects: [item],
        ...said,
        why: pathText(difference.path),
        differences: [difference],
      }));
    });
  },
};
