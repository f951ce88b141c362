import { at } from '../../../imports/json.ts';
import type { NodeGroup } from '../../../review/kinds/nodes/group.ts';
import { nodeGroups } from '../../../review/kinds/nodes/index.ts';
import { instanceNamed } from '../../../review/kinds/nodes/instances.ts';
import type { Requirement } from '../../../review/kinds/nodes/requirements.ts';
import type { Tree } from '../../../review/tree/tree.ts';
import { hoursOfLaunch, spotShare } from './demand.ts';
import type { Offer } from './packing.ts';

/** What a pool sells. */
export interface Market {
  readonly group: NodeGroup;
  readonly onDemand: readonly Offer[];
  /** The same as `onDemand` where the pool has no Spot. */
  readonly spot: readonly Offer[];
  /** Hours that each node is paid for beside those of its pods: its launch, and until an empty one goes. */
  readonly idleHours: number;
}

/** The pool whose nodes have a label. */
export function marketOf(tree: Tree, label: string, value: string): Market {
  const group = nodeGroups(tree).find(({ item, requirements }) => item && pins(requirements, label, value));
  if (!group?.item) throw new Error(`no NodePool of ${tree.environment} has the label ${label}=${value}`);
  const onDemand = offersOf(group);
  const hasSpot = group.requirements.some(({ key, values }) => key === capacity && values.includes('spot'));
  return {
    group,
    onDemand,
    spot: hasSpot ? onDemand.map(({ room, usd }) => ({ room, usd: usd * spotShare })) : onDemand,
    idleHours: hoursOfLaunch + hours(String(at(group.item.manifest, 'spec.disruption.consolidateAfter'))),
  };
}

const capacity = 'karpenter.sh/capacity-type';

function pins(requirements: readonly Requirement[], label: string, value: string): boolean {
  return requirements.some(({ key, operator, values }) => key === label && operator === 'In' && values.includes(value));
}

/** Each size at the price of its cheapest family. */
function offersOf({ nodes = [] }: NodeGroup): readonly Offer[] {
  const cheapest = new Map<string, Offer>();
  for (const { labels, room } of nodes) {
    const usd = instanceNamed(String(labels['node.kubernetes.io/instance-type']))?.usd || Number.POSITIVE_INFINITY;
    const offer = { room: { cpu: room['cpu'] ?? 0, memory: room['memory'] ?? 0 }, usd };
    const key = JSON.stringify(offer.room);
    if (usd < (cheapest.get(key)?.usd ?? Number.POSITIVE_INFINITY)) cheapest.set(key, offer);
  }
  return [...cheapest.values()];
}

/** `5m`, `600s`. */
function hours(duration: string): number {
  const [, number = '0', unit = 'h'] = /^(\d+)([smh])$/.exec(duration) ?? [];
  return Number(number) / { s: 3600, m: 60, h: 1 }[unit as 's' | 'm' | 'h'];
}
