import { type Direction, type End, isPod, type Port } from '../../kinds/network/policies.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import type { Check, Problem } from '../check.ts';
import { type Flow, type Outside, outside } from './flows.ts';
import { type Network, networkOf } from './network.ts';

export const needed: Check = {
  rule: 'network/needed',
  promise: 'each connection that the platform needs is allowed by policy at both ends',
  find: (tree) => {
    const network = networkOf(tree);
    return [
      ...network.pods.flatMap((pod) => ofReceiver(pod, network)),
      ...network.pods.flatMap((pod) => ofSender(pod, network, outside(tree))),
    ];
  },
};

function ofReceiver(receiver: Pod, network: Network): readonly Problem[] {
  return network.received(receiver).flatMap(({ flow, ports }) =>
    sendersOf(flow, receiver, network).flatMap((sender) =>
      ports.flatMap((port) => {
        const end = sender ?? {};
        const refused = network.policies.refusal(end, receiver, port);
        return refused ? [problem(sender, receiver, port, refused, flow.why)] : [];
      }),
    ),
  );
}

/** `undefined` stands for addresses of the VPC. */
function sendersOf(
  { from, sender, needs = sender }: Flow,
  receiver: Pod,
  network: Network,
): readonly (Pod | undefined)[] {
  if (from === 'vpc') return [undefined];
  return (from === 'inside' ? network.in(receiver.namespace) : network.pods).filter((pod) => needs?.(pod));
}

/** What pods need beyond the other pods of the tree: all of it for Spark jobs, and names for everybody who is closed. */
function ofSender(pod: Pod, { policies }: Network, ends: readonly Outside[]): readonly Problem[] {
  if (!policies.closes(pod, 'egress')) return [];
  return ends
    .filter(({ end }) => pod.source === 'job' || isPod(end))
    .flatMap(({ end, ports, why }) =>
      ports
        .filter((port) => policies.refusal(pod, end, port) !== undefined)
        .map((port) => problem(pod, end, port, 'egress', why)),
    );
}

function problem(sender: Pod | undefined, receiver: Pod | End, port: Port, refused: Direction, why: string): Problem {
  const from = sender?.name ?? 'an address of the VPC';
  const to = 'name' in receiver ? receiver.name : isPod(receiver) ? `the DNS of the cluster` : String(receiver.cidr);
  const closed = refused === 'egress' ? sender : receiver;
  const namespace = closed && isPod(closed) ? closed.namespace : '';
  const item = 'item' in receiver ? receiver.item : sender?.item;
  return {
    ...(item ? { item } : {}),
    message: `${from} cannot reach ${to} on port ${port.number} (${port.protocol}), because no policy in ${namespace} allows the ${refused}: ${why}`,
    remedy: `allow it in a policy for ${refused} in the namespace ${namespace}`,
  };
}
