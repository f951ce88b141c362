/** Heap and overhead of one pod. Python runs beside the JVM, in the overhead, so that is more than Spark's tenth. */
export interface SparkPodSize {
  /** Tasks that run at the same time. */
  readonly cores: number;
  readonly heapGib: number;
  readonly overheadGib: number;
}

export interface SparkSize {
  readonly driver: SparkPodSize;
  readonly executor: SparkPodSize;
}

const pod = (cores: number, heapGib: number, overheadGib: number): SparkPodSize => ({ cores, heapGib, overheadGib });

/**
 * Sizes that a job chooses from, smallest first. Executors of the first three have about 3 GiB for a core, so that they use
 * every core of an m instance; those of `memory` have 7, for r instances. Nodes of 8 vCPUs and more are filled.
 */
export const sparkSizes: Readonly<Record<'small' | 'medium' | 'large' | 'memory', SparkSize>> = {
  small: { driver: pod(1, 1, 1), executor: pod(1, 2, 1) },
  medium: { driver: pod(1, 2, 1), executor: pod(2, 4, 2) },
  large: { driver: pod(2, 4, 2), executor: pod(4, 10, 3) },
  memory: { driver: pod(2, 4, 2), executor: pod(4, 22, 6) },
};

/**
 * Share of its cores that a pod of a job requests; Spark runs a task on each core all the same. The rest is what the
 * kubelet and the daemons of a node keep: with whole cores, one core in eight would buy the next larger node.
 */
export const coreRequestShare = 0.95;

/** What a driver or executor with so many cores requests of its node. */
export function requestedCpu(cores: number): number {
  return cores * coreRequestShare;
}

/** Memory limit and request of a pod. */
export function memoryGibOf({ heapGib, overheadGib }: SparkPodSize): number {
  return heapGib + overheadGib;
}
