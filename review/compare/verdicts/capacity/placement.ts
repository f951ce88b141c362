import { pathText } from '../../path.ts';
import { fieldsOf, leavesOf } from '../../values.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { distinct } from '../../words.ts';

/** Fields of a pod by which fewer of them are placed. */
const stricter: readonly {
  readonly path: RegExp;
  readonly when: (after: string) => boolean;
  readonly said: Judgement;
}[] = [
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
    if (change.verb !== 'changed') return [];
    return fieldsOf(change, before, after).map((difference) => {
      const found = leavesOf(difference).flatMap(({ path, after: now }) => {
        const text = path.join('.');
        return stricter.filter((one) => now !== undefined && one.path.test(text) && one.when(String(now)));
      });
      const place = { why: pathText(difference.path), differences: [difference] };
      return distinct(found).map(({ said }) => ({ ...said, ...place }));
    });
  },
};
