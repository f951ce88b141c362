import { unknownCharts } from '../../kinds/pods/charts.ts';
import { unreadablePodTexts } from '../../kinds/pods/text.ts';
import { describeId } from '../../tree/object-id.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';
import { misfit } from './misfit.ts';
import { hasNodes, placementsOf } from './placed.ts';

export const fits: Check = {
  rule: 'scheduling/fits',
  promise: 'every pod fits on a node of some pool, or on the core nodes: labels, taints and size',
  find: (tree, given) =>
    placementsOf(tree, given).flatMap(({ pod, answers }) => {
      const missed = answers.flatMap(({ group, miss }) => (miss ? [{ group, miss }] : []));
      if (missed.length < answers.length) return [];
      const { cause: _, reason: __, ...problem } = misfit(pod, missed);
      return [problem];
    }),
  blindSpots: (tree, given) => {
    if (!hasNodes(tree)) return ['where pods run: the tree has no NodePool'];
    const answers = placementsOf(tree, given).flatMap((placement) => placement.answers);
    const unknown = answers.flatMap(({ group, miss }) => (miss || group.nodes ? [] : [group]));
    return [
      ...[...new Set(unknown)].map(({ name, item }) =>
        item
          ? `whether pods fit on nodes of the pool ${name}: it may choose instance types whose size is not known here`
          : `whether pods fit on the ${name} nodes: their size is in the templates of the cluster; give --cluster`,
      ),
      ...unreadablePodTexts(tree).map(
        ({ item, field }) => `the pod in ${field} of ${describeId(item.id)}: it is no YAML`,
      ),
      ...unknownPods(tree),
    ];
  },
};

/** Charts that are neither rendered nor known. */
function unknownPods(tree: Tree): readonly string[] {
  const charts = [...new Set(unknownCharts(tree))].sort();
  if (charts.length === 0) return [];
  return [`pods of the charts ${charts.join(', ')}: describe them in review/kinds/helm`];
}
