import { externalDns } from './alb.ts';
import { alertTopics } from './alert-receivers.ts';
import {
  containerAccount,
  namespaces,
  sparkHistory,
  sparkServiceAccounts,
  taskRoleAccount,
  teamNamespace,
} from './names.ts';
import type { PlatformConfig, SparkTeamConfig } from './platform-config.ts';

/** What an identity may do in AWS. `cluster/` makes one role and one policy for each purpose in use. */
export type Purpose =
  /** Read task logs. */
  | 'task-log-reader'
  /** Read task logs, and connections and variables in the secrets backend. Only where there is one. */
  | 'api-server'
  /** Read and write task logs. */
  | 'task-log-writer'
  /** Read DAG files from the DAG bucket. Nothing where they come from Git. */
  | 'dag-reader'
  /** Read DAG files as `dag-reader` does, read and write task logs. */
  | 'task-runner'
  /** What `task-runner` may, and what one of `airflow.taskRoles` allows. */
  | 'task-role'
  /** Read and write objects below the prefix that is named like the pod's namespace. */
  | 'spark-job'
  /** Read the event logs of the namespace that the pod is in. */
  | 'spark-history'
  /** Launch and end nodes. */
  | 'karpenter'
  /** Read the secrets of this environment. */
  | 'external-secrets'
  /** Publish to the topics of SNS that alerts go to. */
  | 'alert-publisher'
  /** Make load balancers for Ingresses. */
  | 'load-balancer'
  /** Change the DNS records of the host. */
  | 'external-dns'
  /** Make volumes for PersistentVolumeClaims. */
  | 'ebs-csi'
  /** Attach network interfaces to nodes. */
  | 'vpc-cni';

/** One row of the table that joins Kubernetes and IAM: a service account and the purpose of its role. */
export interface Identity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly purpose: Purpose;
  /**
   * Team, or name of a task role, whose role this is, where it may do more than the role that all share.
   * @default - the role of the purpose
   */
  readonly owner?: string;
  /** Who makes the service account: a manifest in `dist/`, a Helm chart that `dist/` configures, or an EKS add-on. */
  readonly madeBy: 'manifest' | 'helm' | 'eks-addon';
}

/** What the role of an identity is called behind cluster and region. */
export function roleOf({ purpose, owner }: Pick<Identity, 'purpose' | 'owner'>): string {
  return owner === undefined ? purpose : `${purpose}-${owner}`;
}

/** Service accounts of Airflow's components. The names are given to the chart, and a Pod Identity association is made for each. */
export const airflowServiceAccounts = {
  apiServer: 'airflow-api-server',
  scheduler: 'airflow-scheduler',
  dagProcessor: 'airflow-dag-processor',
  triggerer: 'airflow-triggerer',
  worker: 'airflow-worker',
} as const;

/** Account of Alertmanager, where it publishes to SNS. */
export const alertmanagerAccount = 'alertmanager';

/** Every service account that uses AWS. Charts make the accounts, `cluster/` makes a Pod Identity association for each row. */
export function identities(config: PlatformConfig): readonly Identity[] {
  const airflow = (account: string, purpose: Purpose) => identity(namespaces.airflow, account, purpose, 'manifest');
  const { kubeSystem } = namespaces;

  return [
    // The scheduler, which shares the other role, resolves no connection.
    airflow(airflowServiceAccounts.apiServer, config.airflow.secretsBackend ? 'api-server' : 'task-log-reader'),
    airflow(airflowServiceAccounts.scheduler, 'task-log-reader'),
    airflow(airflowServiceAccounts.dagProcessor, 'dag-reader'),
    airflow(airflowServiceAccounts.triggerer, 'task-log-writer'),
    airflow(airflowServiceAccounts.worker, 'task-runner'),
    ...(config.airflow.taskRoles ?? []).map((role) => ({
      ...airflow(taskRoleAccount(role), 'task-role'),
      owner: role.name,
    })),
    ...config.teams.flatMap((team) => sparkTeam(team, config)),
    ...(alertTopics(config).length > 0
      ? [identity(namespaces.monitoring, alertmanagerAccount, 'alert-publisher', 'helm')]
      : []),
    identity(kubeSystem, 'karpenter', 'karpenter', 'helm'),
    identity(namespaces.externalSecrets, 'external-secrets', 'external-secrets', 'helm'),
    identity(kubeSystem, 'aws-load-balancer-controller', 'load-balancer', 'helm'),
    identity(kubeSystem, 'ebs-csi-controller-sa', 'ebs-csi', 'eks-addon'),
    identity(kubeSystem, 'aws-node', 'vpc-cni', 'eks-addon'),
    // The add-on makes namespace and account. https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html
    ...(externalDns(config).length > 0 ? [identity('external-dns', 'external-dns', 'external-dns', 'eks-addon')] : []),
  ];
}

function identity(namespace: string, serviceAccount: string, purpose: Purpose, madeBy: Identity['madeBy']): Identity {
  return { namespace, serviceAccount, purpose, madeBy };
}

function sparkTeam(team: SparkTeamConfig, { spark }: PlatformConfig): readonly Identity[] {
  const { data = [], glueDatabases = [] } = team;
  const owner = data.length + glueDatabases.length > 0 ? { owner: team.name } : {};
  const account = (name: string, purpose: Purpose) => identity(teamNamespace(team), name, purpose, 'manifest');
  const ofJobs = [...Object.values(sparkServiceAccounts), ...(team.containers ? [containerAccount] : [])];
  return [
    ...ofJobs.map((name) => ({ ...account(name, 'spark-job'), ...owner })),
    ...(spark.history.kind === 's3' ? [account(sparkHistory.name, 'spark-history')] : []),
  ];
}
