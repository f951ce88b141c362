import { admitted, type Limits, limitsOf as limitRangesOf } from '../../kinds/limit-range.ts';
import { podsOf } from '../../kinds/pods/index.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import { type Amounts, describeAmount, plus, times } from '../../kinds/pods/size.ts';
import { isAboutPods, type Quota, quotasOf, usageOf } from '../../kinds/quota.ts';
import { groupBy } from '../../tree/group-by.ts';
import { describeId } from '../../tree/object-id.ts';
import { once } from '../../tree/once.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';

/** A pod that a quota does not admit. */
export interface Refused {
  readonly pod: Pod;
  readonly quota: Item;
  /** Name in `hard`. */
  readonly resource: string;
  readonly bound: number;
  /** With what runs beside it; absent where the pod says no such size at all. */
  readonly needed?: number;
}

export const quota: Check = {
  rule: 'scheduling/quota',
  promise: 'the quota of its namespace admits every pod beside those that always run',
  find: (tree) => refusedPods(tree).map(problem),
};

function problem({ pod, quota: item, resource, bound, needed }: Refused): Problem {
  const what = `${pod.name} is refused by ${describeId(item.id)}`;
  const at = { item: pod.item, field: pod.field('containers[0].resources') };
  if (needed === undefined) {
    return {
      ...at,
      message: `${what}: it has no ${resource}, which the quota counts`,
      remedy: `give each container ${resource}`,
    };
  }
  const sum = `${describeAmount(resource, needed)} with what runs beside it`;
  return {
    ...at,
    message: `${what}: ${resource} would be ${sum}, and the quota is ${describeAmount(resource, bound)}`,
    remedy: 'raise the quota, or ask for less',
  };
}

/** Every pod that a quota of its namespace does not admit beside those that always run. */
export const refusedPods = once((tree: Tree): readonly Refused[] =>
  [...groupBy(podsOf(tree), ({ namespace }) => namespace)].flatMap(([namespace, here]) =>
    quotasOf(tree, namespace).flatMap((one) => refusedBy(one, here, limitRangesOf(tree, namespace))),
  ),
);

function refusedBy({ item, hard, counts }: Quota, pods: readonly Pod[], ranges: readonly Limits[]): readonly Refused[] {
  const usage = once((spec: Pod['spec']): Amounts => {
    const complete = admitted(spec, ranges);
    return counts(complete) ? usageOf(complete) : {};
  });
  const standing = pods.reduce((sum: Amounts, { spec, standing }) => plus(sum, times(usage(spec), standing)), {});
  return pods.flatMap((pod) => {
    const own = usage(pod.spec);
    if (Object.keys(own).length === 0) return [];
    // What always runs is in the sum already.
    const beside = pod.standing > 0 ? standing : pod.companions.map(usage).reduce(plus, plus(standing, own));
    return Object.entries(hard)
      .filter(([name]) => isAboutPods(name))
      .flatMap(([resource, bound]): readonly Refused[] => {
        if (!(resource in own)) return [{ pod, quota: item, resource, bound }];
        const needed = beside[resource] ?? 0;
        return needed > bound ? [{ pod, quota: item, resource, bound, needed }] : [];
      });
  });
}
