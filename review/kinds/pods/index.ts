import type { Tree } from '../../tree/tree.ts';
import { chartPods } from './charts.ts';
import { objectPods } from './objects.ts';
import type { Pod } from './pod.ts';
import { sparkPods } from './spark.ts';
import { taskPods } from './tasks.ts';
import { textPods } from './text.ts';

const known = new WeakMap<Tree, readonly Pod[]>();

/** Every pod that a tree makes. */
export function podsOf(tree: Tree): readonly Pod[] {
  const pods = known.get(tree) ?? makePods(tree);
  known.set(tree, pods);
  return pods;
}

function makePods(tree: Tree): readonly Pod[] {
  const texts = textPods(tree);
  return [...objectPods(tree), ...texts, ...chartPods(tree), ...sparkPods(tree), ...taskPods(tree, texts)];
}
