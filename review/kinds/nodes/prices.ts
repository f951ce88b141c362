import { instanceCatalogue } from '../../../imports/instances.ts';
import type { Amounts } from '../pods/size.ts';
import { allocatable, instances, meets } from './instances.ts';
import type { Requirement } from './requirements.ts';

/** Where and when the prices were read: On-Demand, Linux, as Karpenter's AWS provider has them. */
const { region, date } = instanceCatalogue();
export const pricesFrom = { region, date };

/** US dollars an hour of a pool at its limits on CPU and GPUs, of its cheapest and its dearest type; `undefined` where none has a price. */
export function priceAtLimits(
  requirements: readonly Requirement[],
  { cpu, ...limits }: Amounts,
): { readonly low: number; readonly high: number } | undefined {
  if (cpu === undefined) return undefined;
  const prices = instances
    .filter(({ usd, labels }) => usd > 0 && requirements.every((one) => meets(labels, one)))
    .map((type) => {
      const devices = Object.entries(allocatable(type)).filter(([name]) => name.includes('/'));
      const nodes = devices.map(([name, amount]) => (limits[name] ?? Number.POSITIVE_INFINITY) / amount);
      return type.usd * Math.min(cpu / type.vcpus, ...nodes);
    });
  return prices.length === 0 ? undefined : { low: Math.min(...prices), high: Math.max(...prices) };
}
