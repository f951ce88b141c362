import { objectIn } from '../../../imports/json.ts';
import type { Miss, NodeGroup } from '../../kinds/nodes/group.ts';
import { describeTaint } from '../../kinds/nodes/taints.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import { type Amounts, describeAmount, requestsOf } from '../../kinds/pods/size.ts';
import type { Problem } from '../check.ts';

/** A group of nodes and why it does not run a pod. */
export interface Missed {
  readonly group: NodeGroup;
  readonly miss: Miss;
}

/** What is wrong with a pod that no group runs: the nearest miss. */
export function misfit(pod: Pod, missed: readonly Missed[]): Problem {
  const { item } = pod;
  const [nearest] = missed
    .flatMap(({ group, miss }) => (miss.reason === 'size' ? [{ group, room: miss.room }] : []))
    .sort(byRoom);
  if (nearest) {
    const { group, room } = nearest;
    return {
      item,
      field: pod.field('containers[0].resources'),
      message: `${pod.name} stays pending: it asks for ${sizeOf(requestsOf(pod.spec))}; the nearest, ${nameOf(group)}, has ${sizeOf(room)} for pods on its largest node`,
      remedy: group.item
        ? `ask for less, or allow larger nodes in NodePool ${group.name}`
        : 'ask for less, or take larger nodes',
    };
  }

  const taints = missed.flatMap(({ group, miss }) =>
    miss.reason === 'taint' ? [`${describeTaint(miss.taint)} (${nameOf(group)})`] : [],
  );
  if (taints.length > 0) {
    return {
      item,
      field: pod.field('tolerations'),
      message: `${pod.name} stays pending: it does not tolerate the taint of the nodes that it selects, ${taints.join(' or ')}`,
      remedy: 'tolerate the taint, or select other nodes',
    };
  }

  const [{ key, values } = nothing] = missed
    .flatMap(({ miss }) => (miss.reason === 'labels' ? [miss] : []))
    .sort((a, b) => b.kept - a.kept)
    .map(({ requirement }) => requirement);
  const known = valuesOf(key, missed);
  return {
    item,
    field: pod.field(key in objectIn(pod.spec, 'nodeSelector') ? 'nodeSelector' : 'affinity'),
    message: `${pod.name} stays pending: no node has the label ${key}=${values.join('|')} that it selects`,
    remedy:
      known.length > 0
        ? `select nodes that exist: ${known.join(', ')}`
        : 'select other nodes, or allow them in a NodePool',
  };
}

const nothing = { key: '', values: [] };

function byRoom(a: { readonly room: Amounts }, b: { readonly room: Amounts }): number {
  return (b.room['memory'] ?? 0) - (a.room['memory'] ?? 0);
}

function nameOf({ item, name }: NodeGroup): string {
  return item ? `pool ${name}` : `the ${name} nodes`;
}

function valuesOf(key: string, missed: readonly Missed[]): readonly string[] {
  const named = missed.flatMap(({ group }) =>
    group.requirements.filter((one) => one.key === key && one.operator === 'In'),
  );
  return [...new Set(named.flatMap(({ values }) => values))].sort();
}

function sizeOf(amounts: Amounts): string {
  const parts = Object.entries(amounts)
    .filter(([, amount]) => amount > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.length === 0 ? 'nothing' : parts.map(([name, amount]) => describeAmount(name, amount)).join(' and ');
}
