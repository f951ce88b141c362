import { at } from '../../../../imports/json.ts';
import { type Direction, directionsOf, isEverything } from '../../../kinds/network/policies.ts';
import type { Item, Tree } from '../../../tree/tree.ts';

export const openText = (direction: Direction) =>
  direction === 'ingress' ? 'every pod may connect to them' : 'they may connect to everywhere';

/** Whether another policy of the namespace closes all pods, or the same ones. */
export function isClosed(tree: Tree, { id, manifest }: Item, direction: Direction): boolean {
  return tree.ofKind('NetworkPolicy').some((other) => {
    if (other.id.namespace !== id.namespace || other.id.name === id.name || !directionsOf(other).includes(direction))
      return false;
    const selector = at(other.manifest, 'spec.podSelector') ?? {};
    return (
      isEverything(selector) || JSON.stringify(selector) === JSON.stringify(at(manifest, 'spec.podSelector') ?? {})
    );
  });
}
