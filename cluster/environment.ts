import type { App } from 'aws-cdk-lib/core';
import type { PlatformConfig } from '../config/platform-config.ts';
import { type Platform, resolve } from '../config/resolve.ts';
import { existingNetwork, type NetworkOf } from './network/cluster-network.ts';
import { ClusterStack } from './stacks/cluster.ts';
import { DataStack } from './stacks/data.ts';
import { NetworkStack } from './stacks/network.ts';

/**
 * The stacks of one environment: three, or two in a VPC that is there. They are split by how long they live: the cluster can be destroyed and made
 * again while data and network stay. So neither `data` nor `network` refers to `cluster`, and `cluster` knows the
 * data only by name.
 */
export function addEnvironment(app: App, config: PlatformConfig): void {
  const platform = resolve(config);
  const networkOf = networksOf(app, platform);
  new DataStack(app, platform, networkOf);
  new ClusterStack(app, platform, networkOf);
}

/** The network as each stack sees it. */
function networksOf(app: App, platform: Platform): NetworkOf {
  const { network } = platform.cluster;
  if (network.kind === 'existing') return (scope) => existingNetwork(scope, network);
  const stack = new NetworkStack(app, platform, network);
  return () => stack;
}
