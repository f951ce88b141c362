import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { vpcCidrs } from '../../config/network.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

type Peer = k8s.NetworkPolicyPeer;

/** Ports that a set of peers may reach. No ports means all. */
export interface TrafficRule {
  readonly ports?: readonly number[];
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP';
  readonly peers: readonly Peer[];
}

export function fromNamespace(name: string): Peer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

/** Prometheus alone, by the label that its operator gives to it: other pods of its namespace have nothing to read. */
export function fromPrometheus(namespace: string): Peer {
  return { ...fromNamespace(namespace), ...fromPods({ 'app.kubernetes.io/name': 'prometheus' }) };
}

export function fromPods(matchLabels: Record<string, string>): Peer {
  return { podSelector: { matchLabels } };
}

/** The Kubernetes API of EKS, which calls webhooks, and load balancers: from the VPC's own subnets, where no pod has an address. */
export function fromVpc({ network }: PlatformConfig['cluster']): readonly Peer[] {
  return vpcCidrs(network).map((cidr) => ({ ipBlock: { cidr } }));
}

/** Pods with these labels whose `key` has one of the values. */
export function fromPodsWith(matchLabels: Record<string, string>, key: string, values: readonly string[]): Peer {
  return { podSelector: { matchLabels, matchExpressions: [{ key, operator: 'In', values: [...values] }] } };
}

/** Nobody can wear and not wear a label. Argo CD drops an empty list before it compares: a policy that a hand has opened would be Synced. */
const nobody: Peer = {
  podSelector: { matchExpressions: ['Exists', 'DoesNotExist'].map((operator) => ({ key: 'nobody', operator })) },
};

/** No pod of the namespace accepts a connection that another policy does not allow. */
export function denyAllIngress(scope: Construct): void {
  policy(scope, 'deny-ingress', {}, { ingress: [{ from: [nobody] }] });
}

/** No pod of the namespace accepts or opens a connection that another policy does not allow. */
export function denyAll(scope: Construct): void {
  policy(scope, 'deny-all', {}, { ingress: [{ from: [nobody] }], egress: [{ to: [nobody] }] });
}

export function allowIngress(
  scope: Construct,
  name: string,
  matchLabels: Record<string, string>,
  rules: readonly TrafficRule[],
): void {
  const ingress = rules.map((rule) => ({ from: [...rule.peers], ports: portsOf(rule) }));
  policy(scope, `allow-to-${name}`, matchLabels, { ingress });
}

export function allowEgress(
  scope: Construct,
  name: string,
  matchLabels: Record<string, string>,
  rules: readonly TrafficRule[],
): void {
  const egress = rules.map((rule) => ({ to: [...rule.peers], ports: portsOf(rule) }));
  policy(scope, `allow-from-${name}`, matchLabels, { egress });
}

function policy(
  scope: Construct,
  name: string,
  matchLabels: Record<string, string>,
  directions: Pick<k8s.NetworkPolicySpec, 'ingress' | 'egress'>,
): void {
  // The server drops an empty `matchLabels`, and would take each further apply for a change.
  const podSelector = Object.keys(matchLabels).length > 0 ? { matchLabels } : {};
  const policyTypes = [...(directions.ingress ? ['Ingress'] : []), ...(directions.egress ? ['Egress'] : [])];
  new k8s.KubeNetworkPolicy(scope, name, { metadata: { name }, spec: { podSelector, policyTypes, ...directions } });
}

function portsOf({ ports, protocol = 'TCP' }: TrafficRule): k8s.NetworkPolicyPort[] | undefined {
  return ports?.map((port) => ({ protocol, port: k8s.IntOrString.fromNumber(port) }));
}
