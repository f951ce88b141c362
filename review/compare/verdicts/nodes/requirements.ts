import { at, type Json, listIn, stringsIn } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';

/** The requirements of a pool, as it writes them. */
export function requirementsOf({ manifest }: Item): readonly Json[] {
  return listIn(manifest, 'spec.template.spec.requirements');
}

/** `instance-family` of `karpenter.k8s.aws/instance-family`. */
export function shortKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Values that a label of a node may have: those of `values`, or all but those, within bounds. */
export interface Allowed {
  readonly values: ReadonlySet<string>;
  readonly allBut: boolean;
  readonly above: number;
  readonly below: number;
}

const anything: Allowed = { values: new Set(), allBut: true, above: -Infinity, below: Infinity };

/** What the requirements of a NodePool allow, by label. Several requirements of one label hold together. */
export function allowedBy(requirements: readonly Json[]): ReadonlyMap<string, Allowed> {
  const allowed = new Map<string, Allowed>();
  for (const requirement of requirements) {
    const key = String(at(requirement, 'key'));
    allowed.set(
      key,
      both(allowed.get(key) ?? anything, one(String(at(requirement, 'operator')), stringsIn(requirement, 'values'))),
    );
  }
  return allowed;
}

function one(operator: string, values: readonly string[]): Allowed {
  const number = Number(values[0]);
  switch (operator) {
    case 'In':
      return { ...anything, values: new Set(values), allBut: false };
    case 'NotIn':
      return { ...anything, values: new Set(values) };
    case 'DoesNotExist':
      return { ...anything, allBut: false };
    case 'Gt':
      return { ...anything, above: number };
    case 'Gte':
      return { ...anything, above: number - 1 };
    case 'Lt':
      return { ...anything, below: number };
    case 'Lte':
      return { ...anything, below: number + 1 };
    default:
      return anything;
  }
}

function both(a: Allowed, b: Allowed): Allowed {
  const bounds = { above: Math.max(a.above, b.above), below: Math.min(a.below, b.below) };
  if (a.allBut && b.allBut) return { ...bounds, allBut: true, values: new Set([...a.values, ...b.values]) };
  const [list, other] = a.allBut ? [b, a] : [a, b];
  const values = [...list.values].filter((value) => other.allBut !== other.values.has(value));
  return { ...bounds, allBut: false, values: new Set(values.filter((value) => inBounds(value, bounds))) };
}

function inBounds(value: string, { above, below }: Pick<Allowed, 'above' | 'below'>): boolean {
  if (above === -Infinity && below === Infinity) return true;
  const number = Number(value);
  return number > above && number < below;
}

function admits({ values, allBut, above, below }: Allowed, value: string): boolean {
  return allBut !== values.has(value) && inBounds(value, { above, below });
}

/** Labels that Karpenter gives to every node. */
const everyNodeHas =
  /^(karpenter\.sh\/(capacity-type|nodepool)|kubernetes\.io\/(arch|os|hostname)|node\.kubernetes\.io\/instance-type|topology\.kubernetes\.io\/(zone|region)|topology\.k8s\.aws\/zone-id|karpenter\.k8s\.aws\/instance-(category|family|generation|size|cpu|cpu-manufacturer|memory|hypervisor|network-bandwidth|ebs-bandwidth|encryption-in-transit-supported|tenancy))$/;

/** Whether a node with these labels keeps its place under new requirements, as Karpenter decides it. */
export function isCompatible(labels: Readonly<Record<string, string>>, requirements: readonly Json[]): boolean {
  return [...allowedBy(requirements)].every(([key, allowed]) => {
    const value = labels[key];
    // `NotIn` and `DoesNotExist` hold for a label that is not there; the others do not.
    if (value === undefined) return mayBeMissing(requirements, key) || everyNodeHas.test(key);
    return admits(allowed, value);
  });
}

function mayBeMissing(requirements: readonly Json[], key: string): boolean {
  return requirements
    .filter((requirement) => at(requirement, 'key') === key)
    .every((requirement) => ['NotIn', 'DoesNotExist'].includes(String(at(requirement, 'operator'))));
}

/** Labels whose allowed values became fewer: nodes outside of them are replaced. */
export function narrowedKeys(before: readonly Json[], after: readonly Json[]): readonly string[] {
  const old = allowedBy(before);
  return [...allowedBy(after)].flatMap(([key, now]) => {
    const was = old.get(key) ?? anything;
    if (!old.has(key) && now === anything && everyNodeHas.test(key)) return [];
    const isNew = !old.has(key) && !everyNodeHas.test(key) && !mayBeMissing(after, key);
    return isNew || !covers(now, was) ? [key] : [];
  });
}

/** Labels of which no value is allowed that was allowed before: no node keeps its place. */
export function disjointKeys(before: readonly Json[], after: readonly Json[]): readonly string[] {
  const old = allowedBy(before);
  return [...allowedBy(after)].flatMap(([key, now]) => {
    const was = old.get(key);
    // A label that Karpenter gives to some types only may be on any of the old nodes.
    const isNew = !was && !everyNodeHas.test(key) && !key.startsWith('karpenter.k8s.aws/') && !mayBeMissing(after, key);
    return isNew || (was && isEmpty(both(was, now))) ? [key] : [];
  });
}

/** Bounds are about whole numbers. */
function isEmpty({ allBut, values, above, below }: Allowed): boolean {
  return allBut ? below - above <= 1 : values.size === 0;
}

/** Whether everything that `inner` allows is allowed by `outer` too. */
function covers(outer: Allowed, inner: Allowed): boolean {
  if (!inner.allBut) return [...inner.values].every((value) => admits(outer, value));
  if (!outer.allBut) return false;
  const excluded = [...outer.values].every((value) => inner.values.has(value) || !inBounds(value, inner));
  return excluded && outer.above <= inner.above && outer.below >= inner.below;
}
