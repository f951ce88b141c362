import { type PodEnd, Policies } from '../../kinds/network/policies.ts';
import { podsOf } from '../../kinds/pods/index.ts';
import type { Pod } from '../../kinds/pods/pod.ts';
import { groupBy } from '../../tree/group-by.ts';
import { once } from '../../tree/once.ts';
import type { Tree } from '../../tree/tree.ts';
import { type Flow, flows } from './flows.ts';

/** The pods of a tree as policies tell them apart, with the flows that each receives. */
export interface Network {
  readonly policies: Policies;
  readonly pods: readonly Pod[];
  in(namespace: string): readonly Pod[];
  received(pod: Pod): readonly Received[];
}

export interface Received {
  readonly flow: Flow;
  readonly ports: ReturnType<Flow['to']>;
}

export const networkOf = once((tree: Tree): Network => {
  const distinct = new Map(podsOf(tree).map((pod) => [`${pod.namespace} ${JSON.stringify(pod.labels)}`, pod]));
  const pods = [...distinct.values()];
  const byNamespace = groupBy(pods, ({ namespace }) => namespace);
  const received = new Map(
    pods.map((pod) => [
      pod,
      flows.map((flow) => ({ flow, ports: flow.to(pod, tree) })).filter(({ ports }) => ports.length > 0),
    ]),
  );
  return {
    policies: new Policies(tree),
    pods,
    in: (namespace) => byNamespace.get(namespace) ?? [],
    received: (pod) => received.get(pod) ?? [],
  };
});

/** Whether a flow is from this pod, or, without one, from addresses of the VPC. */
export function isFrom({ from, sender }: Flow, end: PodEnd | undefined, receiver: PodEnd): boolean {
  if (end === undefined) return from === 'vpc';
  return from !== 'vpc' && (from === 'anywhere' || end.namespace === receiver.namespace) && sender?.(end) === true;
}
