import { at, type Json, stringsIn } from '../../../../imports/json.ts';
import { instances, meets } from '../../../kinds/nodes/instances.ts';
import { pricesFrom } from '../../../kinds/nodes/prices.ts';
import { type Requirement, requirementsIn } from '../../../kinds/nodes/requirements.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Said } from '../../verdict.ts';
import { count, list } from '../../words.ts';
import { takesSpot } from './pools.ts';
import { narrowedKeys, requirementsOf, shortKey } from './requirements.ts';

/** How many values of a label there must be to choose from. Karpenter makes no node where there are fewer. */
export function ofMinimum(before: Item, after: Item): Said {
  const minimum = (item: Item, key: string) =>
    Math.max(0, ...requirementsOf(item).map((one) => (at(one, 'key') === key ? Number(at(one, 'minValues') ?? 0) : 0)));
  const keys = [...new Set([before, after].flatMap(requirementsOf).map((one) => String(at(one, 'key'))))];
  return keys.map((key): Said => {
    const [old, now] = [minimum(before, key), minimum(after, key)];
    if (old === now) return [];
    if (now < old) {
      return {
        severity: takesSpot(after) ? 'warn' : 'info',
        message: `Karpenter may ask AWS for as few as ${count(Math.max(now, 1), 'kind')} of ${shortKey(key)}, before ${old}${takesSpot(after) ? ': Spot is interrupted more often' : ''}`,
        remedy: 'keep the minimum where the pool takes Spot',
      };
    }
    const known = valuesOf(key, requirementsIn(after.manifest, 'spec.template.spec.requirements')).size;
    const asks = `Karpenter makes a node only where it finds ${count(now, 'kind')} of ${shortKey(key)} to choose from, before ${Math.max(old, 1)}`;
    return known > 0 && known < now
      ? { message: `${asks}, and there are ${known}: the pool gets no node any more`, remedy: 'lower minValues' }
      : {
          severity: 'warn',
          message: `${asks}: large pods may find too few`,
          remedy: 'check the largest pods of the pool',
        };
  });
}

function valuesOf(key: string, requirements: readonly Requirement[]): ReadonlySet<Json | undefined> {
  const types = instances.filter(({ labels }) => requirements.every((one) => meets(labels, one)));
  return new Set(types.map(({ labels }) => labels[key]).filter((value) => value !== undefined));
}

/**
 * Types by name, family, size: fewer of them, more, and such that are not known.
 *
 * @param others labels that are about something else
 */
export function ofTypes(before: Item, after: Item, others: readonly string[]): Said {
  const [old, now] = [requirementsOf(before), requirementsOf(after)];
  const keys = (from: readonly Json[], to: readonly Json[]) =>
    narrowedKeys(from, to)
      .filter((key) => !others.includes(key))
      .map(shortKey);
  const [fewer, more] = [keys(old, now), keys(now, old)];
  const spot = takesSpot(after) ? 'Spot is interrupted more often, and ' : '';
  return [
    unknownIn(old, now),
    fewer.length > 0 && {
      severity: 'info',
      message: `Karpenter has fewer instance types to choose from (${fewer.join(', ')}): ${spot}capacity is found less easily`,
    },
    more.length > 0 && {
      severity: 'info',
      message: `Karpenter may choose from more instance types (${more.join(', ')}); no node is replaced for it`,
    },
  ];
}

function unknownIn(old: readonly Json[], now: readonly Json[]): Said {
  return now.map((requirement): Said => {
    const key = String(at(requirement, 'key'));
    if (at(requirement, 'operator') !== 'In' || !/instance-(type|family|category|size)$/.test(key)) return [];
    const before = old.filter((one) => at(one, 'key') === key).flatMap((one) => stringsIn(one, 'values'));
    const values = stringsIn(requirement, 'values');
    const known = valuesOf(key, []);
    const unknown = values.filter((value) => !known.has(value) && !before.includes(value));
    if (unknown.length === 0) return [];
    const isAll = values.every((value) => !known.has(value));
    return {
      severity: isAll ? 'danger' : 'warn',
      message: `AWS had no ${shortKey(key)} ${list(unknown)} on ${pricesFrom.date}${isAll ? ': the pool gets no node, unless it is newer' : ''}`,
      remedy: 'check the spelling',
    };
  });
}
