import { count, dnsLabel, labelValue } from '../fields.ts';
import { z } from '../zod.ts';

const nodePoolBase = {
  /** Becomes the NodePool's name. A new name is a new pool: all nodes of the old one are drained. */
  name: dnsLabel(),
  /** Instance categories to choose from: `c` compute, `m` general, `r` memory optimised. */
  instanceCategories: z.array(z.enum(['c', 'm', 'r'])).min(1, "use at least one category, e.g. 'c'"),
  /** Smallest instance in vCPUs. */
  minVcpus: count(2, 96, 4),
  /** Largest instance in vCPUs. */
  maxVcpus: count(2, 192, 32),
  /** The pool stops growing here, at its largest node or above. With `limitMemoryGib` the only hard limit on cost. */
  limitVcpus: count(2, 100_000, 256),
  /** The pool stops growing here. */
  limitMemoryGib: count(4, 1_000_000, 1024),
  /** Root volume of each node in GiB (gp3). */
  rootVolumeGib: count(30, 2000, 100),
  /** Days after which a node is replaced, so that none outlives its patches. */
  expireAfterDays: count(1, 90, 14),
};

/** Nodes that Karpenter may launch for one role. Each pool is tainted `dedicated=<role>`, so nothing lands there by chance. */
export const nodePool = z.discriminatedUnion('role', [
  /** Airflow's own components and PostgreSQL. On-Demand. */
  z.strictObject({ ...nodePoolBase, role: z.literal('airflow') }),
  /** Task pods. On-Demand, removed when empty; the longest task decides how long an expiring node may wait. */
  z.strictObject({ ...nodePoolBase, role: z.literal('airflow-task'), longestJobHours: count(1, 168, 24) }),
  /** Spark drivers. On-Demand; never disrupted while a driver runs, for `longestJobHours` at most. */
  z.strictObject({ ...nodePoolBase, role: z.literal('spark-driver'), longestJobHours: count(1, 168, 24) }),
  /** Spark executors. */
  z.strictObject({
    ...nodePoolBase,
    role: z.literal('spark-executor'),
    /** Value of the node label `NodeGroupType`, which jobs select by. The AWS guide's names are `SparkComputeOptimized` and `SparkMemoryOptimized`. */
    nodeGroupType: labelValue('SparkComputeOptimized'),
    /** `spot-first` falls back to On-Demand when no Spot capacity is left; `spot` waits. */
    capacity: z.enum(['spot-first', 'spot', 'on-demand']),
  }),
]);
