import type { PlatformConfig } from '../../config/platform-config.ts';

/** Names of an environment's CloudFormation stacks, in the order in which they are made. */
export function stackNames({ cluster }: Pick<PlatformConfig, 'cluster'>) {
  return {
    network: `${cluster.name}-network`,
    data: `${cluster.name}-data`,
    cluster: `${cluster.name}-cluster`,
  } as const;
}
