import ipaddr from 'ipaddr.js';
import { at, type Json, listIn, stringsIn } from '../../../imports/json.ts';
import { groupBy } from '../../tree/group-by.ts';
import { textsOf } from '../../tree/manifest.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import { type Labels, selects } from '../selector.ts';

export const directions = ['ingress', 'egress'] as const;
export type Direction = (typeof directions)[number];

/** Where a rule lists who is at the other end. */
export const peersOf = { ingress: 'from', egress: 'to' } as const;

/** A pod as a policy sees it. */
export interface PodEnd {
  readonly namespace: string;
  readonly labels: Labels;
  /** Numbers of the ports that its containers name. */
  readonly ports?: Readonly<Record<string, number>>;
}

/** Addresses outside of the cluster's pods; without a range, those of the VPC's own subnets, which the tree does not know. */
export interface Addresses {
  readonly cidr?: string;
}

export type End = PodEnd | Addresses;

export interface Port {
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** A rule of a policy, and the pods that it is for. */
export interface Rule {
  readonly item: Item;
  /** `spec.ingress[0]` */
  readonly field: string;
  readonly body: Json;
  /** Who is at the other end; none means everybody. */
  readonly peers: readonly Json[];
}

/** The NetworkPolicies of a tree, as a network plugin reads them. */
export class Policies {
  readonly #byNamespace: ReadonlyMap<string, readonly Item[]>;
  readonly #namespaces: ReadonlyMap<string, Labels>;

  constructor(tree: Tree) {
    const policies = tree.ofKind('NetworkPolicy').filter(({ id }) => id.group === 'networking.k8s.io');
    this.#byNamespace = groupBy(policies, ({ id }) => id.namespace ?? '');
    this.#namespaces = new Map(
      tree.ofKind('Namespace').map(({ id, manifest }) => [id.name, textsOf(manifest.metadata, 'labels')]),
    );
  }

  /** Whether a pod accepts, or opens, only what some rule allows. */
  closes({ namespace, labels }: PodEnd, direction: Direction): boolean {
    return this.#selecting(namespace, labels, direction).length > 0;
  }

  /** Whether a namespace does so for every pod, those included that nobody knows yet. */
  closesAll(namespace: string, direction: Direction): boolean {
    return (this.#byNamespace.get(namespace) ?? []).some(
      (item) => directionsOf(item).includes(direction) && isEverything(at(item.manifest, 'spec.podSelector')),
    );
  }

  /** The rules that hold for a pod. */
  rules({ namespace, labels }: PodEnd, direction: Direction): readonly Rule[] {
    return this.#selecting(namespace, labels, direction).flatMap((item) =>
      listIn(item.manifest, `spec.${direction}`).map((body, index) => ({
        item,
        field: `spec.${direction}[${index}]`,
        body,
        peers: listIn(body, peersOf[direction]),
      })),
    );
  }

  /** Where a connection is refused; `undefined` where both ends allow it. */
  refusal(from: End, to: End, port: Port): Direction | undefined {
    if (isPod(from) && !this.#allows(from, 'egress', to, port)) return 'egress';
    if (isPod(to) && !this.#allows(to, 'ingress', from, port)) return 'ingress';
    return undefined;
  }

  #allows(pod: PodEnd, direction: Direction, other: End, port: Port): boolean {
    const receiver = direction === 'ingress' ? pod : other;
    return (
      !this.closes(pod, direction) ||
      this.rules(pod, direction).some(
        ({ body, peers }) =>
          hasPort(body, port, receiver) &&
          (peers.length === 0 || peers.some((peer) => this.matches(peer, other, pod.namespace))),
      )
    );
  }

  /** @param here the namespace of the policy, for a peer that names none */
  matches(peer: Json, end: End, here: string): boolean {
    const block = at(peer, 'ipBlock');
    if (!isPod(end)) return block !== undefined && holds(block, end);
    // A range may hold pods only where it holds everything: pods have addresses of their own range.
    if (block !== undefined) return at(block, 'cidr') === '0.0.0.0/0';
    const namespaces = at(peer, 'namespaceSelector');
    const isHere = namespaces === undefined ? end.namespace === here : selects(namespaces, this.#labels(end.namespace));
    return isHere && selects(at(peer, 'podSelector'), end.labels);
  }

  #labels(namespace: string): Labels {
    return { ...this.#namespaces.get(namespace), 'kubernetes.io/metadata.name': namespace };
  }

  #selecting(namespace: string, labels: Labels, direction: Direction): readonly Item[] {
    return (this.#byNamespace.get(namespace) ?? []).filter(
      (item) => directionsOf(item).includes(direction) && selects(at(item.manifest, 'spec.podSelector'), labels),
    );
  }
}

export function isPod(end: End): end is PodEnd {
  return 'labels' in end;
}

/** Directions in which a policy closes its pods. Without `policyTypes`: inwards, and outwards where it has rules for that. */
export function directionsOf({ manifest }: Pick<Item, 'manifest'>): readonly Direction[] {
  const types = stringsIn(manifest, 'spec.policyTypes').map((type) => type.toLowerCase());
  if (types.length > 0) return directions.filter((direction) => types.includes(direction));
  return listIn(manifest, 'spec.egress').length === 0 ? ['ingress'] : ['ingress', 'egress'];
}

export function isEverything(selector: Json | undefined): boolean {
  return selects(selector, {}) && listIn(selector, 'matchExpressions').length === 0;
}

/** A label that is there and is not: what a policy that denies has in place of an empty list, which Argo CD does not compare. */
export function isNobody(peer: Json): boolean {
  const expressions = listIn(peer, 'podSelector.matchExpressions');
  const keys = (operator: string) =>
    expressions.filter((one) => at(one, 'operator') === operator).map((one) => at(one, 'key'));
  return keys('Exists').some((key) => keys('DoesNotExist').includes(key));
}

/** Whether a rule is for a port; one without ports is for every port. */
export function hasPort(rule: Json, { number, protocol }: Port, receiver: End): boolean {
  const listed = listIn(rule, 'ports');
  return (
    listed.length === 0 ||
    listed.some((one) => {
      if ((at(one, 'protocol') ?? 'TCP') !== protocol) return false;
      const port = at(one, 'port');
      if (port === undefined) return true;
      if (typeof port === 'string') return isPod(receiver) && receiver.ports?.[port] === number;
      const end = at(one, 'endPort');
      return Number(port) <= number && number <= (typeof end === 'number' ? end : Number(port));
    })
  );
}

function holds(block: Json, { cidr }: Addresses): boolean {
  if (cidr === undefined) return true;
  const range = String(at(block, 'cidr'));
  return isInside(cidr, range) && !stringsIn(block, 'except').some((part) => isInside(cidr, part));
}

/** Whether a range holds all addresses of another one. */
export function isInside(cidr: string, range: string): boolean {
  if (![cidr, range].every(ipaddr.isValidCIDR)) return false;
  const [address, length] = ipaddr.parseCIDR(cidr);
  const [start, bits] = ipaddr.parseCIDR(range);
  return address.kind() === start.kind() && bits <= length && address.match(start, bits);
}
