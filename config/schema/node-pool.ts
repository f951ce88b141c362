import {
  alsoWhereOneIsWrong,
  architecture,
  count,
  distinct,
  dnsLabel,
  labelValue,
  text,
  weeklyHours,
} from '../fields.ts';
import { categories } from '../node-size.ts';
import { z } from '../zod.ts';

const family = text(
  /^[a-z0-9-]+$/,
  "use the name of a family, the part of an instance type before the dot, e.g. 'r7gd'",
);

const nodePoolBase = {
  /** Becomes the NodePool's name. A new name is a new pool: all nodes of the old one are drained. */
  name: dnsLabel(),
  /**
   * Instance categories to choose from: `c` compute, `m` general, `r` memory optimised, `i` large local disks, `x` most memory;
   * with `accelerator` `g` and `p`. One less replaces the nodes of it, and one more none. A pool has these or `instanceFamilies`.
   */
  instanceCategories: distinct(z.array(z.enum(categories)), 'category')
    .min(1, "use at least one category, e.g. 'c'")
    .optional(),
  /**
   * Oldest generation of the categories: 7 is `m7i` and newer. A higher one replaces the older nodes, a lower one none.
   * @default 6
   */
  minGeneration: count(4, 9, 7).optional(),
  /**
   * Instance families to choose from, and no other: `['r7gd', 'r8gd']`. One less replaces the nodes of it, and one more none. Spot
   * is taken away by family: name five or more where a job may not wait.
   * @default - all families of `instanceCategories`
   */
  instanceFamilies: distinct(z.array(family), 'family').min(1, "use at least one family, e.g. 'r7gd'").optional(),
  /**
   * `arm64` is Graviton, about a fifth cheaper for a vCPU (docs/machines.md); every image that runs on the pool must have it. The
   * AMI follows by itself. Another one replaces the nodes of the pool, as none of them fits any more.
   * @default - that of `instanceFamilies`, else `amd64`
   */
  architecture: architecture.optional(),
  /**
   * NVMe disks of the instance, as one RAID 0 under the kubelet: every `emptyDir` and image is on it, and gone with the node.
   * `ignored`: pods use the root volume. `used`: where the instance has some. `required`: only instances with some, which cost about
   * a quarter more. Between `ignored` and the others all nodes of the pool are replaced, from `used` to `required` those without.
   * @default - executors `used`, all others `ignored`
   */
  localDisks: z.enum(['ignored', 'used', 'required']).optional(),
  /** Smallest instance in vCPUs. A higher number replaces smaller nodes, a lower one none. */
  minVcpus: count(2, 96, 4),
  /**
   * Largest instance in vCPUs. Jobs fill large nodes and small ones alike, and the last one of a job is half empty: small is cheaper.
   * A lower number replaces larger nodes, a higher one none.
   */
  maxVcpus: count(2, 192, 32),
  /** The pool stops growing here, at its largest node or above. With `limitMemoryGib` the only hard limit on cost. Replaces no node. */
  limitVcpus: count(2, 100_000, 256),
  /** The pool stops growing here. Replaces no node. */
  limitMemoryGib: count(4, 1_000_000, 1024),
  /** Root volume of each node in GiB (gp3). Another size replaces all nodes of the pool. */
  rootVolumeGib: count(30, 2000, 100),
  /** Days after which a node is replaced, so that none outlives its patches. Another number replaces all nodes of the pool. */
  expireAfterDays: count(1, 90, 14),
};

/** Hours that a node which must go waits for the pods on it. Another number replaces all nodes of the pool. */
const longestJobHours = count(1, 168, 24);

/**
 * When no node of this pool is replaced because it has drifted, i.e. for a new image or setting.
 * @default - `workingHours` of the environment
 */
const workingHours = weeklyHours.optional();

/**
 * NVIDIA GPUs. The pool takes only instances with them, and Karpenter the image of the same release that has the driver, whose use
 * agrees to NVIDIA's licence. Nodes have the taint `nvidia.com/gpu` too, so nothing lands there that does not ask for GPUs, and the
 * platform runs NVIDIA's device plugin on them. With or without it the other nodes of the pool are all replaced.
 * @default - no GPUs
 */
const accelerator = z
  .strictObject({
    kind: z.literal('nvidia'),
    /** GPUs of all nodes together: the pool stops growing here. From 0.4 to 18 US dollars an hour each, and none when idle. Replaces no node. */
    limitGpus: count(1, 10_000, 4),
  })
  .optional();

/** What nodes cost, and who takes them away. */
const capacity = z.enum(['spot-first', 'spot', 'on-demand']);

/** Nodes that Karpenter may launch for one role. Each pool is tainted `dedicated=<role>`, so nothing lands there by chance. */
export const nodePool = z
  .discriminatedUnion('role', [
    /**
     * Airflow's own components, PostgreSQL, monitoring and History Servers. On-Demand. Of several such pools Karpenter takes the first
     * of the list that has a type with capacity and is below its limits; the order replaces no node.
     */
    z.strictObject({ ...nodePoolBase, role: z.literal('airflow'), workingHours }),
    /** Task pods. Removed when empty; the longest task decides how long an expiring node may wait. */
    z.strictObject({
      ...nodePoolBase,
      role: z.literal('airflow-task'),
      longestJobHours,
      workingHours,
      /**
       * Value of the node label `NodeGroupType` of a further pool, which tasks choose with `on_pool()` of `dags/task_pools.py`: for
       * more memory, for Spot. Another value replaces all nodes of the pool.
       * @default - the pool of all tasks that choose none; exactly one is so
       */
      nodeGroupType: labelValue('AirflowTaskLarge').optional(),
      /**
       * On Spot a node goes two minutes after its notice, whatever `longestJobHours` says: its tasks fail, and start again only where
       * the DAG has `retries`. `spot-first` falls back to On-Demand; with `spot` a task fails that has no node after ten minutes.
       * Another value replaces the nodes that it excludes.
       * @default 'on-demand'
       */
      capacity: capacity.optional(),
      accelerator,
    }),
    /** Spark drivers. On-Demand; never disrupted while a driver runs, for `longestJobHours` at most. */
    z.strictObject({
      ...nodePoolBase,
      role: z.literal('spark-driver'),
      longestJobHours,
      workingHours,
      /**
       * Value of the node label `NodeGroupType` of a further pool, which a team chooses with its `driverPool`: for jobs that run for
       * days, for drivers with much memory. Another value replaces all nodes of the pool.
       * @default - the pool of all teams that choose none; exactly one is so
       */
      nodeGroupType: labelValue('SparkDriverLarge').optional(),
    }),
    /** Spark executors. A node is never replaced under a running executor because it has drifted: only when it is empty, or expires. */
    z.strictObject({
      ...nodePoolBase,
      role: z.literal('spark-executor'),
      /**
       * Value of the node label `NodeGroupType`, which jobs select by. The AWS guide's names are `SparkComputeOptimized` and
       * `SparkMemoryOptimized`. Another value replaces all nodes of the pool.
       */
      nodeGroupType: labelValue('SparkComputeOptimized'),
      /** `spot-first` falls back to On-Demand when no Spot capacity is left; `spot` waits. Another value replaces the nodes that it excludes. */
      capacity,
      accelerator,
    }),
  ])
  .refine((pool) => pool.instanceCategories !== undefined || pool.instanceFamilies !== undefined, {
    path: ['instanceCategories'],
    message: "use e.g. ['c', 'm'], or instanceFamilies",
    when: alsoWhereOneIsWrong,
  });
