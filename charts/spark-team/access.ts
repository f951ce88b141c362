import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { airflowServiceAccounts } from '../../config/identities.ts';
import { containerAccount, namespaces, sparkServiceAccounts, viewersGroup } from '../../config/names.ts';
import { allow, allowGroup, rule } from '../constructs/access.ts';
import { operatorAccessToJobs } from '../spark-operator/access.ts';

/**
 * The accounts of a team's jobs, and everything that anybody may do in its namespace: the driver, Airflow and the Spark
 * operator. It all stands here, so that it comes and goes with the namespace.
 */
export function sparkTeamAccess(scope: Construct, namespace: string): void {
  const { driver, executor } = sparkServiceAccounts;

  new k8s.KubeServiceAccount(scope, 'driver', { metadata: { name: driver }, automountServiceAccountToken: true });
  // Executors never call the Kubernetes API. Their AWS credentials come in a token of their own.
  new k8s.KubeServiceAccount(scope, 'executor', { metadata: { name: executor }, automountServiceAccountToken: false });

  allow(scope, { name: driver, account: { name: driver, namespace }, rules: driverRules });
  // Task pods may run Spark jobs here.
  allow(scope, {
    name: 'airflow-spark-jobs',
    account: { name: airflowServiceAccounts.worker, namespace: namespaces.airflow },
    rules: sparkJobRules,
  });
  operatorAccessToJobs(scope);
}

/** Containers that tasks run beside Spark jobs: an account without rights, and what a task does with its pods. */
export function containerAccess(scope: Construct): void {
  new k8s.KubeServiceAccount(scope, 'container', {
    metadata: { name: containerAccount },
    automountServiceAccountToken: false,
  });
  allow(scope, {
    name: 'airflow-containers',
    account: { name: airflowServiceAccounts.worker, namespace: namespaces.airflow },
    rules: containerRules,
  });
}

/** The triggerer waits for pods of the team. */
export function triggererAccess(scope: Construct): void {
  allow(scope, {
    name: 'airflow-triggers',
    account: { name: airflowServiceAccounts.triggerer, namespace: namespaces.airflow },
    rules: triggerRules,
  });
}

/** What KubernetesPodOperator calls. A result (XCom) is fetched from the running pod by a command in it. */
const containerRules: k8s.PolicyRule[] = [
  rule('', ['pods'], ['create', 'delete', 'get', 'list', 'patch']),
  rule('', ['pods/log'], ['get']),
  rule('', ['pods/exec'], ['create', 'get']),
  rule('', ['events'], ['list']),
  rule('', ['resourcequotas'], ['list']),
];

/** What KubernetesPodTrigger calls. */
const triggerRules: k8s.PolicyRule[] = [
  rule('', ['pods'], ['delete', 'get']),
  rule('', ['pods/log'], ['get']),
  rule('', ['events'], ['list', 'watch']),
];

/**
 * What the team's people may do beside EKS's own view policy, which their access entry brings: look at jobs, and open the Spark
 * UI and the history server. Kubernetes asks for `get` or `create`, as the client connects.
 */
export function viewersAccess(scope: Construct, namespace: string): void {
  allowGroup(scope, 'viewers', viewersGroup(namespace), [
    rule(
      'sparkoperator.k8s.io',
      ['sparkapplications', 'sparkapplications/status', 'scheduledsparkapplications'],
      ['get', 'list', 'watch'],
    ),
    rule('', ['pods/portforward'], ['get', 'create']),
  ]);
}

/** What a driver does in its own namespace: it makes, watches and removes its executors and their volumes. */
const driverRules: k8s.PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['pods', 'configmaps', 'services', 'persistentvolumeclaims'],
    // `deletecollection` is how a driver removes its executors; `list` on claims is what makes their reuse work.
    verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
  },
];

/**
 * The verbs that SparkKubernetesOperator and SparkKubernetesSensor use, and no more.
 * `test/dags` records them from a real run and fails if one is missing here.
 */
export const sparkJobRules: k8s.PolicyRule[] = [
  rule('sparkoperator.k8s.io', ['sparkapplications'], ['create', 'delete', 'get']),
  rule('sparkoperator.k8s.io', ['sparkapplications/status'], ['get']),
  // Finds the driver by its labels after a restart, and marks one that was checked.
  rule('', ['pods'], ['get', 'list', 'patch']),
  rule('', ['pods/log'], ['get']),
  // The operator reads events of a driver that waits or has failed; without this the task fails.
  rule('', ['events'], ['list']),
  // SparkApplicationOperator of dags/ looks for room in the quota before it submits, and says what is missing.
  rule('', ['resourcequotas'], ['list']),
];
