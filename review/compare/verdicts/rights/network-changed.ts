import { at, listIn } from '../../../../imports/json.ts';
import { type Direction, directions, directionsOf, isEverything, peersOf } from '../../../kinds/network/policies.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import type { Change } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import type { Said } from '../../verdict.ts';
import { isClosed, openText } from './closed.ts';
import { beyond } from './flows.ts';
import { allowsNothing, isAnybody, isForNobody, isOfAllPods, isOfMetadata, ruleText } from './peers.ts';

export function ofChanged({ before, after: item, differences }: Change, tree: Tree): Said {
  if (!before || !item) return [];
  const under = (place: string) => differences.filter(({ path }) => isUnder(path, place));
  const [old, now] = [directionsOf(before), directionsOf(item)];
  const types = under('spec.policyTypes');
  return [
    // Where a policy does not close its pods, its rules allow nothing in addition.
    directions
      .filter((direction) => old.includes(direction) && now.includes(direction))
      .map((direction) => ofRules(before, item, direction, under(`spec.${direction}`))),
    // Without types it is the rules that decide.
    ofDirections(old, now, item, types.length > 0 ? types : under('spec.egress'), tree),
    ofSelector(item, under('spec.podSelector')),
  ];
}

/** What opens more than a policy names. */
const openings = [
  { who: 'everybody (any address)', holds: isAnybody },
  { who: 'the metadata of the node, with the credentials of its role,', holds: isOfMetadata },
  { who: 'every pod, whoever made it,', holds: isOfAllPods },
] as const;

function ofRules(before: Item, item: Item, direction: Direction, differences: readonly Difference[]): Said {
  if (differences.length === 0) return [];
  const rules = ({ manifest }: Item) =>
    listIn(manifest, `spec.${direction}`).filter((rule) => !isForNobody(rule, direction));
  const [old, now] = [rules(before), rules(item)];
  const [added, removed] = [beyond(now, old, peersOf[direction]), beyond(old, now, peersOf[direction])];
  const verb = direction === 'ingress' ? 'may connect to its pods' : 'may be reached from its pods';
  const opened = openings.find(({ holds }) => added.some((rule) => holds(rule, direction)));
  return [
    added.length > 0 && {
      severity: opened ? 'danger' : 'warn',
      message: `${opened?.who ?? 'more'} ${verb}: ${added.map((rule) => ruleText(rule, direction)).join(', ')}`,
      remedy: 'name exactly the pods and ports that need it',
      differences,
    },
    removed.length > 0 && {
      severity: 'warn',
      message: `less ${verb}: no longer ${removed.map((rule) => ruleText(rule, direction)).join(', ')}`,
      remedy: 'check who uses it: a refused connection hangs until its time-out',
      differences,
    },
  ];
}

/** Of the directions in which it closed its pods, and in which it does. */
function ofDirections(
  old: readonly Direction[],
  now: readonly Direction[],
  item: Item,
  differences: readonly Difference[],
  tree: Tree,
): Said {
  const opened = old.filter((direction) => !now.includes(direction));
  if (opened.length === 0) {
    return (
      now.length > old.length && {
        severity: 'warn',
        message: 'its pods are closed in one more direction: what no rule allows is refused',
        remedy: 'check that each needed connection has a rule',
        differences,
      }
    );
  }
  const left = opened.filter((direction) => !isClosed(tree, item, direction));
  if (left.length === 0) {
    return {
      severity: 'info',
      message: 'the policy no longer closes the pods that it selects; another one of the namespace does',
      differences,
    };
  }
  return {
    message: `the policy no longer closes the pods that it selects: ${left.map(openText).join(' and ')}, where no other policy closes them`,
    remedy: 'keep the direction in policyTypes',
    differences,
  };
}

function ofSelector(item: Item, differences: readonly Difference[]): Said {
  if (differences.length === 0) return [];
  const isDeny = allowsNothing(item);
  if (isEverything(at(item.manifest, 'spec.podSelector') ?? {})) {
    return {
      severity: 'warn',
      message: isDeny
        ? 'the policy that denies by default selects every pod of the namespace: what no rule allows is refused to all of them'
        : 'the policy selects every pod of the namespace: its rules hold for all of them',
      remedy: 'check that each pod of the namespace may have these connections',
      differences,
    };
  }
  return {
    severity: isDeny ? 'danger' : 'warn',
    message: isDeny
      ? 'the policy that denies by default selects other pods: those that it leaves are open'
      : 'the policy selects other pods: its rules hold for them, and no longer for those before',
    remedy: 'check which pods have these labels',
    differences,
  };
}
