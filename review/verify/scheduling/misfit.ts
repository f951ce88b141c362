import { objectIn } from '../../../imports/json.ts';
import type { Miss, NodeGroup } from '../../kinds/nodes/group.ts';
import type { Requirement } from '../../kinds/nodes/requirements.ts';
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
export interface Misfit extends Problem {
  /** What is wrong, without what this pod alone asks for: `it does not tolerate …`. Pods with one cause are said together. */
  readonly cause: string;
  readonly reason: Miss['reason'];
}

export function misfit(pod: Pod, missed: readonly Missed[]): Misfit {
  const { item } = pod;
  const [nearest] = missed
    .flatMap(({ group, miss }) => (miss.reason === 'size' ? [{ group, room: miss.room }] : []))
    .sort(byRoom);
  if (nearest) {
    const cause = roomText(nearest.group, nearest.room);
    return {
      item,
      field: pod.field('containers[0].resources'),
      message: `${pod.name} stays pending: it asks for ${sizeOf(requestsOf(pod.spec))}; ${cause}`,
      cause,
      reason: 'size',
      remedy: nearest.group.item
        ? `ask for less, or allow larger nodes in NodePool ${nearest.group.name}`
        : 'ask for less, or take larger nodes',
    };
  }

  const taints = missed.flatMap(({ group, miss }) =>
    miss.reason === 'taint' ? [`${describeTaint(miss.taint)} (${nameOf(group)})`] : [],
  );
  if (taints.length > 0) {
    const cause = `it does not tolerate the taint of the nodes that it selects, ${taints.join(' or ')}`;
    return {
      item,
      field: pod.field('tolerations'),
      message: `${pod.name} stays pending: ${cause}`,
      cause,
      reason: 'taint',
      remedy: 'tolerate the taint, or select other nodes',
    };
  }

  const { group, miss } = nearestOf(missed);
  const { key, values } = miss.requirement;
  const label = `${key}=${values.join('|')}`;
  const isElsewhere = missed.some((other) => other.miss.reason === 'labels' && keeps(other.miss, miss.requirement));
  const known = isElsewhere ? [] : valuesOf(key, missed);
  const cause = isElsewhere
    ? `no node has all labels that it selects; the nearest, ${nameOf(group)}, makes none with ${label}`
    : `no node has the label ${label} that it selects`;
  return {
    item,
    field: pod.field(key in objectIn(pod.spec, 'nodeSelector') ? 'nodeSelector' : 'affinity'),
    message: `${pod.name} stays pending: ${cause}`,
    cause,
    reason: 'labels',
    remedy:
      known.length > 0
        ? `select nodes that exist: ${known.join(', ')}`
        : 'select other nodes, or allow them in a NodePool',
  };
}

type LabelMiss = Extract<Miss, { reason: 'labels' }>;

function keeps({ kept }: LabelMiss, { key, operator, values }: Requirement): boolean {
  return kept.some((one) => one.key === key && one.operator === operator && one.values.join() === values.join());
}

/** The group that has most of the labels; where several have as many, the one whose labels the fewest others have. */
function nearestOf(missed: readonly Missed[]): { readonly group: NodeGroup; readonly miss: LabelMiss } {
  const all = missed.flatMap(({ group, miss }) => (miss.reason === 'labels' ? [{ group, miss }] : []));
  const shared = ({ kept }: LabelMiss) =>
    kept.reduce((sum, one) => sum + all.filter(({ miss }) => keeps(miss, one)).length, 0);
  const [nearest = none] = all.sort(
    (a, b) => b.miss.kept.length - a.miss.kept.length || shared(a.miss) - shared(b.miss),
  );
  return nearest;
}

/** A group without any node has requirements that no type keeps, or limits below the smallest one. */
function roomText(group: NodeGroup, room: Amounts): string {
  return group.nodes?.length === 0
    ? `the nearest, ${nameOf(group)}, makes no node: no instance type keeps both its requirements and its limits`
    : `the nearest, ${nameOf(group)}, has ${sizeOf(room)} for pods on its largest node`;
}

/** For a tree without any nodes. */
const none = {
  group: { name: '', requirements: [], taints: [] },
  miss: { reason: 'labels', requirement: { key: '', operator: 'In', values: [] }, kept: [] },
} as const;

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

export function sizeOf(amounts: Amounts): string {
  const parts = Object.entries(amounts)
    .filter(([, amount]) => amount > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.length === 0 ? 'nothing' : parts.map(([name, amount]) => describeAmount(name, amount)).join(' and ');
}
