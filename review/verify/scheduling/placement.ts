import { describeTaint } from '../../kinds/nodes/taints.ts';
import type { Check } from '../check.ts';
import { placementsOf } from './placed.ts';

export const dedicated: Check = {
  rule: 'scheduling/dedicated',
  promise: 'no pod may land on tainted nodes of two kinds: what is for one kind selects it',
  find: (tree, given) =>
    placementsOf(tree, given).flatMap(({ pod, answers }) => {
      const possible = answers.flatMap(({ group, miss }) => (miss || group.taints.length === 0 ? [] : [group]));
      const kinds = new Map(possible.map(({ name, taints }) => [taints.map(describeTaint).sort().join(', '), name]));
      if (kinds.size < 2) return [];
      return [
        {
          item: pod.item,
          field: pod.field('tolerations'),
          message: `${pod.name} may run on ${[...kinds].map(([taints, name]) => `${name} (${taints})`).join(' and ')}, so it takes room that is kept for others`,
          remedy: 'tolerate one of the taints, or select the nodes that it is for',
        },
      ];
    }),
};

export const beforeKarpenter: Check = {
  rule: 'scheduling/before-karpenter',
  promise: 'Karpenter, and Argo CD which installs it, run on nodes that exist without Karpenter',
  find: (tree, given) =>
    placementsOf(tree, given).flatMap(({ pod, answers }) => {
      const isHome = answers.some(({ group, miss }) => group.item === undefined && miss === undefined);
      if (!pod.beforeKarpenter || isHome) return [];
      return [
        {
          item: pod.item,
          field: pod.field('nodeSelector'),
          message: `${pod.name} does not run on the core nodes, and no other node exists before it runs`,
          remedy: 'select the core nodes and tolerate their taint',
        },
      ];
    }),
};
