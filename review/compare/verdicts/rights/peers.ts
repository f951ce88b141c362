import { at, isObject, type Json, listIn, stringsIn } from '../../../../imports/json.ts';
import {
  type Direction,
  directions,
  hasPort,
  isEverything,
  isInside,
  isNobody,
  peersOf,
} from '../../../kinds/network/policies.ts';
import type { Item } from '../../../tree/tree.ts';

/** It opens nothing: what a policy that denies has in place of an empty list. */
export function isForNobody(rule: Json, direction: Direction): boolean {
  const peers = listIn(rule, peersOf[direction]);
  return peers.length > 0 && peers.every(isNobody);
}

/** Whether a policy only denies. */
export function allowsNothing({ manifest }: Item): boolean {
  return directions.every((direction) =>
    listIn(manifest, `spec.${direction}`).every((rule) => isForNobody(rule, direction)),
  );
}

/** A rule without peers is for everybody, and so is the range of all addresses or a selector of all namespaces. */
export function isAnybody(rule: Json, direction: Direction): boolean {
  const peers = listIn(rule, peersOf[direction]);
  const isWide = direction === 'ingress' || listIn(rule, 'ports').length === 0;
  if (peers.length === 0) return isWide;
  return peers.some((peer) => {
    const cidr = at(peer, 'ipBlock.cidr');
    if (cidr === '0.0.0.0/0' || cidr === '::/0') return isWide;
    const namespaces = at(peer, 'namespaceSelector');
    return (
      direction === 'ingress' &&
      namespaces !== undefined &&
      isEverything(namespaces) &&
      at(peer, 'podSelector') === undefined
    );
  });
}

/** Every pod of the namespace, or pods of every namespace: whoever makes a pod decides whether it has the labels. */
export function isOfAllPods(rule: Json, direction: Direction): boolean {
  if (direction === 'egress') return false;
  return listIn(rule, peersOf[direction]).some((peer) => {
    const [namespaces, pods] = [at(peer, 'namespaceSelector'), at(peer, 'podSelector')];
    return namespaces === undefined ? pods !== undefined && isEverything(pods) : isEverything(namespaces);
  });
}

const metadata = '169.254.169.254/32';

/** Whether pods reach the metadata of their node by it, and with it the credentials of the role of the node. */
export function isOfMetadata(rule: Json, direction: Direction): boolean {
  return (
    direction === 'egress' &&
    hasPort(rule, { number: 80, protocol: 'TCP' }, {}) &&
    listIn(rule, 'to').some((peer) => {
      const holes = stringsIn(peer, 'ipBlock.except');
      return isInside(metadata, String(at(peer, 'ipBlock.cidr'))) && !holes.some((hole) => isInside(metadata, hole));
    })
  );
}

export function ruleText(rule: Json, direction: Direction): string {
  const peers = listIn(rule, peersOf[direction]).map(peerText);
  return `${peers.join(' or ') || 'anybody'} on ${portsOf(rule) ?? 'every port'}`;
}

/** `port 80, 53 (UDP)`; nothing where one of them has no number, which is every port of a protocol. */
function portsOf(rule: Json): string | undefined {
  const ports = listIn(rule, 'ports');
  if (ports.length === 0 || ports.some((port) => at(port, 'port') === undefined)) return undefined;
  const texts = ports.map((port) => {
    const [protocol, end] = [at(port, 'protocol') ?? 'TCP', at(port, 'endPort')];
    return `${at(port, 'port')}${end === undefined ? '' : ` to ${end}`}${protocol === 'TCP' ? '' : ` (${protocol})`}`;
  });
  return `port ${texts.join(', ')}`;
}

function peerText(peer: Json): string {
  const cidr = at(peer, 'ipBlock.cidr');
  if (cidr !== undefined) return String(cidr);
  const labels = (path: string) => {
    const selector = at(peer, path);
    if (selector === undefined) return [];
    const own = at(selector, 'matchLabels');
    const pairs = isObject(own) ? Object.values(own).map(String) : [];
    const listed = listIn(selector, 'matchExpressions').flatMap((one) => stringsIn(one, 'values'));
    return [[...pairs, ...listed].join('/') || `all ${path === 'podSelector' ? 'pods' : 'namespaces'}`];
  };
  return [...labels('namespaceSelector'), ...labels('podSelector')].join(' ') || 'anybody';
}

/** Networks that a policy opens, with the ports. */
export function addressesIn({ manifest }: Item): readonly string[] {
  return directions.flatMap((direction) =>
    listIn(manifest, `spec.${direction}`).flatMap((rule) => {
      const ports = portsOf(rule);
      return listIn(rule, peersOf[direction]).flatMap((peer) => {
        const cidr = at(peer, 'ipBlock.cidr');
        return typeof cidr === 'string' ? [ports === undefined ? cidr : `${cidr} (${ports})`] : [];
      });
    }),
  );
}
