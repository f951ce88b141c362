import { misfit } from '../../../verify/scheduling/misfit.ts';
import { type Placement, placementsOf } from '../../../verify/scheduling/placed.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { some } from '../../words.ts';

export const unschedulable: Verdict = {
  rule: 'capacity/unschedulable',
  severity: 'danger',
  promise: 'Which pods no pool admits any more, and the nearest one',
  judgeAll({ before, after }) {
    const now = placementsOf(after).filter(isStuck);
    if (now.length === 0) return [];
    const old = new Map(placementsOf(before).map((placement) => [keyOf(placement), placement]));
    return now.flatMap((placement): readonly Judgement[] => {
      const was = old.get(keyOf(placement));
      if (was && isStuck(was)) return [];
      const { pod } = placement;
      const lost = was?.answers.flatMap(({ group, miss }) => (miss || !group.item ? [] : [group.item.id])) ?? [];
      const pools = lost.filter((id) => after.get(id) !== undefined);
      const missed = placement.answers.flatMap(({ group, miss }) => (miss ? [{ group, miss }] : []));
      const { message, remedy } = misfit(pod, missed);
      return [
        {
          objects: [pod.item, ...(pools.length > 0 ? pools : [])],
          message: `no pool admits a pod any more: ${message}`,
          ...(lost.length > 0 ? { why: `it fitted on ${some(lost.map(({ name }) => name))}` } : {}),
          remedy,
        },
      ];
    });
  },
};

function isStuck({ answers }: Placement): boolean {
  return answers.length > 0 && answers.every(({ miss }) => miss !== undefined);
}

function keyOf({ pod }: Placement): string {
  return `${pod.namespace}/${pod.name}`;
}
