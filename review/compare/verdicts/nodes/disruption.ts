import { at, type Json, type JsonObject, listIn, objectIn, stringsIn } from '../../../../imports/json.ts';
import { milliseconds } from '../../../kinds/duration.ts';
import type { Item } from '../../../tree/tree.ts';
import { sameMeaning } from '../../canonical.ts';
import { isUnder } from '../../path.ts';
import type { Verdict } from '../../verdict.ts';
import { driftOf } from './drift.ts';
import { allowsNone, isHeld, pace } from './pools.ts';

export const budgets: Verdict = {
  rule: 'nodes/budgets',
  severity: 'warn',
  promise: 'What a change of disruption budgets allows or forbids from now on',
  judge({ before, after, verb, differences }) {
    if (!before || !after || verb !== 'changed' || after.id.kind !== 'NodePool') return [];
    const fields = differences.filter(({ path }) => isUnder(path, 'spec.disruption.budgets'));
    if (fields.length === 0) return [];
    const [old, now] = [budgetsOf(before), budgetsOf(after)];
    const isFreed = isHeld(before) && !isHeld(after);
    const edit = isFreed
      ? 'nodes that no longer matched before are replaced now'
      : 'no node is replaced by this edit itself';
    const how = { why: `from now on ${pace(after)}; before: ${pace(before)}; ${edit}`, differences: fields };
    if (now.some(blocksAll)) {
      return {
        message: 'no node may be disrupted at any time: an old AMI or another drift stays until the nodes expire',
        ...how,
        remedy: 'give the budget a schedule and a duration, or a number of nodes',
      };
    }
    const lost = old.filter((budget) => isWindow(budget) && !now.some((other) => sameMeaning(budget, other)));
    if (lost.length > 0 && now.filter(isWindow).length < old.filter(isWindow).length) {
      return {
        message: 'the hours in which no node is replaced are gone: nodes may be drained while people work',
        ...how,
        remedy: 'keep a budget of 0 nodes for these hours',
      };
    }
    if (isFreed) {
      return {
        message: 'nodes that no longer match are replaced again, and their pods evicted: a budget of 0 held them',
        ...how,
        remedy: 'merge when it is welcome that all old nodes go, and what runs on them',
      };
    }
    const shorter = old.filter(isWindow).some((budget) => isShorter(budget, now));
    const faster = share(now) > share(old);
    return {
      severity: faster || shorter ? 'warn' : 'info',
      message: faster
        ? 'more nodes may be disrupted at a time'
        : shorter
          ? 'there are fewer hours in which no node is replaced'
          : 'nodes are disrupted by other budgets',
      ...how,
      remedy: faster
        ? 'check that the pods of the pool stand losing so many nodes at once'
        : 'check that nobody needs the pool in the hours that are left out',
    };
  },
};

const budgetsOf = ({ manifest }: Item) => listIn(manifest, 'spec.disruption.budgets');

function blocksAll(budget: Json): boolean {
  return allowsNone(budget) && at(budget, 'schedule') === undefined && stringsIn(budget, 'reasons').length === 0;
}

function isWindow(budget: Json): boolean {
  return allowsNone(budget) && at(budget, 'schedule') !== undefined;
}

/** Whether the window of the same schedule is shorter now. */
function isShorter(budget: Json, now: readonly Json[]): boolean {
  const length = (one: Json) => milliseconds(at(one, 'duration')) ?? 0;
  const same = now.find((other) => isWindow(other) && at(other, 'schedule') === at(budget, 'schedule'));
  return same !== undefined && length(same) < length(budget);
}

/** The smallest number that always holds; a share counts as one of a hundred nodes. */
function share(list: readonly Json[]): number {
  const always = list.filter((budget) => at(budget, 'schedule') === undefined);
  return Math.min(...always.map((budget) => Number.parseInt(String(at(budget, 'nodes') ?? '10%'), 10)), 100);
}

export const consolidation: Verdict = {
  rule: 'nodes/consolidation',
  severity: 'warn',
  promise: 'Where Karpenter may from now on evict running pods to save nodes',
  judge({ before, after, verb, differences }) {
    if (!before || !after || verb !== 'changed' || after.id.kind !== 'NodePool') return [];
    const fields = differences.filter(({ path }) => isUnder(path, 'spec.disruption') && path[2] !== 'budgets');
    if (fields.length === 0) return [];
    const [old, now] = [objectIn(before.manifest, 'spec.disruption'), objectIn(after.manifest, 'spec.disruption')];
    if (!isEmptyOnly(old) || isEmptyOnly(now)) {
      return { severity: 'info', message: consolidateAfter(old, now), differences: fields };
    }
    return {
      message:
        'Karpenter may from now on evict running pods, but those with do-not-disrupt, to use fewer or cheaper nodes: it waited until a node was empty',
      remedy: 'keep WhenEmpty for pools whose pods lose work when they move',
      differences: fields,
    };
  },
};

const isEmptyOnly = (disruption: JsonObject) => disruption['consolidationPolicy'] === 'WhenEmpty';

function consolidateAfter(old: JsonObject, now: JsonObject): string {
  if (now['consolidateAfter'] === 'Never' && old['consolidateAfter'] !== 'Never') {
    return 'no node is removed to save money any more: an unused one stays, and is paid, until it expires';
  }
  const timeOf = (disruption: JsonObject) => milliseconds(disruption['consolidateAfter']) ?? 0;
  if (!isEmptyOnly(old) && isEmptyOnly(now)) {
    return 'a node goes only when it is empty: pods are no longer moved together to save nodes, which costs more';
  }
  if (timeOf(now) === timeOf(old)) return 'unused nodes are found in another way; no node is replaced for it';
  const isLonger = timeOf(now) > timeOf(old) && old['consolidateAfter'] !== 'Never';
  return `an unused node stays for ${isLonger ? 'longer' : 'less long'} (${now['consolidateAfter'] ?? '0s'}); no node is replaced for it`;
}

export const untouched: Verdict = {
  rule: 'nodes/none',
  severity: 'info',
  promise: 'Which edits of a NodePool or EC2NodeClass replace no node',
  judge({ before, after, verb, differences }) {
    if (!before || !after || verb !== 'changed' || !/^(NodePool|EC2NodeClass)$/.test(after.id.kind)) return [];
    if (!differences.some(({ path }) => path[0] === 'spec')) return [];
    if (driftOf(before.manifest, after.manifest).drift !== 'none') return [];
    return { message: 'no node is replaced: Karpenter reads these fields when it makes the next decision' };
  },
};
