import type { Json, JsonObject } from '../../../../imports/json.ts';
import { allValues } from '../../../kinds/helm/values.ts';
import { quantity } from '../../../kinds/quantity.ts';
import { subject } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { type Path, pathText, valueAt } from '../../path.ts';
import { fieldsOf, leavesOf, valueDifferences, valuesChangesOf } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';

const replicaFields = new Set(['replicas', 'replicaCount', 'minReplicas', 'minReplicaCount']);

export const replicas: Verdict = {
  rule: 'restarts/replicas',
  severity: 'danger',
  promise: 'Where a component is no longer highly available, or stops',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb !== 'changed') return [];
    const inValues = valueDifferences(change, before, after).filter(({ path }) => replicaFields.has(path.at(-1) ?? ''));
    const own = change.differences.filter(
      ({ path }) => path.join('.') === 'spec.replicas' && item.id.kind !== 'NodePool',
    );
    return [
      inValues.map((difference) => ofReplicas(difference, `${ownerText(difference.path.slice(0, -1))}: `)),
      own.map((difference) => ofReplicas(difference, '')),
    ];
  },
};

function ofReplicas(difference: Difference, who: string): Said {
  const [before, after] = [Number(difference.before ?? 1), Number(difference.after ?? 1)];
  if (!Number.isFinite(before) || !Number.isFinite(after) || before === after) return [];
  const change = `${before} → ${after} replicas`;
  const judgement = { differences: [difference] };
  if (after === 0) {
    return {
      ...judgement,
      message: `${who}it stops (${change})`,
      remedy: 'keep one replica at least, or remove the component',
    };
  }
  if (after === 1 && before > 1) {
    return {
      ...judgement,
      message: `${who}no longer highly available (${change}): each restart and each lost node is a gap`,
      remedy: 'keep two replicas where nobody may notice a restart',
    };
  }
  return { ...judgement, severity: 'info', message: `${who}${after < before ? 'fewer' : 'more'} pods (${change})` };
}

/** The component that a part of the values is about. */
function ownerText(part: Path): string {
  return pathText(part) || 'the chart';
}

export const memory: Verdict = {
  rule: 'restarts/memory',
  severity: 'warn',
  promise: 'Where a container gets less memory than before',
  judge(change, before, after) {
    if (change.verb !== 'changed') return [];
    const values = valuesChangesOf(change, before, after).map(({ after: source }) => allValues(source));
    const roots = [subject(change).manifest, ...values];
    return fieldsOf(change, before, after).map((difference) => ofResources(roots, difference));
  },
};

/** @param roots where the paths of its differences begin */
function ofResources(roots: readonly JsonObject[], difference: Difference): Said {
  const { path } = difference;
  const [section, resource] = path.slice(-2);
  if (path.at(-3) !== 'resources' || (section !== 'limits' && section !== 'requests')) return [];
  const [old, now] = [quantity(difference.before), quantity(difference.after)];
  if (old === undefined || now === undefined || now >= old) return [];
  // A lower limit is what ends pods; the request beside it says nothing new.
  const hasLimit = roots.some((root) => valueAt(root, [...path.slice(0, -2), 'limits', 'memory']) !== undefined);
  if (resource !== 'memory' || (section === 'requests' && hasLimit)) return [];
  const who = pathText(path.slice(0, -3).filter((step) => step !== 'spec' && step !== 'template'));
  return {
    message: `memory ${section === 'limits' ? 'limit' : 'request'} of ${who} falls from ${difference.before} to ${difference.after}: its pods may be killed when they need more (OOM)`,
    remedy: 'compare with what it used at its busiest time before you merge',
    differences: [difference],
  };
}

export const disruptionBudget: Verdict = {
  rule: 'restarts/disruption-budget',
  severity: 'danger',
  promise: 'Where a drained node may from now on end all pods of a component at once, or is never drained',
  judge(change, before, after) {
    const item = change.after;
    if (!item || change.verb !== 'changed') return [];
    const own = item.id.kind === 'PodDisruptionBudget' ? change.differences : [];
    return [
      own
        .filter(({ path, after: now }) => path[0] === 'spec' && blocksDrains(path.at(-1), now, undefined))
        .map((difference) => neverDrained(item.id.name, difference)),
      valuesChangesOf(change, before, after).map(({ differences, after: source }) => {
        const [leaves, values] = [differences.flatMap(leavesOf), allValues(source)];
        return [leaves.map((difference) => ofBudget(difference, values)), leaves.map(ofSwitch)];
      }),
    ];
  },
};

/** A budget in Helm values, beside the number of pods that it is for. */
function ofBudget(difference: Difference, values: JsonObject): Said {
  const place = difference.path.findIndex((step) => budgetName.test(step));
  if (place < 0) return [];
  const owner = difference.path.slice(0, place);
  const blocks = blocksDrains(difference.path.at(-1), difference.after, valueAt(values, [...owner, 'replicas']));
  return blocks && neverDrained(ownerText(owner), difference);
}

/** Charts make no budget without being told. */
function ofSwitch(difference: Difference): Said {
  const [section = '', field = ''] = difference.path.slice(-2);
  if (!budgetName.test(section) || !/^enabled?$/.test(field) || difference.before !== true) return [];
  return {
    severity: 'warn',
    message: `${ownerText(difference.path.slice(0, -2))} has no PodDisruptionBudget any more: a drained node may end all its pods at once`,
    remedy: 'keep the budget for what has several replicas',
    differences: [difference],
  };
}

const budgetName = /^(podDisruptionBudget|pdb)$/;

/** Whether a budget lets no pod be evicted. */
function blocksDrains(field: string | undefined, value: Json | undefined, replicas: Json | undefined): boolean {
  if (field === 'maxUnavailable') return /^0%?$/.test(String(value));
  if (field !== 'minAvailable') return false;
  return value === '100%' || (Number(value) > 0 && Number(value) >= Number(replicas));
}

function neverDrained(who: string, difference: Difference): Judgement {
  return {
    message: `${who}: no pod of it may be evicted, so no node with one is drained before its grace period ends: new AMIs and upgrades wait`,
    remedy: 'let one pod be unavailable (maxUnavailable: 1)',
    differences: [difference],
  };
}
