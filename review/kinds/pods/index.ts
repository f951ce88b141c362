import { once } from '../../tree/once.ts';
import type { Tree } from '../../tree/tree.ts';
import { chartPods } from './charts.ts';
import { objectPods } from './objects.ts';
import type { Pod } from './pod.ts';
import { sparkPods } from './spark.ts';
import { taskPods } from './tasks.ts';
import { textPods } from './text.ts';

/** Every pod that a tree makes. */
export const podsOf = once((tree: Tree): readonly Pod[] => {
  const texts = textPods(tree);
  return [...objectPods(tree), ...texts, ...chartPods(tree), ...sparkPods(tree), ...taskPods(tree, texts)];
});
