import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { publicConnections, variableVariable } from '../../config/airflow-connections.ts';
import { dagBundles, privateBundles } from '../../config/dag-bundles.ts';
import { dagPlatform } from '../../config/dag-platform.ts';
import { airflowServiceAccounts } from '../../config/identities.ts';
import { namespaces } from '../../config/names.ts';
import { proxyVariables } from '../../config/proxy.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import { allow, rule } from '../constructs/access.ts';
import { PlatformChart } from '../platform-chart.ts';
import { airflowNetworkPolicies } from './network-policies.ts';
import { airflowTrust } from './trusted-ca.ts';

const connectionsSecret = 'airflow-connections';
const platformConfigMap = 'airflow-platform';
const platformFolder = '/opt/airflow/platform';

/** Where a DAG finds what it may know of its environment: teams, pools, and the image of the jobs. */
const dagPlatformVariable = { name: 'AIRFLOW_PLATFORM_FILE', value: `${platformFolder}/platform.json` };

/** Of every component and every task pod: where the platform is described, and the variables of the config. */
export function environment(config: Platform): {
  name: string;
  value: string;
}[] {
  const { variables = {} } = config.airflow;
  return [
    dagPlatformVariable,
    ...proxyVariables(config),
    ...(airflowTrust(config)?.env ?? []),
    ...Object.entries(variables).map(([name, value]) => ({ name: variableVariable(name), value })),
  ];
}

/** Mounted as a folder: a single mounted file would never be updated. */
export const dagPlatformVolume = {
  volume: { name: 'platform', configMap: { name: platformConfigMap } },
  mount: { name: 'platform', mountPath: platformFolder, readOnly: true },
};

/** Nothing secret in it: inside the cluster and with Pod Identity, a connection is only a name. */
export function connections({ airflow, aws }: Pick<Platform, 'airflow' | 'aws'>): Record<string, string> {
  return {
    // A public repository needs none, but the bundle asks for it: without one, every task log begins with a stack trace.
    ...(dagBundles(airflow).some(({ kind }) => kind === 'git')
      ? { AIRFLOW_CONN_GIT_DEFAULT: JSON.stringify({ conn_type: 'git' }) }
      : {}),
    AIRFLOW_CONN_KUBERNETES_DEFAULT: JSON.stringify({ conn_type: 'kubernetes', extra: { in_cluster: true } }),
    AIRFLOW_CONN_AWS_DEFAULT: JSON.stringify({ conn_type: 'aws', extra: { region_name: aws.region } }),
    ...publicConnections(airflow),
  };
}

/** Secrets whose keys become environment variables: of every container of Airflow's components, or of a task pod. */
export function environmentSecrets(config: Platform, of: 'components' | 'tasks'): readonly string[] {
  const isTask = of === 'tasks';
  const { connections = [], secretOptions } = config.airflow;
  return [
    connectionsSecret,
    ...privateBundles(config.airflow).map(({ name }) =>
      secretName(config, isTask ? 'taskGitConnection' : 'gitConnection', name),
    ),
    ...connections
      .filter(({ secret }) => secret)
      .map(({ id }) => secretName(config, isTask ? `task connection ${id}` : `connection ${id}`)),
    ...(secretOptions ? [secretName(config, isTask ? 'taskSecretOptions' : 'secretOptions')] : []),
  ];
}

/** What Airflow is allowed to do and who may talk to it: accounts, connections, the scheduler's role, network policies. */
export class AirflowAccessChart extends PlatformChart {
  constructor(scope: Construct, config: Platform) {
    super(scope, 'airflow-access', { namespace: namespaces.airflow, project: 'platform' });

    for (const name of Object.values(airflowServiceAccounts)) {
      new k8s.KubeServiceAccount(this, `account-${name}`, { metadata: { name }, automountServiceAccountToken: true });
    }

    new k8s.KubeSecret(this, 'connections', {
      metadata: { name: connectionsSecret },
      stringData: connections(config),
    });

    new k8s.KubeConfigMap(this, 'platform', {
      metadata: { name: platformConfigMap },
      data: { 'platform.json': `${JSON.stringify(dagPlatform(config), null, 2)}\n` },
    });

    // The scheduler, and nobody else, makes pods beside Airflow's own.
    allow(this, {
      name: 'airflow-task-pods',
      account: { name: airflowServiceAccounts.scheduler, namespace: namespaces.airflow },
      rules: taskPodRules,
    });
    airflowNetworkPolicies(this, config);
  }
}

/** What the KubernetesExecutor calls: it makes, watches, labels and deletes pods, and asks for the log of one that failed. */
const taskPodRules: k8s.PolicyRule[] = [
  rule('', ['pods'], ['create', 'delete', 'get', 'list', 'patch', 'watch']),
  rule('', ['pods/log'], ['get']),
];
