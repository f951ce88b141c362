import { type Json, listIn, objectIn } from '../../../../imports/json.ts';
import { describeAmount } from '../../../kinds/pods/size.ts';
import { amount } from '../../../kinds/quantity.ts';
import { describeId } from '../../../tree/object-id.ts';
import { once } from '../../../tree/once.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { limitRange as check } from '../../../verify/scheduling/admission.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import { leavesOf } from '../../values.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { distinct, some } from '../../words.ts';

export const limitRange: Verdict = {
  rule: 'capacity/limit-range',
  severity: 'danger',
  promise: 'Where containers get other defaults, may be larger, or are refused',
  judge({ before: was, after: item, verb, differences }, before, after) {
    if (!was || !item || verb !== 'changed' || item.id.kind !== 'LimitRange') return [];
    const own = differences.filter(({ path }) => isUnder(path, 'spec.limits'));
    if (own.length === 0) return [];
    const refused = refusedBy(item, after).filter((name) => !refusedBy(item, before).includes(name));
    return [
      refused.length > 0 && {
        message: `containers that it admitted are refused from now on; running ones stay: ${some(refused)}`,
        remedy: 'make these pods smaller first, or keep the bounds',
        differences: own,
      },
      impossible(item, own),
      own.flatMap(leavesOf).map((difference) => ofBound(difference, refused.length > 0)),
    ];
  },
};

const refusals = once((tree: Tree) => check.find(tree).map(({ message }) => message));

/** Names of the pods that the check finds refused by it. */
function refusedBy({ id }: Item, tree: Tree): readonly string[] {
  const by = ` is refused by ${describeId(id)}:`;
  return distinct(refusals(tree).flatMap((text) => (text.includes(by) ? [text.slice(0, text.indexOf(by))] : [])));
}

/** The API server admits no default above the maximum. */
function impossible(item: Item, differences: readonly Difference[]): Said {
  return listIn(item.manifest, 'spec.limits').map((entry) =>
    ['default', 'defaultRequest'].map((section) =>
      Object.entries(objectIn(entry, section)).map(([resource, value]): Said => {
        const most = amount(objectIn(entry, 'max')[resource]);
        if (most === undefined || (amount(value) ?? 0) <= most) return [];
        return {
          message: `the API server refuses the LimitRange: its ${section} of ${resource} (${value}) is above its max (${describeAmount(resource, most)})`,
          remedy: `lower the ${section}, or raise the max`,
          differences,
        };
      }),
    ),
  );
}

/** @param isSaid that pods are refused, and which ones */
function ofBound(difference: Difference, isSaid: boolean): Said {
  const [section = '', resource = ''] = difference.path.slice(-2);
  if (resource === 'type' || section === 'limits') return [];
  const [old, now] = [amount(difference.before), amount(difference.after)];
  const text = (value: Json | undefined) => String(value ?? 'none');
  const change = `${text(difference.before)} → ${text(difference.after)}`;
  const judgement = { differences: [difference] };
  const isStricter =
    now !== undefined &&
    ((section === 'max' && now < (old ?? Number.POSITIVE_INFINITY)) ||
      (section === 'min' && now > (old ?? Number.NEGATIVE_INFINITY)));
  if (isStricter) {
    if (isSaid) return [];
    return {
      ...judgement,
      severity: 'warn',
      message: `containers ${section === 'max' ? 'above' : 'below'} the new ${section} of ${resource} are refused (${change}); running ones stay`,
      remedy: 'check that the largest pods of the namespace still fit',
    };
  }
  if (section === 'max') {
    return {
      ...judgement,
      severity: 'warn',
      message: `containers may be larger from now on: max of ${resource} ${change}`,
      remedy: 'check that a node is large enough for them, and that one job may take so much',
    };
  }
  if (now === undefined && section.startsWith('default')) {
    return {
      ...judgement,
      severity: 'warn',
      message: `containers get no ${section} of ${resource} any more (${change}): a quota that counts it refuses those that say none`,
      remedy: 'keep the default, or let each container say its size',
    };
  }
  return { ...judgement, severity: 'info', message: `${section} of ${resource} for containers: ${change}` };
}
