import ipaddr from 'ipaddr.js';
import { at, type Json, listIn, objectIn } from '../../../imports/json.ts';
import { hasPort, isInside, isNobody, type PodEnd, type Port, type Rule } from '../../kinds/network/policies.ts';
import { platformFile } from '../../kinds/platform-file.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';
import { type Outside, outside } from './flows.ts';
import { isFrom, type Network, networkOf } from './network.ts';

/** Of pods that the table of flows does not know, their own policies say what they need; only "everybody" is no answer. */
export const unneeded: Check = {
  rule: 'network/unneeded',
  promise: 'no policy allows a connection that the platform does not need, and none is open to everybody',
  find: (tree) => {
    const network = networkOf(tree);
    const found = network.pods.flatMap((pod) => [...ofIngress(pod, network), ...ofEgress(pod, network, tree)]);
    return [...new Map(found.map((problem) => [`${problem.item?.file} ${problem.field}`, problem])).values()];
  },
};

/** A rule of a chart is the chart's own: nobody here can narrow it. */
function rulesOf(pod: Pod, direction: 'ingress' | 'egress', { policies }: Network): readonly Rule[] {
  return policies
    .rules(pod, direction)
    .filter(({ item, peers }) => item.chart === undefined && !(peers.length > 0 && peers.every(isNobody)));
}

function ofIngress(receiver: Pod, network: Network): readonly Problem[] {
  const received = network.received(receiver);
  const isKnown = receiver.source !== 'object' || received.length > 0;
  return rulesOf(receiver, 'ingress', network).flatMap((rule) => {
    if (isEverybody(rule)) return [problem(rule, `everybody may connect to ${receiver.name}`, 'name who may connect')];
    if (!isKnown) return [];
    const senders = candidates(rule, receiver, network);
    return portsOf(rule.body, receiver).flatMap((port) => {
      const isNeeded = (sender: PodEnd | undefined) =>
        received.some(({ flow, ports }) => isFrom(flow, sender, receiver) && has(ports, port));
      const unneeded = senders.find(({ end }) => !isNeeded(end));
      return unneeded
        ? [
            problem(
              rule,
              `${unneeded.name} may reach ${receiver.name} on port ${port.number} (${port.protocol}), which nothing needs`,
              'name exactly the pods and ports that need it',
            ),
          ]
        : [];
    });
  });
}

interface Candidate {
  readonly name: string;
  /** Absent for addresses. */
  readonly end: PodEnd | undefined;
}

/** Who gets in by a rule: the pods of the tree, one that nobody knows yet, here and elsewhere, and addresses. */
function candidates({ peers }: Rule, receiver: Pod, network: Network): readonly Candidate[] {
  const { namespace } = receiver;
  const others = [
    { name: 'any pod of any namespace', end: { namespace: 'somewhere-else', labels: {} } },
    { name: `any pod of ${namespace}`, end: { namespace, labels: {} } },
  ];
  return peers.flatMap((peer): readonly Candidate[] => {
    if (at(peer, 'ipBlock') !== undefined) return [{ name: 'an address of the VPC', end: undefined }];
    const known = podsNear(peer, namespace, network).map((pod) => ({ name: pod.name, end: pod }));
    return [...others, ...known].filter(({ end }) => network.policies.matches(peer, end, namespace));
  });
}

/** The pods that a peer can mean, without a look at each pod of a large platform. */
function podsNear(peer: Json, here: string, network: Network): readonly Pod[] {
  const namespaces = at(peer, 'namespaceSelector');
  if (namespaces === undefined) return network.in(here);
  const name = objectIn(namespaces, 'matchLabels')['kubernetes.io/metadata.name'];
  return typeof name === 'string' ? network.in(name) : network.pods;
}

function isEverybody({ peers }: Rule): boolean {
  return (
    peers.length === 0 ||
    peers.some((peer) => {
      const cidr = at(peer, 'ipBlock.cidr');
      return typeof cidr === 'string' && ipaddr.isValidCIDR(cidr) && ipaddr.parseCIDR(cidr)[1] === 0;
    })
  );
}

/** Ports that a rule opens; all that the pod names where the rule has none, or a range of them. */
function portsOf(rule: Json, receiver: Pod): readonly Port[] {
  const own = (['TCP', 'UDP'] as const)
    .flatMap((protocol) => Object.values(receiver.ports).map((number) => ({ number, protocol })))
    .filter((port) => hasPort(rule, port, receiver));
  const listed = listIn(rule, 'ports').flatMap((one): readonly Port[] => {
    const number = at(one, 'port');
    return typeof number === 'number' ? [{ number, protocol: at(one, 'protocol') === 'UDP' ? 'UDP' : 'TCP' }] : [];
  });
  return listed.length > 0 ? listed : own.filter(({ protocol }) => protocol === 'TCP');
}

/** Only Spark jobs are closed outwards by the platform. */
function ofEgress(sender: Pod, network: Network, tree: Tree): readonly Problem[] {
  if (sender.source !== 'job') return [];
  return rulesOf(sender, 'egress', network).flatMap((rule) => {
    const listed = listIn(rule.body, 'ports');
    if (rule.peers.length === 0 || listed.length === 0)
      return [
        problem(
          rule,
          `${sender.name} may connect ${rule.peers.length === 0 ? 'to everywhere' : 'on every port'}`,
          'name where to, and on which ports',
        ),
      ];
    return rule.peers.flatMap((peer) =>
      listed.flatMap((one) => {
        const number = Number(at(one, 'port'));
        const port: Port = { number, protocol: at(one, 'protocol') === 'UDP' ? 'UDP' : 'TCP' };
        return isNeededOutside(peer, port, sender, network, outside(tree)) ||
          isNeededInside(peer, port, sender, network) ||
          isConfigured(peer, port, sender, tree)
          ? []
          : [
              problem(
                rule,
                `${sender.name} may connect to port ${number} (${port.protocol}) of ${describe(peer)}, which nothing needs`,
                'take the port or the peer out',
              ),
            ];
      }),
    );
  });
}

function isNeededOutside(
  peer: Json,
  port: Port,
  { namespace }: Pod,
  { policies }: Network,
  ends: readonly Outside[],
): boolean {
  const cidr = at(peer, 'ipBlock.cidr');
  return ends.some(
    ({ end, ports }) =>
      has(ports, port) &&
      ('labels' in end ? policies.matches(peer, end, namespace) : typeof cidr === 'string' && isInside(cidr, end.cidr)),
  );
}

/** Whether the team has asked for it: `platform.json` says so, from the same config. */
function isConfigured(peer: Json, { number, protocol }: Port, { namespace }: Pod, tree: Tree): boolean {
  const to = at(peer, 'ipBlock.cidr') ?? objectIn(peer, 'namespaceSelector.matchLabels')['kubernetes.io/metadata.name'];
  const team = platformFile(tree)?.teams.find((known) => known.namespace === namespace);
  return protocol === 'TCP' && team?.egress.some((open) => open.to === to && open.ports.includes(number)) === true;
}

function isNeededInside(peer: Json, port: Port, sender: Pod, network: Network): boolean {
  const receivers = podsNear(peer, sender.namespace, network).filter((pod) =>
    network.policies.matches(peer, pod, sender.namespace),
  );
  return (
    receivers.length > 0 &&
    receivers.every((receiver) =>
      network.received(receiver).some(({ flow, ports }) => isFrom(flow, sender, receiver) && has(ports, port)),
    )
  );
}

function describe(peer: Json): string {
  const cidr = at(peer, 'ipBlock.cidr');
  return typeof cidr === 'string' ? cidr : 'other pods';
}

function problem({ item, field }: Rule, message: string, remedy: string): Problem {
  return { item, field, message, remedy };
}

function has(ports: readonly Port[], { number, protocol }: Port): boolean {
  return ports.some((port) => port.number === number && port.protocol === protocol);
}
