import { stackNames } from './names.ts';
import type { PlatformConfig } from './platform-config.ts';

export type NetworkConfig = PlatformConfig['cluster']['network'];
export type NewNetwork = Extract<NetworkConfig, { readonly kind: 'new' }>;
export type ExistingNetwork = Extract<NetworkConfig, { readonly kind: 'existing' }>;

/** Range of nodes and pods in a VPC of our own. RFC 6598, so it collides with no company network. */
export function podCidr(network: NewNetwork): string {
  return network.podCidr ?? '100.64.0.0/16';
}

/** Ranges in which load balancers and the Kubernetes API have their addresses. */
export function vpcCidrs(network: NetworkConfig): readonly string[] {
  return network.kind === 'new' ? [network.vpcCidr] : network.vpcCidrs;
}

/** Ranges of nodes and pods. */
export function podCidrs(network: NetworkConfig): readonly string[] {
  return network.kind === 'new' ? [podCidr(network)] : (network.podCidrs ?? network.vpcCidrs);
}

/** Names of the CloudFormation stacks that the environment has, in the order in which they are made. */
export function stacksOf({ cluster }: Pick<PlatformConfig, 'cluster'>): readonly string[] {
  const { network, data, cluster: eks } = stackNames({ cluster });
  return cluster.network.kind === 'new' ? [network, data, eks] : [data, eks];
}
