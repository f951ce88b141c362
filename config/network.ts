import type { PlatformConfig } from './platform-config.ts';

export type NetworkConfig = PlatformConfig['cluster']['network'];
export type NewNetwork = Extract<NetworkConfig, { readonly kind: 'new' }>;

/** Range of nodes and pods in a VPC of our own. RFC 6598, so it collides with no company network. */
export function podCidr(network: NewNetwork): string {
  return network.podCidr ?? '100.64.0.0/16';
}

/** Ranges in which load balancers, the Kubernetes API and RDS have their addresses. */
export function vpcCidrs(network: NetworkConfig): readonly string[] {
  return [network.vpcCidr];
}

/** Ranges of nodes and pods. */
export function podCidrs(network: NetworkConfig): readonly string[] {
  return [podCidr(network)];
}

/** How many zones the environment is spread over. */
export function zoneCount({ availabilityZones }: NewNetwork): number {
  return typeof availabilityZones === 'number' ? availabilityZones : availabilityZones.length;
}
