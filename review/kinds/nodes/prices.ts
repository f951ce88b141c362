import { instanceCatalogue } from '../../../imports/instances.ts';
import type { Amounts } from '../pods/size.ts';
import { allocatable, capacity, instances, meets } from './instances.ts';
import type { Requirement } from './requirements.ts';

/** Where and when the prices were read: On-Demand, Linux, as Karpenter's AWS provider has them. */
const { region, date } = instanceCatalogue();
export const pricesFrom = { region, date };

/** US dollars an hour of a pool at its limits, of its cheapest and its dearest type; `undefined` without a limit, or where none has a price. */
export function priceAtLimits(
  requirements: readonly Requirement[],
  limits: Amounts,
): { readonly low: number; readonly high: number } | undefined {
  const prices = instances
    .filter(({ usd, labels }) => usd > 0 && requirements.every((one) => meets(labels, one)))
    .map((type) => {
      const node = { ...allocatable(type), ...capacity(type), nodes: 1 };
      const nodes = Object.entries(node).map(([name, size]) => (limits[name] ?? Number.POSITIVE_INFINITY) / size);
      return type.usd * Math.min(...nodes);
    })
    .filter(Number.isFinite);
  return prices.length === 0 ? undefined : { low: Math.min(...prices), high: Math.max(...prices) };
}
