import {
  awsAccountId,
  count,
  distinct,
  dnsLabel,
  flag,
  kmsKeyArn,
  labelValue,
  networkOrNamespace,
  roleName,
  text,
} from '../fields.ts';
import { z } from '../zod.ts';

/** `read`, or `write`: read, make, replace and delete. */
const access = z.enum(['read', 'write']);

/** A bucket that exists, or a part of it. Its owner lets the team's role in (docs/teams.md). */
const dataPrefix = z.strictObject({
  /** Name of the bucket, in any account. */
  bucket: text(
    /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "use the name (not the ARN) of a bucket, e.g. 'corp-lake-raw'",
  ),
  /**
   * Only what lies below this folder.
   * @default - the whole bucket
   */
  prefix: text(
    /^(?!.*\/\/)(?!(.*\/)?\.{1,2}(\/|$))[\w.=+-][\w./=+-]*(?<!\/)$/,
    "use a key prefix without '*', '.' or '..' as a folder, and without leading or trailing '/', e.g. 'shop'",
  )
    .max(200, 'use at most 200 characters')
    .optional(),
  access,
  /**
   * KMS key that the bucket is encrypted with, in any account.
   * @default - none: the bucket has S3's own keys (SSE-S3)
   */
  kmsKeyArn: kmsKeyArn.optional(),
});

/** A database of the Glue catalog that exists. Its tables, and no other's; the files of the tables are `data`. */
const glueDatabase = z.strictObject({
  /** Name in the catalog of the cluster's region. */
  name: text(/^[a-z0-9_-]{1,255}$/, "use the name of a database in the Glue catalog, e.g. 'shop'"),
  /** `write` makes, changes and deletes tables and partitions; never the database. */
  access,
  /**
   * Account whose catalog it is in.
   * @default - the account of the cluster
   */
  catalogId: awsAccountId.optional(),
});

/** Where jobs may connect to beside HTTPS, which is open to everywhere. */
const egress = z.strictObject({
  /** An address range, e.g. `10.43.0.0/16`, or a namespace of the cluster that is not the platform's. */
  to: networkOrNamespace,
  /** TCP ports. */
  ports: distinct(z.array(count(1, 65_535, 5432)), 'port').min(1, 'use at least one port, e.g. 5432'),
});

/** A group of people that runs Spark jobs in a namespace of its own. */
export const sparkTeam = z.strictObject({
  /** Becomes the namespace `spark-<name>` and the S3 prefix of the same name. Another name is another team, without the data of this one. */
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
    /**
     * GPUs, where one of the team's pools has them.
     * @default - none
     */
    gpus: count(1, 10_000, 4).optional(),
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
  /**
   * Name of a further pool of drivers, on which those of the team run.
   * @default - the pool of drivers without a `nodeGroupType`
   */
  driverPool: z.string("use the name of a pool with role 'spark-driver', e.g. 'spark-driver-large'").optional(),
  /**
   * Buckets that the team's jobs use beside their own prefix. With this or `glueDatabases` the team gets an AWS role of its own
   * instead of the one that all teams share.
   * @default - none
   */
  data: z.array(dataPrefix).optional(),
  /**
   * Databases of the Glue catalog, for Iceberg and Hive tables.
   * @default - none
   */
  glueDatabases: z.array(glueDatabase).optional(),
  /**
   * Connections that the team's pods may open to databases, brokers and metastores. Becomes one NetworkPolicy of this namespace.
   * @default - none: DNS, HTTPS and Spark's own ports
   */
  egress: z.array(egress).optional(),
  /**
   * IAM roles of the team's people. They see the namespace, its logs and jobs, and open the Spark UI and the history server by
   * port forwarding; they change nothing, and see no Secret and no other namespace.
   * @default - nobody but the administrators
   */
  viewers: z.array(roleName).optional(),
  /**
   * Tasks may run containers in the team's namespace (KubernetesPodOperator), on its quota and with the AWS rights of its jobs.
   * @default - only Spark jobs
   */
  containers: z
    .strictObject({
      /** Pool of the nodes that they run on: the one of Airflow's tasks, or one of the team's `pools`. */
      pool: z.string("use the name of a pool, e.g. 'airflow-task'"),
    })
    .optional(),
  /**
   * Spark tasks and containers of the team may wait in the triggerer (`deferrable=True`), without a task pod: it may then read
   * pods, logs and events of the namespace, and delete a pod whose task is ended by hand.
   * @default false
   */
  deferrable: flag.optional(),
});
