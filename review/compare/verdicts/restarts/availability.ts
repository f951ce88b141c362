import { at, type Json } from '../../../../imports/json.ts';
import { quantity } from '../../../kinds/quantity.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Difference } from '../../diff.ts';
import { pathText, valueAt } from '../../path.ts';
import { leavesOf, valuesChangesOf } from '../../values.ts';
import type { Judgement, Verdict } from '../../verdict.ts';

const replicaFields = new Set(['replicas', 'replicaCount', 'minReplicas', 'minReplicaCount']);

export const replicas: Verdict = {
  rule: 'restarts/replicas',
  severity: 'danger',
  promise: 'Where a component is no longer highly available, or stops',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb !== 'changed') return [];
    const inValues = valuesChangesOf(change, before, after)
      .flatMap(({ differences }) => differences)
      .filter(({ path }) => replicaFields.has(path.at(-1) ?? ''));
    const own = change.differences.filter(
      ({ path }) => path.join('.') === 'spec.replicas' && item.id.kind !== 'NodePool',
    );
    return [...inValues, ...own].flatMap((difference) => ofReplicas(item, difference, inValues.includes(difference)));
  },
};

function ofReplicas(item: Item, difference: Difference, inValues: boolean): readonly Judgement[] {
  const [before, after] = [difference.before ?? 1, difference.after ?? 1].map(Number) as [number, number];
  if (!Number.isFinite(before) || !Number.isFinite(after) || before === after) return [];
  const who = inValues ? `${componentOf(difference)}: ` : '';
  const change = `${before} → ${after} replicas`;
  const judgement = { objects: [item], differences: [difference] };
  if (after === 0) {
    return [
      {
        ...judgement,
        message: `${who}it stops (${change})`,
        remedy: 'keep one replica at least, or remove the component',
      },
    ];
  }
  if (after === 1 && before > 1) {
    return [
      {
        ...judgement,
        message: `${who}no longer highly available (${change}): each restart and each lost node is a gap`,
        remedy: 'keep two replicas where nobody may notice a restart',
      },
    ];
  }
  return [
    {
      ...judgement,
      severity: 'info',
      message: `${who}${after < before ? 'fewer' : 'more'} pods (${change})`,
    },
  ];
}

/** `scheduler`, from `scheduler.replicas`. */
function componentOf({ path }: Difference): string {
  return pathText(path.slice(0, -1)) || 'the chart';
}

export const memory: Verdict = {
  rule: 'restarts/memory',
  severity: 'warn',
  promise: 'Where a container gets less memory or CPU than before',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb !== 'changed') return [];
    const all = [
      ...(item.id.kind === 'Application' ? [] : change.differences),
      ...valuesChangesOf(change, before, after).flatMap(({ differences }) => differences),
    ];
    return all.flatMap((difference) => ofResources(item, difference));
  },
};

function ofResources(item: Item, difference: Difference): readonly Judgement[] {
  const { path } = difference;
  const [section, resource] = path.slice(-2);
  if (path.at(-3) !== 'resources' || (section !== 'limits' && section !== 'requests')) return [];
  const [old, now] = [quantity(difference.before), quantity(difference.after)];
  if (old === undefined || now === undefined || now >= old) return [];
  // A lower limit is what ends pods; the request beside it says nothing new.
  if (resource !== 'memory' || (section === 'requests' && hasLimit(item, path))) return [];
  const who = pathText(
    path.slice(0, -3).filter((step) => !['spec', 'template', 'source', 'helm', 'valuesObject'].includes(step)),
  );
  return [
    {
      objects: [item],
      message: `memory ${section === 'limits' ? 'limit' : 'request'} of ${who} falls from ${text(difference.before)} to ${text(difference.after)}: its pods may be killed when they need more (OOM)`,
      remedy: 'compare with what it used at its busiest time before you merge',
      differences: [difference],
    },
  ];
}

function hasLimit(item: Item, path: readonly string[]): boolean {
  const limits = [...path.slice(0, -2), 'limits', 'memory'];
  const roots = [item.manifest, at(item.manifest, 'spec.source.helm.valuesObject')];
  return roots.some((root) => valueAt(root, limits) !== undefined);
}

function text(value: Json | undefined): string {
  return String(value);
}

export const disruptionBudget: Verdict = {
  rule: 'restarts/disruption-budget',
  severity: 'danger',
  promise: 'Where a drained node may from now on end all pods of a component at once, or is never drained',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb !== 'changed') return [];
    const ofObject = item.id.kind === 'PodDisruptionBudget' ? change.differences : [];
    const blocked = ofObject
      .filter(({ path, after: now }) => path[0] === 'spec' && blocksDrains(path.at(-1), now, undefined))
      .map((difference) => neverDrained(item, item.id.name, difference));
    const inValues = valuesChangesOf(change, before, after).flatMap(({ differences, after: { values } }) =>
      differences.flatMap(leavesOf).flatMap((difference) => {
        const at = difference.path.findIndex((step) => budgetName.test(step));
        if (at < 0) return [];
        const owner = difference.path.slice(0, at);
        const replicas = valueAt(values, [...owner, 'replicas']);
        if (!blocksDrains(difference.path.at(-1), difference.after, replicas)) return [];
        return [neverDrained(item, pathText(owner) || 'the chart', difference)];
      }),
    );
    const gone = valuesChangesOf(change, before, after).flatMap(({ differences }) =>
      differences.flatMap((difference) => {
        const [section, field] = difference.path.slice(-2);
        const isOff = budgetName.test(section ?? '') && /^enabled?$/.test(field ?? '') && difference.after !== true;
        if (!isOff) return [];
        return [
          {
            severity: 'warn' as const,
            objects: [item],
            message: `${pathText(difference.path.slice(0, -2)) || 'the chart'} has no PodDisruptionBudget any more: a drained node may end all its pods at once`,
            remedy: 'keep the budget for what has several replicas',
            differences: [difference],
          },
        ];
      }),
    );
    return [...blocked, ...inValues, ...gone];
  },
};

const budgetName = /^(podDisruptionBudget|pdb)$/;

/** Whether a budget lets no pod be evicted. */
function blocksDrains(field: string | undefined, value: Json | undefined, replicas: Json | undefined): boolean {
  if (field === 'maxUnavailable') return /^0%?$/.test(String(value));
  if (field !== 'minAvailable') return false;
  return value === '100%' || (Number(value) > 0 && Number(value) >= Number(replicas));
}

function neverDrained(item: Item, who: string, difference: Difference): Judgement {
  return {
    objects: [item],
    message: `${who}: no pod of it may be evicted, so no node with one is drained before its grace period ends: new AMIs and upgrades wait`,
    remedy: 'let one pod be unavailable (maxUnavailable: 1)',
    differences: [difference],
  };
}
