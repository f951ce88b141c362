import type { JsonObject } from '../../../imports/json.ts';
import type { Tree } from '../../tree/tree.ts';
import { podsOf } from '../pods/index.ts';
import type { Pod } from '../pods/pod.ts';
import { type Amounts, plus, requestsOf } from '../pods/size.ts';
import type { NodeGroup } from './group.ts';
import { managedGroup } from './managed.ts';
import { poolOf } from './pools.ts';

/**
 * What EKS's own daemons ask for on each node: VPC CNI with its policy agent 50m, kube-proxy 100m, the node part of the
 * EBS CSI driver 30m and 120 MiB. No manifest of the tree makes them.
 */
const ofEks: Amounts = { cpu: 0.18, memory: 120 * 1024 ** 2 };

/** Every group of nodes that pods may run on. */
export function nodeGroups(tree: Tree, templates: readonly JsonObject[] = []): readonly NodeGroup[] {
  const daemons = podsOf(tree)
    .filter(({ daemon }) => daemon)
    .reduce((sum: Amounts, { spec }: Pod) => plus(sum, requestsOf(spec)), ofEks);
  return [managedGroup(tree, templates, daemons), ...tree.ofKind('NodePool').map((item) => poolOf(item, daemons))];
}
