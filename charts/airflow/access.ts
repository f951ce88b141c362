import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { dagPlatform } from '../../config/dag-platform.ts';
import { airflowServiceAccounts } from '../../config/identities.ts';
import { namespaces, teamNamespace } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { secretName } from '../../config/secrets.ts';
import { PlatformChart } from '../platform-chart.ts';
import { airflowNetworkPolicies } from './network-policies.ts';

const connectionsSecret = 'airflow-connections';
const platformConfigMap = 'airflow-platform';
const platformFolder = '/opt/airflow/platform';

/** Where a DAG finds what it may know of its environment: teams, pools, and the image of the jobs. */
export const dagPlatformVariable = { name: 'AIRFLOW_PLATFORM_FILE', value: `${platformFolder}/platform.json` };

/** Mounted as a folder: a single mounted file would never be updated. */
export const dagPlatformVolume = {
  volume: { name: 'platform', configMap: { name: platformConfigMap } },
  mount: { name: 'platform', mountPath: platformFolder, readOnly: true },
};

/** Nothing secret in it: inside the cluster and with Pod Identity, a connection is only a name. */
export function connections({ aws }: Pick<PlatformConfig, 'aws'>): Record<string, string> {
  return {
    AIRFLOW_CONN_KUBERNETES_DEFAULT: JSON.stringify({ conn_type: 'kubernetes', extra: { in_cluster: true } }),
    AIRFLOW_CONN_AWS_DEFAULT: JSON.stringify({ conn_type: 'aws', extra: { region_name: aws.region } }),
  };
}

/** Secrets whose keys become environment variables: of every container of Airflow's components, or of a task pod. */
export function environmentSecrets(config: PlatformConfig, of: 'components' | 'tasks'): readonly string[] {
  if (config.airflow.dags.kind !== 'git-private') return [connectionsSecret];
  return [connectionsSecret, secretName(config, of === 'tasks' ? 'taskGitConnection' : 'gitConnection')];
}

/** What Airflow is allowed to do and who may talk to it: accounts, connections, roles in the teams' namespaces, network policies. */
export class AirflowAccessChart extends PlatformChart {
  constructor(scope: Construct, config: PlatformConfig) {
    super(scope, 'airflow-access', { namespace: namespaces.airflow, project: 'platform' });

    for (const name of Object.values(airflowServiceAccounts)) {
      new k8s.KubeServiceAccount(this, `account-${name}`, { metadata: { name } });
    }

    new k8s.KubeSecret(this, 'connections', {
      metadata: { name: connectionsSecret },
      stringData: connections(config),
    });

    new k8s.KubeConfigMap(this, 'platform', {
      metadata: { name: platformConfigMap },
      data: { 'platform.json': `${JSON.stringify(dagPlatform(config), null, 2)}\n` },
    });

    this.allowTaskPods();
    for (const team of config.teams) this.allowSparkJobs(teamNamespace(team));
    airflowNetworkPolicies(this, config);
  }

  /** The scheduler, and nobody else, makes pods beside Airflow's own. */
  private allowTaskPods(): void {
    this.allow('airflow-task-pods', namespaces.airflow, airflowServiceAccounts.scheduler, taskPodRules);
  }

  /** Task pods may run Spark jobs in the team's namespace. */
  private allowSparkJobs(namespace: string): void {
    this.allow('airflow-spark-jobs', namespace, airflowServiceAccounts.worker, sparkJobRules);
  }

  private allow(name: string, namespace: string, account: string, rules: k8s.PolicyRule[]): void {
    new k8s.KubeRole(this, `role-${namespace}`, { metadata: { name, namespace }, rules });
    new k8s.KubeRoleBinding(this, `binding-${namespace}`, {
      metadata: { name, namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: namespaces.airflow }],
    });
  }
}

/** What the KubernetesExecutor calls: it makes, watches, labels and deletes pods, and asks for the log of one that failed. */
const taskPodRules: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'patch', 'watch'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
];

/**
 * The verbs that SparkKubernetesOperator and SparkKubernetesSensor use, and no more.
 * `test/dags` records them from a real run and fails if one is missing here.
 */
export const sparkJobRules: k8s.PolicyRule[] = [
  { apiGroups: ['sparkoperator.k8s.io'], resources: ['sparkapplications'], verbs: ['create', 'delete', 'get'] },
  { apiGroups: ['sparkoperator.k8s.io'], resources: ['sparkapplications/status'], verbs: ['get'] },
  // Finds the driver by its labels after a restart, and marks one that was checked.
  { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'patch'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  // The operator reads events of a driver that waits or has failed; without this the task fails.
  { apiGroups: [''], resources: ['events'], verbs: ['list'] },
];
