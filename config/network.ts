import type { PlatformConfig } from './platform-config.ts';

type Network = PlatformConfig['cluster']['network'];

/** Ranges in which load balancers, the Kubernetes API and RDS have their addresses, and no pod has one. */
export function vpcCidrs(network: Network): readonly string[] {
  return [network.vpcCidr];
}
