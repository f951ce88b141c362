import { count, dnsLabel, labelValue } from '../fields.ts';
import { z } from '../zod.ts';

/** A group of people that runs Spark jobs in a namespace of its own. */
export const sparkTeam = z.strictObject({
  /** Becomes the namespace `spark-<name>` and the S3 prefix of the same name. */
  name: dnsLabel(40, 'names of jobs are built on it'),
  /** Value of the label `cost-center` on everything the team runs. */
  costCenter: labelValue('cc-1234'),
  /**
   * What all pods of the team may request together: at least a driver (1 vCPU, 2 GiB) and one `largestPod`, and with
   * `spark.history` 's3' the history server too (0.25 vCPU, 2 GiB).
   */
  quota: z.strictObject({
    /** vCPUs. */
    cpu: count(2, 100_000, 64),
    /** Memory in GiB, requests and limits alike. */
    memoryGib: count(4, 1_000_000, 256),
    /** Pods: drivers, executors and the history server together. */
    pods: count(2, 100_000, 200),
  }),
  /** The largest driver or executor that one pod of the team may be. It must fit on the nodes of one of the team's pools. */
  largestPod: z.strictObject({
    /** Cores. A pod requests 95 % of them, so the 16 cores of a node with 16 vCPUs can be one pod. */
    cpu: count(1, 192, 8),
    /** Memory in GiB, overhead included; at least 3, the executor of the smallest job. */
    memoryGib: count(1, 1536, 32),
  }),
  /** Names of the executor pools that the team's jobs may use. The first is the default. */
  pools: z
    .array(z.string("use the name of an executor pool, e.g. 'spark-compute'"))
    .min(1, "use at least one pool, e.g. 'spark-compute'"),
});
