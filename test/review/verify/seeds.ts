import type { Json } from '../../../imports/json.ts';
import { describeId } from '../../../review/tree/object-id.ts';
import type { Tree } from '../../../review/tree/tree.ts';
import { type Check, findingsOf } from '../../../review/verify/check.ts';
import { allChecks } from '../../../review/verify/checks.ts';
import { render } from '../../render.ts';
import { everyAwsChoice } from '../../support/configs.ts';
import { add, type Edit, object, set, without } from './edits.ts';

export const platform = render(everyAwsChoice);

const team = 'spark-risk-models';
const app = (name: string) => `Application argocd/${name}`;
const helm = (path: string) => `spec.source.helm.valuesObject.${path}`;
const wave = ['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'];
const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const operatorRole = 'Role spark-operator/spark-operator-webhook';
const history = `Deployment ${team}/spark-history`;
const ofHistory = 'spec.template.spec';
const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    names: { kind: 'Widget', plural: 'widgets' },
    scope: 'Namespaced',
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};
const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a', namespace: 'airflow' } };
const ofPlatformFile = (edit: (file: Record<string, Json>) => object): Edit =>
  set('ConfigMap airflow/airflow-platform', ['data', 'platform.json'], (text) =>
    JSON.stringify(edit(JSON.parse(String(text)) as Record<string, Json>)),
  );
const append = (item: Json) => (list: Json) => [...(list as readonly Json[]), item];

export interface Seed {
  readonly rule: string;
  readonly defect: Edit;
  /** Rules whose finding is a consequence of the same defect. */
  readonly follows?: readonly string[];
  readonly nearMiss: Edit;
}

/** For each check a defect that yields this finding and no other, and something like it that yields none. */
export const seeds: readonly Seed[] = [
  {
    rule: 'schema/readable',
    defect: add('secrets/a.yaml', 'a: ['),
    nearMiss: add('secrets/a.yaml', '---\n# nothing\n'),
  },
  {
    rule: 'schema/unique',
    follows: ['order/install'],
    defect: add('airflow-access/b.yaml', object('ConfigMap', 'airflow-platform', 'airflow')),
    nearMiss: add('airflow-access/b.yaml', object('ConfigMap', 'airflow-platforms', 'airflow')),
  },
  {
    rule: 'schema/kind',
    defect: set('StorageClass gp3', 'apiVersion', 'storage.k8s.io/v1beta1'),
    nearMiss: (tree) => add('airflow-access/widget.yaml', widget)(add('airflow-access/crd.yaml', crd)(tree)),
  },
  {
    rule: 'schema/fields',
    defect: set(history, 'spec.replica', 1),
    nearMiss: set(history, 'spec.revisionHistoryLimit', 3),
  },
  {
    rule: 'schema/rules',
    defect: set('NodePool spark-compute', 'spec.disruption.budgets', append({ nodes: '10%', schedule: '0 0 * * *' })),
    nearMiss: set(
      'NodePool spark-compute',
      'spec.disruption.budgets',
      append({ nodes: '10%', schedule: '0 0 * * *', duration: '1h' }),
    ),
  },
  {
    rule: 'schema/metadata',
    defect: set('PriorityClass airflow-core', 'metadata.labels.tier', 5),
    nearMiss: set('PriorityClass airflow-core', 'metadata.labels.tier', '5'),
  },
  {
    rule: 'schema/name',
    defect: add('airflow-access/b.yaml', object('ConfigMap', 'airflow_notes', 'airflow')),
    nearMiss: add('airflow-access/b.yaml', object('ConfigMap', 'airflow.notes', 'airflow')),
  },
  {
    rule: 'schema/namespace',
    defect: set('PriorityClass airflow-core', 'metadata.namespace', 'airflow'),
    nearMiss: set('PriorityClass airflow-core', 'metadata.labels.namespace', 'airflow'),
  },
  {
    rule: 'schema/helm-values',
    defect: set(app('airflow'), helm('scheduler.replica'), 2),
    nearMiss: set(app('airflow'), helm('scheduler.terminationGracePeriodSeconds'), 20),
  },
  {
    rule: 'schema/helm-numbers',
    defect: set(app('airflow'), helm('scheduler.terminationGracePeriodSeconds'), 1_000_000),
    nearMiss: set(app('airflow'), helm('scheduler.terminationGracePeriodSeconds'), 999_999),
  },
  {
    rule: 'schema/status',
    defect: set(history, 'status', { replicas: 1 }),
    nearMiss: set(history, 'metadata.annotations.status', 'fine'),
  },
  {
    rule: 'schema/defaults',
    defect: set('EC2NodeClass airflow', 'spec.metadataOptions.httpEndpoint'),
    nearMiss: set('EC2NodeClass airflow', 'spec.instanceStorePolicy'),
  },
  {
    rule: 'schema/durations',
    defect: set('ExternalSecret argocd/platform-repository', 'spec.refreshInterval', '60m'),
    nearMiss: set('ExternalSecret argocd/platform-repository', 'spec.refreshInterval', '1h0m0s'),
  },
  {
    rule: 'schema/quantities',
    defect: set(history, `${ofHistory}.containers.0.resources.requests.cpu`, '1000m'),
    nearMiss: set(history, `${ofHistory}.containers.0.resources.requests.cpu`, '500m'),
  },
  {
    rule: 'schema/made-up-secrets',
    defect: set(app('airflow'), helm('jwtSecretName')),
    nearMiss: set(app('airflow'), helm('jwtSecretName'), 'airflow-jwt-edb12bb4'),
  },
  {
    rule: 'schema/ignored-difference',
    defect: set(app('airflow'), 'spec.ignoreDifferences', [{ kind: 'Deployment', jsonPointers: ['/spec/replicas'] }]),
    nearMiss: set(app('airflow'), 'spec.ignoreDifferences', [
      { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
    ]),
  },
  {
    rule: 'order/needs',
    follows: ['order/removal'],
    defect: set('EC2NodeClass airflow', wave, '2'),
    nearMiss: set('EC2NodeClass airflow', wave, '1'),
  },
  { rule: 'order/deletion', defect: set(app('karpenter'), wave, '-55'), nearMiss: set(app('karpenter'), wave, '-65') },
  {
    rule: 'order/install',
    defect: set(app('airflow-ingress'), 'spec.syncPolicy.automated'),
    nearMiss: set(app('airflow-ingress'), 'spec.syncPolicy.automated.selfHeal', false),
  },
  {
    rule: 'order/removal',
    defect: set(
      app('airflow-ingress'),
      ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
      'Prune=confirm',
    ),
    nearMiss: set(
      app('airflow-ingress'),
      ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
      'Validate=true',
    ),
  },
  {
    rule: 'references/exists',
    defect: set(history, `${ofHistory}.containers.0.envFrom`, [{ configMapRef: { name: 'settings' } }]),
    nearMiss: set(history, `${ofHistory}.containers.0.envFrom`, [
      { configMapRef: { name: 'settings', optional: true } },
    ]),
  },
  {
    rule: 'references/store',
    defect: set('ClusterSecretStore aws-secrets-manager', 'spec.conditions.0.namespaces', ['airflow', 'monitoring']),
    nearMiss: set('ClusterSecretStore aws-secrets-manager', 'spec.conditions.0.namespaces', append('argocd')),
  },
  {
    rule: 'references/project',
    defect: set('AppProject argocd/data', 'spec.sourceRepos', (list) =>
      (list as string[]).filter((one) => !one.includes('airflow.apache.org')),
    ),
    nearMiss: set('AppProject argocd/data', 'spec.description', 'data'),
  },
  {
    rule: 'references/folder',
    defect: without('Ingress airflow/airflow'),
    follows: ['order/install', 'network/unneeded'],
    nearMiss: without('ServiceMonitor monitoring/argocd'),
  },
  {
    rule: 'references/applied',
    defect: add('notes/a.yaml', object('ConfigMap', 'notes', 'airflow')),
    nearMiss: add('airflow-access/a.yaml', object('ConfigMap', 'notes', 'airflow')),
  },
  {
    rule: 'scheduling/fits',
    defect: set(history, `${ofHistory}.nodeSelector.NodeGroupType`, 'Nowhere'),
    nearMiss: set(history, `${ofHistory}.containers.0.resources.requests.cpu`, 1),
  },
  {
    rule: 'scheduling/dedicated',
    defect: (tree) =>
      set(
        history,
        `${ofHistory}.nodeSelector`,
      )(set(history, `${ofHistory}.tolerations`, [{ operator: 'Exists' }])(tree)),
    nearMiss: set(history, `${ofHistory}.tolerations`, [{ operator: 'Exists' }]),
  },
  {
    rule: 'scheduling/before-karpenter',
    defect: (tree) =>
      set(app('karpenter'), helm('nodeSelector'), { NodeGroupType: 'Airflow' })(
        set(app('karpenter'), helm('tolerations'), [
          { key: 'dedicated', operator: 'Equal', value: 'airflow', effect: 'NoSchedule' },
        ])(tree),
      ),
    nearMiss: set(app('karpenter'), helm('replicas'), 1),
  },
  {
    rule: 'scheduling/resources',
    defect: set(app('karpenter'), helm('controller.resources')),
    nearMiss: set(app('karpenter'), helm('controller.resources.limits.cpu'), 1),
  },
  {
    rule: 'scheduling/limit-range',
    defect: set(`LimitRange ${team}/team`, 'spec.limits.0.max.memory', '256Mi'),
    nearMiss: set(`LimitRange ${team}/team`, 'spec.limits.0.max.memory', (max) => max),
  },
  {
    rule: 'scheduling/quota',
    defect: set(`ResourceQuota ${team}/team`, 'spec.hard.pods', '1'),
    nearMiss: set(`ResourceQuota ${team}/team`, 'spec.hard.pods', '20'),
  },
  {
    rule: 'network/default-deny',
    defect: without('NetworkPolicy argocd/deny-ingress'),
    nearMiss: set('NetworkPolicy airflow/deny-ingress', 'metadata.labels.x', 'y'),
  },
  {
    rule: 'network/needed',
    defect: without('NetworkPolicy airflow/allow-to-trigger-logs'),
    nearMiss: set('NetworkPolicy airflow/allow-to-trigger-logs', 'spec.ingress.0.ports.0.endPort', 8794),
  },
  {
    rule: 'network/unneeded',
    defect: set('NetworkPolicy airflow/allow-to-trigger-logs', 'spec.ingress.0.from.0.podSelector', {}),
    nearMiss: set(
      'NetworkPolicy airflow/allow-to-trigger-logs',
      'spec.ingress.0.from.0.podSelector.matchLabels.release',
      'airflow',
    ),
  },
  {
    rule: 'security/pod-security-level',
    defect: set('Namespace airflow', ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'strict'),
    nearMiss: set('Namespace airflow', ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'baseline'),
  },
  {
    rule: 'security/pod-security',
    defect: set(history, `${ofHistory}.hostNetwork`, true),
    nearMiss: set(history, `${ofHistory}.hostNetwork`, false),
  },
  {
    rule: 'security/images',
    defect: set(history, `${ofHistory}.containers.0.image`, 'apache/spark:latest'),
    nearMiss: set(history, `${ofHistory}.containers.0.image`, 'apache/spark:4.0.4-python3'),
  },
  {
    rule: 'security/mirrors',
    defect: ofPlatformFile((file) => ({ ...file, registries: { [ecr]: 'mirror.example.com/own' } })),
    nearMiss: ofPlatformFile((file) => ({ ...file, registries: { 'ghcr.io': 'mirror.example.com/ghcr' } })),
  },
  {
    rule: 'security/secrets',
    defect: set(app('airflow'), helm('config.smtp'), { smtp_password: 'hunter2' }),
    nearMiss: set(app('airflow'), helm('config.smtp'), { smtp_user: 'hunter2' }),
  },
  {
    rule: 'security/rbac-wildcards',
    defect: set(
      operatorRole,
      'rules',
      append({ apiGroups: ['coordination.k8s.io'], resources: ['*'], verbs: ['get'] }),
    ),
    nearMiss: set(
      operatorRole,
      'rules',
      append({ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get'] }),
    ),
  },
  {
    rule: 'security/rbac-verbs',
    defect: set(
      operatorRole,
      'rules',
      append({ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['put'] }),
    ),
    nearMiss: set(
      operatorRole,
      'rules',
      append({ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['update'] }),
    ),
  },
  {
    rule: 'security/rbac-subjects',
    defect: set(
      `RoleBinding ${team}/spark-driver`,
      'subjects',
      append({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'system:authenticated' }),
    ),
    nearMiss: set(
      `RoleBinding ${team}/spark-driver`,
      'subjects',
      append({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'support' }),
    ),
  },
  {
    rule: 'security/rbac-escalation',
    defect: set(
      operatorRole,
      'rules',
      append({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['escalate'] }),
    ),
    nearMiss: set(
      operatorRole,
      'rules',
      append({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['get'] }),
    ),
  },
  {
    rule: 'security/projects',
    defect: set('AppProject argocd/data', 'spec.sourceRepos', append('*')),
    nearMiss: set('AppProject argocd/data', 'metadata.labels.x', '*'),
  },
  {
    rule: 'security/written-out',
    defect: set('NetworkPolicy airflow/deny-ingress', 'spec.ingress'),
    nearMiss: set('NetworkPolicy airflow/deny-ingress', 'metadata.labels'),
  },
  {
    rule: 'airflow/task-pods',
    defect: set('Role airflow/airflow-task-pods', 'rules.0.verbs', (verbs) =>
      (verbs as string[]).filter((verb) => verb !== 'patch'),
    ),
    nearMiss: set('Role airflow/airflow-task-pods', 'rules.0.verbs', (verbs) => [...(verbs as string[])].reverse()),
  },
  {
    rule: 'airflow/spark-jobs',
    defect: set(`Role ${team}/airflow-spark-jobs`, 'rules', (rules) => (rules as Json[]).slice(1)),
    nearMiss: set(`Role ${team}/airflow-spark-jobs`, 'rules', (rules) => [...(rules as Json[])].reverse()),
  },
  {
    rule: 'airflow/spark-driver',
    defect: set(`Role ${team}/spark-driver`, 'rules.0.verbs', (verbs) =>
      (verbs as string[]).filter((verb) => verb !== 'deletecollection'),
    ),
    nearMiss: set(`Role ${team}/spark-driver`, 'rules.0.verbs', (verbs) => [...(verbs as string[])].reverse()),
  },
  {
    rule: 'airflow/spark-operator',
    defect: set(app('spark-operator'), 'spec.sources.0.helm.valuesObject.spark.jobNamespaces', []),
    nearMiss: set(app('spark-operator'), 'spec.sources.0.helm.valuesObject.spark.jobNamespaces', append('nowhere')),
  },
  {
    rule: 'airflow/database-clients',
    defect: set(app('airflow'), helm('scheduler.replicas'), 200),
    nearMiss: set(app('airflow'), helm('scheduler.replicas'), 2),
  },
  {
    rule: 'airflow/platform-file',
    defect: ofPlatformFile(({ environment: _, ...file }) => file),
    nearMiss: ofPlatformFile((file) => ({ ...file, more: 1 })),
  },
  {
    rule: 'airflow/platform-names',
    defect: ofPlatformFile((file) => ({ ...file, driverPriorityClass: 'first' })),
    nearMiss: ofPlatformFile((file) => ({ ...file, driverPriorityClass: 'airflow-core' })),
  },
  {
    rule: 'airflow/platform-mounted',
    defect: set(app('airflow'), helm('volumeMounts'), []),
    nearMiss: set(app('airflow'), helm('volumeMounts'), append({ name: 'tmp', mountPath: '/tmp/more' })),
  },
  {
    rule: 'airflow/spark-version',
    defect: ofPlatformFile((file) => ({ ...file, spark: { ...(file['spark'] as object), version: '3.5.1' } })),
    nearMiss: ofPlatformFile((file) => ({ ...file, spark: { ...(file['spark'] as object) } })),
  },
];

/** What some checks find in a tree, a line each. */
export const findings = (checks: readonly Check[], tree: Tree) =>
  checks.flatMap((check) =>
    findingsOf(check, tree).map(({ rule, item, field, message }) =>
      [rule, item ? describeId(item.id) : '', field ?? '', message].join(' | '),
    ),
  );
const ruleOf = (finding: string) => finding.split(' | ')[0] ?? '';

/** The seeds of some rules, each on a whole rendered platform that all checks judge. */
export function findsAlone(rules: RegExp): void {
  test.each(seeds.filter(({ rule }) => rules.test(rule)))(
    'a seeded defect of $rule is found, and nothing else',
    ({ rule, defect, follows = [] }) => {
      const found = findings(allChecks, defect(platform));
      expect(found.filter((finding) => ![rule, ...follows].includes(ruleOf(finding)))).toEqual([]);
      expect([...new Set(found.map(ruleOf))].sort()).toEqual([rule, ...follows].sort());
    },
  );
}
