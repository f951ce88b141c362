import { digest } from './digest.ts';
import type { PlatformConfig } from './platform-config.ts';

/**
 * Every name that both halves of the platform use, derived from the environment's own values.
 * `charts/` writes these names into `dist/`, `cluster/` gives them to AWS: so no manifest waits for an output of CDK.
 */
export function platformNames({ aws, cluster }: Pick<PlatformConfig, 'aws' | 'cluster'>) {
  // S3 names are global, so they carry account and region; IAM names are global to the account, so they carry the region.
  const bucket = (purpose: string) => `${cluster.name}-${purpose}-${aws.accountId}-${aws.region}`;
  const role = (purpose: string) => shortened(`${cluster.name}-${aws.region}-${purpose}`, 64);
  const secret = (path: string) => `${cluster.name}/${path}`;

  return {
    cluster: cluster.name,
    buckets: {
      /** Task logs, under `airflow/`. */
      logs: bucket('logs'),
      /** DAG files, where the DAG source is S3. */
      dags: bucket('dags'),
      /** Data and event logs of Spark jobs: one prefix per team namespace, and `event-logs/<namespace>/`. */
      spark: bucket('spark'),
      /** Access logs and flow logs, with `aws.audit`: a prefix for each kind. */
      audit: bucket('audit'),
    },
    /** CloudWatch log group of the task logs. */
    taskLogGroup: `/airflow/${cluster.name}/tasks`,
    /** SQS queue of the interruption notices that Karpenter reads. */
    interruptionQueue: `${cluster.name}-karpenter`,
    /** Instance profile of every node that Karpenter launches. */
    nodeInstanceProfile: role('karpenter-node'),
    /** VPC, by its Name tag. */
    vpc: `${cluster.name}-vpc`,
    /** Subnets and security group of Karpenter's nodes carry this tag. */
    discoveryTag: { key: 'karpenter.sh/discovery', value: cluster.name },
    /** Name of an IAM role by purpose, at most 64 characters: a longer one ends with a digest of the whole. */
    role,
    /** Name of a Secrets Manager secret. */
    secret,
  } as const;
}

export type PlatformNames = ReturnType<typeof platformNames>;

function shortened(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, most - 9)}-${digest(name)}`;
}

/** Names of an environment's CloudFormation stacks, in the order in which they are made. */
export function stackNames({ cluster }: { readonly cluster: { readonly name: string } }) {
  return {
    network: `${cluster.name}-network`,
    data: `${cluster.name}-data`,
    cluster: `${cluster.name}-cluster`,
  } as const;
}

/** Release of the Airflow chart, which builds the names of its Services, ConfigMaps and Secrets on it. */
export const airflowRelease = 'airflow';

/** Namespaces that the charts use. */
export const namespaces = {
  airflow: 'airflow',
  argocd: 'argocd',
  externalSecrets: 'external-secrets',
  kubeSystem: 'kube-system',
  monitoring: 'monitoring',
  sparkOperator: 'spark-operator',
} as const;

/** Partition of a region, the second part of every ARN. */
export function partition(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** What names of services end with in the partition of a region. */
export function dnsSuffix(region: string): string {
  return partition(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** Service accounts of a Spark team, the same in each team's namespace. */
export const sparkServiceAccounts = { driver: 'spark-driver', executor: 'spark-executor' } as const;

/**
 * Ports of Spark pods. Jobs read them from `platform.json` and set them, because by default an executor's port is random and no
 * network policy could name it. 4040 is Spark's own.
 */
export const sparkPorts = { driverRpc: 7078, blockManager: 7079, ui: 4040 } as const;

/** Account, Service and Deployment of the Spark History Server that each team has where event logs are kept, and its port. */
export const sparkHistory = { name: 'spark-history', port: 18_080 } as const;

/**
 * Folders of the buckets. IAM grants exactly these, so both halves take them from here.
 * Event logs lie beside the folders of the teams' namespaces, so theirs begins in a way in which no namespace of a team does.
 */
export const bucketPrefixes = { taskLogs: 'airflow', eventLogs: 'event-logs' } as const;

/** Folders of the bucket of `aws.audit`. */
export const auditPrefixes = { buckets: 'buckets', flowLogs: 'flow-logs', loadBalancers: 'load-balancers' } as const;

/** Log groups of the database that RDS writes with `aws.audit`: it makes their names from that of the instance. */
export function databaseLogGroups({ cluster }: Pick<PlatformConfig, 'cluster'>): readonly string[] {
  return ['postgresql', 'upgrade'].map((log) => `/aws/rds/instance/${cluster.name}-airflow/${log}`);
}

/** Matches the namespaces of all teams, in a policy that cannot name each. */
export const anyTeamNamespace = 'spark-*';

export function teamNamespace(team: { readonly name: string }): string {
  return `spark-${team.name}`;
}

/** Account of the containers that tasks run in a team's namespace. */
export const containerAccount = 'team-container';

/** The claim of the database in the cluster, as its StatefulSet calls it. */
export const postgresqlClaim = 'data-airflow-postgresql-0';

/** Service account of the task pods that have chosen one of `airflow.taskRoles`. */
export function taskRoleAccount({ name }: { readonly name: string }): string {
  return `airflow-task-${name}`;
}

/** The Kubernetes group of a team's `viewers`. Access entries put their roles into it. */
export function viewersGroup(namespace: string): string {
  return `${namespace}-viewers`;
}

/** Node label that jobs and components choose their pool by; the name comes from the AWS guide. */
export const nodeGroupLabel = 'NodeGroupType';

/** Taint key of every Karpenter pool; the value is the pool's role. */
export const dedicatedTaint = 'dedicated';

/** What a pod asks for to have a GPU. Nodes with GPUs have a taint of the same key. */
export const gpuResource = 'nvidia.com/gpu';

/** Whether the nodes of a pool have GPUs. */
export function hasGpus(pool: PlatformConfig['nodePools'][number]): boolean {
  return 'accelerator' in pool && pool.accelerator !== undefined;
}

/** The label `NodeGroupType` of every role but the executors'. */
export const nodeGroupTypes = {
  airflow: 'Airflow',
  'airflow-task': 'AirflowTask',
  'spark-driver': 'SparkDriver',
} as const;

/** The label `NodeGroupType` of a pool. Executor pools name theirs in the config, and so do further pools of tasks and drivers. */
export function nodeGroupType(pool: PlatformConfig['nodePools'][number]): string {
  if (pool.role === 'spark-executor') return pool.nodeGroupType;
  return (pool.role === 'airflow' ? undefined : pool.nodeGroupType) ?? nodeGroupTypes[pool.role];
}

/** The managed node group that runs the controllers. */
export const coreNodeGroup = {
  nodeGroupType: 'core',
  taint: { key: 'CriticalAddonsOnly', value: 'true', effect: 'NoSchedule' },
} as const;

/** Who goes last when nodes are full: Airflow's own components, then Spark drivers, then everything else. */
export const priorityClasses = { airflow: 'airflow-core', sparkDriver: 'spark-driver' } as const;

/** Encrypted gp3; that of `retained` keeps the volume when its claim is deleted. */
export const storageClasses = { standard: 'gp3', retained: 'gp3-retained' } as const;

/**
 * The Helm repositories of all charts, by the project that may read them. The projects permit each of them at any time,
 * also those whose charts this environment does without: Argo CD removes nothing of a source that it may no longer read.
 */
export const helmRepositories = {
  platform: {
    argoCd: 'https://argoproj.github.io/argo-helm',
    awsLoadBalancerController: 'https://aws.github.io/eks-charts',
    externalSecrets: 'https://charts.external-secrets.io',
    karpenter: 'public.ecr.aws/karpenter',
    prometheus: 'https://prometheus-community.github.io/helm-charts',
    sparkOperator: 'https://kubeflow.github.io/spark-operator',
  },
  data: { airflow: 'https://airflow.apache.org' },
} as const;

/** Says on each project which repositories are mirrors of those above: they stay permitted in the same way. */
export const helmMirrorsAnnotation = 'airflow-on-eks/helm-mirrors';
