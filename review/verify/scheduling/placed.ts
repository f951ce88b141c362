import { type Miss, missOf, type NodeGroup } from '../../kinds/nodes/group.ts';
import { nodeGroups } from '../../kinds/nodes/index.ts';
import { podsOf } from '../../kinds/pods/index.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import { requestsOf } from '../../kinds/pods/size.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Given } from '../check.ts';

/** A pod that a scheduler places, and what each group of nodes says to it. */
export interface Placement {
  readonly pod: Pod;
  readonly answers: readonly Answer[];
}

/** `miss` is absent where the group runs the pod. */
export interface Answer {
  readonly group: NodeGroup;
  readonly miss: Miss | undefined;
}

const known = new WeakMap<
  Tree,
  { readonly templates: Given['templates']; readonly placements: readonly Placement[] }
>();

/** Every pod but those of daemons; none where the tree says nothing of nodes. */
export function placementsOf(tree: Tree, { templates }: Given = {}): readonly Placement[] {
  const before = known.get(tree);
  if (before && before.templates === templates) return before.placements;
  const placements = place(tree, templates);
  known.set(tree, { templates, placements });
  return placements;
}

function place(tree: Tree, templates: Given['templates'] = []): readonly Placement[] {
  if (!hasNodes(tree)) return [];
  const groups = nodeGroups(
    tree,
    templates.map(({ body }) => body),
  );
  // Teams of one shape have pods of one shape.
  const alike = new Map<string, readonly Answer[]>();
  return podsOf(tree)
    .filter(({ daemon }) => !daemon)
    .map((pod) => {
      const { nodeSelector, affinity, tolerations } = pod.spec;
      const shape = JSON.stringify([nodeSelector, affinity, tolerations, requestsOf(pod.spec)]);
      const answers = alike.get(shape) ?? groups.map((group) => ({ group, miss: missOf(group, pod.spec) }));
      alike.set(shape, answers);
      return { pod, answers };
    });
}

export function hasNodes(tree: Tree): boolean {
  return tree.ofKind('NodePool').length > 0;
}
