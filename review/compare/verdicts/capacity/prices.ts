import { at } from '../../../../imports/json.ts';
import { priceAtLimits, pricesFrom } from '../../../kinds/nodes/prices.ts';
import { requirementsIn } from '../../../kinds/nodes/requirements.ts';
import { amounts } from '../../../kinds/pods/size.ts';
import type { Item } from '../../../tree/tree.ts';

/** Where and when the prices were read. */
export const source = `${pricesFrom.region}, ${pricesFrom.date}; Spot costs less`;

/** What the whole pool costs an hour at its limit; a range, and only where it changes. */
export function priceChange(before: Item, after: Item): string | undefined {
  const [old, now] = [priceOf(before), priceOf(after)];
  if (old === undefined || old === now) return undefined;
  return now === undefined
    ? `at its limit the pool cost ${old} USD an hour On-Demand (${source}); what it costs from now on is not known`
    : `at its limit the pool costs ${now} USD an hour On-Demand, before ${old} (${source})`;
}

/** From the cheapest to the dearest of its types; `undefined` where it has no limit, or none of its types has a price. */
export function priceOf({ manifest }: Item): string | undefined {
  const limits = amounts(at(manifest, 'spec.limits'));
  const price = priceAtLimits(requirementsIn(manifest, 'spec.template.spec.requirements'), limits);
  if (price === undefined) return undefined;
  const round = (value: number) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
  return `${round(price.low)} to ${round(price.high)}`;
}
