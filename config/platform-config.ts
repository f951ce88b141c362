import { z } from 'zod';
import { awsAccountId, cidr, count, dnsLabel, flag, gitUrl, hostName, labelValue, region, text } from './fields.ts';

/**
 * The reference manual of the platform: everything a team can decide, with what each value becomes or costs.
 * Two complete examples are `environments/dev.ts` and `environments/prod.ts`.
 *
 * The schema is closed: an unknown key is refused, at compile time and at run time.
 */

/** What one container asks for. Memory is request and limit; CPU is a request only, so that nothing is throttled. */
const containerSize = z.strictObject({
  /** CPU request in millicores; 1000 is one vCPU. */
  cpuMillicores: count(50, 16_000, 500),
  /** Memory request and limit in MiB. */
  memoryMib: count(128, 65_536, 1024),
});

/** An Airflow component: how many pods, and how large each is. Two or more get a disruption budget and are spread over zones. */
const component = containerSize.extend({
  /** Number of pods. */
  replicas: count(1, 10, 2),
});

const gitDags = {
  /** HTTPS address of the repository. */
  repoUrl: gitUrl,
  /** Branch or tag. A commit hash is refused: it never moves, so no new DAG would arrive. */
  ref: text(/^[\w./-]+$/, "use a branch or tag, e.g. 'main'"),
  /** Folder of the DAG files in the repository. */
  subdir: text(/^[\w.-]+(\/[\w.-]+)*$/, "use a folder of the repository without leading or trailing '/', e.g. 'dags'"),
  /** Seconds between two fetches. */
  refreshSeconds: count(30, 86_400, 300),
};

/** Where the DAG files come from. Airflow fetches them itself through a DAG bundle. */
const dagSource = z.discriminatedUnion('kind', [
  /** A public Git repository, read without any connection. */
  z.strictObject({ kind: z.literal('git'), ...gitDags }),
  /**
   * A private Git repository. The connection `git_private` (login and token) is read from the
   * Secrets Manager secret `<cluster>/airflow/git`; its value is filled in by hand, once.
   */
  z.strictObject({ kind: z.literal('git-private'), ...gitDags }),
  /** The DAG bucket of this environment. Upload with `aws s3 sync dags s3://<bucket>/<prefix>`. */
  z.strictObject({
    kind: z.literal('s3'),
    /** Key prefix of the DAG files in the bucket. */
    prefix: text(/^[a-z0-9][a-z0-9/_-]*[a-z0-9]$/, "use a key prefix without leading or trailing '/', e.g. 'dags'"),
    /** Seconds between two syncs. */
    refreshSeconds: count(30, 86_400, 300),
  }),
]);

/** Where the logs of finished tasks are kept. */
const taskLogs = z.discriminatedUnion('kind', [
  /** Uploaded to the log bucket when a task ends. Cheapest; a killed pod loses its log. */
  z.strictObject({
    kind: z.literal('s3'),
    /** Days until the bucket's lifecycle rule deletes a log. */
    retentionDays: count(1, 3650, 90),
  }),
  /** Streamed to a CloudWatch log group while the task runs. Survives a killed pod; priced per GB ingested. */
  z.strictObject({
    kind: z.literal('cloudwatch'),
    /** Days that CloudWatch keeps a log. CloudWatch knows only these values. */
    retentionDays: z.literal([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ]),
  }),
]);

/** Airflow's metadata database. */
const database = z.discriminatedUnion('kind', [
  /** Amazon RDS for PostgreSQL, made by `cluster/` with encrypted gp3 storage, and kept when the stack is deleted. */
  z.strictObject({
    kind: z.literal('rds'),
    /** RDS instance class without `db.`; priced per hour, twice with `multiAz`. */
    instanceClass: text(/^[a-z0-9]+\.[a-z0-9]+$/, "use an RDS instance class without 'db.', e.g. 't4g.medium'"),
    /** Storage in GiB. */
    storageGib: count(20, 16_384, 50),
    /** A standby in a second zone: fail-over in about a minute, at twice the price. */
    multiAz: flag,
    /** Days of automatic backups, for restoring to any second of them. */
    backupRetentionDays: count(1, 35, 14),
  }),
  /** One PostgreSQL pod with a retained volume. No standby and no backup: for development only. */
  z.strictObject({
    kind: z.literal('in-cluster'),
    /** Volume in GiB. */
    storageGib: count(5, 1024, 10),
  }),
]);

/** How people reach Airflow's web interface. */
const exposure = z.discriminatedUnion('kind', [
  /** Not at all from outside: `kubectl port-forward` only. */
  z.strictObject({ kind: z.literal('none') }),
  /** An Application Load Balancer with TLS. */
  z.strictObject({
    kind: z.literal('alb'),
    /** Public DNS name; point it at the load balancer. */
    host: hostName,
    /** ACM certificate of the host, in the region of the cluster. */
    certificateArn: text(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
      "use the ARN of an ACM certificate, e.g. 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012'",
    ),
    /** `internal`: reachable from the VPC and what is peered with it. `internet-facing`: from the addresses in `allowedCidrs`. */
    scheme: z.enum(['internal', 'internet-facing']),
    /** Address ranges that may connect. */
    allowedCidrs: z.array(cidr).min(1, "use at least one address range, e.g. '203.0.113.0/24'"),
  }),
]);

const airflow = z.strictObject({
  /**
   * `generated`: user `admin` with a random password in the Secrets Manager secret `<cluster>/airflow/admin`.
   * `well-known`: `admin` / `admin`, as in the AWS guide; refused as soon as Airflow is exposed.
   */
  login: z.enum(['generated', 'well-known']),
  dags: dagSource,
  logs: taskLogs,
  database,
  exposure,
  /** Web interface, REST API, and the API that running tasks report to. */
  apiServer: component,
  scheduler: component,
  dagProcessor: component,
  triggerer: component,
  /** Connection pooler in front of the database; `maxClientConnections` must hold what all components open. */
  pgbouncer: component.extend({
    /** Connections that Airflow may open to one pooler: at least 15 for each pod of the four components above. */
    maxClientConnections: count(50, 10_000, 400),
    /** Connections that each pooler opens to PostgreSQL, which takes 97 in the cluster, and about 100 per GiB of memory on RDS. */
    poolSize: count(5, 1000, 50),
  }),
  /** Size of one task pod, unless the DAG overrides it. */
  worker: containerSize,
  /** Tasks that may run at the same time, over all DAGs; not more than the `airflow-task` pool can hold. */
  parallelism: count(1, 10_000, 128),
  /** Days that finished runs stay in the database. */
  metadataRetentionDays: count(7, 3650, 90),
});

const nodePoolBase = {
  /** Becomes the NodePool's name. A new name is a new pool: all nodes of the old one are drained. */
  name: dnsLabel,
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
const nodePool = z.discriminatedUnion('role', [
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

/** A group of people that runs Spark jobs in a namespace of its own. */
const sparkTeam = z.strictObject({
  /** Becomes the namespace `spark-<name>` and the S3 prefix of the same name. */
  name: dnsLabel.max(40, 'use at most 40 characters, because names of jobs are built on it'),
  /** Value of the label `cost-center` on everything the team runs. */
  costCenter: labelValue('cc-1234'),
  /** What all pods of the team may request together: at least a driver (1 vCPU, 2 GiB) and one `largestPod`. */
  quota: z.strictObject({
    /** vCPUs. */
    cpu: count(2, 100_000, 64),
    /** Memory in GiB, requests and limits alike. */
    memoryGib: count(4, 1_000_000, 256),
    /** Pods, drivers and executors together. */
    pods: count(2, 100_000, 200),
  }),
  /** The largest driver or executor that one pod of the team may be. It must fit on the nodes of one of the team's pools. */
  largestPod: z.strictObject({
    /** vCPUs. */
    cpu: count(1, 192, 8),
    /** Memory in GiB, overhead included. */
    memoryGib: count(1, 1536, 32),
  }),
  /** Names of the executor pools that the team's jobs may use. The first is the default. */
  pools: z
    .array(z.string("use the name of an executor pool, e.g. 'spark-compute'"))
    .min(1, "use at least one pool, e.g. 'spark-compute'"),
});

export const platformConfigSchema = z.strictObject({
  /** Becomes the folder `dist/<environment>` and the label on every object. */
  environment: dnsLabel,

  aws: z.strictObject({
    /** Account that the cluster lives in. */
    accountId: awsAccountId,
    /** Region that the cluster lives in. */
    region,
  }),

  cluster: z.strictObject({
    /** Name of the EKS cluster; buckets, roles, queues and secrets are named after it. */
    name: dnsLabel.max(30, 'use at most 30 characters, because bucket and role names are built on it'),
    /** Kubernetes minor version. Karpenter, the charts and CDK's enum must all know it. */
    kubernetesVersion: z.enum(['1.34', '1.35', '1.36']),
    /** Zones that nodes and subnets are spread over. */
    availabilityZones: z.literal([2, 3]),
    /** Address range of the VPC, /16 to /22; load balancers and RDS live here. Nodes and pods take 100.64.0.0/16. */
    vpcCidr: cidr,
    /** NAT gateways: `one` is cheap and a single point of failure, `per-zone` costs one each. */
    natGateways: z.enum(['one', 'per-zone']),
    /** Who can reach the Kubernetes API. */
    endpoint: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('private') }),
      z.strictObject({
        kind: z.literal('public'),
        allowedCidrs: z.array(cidr).min(1, "use at least one address range, e.g. '203.0.113.0/24'"),
      }),
    ]),
    /** IAM role of the people who operate the cluster; gets cluster-admin through an access entry. */
    adminRoleName: text(/^[\w+=,.@-]{1,64}$/, "use the name (not the ARN) of an IAM role, e.g. 'platform-admin'"),
    /** The managed node group that carries Karpenter, Argo CD and the other controllers. Always running. */
    coreNodes: z.strictObject({
      instanceType: text(/^[a-z0-9-]+\.[a-z0-9]+$/, "use an EC2 instance type, e.g. 'm7i.large'"),
      count: count(2, 10, 2),
    }),
    /** Pods of each controller (Karpenter, External Secrets, Spark Operator, Argo CD …): 1 saves money, 2 survives the loss of a node. */
    controllerReplicas: z.literal([1, 2]),
    /** Refuse to delete the cluster until this is set to false and deployed. */
    deletionProtection: flag,
  }),

  /** The repository that Argo CD watches: your clone of this one. */
  git: z.strictObject({
    repoUrl: gitUrl,
    /** Branch that Argo CD follows. */
    revision: text(/^[\w./-]+$/, "use a branch, e.g. 'main'"),
    /**
     * `public`: anybody may read it. `token`: Argo CD reads it with the user and token in the Secrets Manager
     * secret `<cluster>/argocd/repository`; the values are filled in by hand, once.
     */
    access: z.enum(['public', 'token']),
  }),

  airflow,

  nodePools: z.array(nodePool).min(1, 'use at least one pool for each role'),

  spark: z.strictObject({
    /** Image of the example jobs. For S3 data build one with `hadoop-aws` (docs/dags.md). */
    image: text(
      /^(?=.*:[^/]*$)[\w.-]+(:\d+(?=\/))?(\/[\w.-]+)*(:\w[\w.-]*)?(@sha256:[0-9a-f]{64})?$/,
      "use an image with a tag or digest, e.g. 'apache/spark:4.0.4'",
    ),
    /** Keep event logs and show finished jobs in a Spark History Server. `s3` needs an image with `hadoop-aws`. */
    history: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({
        kind: z.literal('s3'),
        /** Days until the bucket's lifecycle rule deletes an event log. */
        retentionDays: count(1, 3650, 30),
      }),
    ]),
  }),

  /** Spark teams; the list shared by the environments is `teams.ts`. */
  teams: z.array(sparkTeam),

  monitoring: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    /** Prometheus, Alertmanager and Grafana in the cluster, with monitors and alerts for the platform. */
    z.strictObject({
      kind: z.literal('prometheus'),
      /** Days that metrics are kept. */
      retentionDays: count(1, 365, 15),
      /** Volume of Prometheus in GiB. */
      storageGib: count(10, 16_384, 50),
    }),
  ]),
});

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type PlatformConfig = DeepReadonly<z.infer<typeof platformConfigSchema>>;
export type AirflowConfig = PlatformConfig['airflow'];
export type NodePoolConfig = PlatformConfig['nodePools'][number];
export type SparkTeamConfig = PlatformConfig['teams'][number];
