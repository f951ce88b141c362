import type { Tree } from '../../tree/tree.ts';
import { chartPods } from './charts.ts';
import { objectPods } from './objects.ts';
import type { Pod } from './pod.ts';
import { sparkPods } from './spark.ts';
import { textPods } from './text.ts';

const known = new WeakMap<Tree, readonly Pod[]>();

/** Every pod that a tree makes. */
export function podsOf(tree: Tree): readonly Pod[] {
  const pods = known.get(tree) ?? [...objectPods(tree), ...textPods(tree), ...chartPods(tree), ...sparkPods(tree)];
  known.set(tree, pods);
  return pods;
}
