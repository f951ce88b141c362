import type { JsonObject } from '../../../imports/json.ts';
import type { Item } from '../../tree/tree.ts';
import { type Amounts, requestsOf } from '../pods/size.ts';
import { allocatable, type Instance, meets } from './instances.ts';
import { agree, holds, nodeTerms, type Requirement } from './requirements.ts';
import { untolerated } from './taints.ts';

/** Nodes that are alike: a NodePool of Karpenter's, or a managed node group. */
export interface NodeGroup {
  readonly name: string;
  /** The NodePool; absent for a managed node group. */
  readonly item?: Item;
  /** What the labels of its nodes are. */
  readonly requirements: readonly Requirement[];
  readonly taints: readonly JsonObject[];
  /** What one node of it can be; absent where nobody knows. */
  readonly nodes?: readonly Node[];
}

/** A node of one instance type. */
export interface Node {
  /** Labels that say its type. */
  readonly labels: JsonObject;
  /** What it has for pods beside its daemons. */
  readonly room: Amounts;
}

export function nodeOf(type: Instance, daemons: Amounts): Node {
  const all = Object.entries(allocatable(type));
  return {
    labels: type.labels,
    room: Object.fromEntries(all.map(([name, amount]) => [name, amount - (daemons[name] ?? 0)])),
  };
}

/** Why no node of a group runs a pod. The later the reason, the nearer the miss. */
export type Miss =
  | {
      readonly reason: 'labels';
      readonly requirement: Requirement;
      /** What else the pod selects, and nodes of the group have. */
      readonly kept: readonly Requirement[];
    }
  | { readonly reason: 'taint'; readonly taint: JsonObject }
  | { readonly reason: 'size'; readonly room: Amounts };

/** `undefined` where some node of the group runs the pod. */
export function missOf(group: NodeGroup, spec: JsonObject): Miss | undefined {
  const terms = nodeTerms(spec);
  const matching = terms.filter((term) => term.every((one) => isPossible(one, term, group)));
  if (matching.length === 0) return labelMiss(terms, group);
  const taint = untolerated(spec, group.taints);
  if (taint) return { reason: 'taint', taint };
  if (group.nodes === undefined) return undefined;

  const nodes = group.nodes.filter((node) => matching.some((term) => term.every((one) => meets(node.labels, one))));
  const requests = requestsOf(spec);
  if (nodes.some(({ room }) => holdsAll(room, requests))) return undefined;
  return { reason: 'size', room: largest(nodes.map(({ room }) => room)) };
}

/** Storage of a node is as large as its class says, so it is not judged here; a device that nodes do not have is missing. */
function holdsAll(room: Amounts, requests: Amounts): boolean {
  return Object.entries(requests).every(
    ([name, amount]) => amount === 0 || name === 'ephemeral-storage' || amount <= (room[name] ?? 0),
  );
}

function largest(rooms: readonly Amounts[]): Amounts {
  const none: Amounts = { cpu: 0, memory: 0 };
  return rooms.reduce((most, room) => ((room['memory'] ?? 0) >= (most['memory'] ?? 0) ? room : most), none);
}

/** Labels that every node has, whatever its group says; those of Karpenter only on its own nodes. */
const onEveryNode =
  /^(topology\.kubernetes\.io\/|topology\.k8s\.aws\/|kubernetes\.io\/(arch|os|hostname)$|node\.kubernetes\.io\/)/;
const byKarpenter = /^(karpenter\.sh\/capacity-type$|karpenter\.k8s\.aws\/)/;

/** Whether a node of the group can have the label that a pod wants, beside everything else that it wants of this label. */
function isPossible(one: Requirement, term: readonly Requirement[], { requirements, nodes, item }: NodeGroup): boolean {
  if (item === undefined && byKarpenter.test(one.key)) return holds(one, undefined);
  if (nodes?.some(({ labels }) => one.key in labels)) return nodes.some((node) => meets(node.labels, one));
  const own = requirements.filter(({ key }) => key === one.key);
  const isKnown = own.length > 0 || onEveryNode.test(one.key) || byKarpenter.test(one.key);
  return isKnown ? agree([...own, ...term.filter(({ key }) => key === one.key)]) : holds(one, undefined);
}

/** The alternative that is nearest. */
function labelMiss(terms: readonly (readonly Requirement[])[], group: NodeGroup): Miss {
  const misses = terms.map((term) => {
    const kept = term.filter((one) => isPossible(one, term, group));
    const requirement = term.find((one) => !isPossible(one, term, group)) ?? nothing;
    return { reason: 'labels', requirement, kept } as const;
  });
  const [nearest = { reason: 'labels', requirement: nothing, kept: [] } as const] = misses.sort(
    (a, b) => b.kept.length - a.kept.length,
  );
  return nearest;
}

/** What a pod selects that has no alternative at all. */
const nothing: Requirement = { key: '', operator: 'In', values: [] };
