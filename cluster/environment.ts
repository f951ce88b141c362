import type { App } from 'aws-cdk-lib';
import type { PlatformConfig } from '../config/platform-config.ts';
import { resolve } from '../config/resolve.ts';
import { ClusterStack } from './stacks/cluster.ts';
import { DataStack } from './stacks/data.ts';
import { NetworkStack } from './stacks/network.ts';

/**
 * The three stacks of one environment. They are split by how long they live: the cluster can be destroyed and made
 * again while data and network stay. So neither `data` nor `network` refers to `cluster`, and `cluster` knows the
 * data only by name.
 */
export function addEnvironment(app: App, config: PlatformConfig): void {
  const platform = resolve(config);
  const network = new NetworkStack(app, platform, platform.cluster.network);
  new DataStack(app, platform, network);
  new ClusterStack(app, platform, network);
}
