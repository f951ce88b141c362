import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { airflowServiceAccounts } from '../../config/identities.ts';
import { airflowRelease, namespaces, postgresqlClaim, taskRoleAccount } from '../../config/names.ts';
import type { AirflowConfig } from '../../config/platform-config.ts';
import type { Platform } from '../../config/resolve.ts';
import { walk } from '../../imports/json.ts';
import { clusterScoped } from '../constructs/cluster-scoped.ts';
import { PlatformChart } from '../platform-chart.ts';
import { taskPod } from './task-pod.ts';

/**
 * The accounts that a task may choose from, and the policy that lets it choose no other. It is an Application of its own,
 * because the policy belongs to no namespace.
 */
export class AirflowTaskRolesChart extends PlatformChart {
  constructor(scope: Construct, roles: NonNullable<AirflowConfig['taskRoles']>, config: Platform) {
    super(scope, 'airflow-task-roles', { namespace: namespaces.airflow, project: 'platform' });
    const accounts = roles.map(taskRoleAccount);

    for (const name of accounts) {
      // A role of AWS and nothing in Kubernetes: only `airflow-worker` may submit Spark jobs.
      new k8s.KubeServiceAccount(this, `account-${name}`, { metadata: { name }, automountServiceAccountToken: false });
    }
    const name = 'airflow-task-pods';
    const apiVersion = 'admissionregistration.k8s.io/v1';
    const spec = taskPodPolicy([airflowServiceAccounts.worker, ...accounts], secretsOf(config));
    clusterScoped(
      new ApiObject(this, 'policy', { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec }),
    );
    clusterScoped(
      new ApiObject(this, 'binding', {
        apiVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name },
        spec: {
          policyName: name,
          validationActions: ['Deny'],
          matchResources: {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespaces.airflow } },
          },
        },
      }),
    );
  }
}

/** Secrets that every task pod has anyway, by the template that it is made from. */
function secretsOf(config: Platform): readonly string[] {
  const names = walk(JSON.parse(JSON.stringify(taskPod(config))))
    .filter(({ path }) =>
      /(secretRef|secretKeyRef)\.name$|\.secret\.secretName$|imagePullSecrets\.\d+\.name$/.test(path),
    )
    .map(({ value }) => String(value));
  return [...new Set(names)];
}

/** Kinds of volumes that Pod Security 'restricted' allows. */
const volumeKinds = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'],
];

/**
 * What a task pod may not ask for through `pod_override`. Everything else is the DAG's: size, image, variables, volumes, labels
 * of its own. Nobody but the scheduler makes task pods, and a task cannot choose who asks.
 */
function taskPodPolicy(accounts: readonly string[], secrets: readonly string[]) {
  const known = list(secrets);
  const ofContainers = (field: string, rule: string) =>
    `variables.containers.all(c, !has(c.${field}) || c.${field}.all(e, ${rule}))`;
  const validations = [
    {
      expression: `has(object.spec.serviceAccountName) && object.spec.serviceAccountName in ${list(accounts)}`,
      message: `spec.serviceAccountName: a task runs as one of ${accounts.join(', ')}; choose one of airflow.taskRoles with as_role()`,
    },
    {
      expression: ofContainers(
        'env',
        `!has(e.valueFrom) || !has(e.valueFrom.secretKeyRef) || e.valueFrom.secretKeyRef.name in ${known}`,
      ),
      message:
        'spec.containers[].env: a task reads no Secret but those of its template; use a connection, or Secrets Manager',
    },
    {
      expression: ofContainers('envFrom', `!has(e.secretRef) || e.secretRef.name in ${known}`),
      message:
        'spec.containers[].envFrom: a task reads no Secret but those of its template; use a connection, or Secrets Manager',
    },
    {
      expression: `variables.volumes.all(v, (!has(v.secret) || v.secret.secretName in ${known}) && (!has(v.projected) || !has(v.projected.sources) || v.projected.sources.all(s, !has(s.secret) || s.secret.name in ${known})) && (!has(v.csi) || !has(v.csi.nodePublishSecretRef)))`,
      message: 'spec.volumes: a task mounts no Secret but those of its template; use a connection, or Secrets Manager',
    },
    {
      expression: `!has(object.spec.imagePullSecrets) || object.spec.imagePullSecrets.all(s, s.name in ${known})`,
      message: 'spec.imagePullSecrets: a task pulls with the Secret of airflow.image only; take it out',
    },
    {
      expression: `variables.volumes.all(v, (${volumeKinds.map((kind) => `has(v.${kind})`).join(' || ')}) && (!has(v.persistentVolumeClaim) || v.persistentVolumeClaim.claimName != '${postgresqlClaim}'))`,
      message: `spec.volumes: a task mounts no path of its node, and not the database; use one of ${volumeKinds.join(', ')}`,
    },
    {
      expression: `${Object.entries({ tier: 'airflow', component: 'worker', release: airflowRelease })
        .map(([key, value]) => `'${key}' in variables.labels && variables.labels['${key}'] == '${value}'`)
        .join(' && ')} && variables.labels.all(key, !key.startsWith('app.kubernetes.io/'))`,
      message:
        'metadata.labels: tier, component, release and app.kubernetes.io/* decide who may connect to what; use other labels',
    },
  ];
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
    },
    matchConditions: [
      {
        name: 'made-by-the-scheduler',
        expression: `request.userInfo.username == 'system:serviceaccount:${namespaces.airflow}:${airflowServiceAccounts.scheduler}'`,
      },
    ],
    variables: [
      {
        name: 'containers',
        expression: 'object.spec.containers + (has(object.spec.initContainers) ? object.spec.initContainers : [])',
      },
      { name: 'volumes', expression: 'has(object.spec.volumes) ? object.spec.volumes : []' },
      { name: 'labels', expression: 'has(object.metadata.labels) ? object.metadata.labels : {}' },
    ],
    validations,
  } satisfies k8s.ValidatingAdmissionPolicySpecV1Beta1;
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}
