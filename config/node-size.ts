import type { NodePoolConfig } from './platform-config.ts';

/** vCPUs of the sizes in which the c, m and r families of today come. */
export const instanceVcpus = [2, 4, 8, 16, 32, 48, 64, 96, 128, 192] as const;

/** GiB of memory for each vCPU. */
export const memoryPerVcpu = { c: 2, m: 4, r: 8 } as const;

/** What a node has left for pods. */
export interface NodeSize {
  readonly cpu: number;
  readonly memoryGib: number;
}

type Bounds = Pick<NodePoolConfig, 'minVcpus' | 'maxVcpus'>;

/** The instance sizes that a pool may choose from, in vCPUs, smallest first. */
export function poolVcpus({ minVcpus, maxVcpus }: Bounds): readonly number[] {
  return instanceVcpus.filter((vcpus) => vcpus >= minVcpus && vcpus <= maxVcpus);
}

/**
 * Room for pods on the largest node of a pool, in its category with the most memory; zero where no size fits the bounds.
 * The kubelet, the system and the daemons keep half a vCPU, an eighth of the memory, and half a GiB: on an
 * m-type with 16 vCPUs Karpenter counts on 56.3 of 64 GiB before daemons, which leaves the 55.5 GiB of this rule.
 */
export function largestNode(pool: Bounds & Pick<NodePoolConfig, 'instanceCategories'>): NodeSize {
  const vcpus = Math.max(0, ...poolVcpus(pool));
  const memory = vcpus * Math.max(...pool.instanceCategories.map((category) => memoryPerVcpu[category]));
  return { cpu: Math.max(0, vcpus - 0.5), memoryGib: Math.max(0, memory * 0.875 - 0.5) };
}
