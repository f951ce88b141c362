import { requestsOf } from '../../../kinds/pods/size.ts';
import { groupBy } from '../../../tree/group-by.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { type Misfit, misfit, sizeOf } from '../../../verify/scheduling/misfit.ts';
import { type Placement, placementsOf } from '../../../verify/scheduling/placed.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { distinct, some } from '../../words.ts';

/** A pod that no group runs, and what it fitted on before. */
interface Stuck {
  readonly placement: Placement;
  readonly wrong: Misfit;
  readonly isNew: boolean;
  readonly lost: readonly Item[];
}

export const unschedulable: Verdict = {
  rule: 'capacity/unschedulable',
  severity: 'danger',
  promise: 'Which pods no pool admits any more, and the nearest one',
  judgeAll({ before, after }) {
    const now = placementsOf(after).filter(isStuck);
    if (now.length === 0) return [];
    const old = new Map(placementsOf(before).map((placement) => [keyOf(placement), placement]));
    const stuck = now.flatMap((placement): readonly Stuck[] => {
      const was = old.get(keyOf(placement));
      if (was && isStuck(was)) return [];
      const wrong = misfit(
        placement.pod,
        placement.answers.flatMap(({ group, miss }) => (miss ? [{ group, miss }] : [])),
      );
      const lost = was?.answers.flatMap(({ group, miss }) => (miss || !group.item ? [] : [group.item])) ?? [];
      return [{ placement, wrong, isNew: was === undefined, lost }];
    });
    const groups = groupBy(stuck, ({ wrong, isNew, lost }) =>
      JSON.stringify([wrong.cause, wrong.remedy, isNew, lost.map(({ id }) => id.name)]),
    );
    return [...groups.values()].map((group) => judgementOf(group, after));
  },
};

/** Pods that stay pending for one cause are one finding. */
function judgementOf(group: readonly [Stuck, ...Stuck[]], after: Tree): Judgement {
  const [{ wrong, lost, isNew }] = group;
  const items = distinct(group.map(({ placement: { pod } }) => pod.item));
  const names = group.map(({ placement: { pod } }) => pod.name);
  const largest = group
    .map(({ placement: { pod } }) => requestsOf(pod.spec))
    .reduce((most, size) => ((size['memory'] ?? 0) > (most['memory'] ?? 0) ? size : most));
  const all =
    wrong.reason === 'size' ? `: the largest asks for ${sizeOf(largest)}; ${wrong.cause}` : `, each as ${wrong.cause}`;
  return {
    objects: [...items, ...lost.filter(({ id }) => after.get(id) !== undefined)],
    message:
      names.length === 1
        ? `no pool admits ${isNew ? 'a new pod' : 'a pod any more'}: ${wrong.message}`
        : `no pool admits ${names.length} ${isNew ? 'new pods' : 'pods any more'}: ${some(names, 6)} stay pending${all}`,
    ...(lost.length > 0
      ? { why: `${names.length === 1 ? 'it' : 'they'} fitted on ${some(lost.map(({ id }) => id.name))}` }
      : {}),
    remedy: wrong.remedy,
  };
}

function isStuck({ answers }: Placement): boolean {
  return answers.length > 0 && answers.every(({ miss }) => miss !== undefined);
}

function keyOf({ pod }: Placement): string {
  return `${pod.namespace}/${pod.name}`;
}
