import type { Item, Tree } from '../../../tree/tree.ts';
import type { Change } from '../../change.ts';
import { type Path, pathText } from '../../path.ts';
import type { Effect, Judgement } from '../../verdict.ts';
import { isRefused } from '../immutable/immutable.ts';
import { type DriftOf, driftOf } from './drift.ts';
import { isHeld, pace, podsOf, poolsOf } from './pools.ts';

/** A change of a pool or of a node class that Karpenter sees as drift. */
export function driftIn(
  change: Change,
  after: Tree,
): { readonly item: Item; readonly was: Item; readonly drift: DriftOf } | undefined {
  const { before, after: item, verb } = change;
  if (!before || !item || verb !== 'changed' || !isKarpenter(item) || isRefused(change, after)) return undefined;
  return { item, was: before, drift: driftOf(before.manifest, item.manifest) };
}

function isKarpenter({ id }: Item): boolean {
  return (
    (id.group === 'karpenter.sh' && id.kind === 'NodePool') ||
    (id.group === 'karpenter.k8s.aws' && id.kind === 'EC2NodeClass')
  );
}

function poolsBehind(item: Item, after: Tree): readonly Item[] {
  return item.id.kind === 'NodePool' ? [item] : poolsOf(item, after);
}

/** How fast the nodes go that were made before, and what becomes of their pods. */
export function details(item: Item, before: Tree, after: Tree): Pick<Judgement, 'why' | 'effects'> {
  const pools = poolsBehind(item, after);
  return {
    why:
      pools
        .map((pool) => {
          const was = before.get(pool.id) ?? pool;
          return `${pool.id.name}: ${[pace(pool, was), ...(isHeld(pool) ? [] : [podsOf(was)])].join('; ')}`;
        })
        .join(' · ') || 'no pool uses the class',
    effects: pools.flatMap((pool): readonly Effect[] =>
      isHeld(pool) ? [] : [{ verb: 'replace', what: pool.id.name }],
    ),
  };
}

/** Whether no pool of the change replaces a node for it: new nodes are other ones, and old ones stay. */
export function isOnlyForNewNodes(item: Item, after: Tree): boolean {
  const pools = poolsBehind(item, after);
  return pools.length > 0 && pools.every(isHeld);
}

/** `taints and expireAfter`, without the path to them. */
export function namesOf(fields: DriftOf['fields']): readonly string[] {
  const last = (path: Path) =>
    pathText(
      path.slice(
        path[1] === 'template' ? (path[2] === 'metadata' ? 3 : path[2] === 'spec' ? 3 : 2) : 1,
        path[1] === 'template' ? 4 : 2,
      ),
    );
  return [...new Set(fields.map(({ path }) => last(path)))];
}
