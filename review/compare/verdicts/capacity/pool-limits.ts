import { at } from '../../../../imports/json.ts';
import type { Pod } from '../../../kinds/pods/pod.ts';
import { type Amounts, amounts, describeAmount, plus, requestsOf, times } from '../../../kinds/pods/size.ts';
import { amount } from '../../../kinds/quantity.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { placementsOf } from '../../../verify/scheduling/placed.ts';
import { sameMeaning } from '../../canonical.ts';
import type { Comparison } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import { type Said, saidWith, type Verdict } from '../../verdict.ts';
import { count } from '../../words.ts';
import { priceChange } from './prices.ts';

export const limits: Verdict = {
  rule: 'capacity/pool-limits',
  severity: 'danger',
  promise: 'How far a node pool may grow, what it costs at most, and whether what always runs still fits',
  judge({ before, after: item, verb, differences }, was, after) {
    if (!before || !item || verb !== 'changed' || item.id.kind !== 'NodePool') return [];
    const fields = differences.filter(({ path }) => isUnder(path, 'spec.limits')).flatMap(leavesOf);
    const price = priceChange(before, item);
    if (fields.length === 0) return price !== undefined && { severity: 'info', message: price };
    const need = needOf(item, before, was, after);
    const why = price === undefined ? {} : { why: price };
    return fields.map((difference) => saidWith({ differences: [difference], ...why }, ofLimit(difference, need)));
  },
  judgeAll: fullPools,
};

/** A pool whose limits stay, and on which more runs than before. */
function fullPools({ before, after }: Comparison): Said {
  return after.ofKind('NodePool').map((pool): Said => {
    const was = before.get(pool.id);
    const now = limitsOf(pool);
    if (!was || !sameMeaning(limitsOf(was), now)) return [];
    const needs = standingOn(pool, after);
    const short = Object.entries(now).filter(([name, limit]) => (needs[name] ?? 0) > limit);
    const needed = short.length > 0 ? standingOn(was, before) : {};
    return short
      .filter(([name, limit]) => (needed[name] ?? 0) <= limit)
      .map(([name, limit]) => ({
        objects: [pool],
        message: `what always runs on the pool asks for ${describeAmount(name, needs[name] ?? 0)}, before ${describeAmount(name, needed[name] ?? 0)}, and its limit is ${describeAmount(name, limit)}: some of it stays pending`,
        remedy: 'raise the limit of the pool, or run less on it',
      }));
  });
}

const limitsOf = ({ manifest }: Item) => amounts(at(manifest, 'spec.limits'));

/** Of a limit that rises or falls, against what always runs on the pool. */
function ofLimit({ path, before, after }: Difference, need: Need): Said {
  const resource = path.at(-1) ?? '';
  const [old, now] = [amount(before), amount(after)];
  const text = (value: number | undefined) => {
    if (value === undefined) return `any number of ${resource}`;
    return resource === 'nodes' ? count(value, 'node') : describeAmount(resource, value);
  };
  if (now === undefined) {
    return {
      severity: 'warn',
      message: `the limit of the pool rises from ${text(old)} to ${text(now)}`,
      remedy: 'keep a limit: a mistake in a job may cost any amount',
    };
  }
  if (old !== undefined && now > old) {
    return { severity: 'info', message: `the limit of the pool rises from ${text(old)} to ${text(now)}` };
  }
  const falls = `the limit of the pool falls from ${text(old)} to ${text(now)}`;
  // That they fit nowhere any more says more, and is said of the pods.
  if (need.isStuck) return [];
  const needed = need.standing[resource] ?? 0;
  return needed > now
    ? {
        message: `${falls}, and what always runs there asks for ${text(needed)}: running nodes stay, and pods that restart stay pending`,
        remedy: 'keep the limit above what always runs, with room for one rollout',
      }
    : {
        severity: 'warn',
        message: `${falls}: running nodes stay, and no new one is made above it`,
        remedy: 'compare with what runs at the busiest time',
      };
}

interface Need {
  /** What the pods ask for together that always run and fit on no other nodes. */
  readonly standing: Amounts;
  /** A pod that fitted on the pool fits on no node any more. */
  readonly isStuck: boolean;
}

function needOf(pool: Item, was: Item, before: Tree, after: Tree): Need {
  return {
    standing: standingOn(pool, after),
    isStuck: podsOnlyOn(pool, after).length === 0 && podsOnlyOn(was, before).length > 0,
  };
}

function standingOn(pool: Item, tree: Tree): Amounts {
  return podsOnlyOn(pool, tree).reduce(
    (sum: Amounts, { spec, standing }) => plus(sum, times(requestsOf(spec), standing)),
    {},
  );
}

function podsOnlyOn(pool: Item, tree: Tree): readonly Pod[] {
  return placementsOf(tree).flatMap(({ pod, answers }) => {
    const fitting = answers.filter(({ miss }) => miss === undefined);
    return fitting.length === 1 && fitting[0]?.group.item === pool ? [pod] : [];
  });
}
