import { isObject, type Json, type JsonObject, listIn } from '../../../imports/json.ts';
import { absent, each, keyed, map, partsOf, quantity, type Shape, set, setOf } from '../shape.ts';
import { containerResources, podSpec, podTemplate, selector } from './pod.ts';

/** A rule of RBAC is worth each verb on each resource. */
const rbacRules: Shape = partsOf((rule) => {
  const parts = (field: string): readonly (readonly Json[])[] => {
    const list = listIn(rule, field);
    return list.length > 0 ? list.map((item) => [item]) : [[]];
  };
  const urls = parts('nonResourceURLs').flatMap((nonResourceURLs) =>
    nonResourceURLs.length === 0 ? [] : parts('verbs').map((verbs) => ({ nonResourceURLs, verbs })),
  );
  const resources = parts('apiGroups').flatMap((apiGroups) =>
    parts('resources').flatMap((resources) =>
      resources.length === 0
        ? []
        : parts('resourceNames').flatMap((resourceNames) =>
            parts('verbs').map((verbs) => ({
              apiGroups,
              resources,
              verbs,
              ...(resourceNames.length === 0 ? {} : { resourceNames }),
            })),
          ),
    ),
  );
  return [...urls, ...resources];
});

const subjects: Shape = setOf(map({ apiGroup: {}, namespace: {} }));

/** A rule of a NetworkPolicy is worth each peer on each port. */
const networkRules = (peers: 'from' | 'to'): Shape =>
  partsOf(
    (rule) => {
      const orAll = (field: string): readonly JsonObject[] => {
        const list = listIn(rule, field);
        return list.length > 0 ? list.map((item) => ({ [field]: [item] })) : [{}];
      };
      return orAll(peers).flatMap((peer) => orAll('ports').map((port) => ({ ...peer, ...port })));
    },
    map({
      [peers]: {
        items: map({ podSelector: selector, namespaceSelector: selector, ipBlock: map({ except: set }) }),
      },
      ports: { items: map({ protocol: absent('TCP') }) },
    }),
  );

const claim: Shape = map({ accessModes: set, resources: containerResources, volumeMode: absent('Filesystem') });

const workload = (fields: Record<string, Shape>): Shape =>
  map({ spec: map({ selector, template: podTemplate, ...fields }) });

const webhooks: Shape = map({
  webhooks: keyed(
    ['name'],
    map({
      admissionReviewVersions: {},
      failurePolicy: absent('Fail'),
      matchPolicy: absent('Equivalent'),
      namespaceSelector: absent({}, selector),
      objectSelector: absent({}, selector),
      rules: setOf(map({ scope: absent('*'), apiGroups: set, apiVersions: set, operations: set, resources: set })),
      timeoutSeconds: absent(10),
    }),
  ),
});

const jobSpec: Shape = map({
  template: podTemplate,
  backoffLimit: absent(6),
  completions: absent(1),
  parallelism: absent(1),
  suspend: absent(false),
});

/** By API group, then kind. */
export const kubernetesShapes: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  '': {
    ConfigMap: map({ data: each({ document: true }) }),
    Secret: map({ type: absent('Opaque'), immutable: absent(false) }),
    Pod: map({ spec: podSpec }),
    PodTemplate: map({ template: podTemplate }),
    ServiceAccount: map({ imagePullSecrets: keyed(['name']), secrets: keyed(['name']) }),
    Service: map({
      spec: map({
        ports: keyed(['port', 'protocol'], map({ protocol: absent('TCP') })),
        type: absent('ClusterIP'),
        sessionAffinity: absent('None'),
        loadBalancerSourceRanges: set,
        externalIPs: set,
      }),
    }),
    ResourceQuota: map({ spec: map({ hard: each(quantity), scopes: set }) }),
    LimitRange: map({
      spec: map({
        limits: keyed(
          ['type'],
          map({
            default: each(quantity),
            defaultRequest: each(quantity),
            max: each(quantity),
            min: each(quantity),
            maxLimitRequestRatio: each(quantity),
          }),
        ),
      }),
    }),
    PersistentVolume: map({ spec: map({ capacity: each(quantity), accessModes: set }) }),
    PersistentVolumeClaim: map({ spec: claim }),
  },
  apps: {
    Deployment: workload({
      replicas: absent(1),
      revisionHistoryLimit: absent(10),
      progressDeadlineSeconds: absent(600),
    }),
    DaemonSet: workload({ revisionHistoryLimit: absent(10) }),
    ReplicaSet: workload({ replicas: absent(1) }),
    StatefulSet: workload({
      replicas: absent(1),
      podManagementPolicy: absent('OrderedReady'),
      revisionHistoryLimit: absent(10),
      volumeClaimTemplates: keyed(['metadata.name'], map({ spec: claim })),
    }),
  },
  batch: {
    Job: map({ spec: jobSpec }),
    CronJob: map({
      spec: map({
        jobTemplate: map({ spec: jobSpec }),
        concurrencyPolicy: absent('Allow'),
        successfulJobsHistoryLimit: absent(3),
        failedJobsHistoryLimit: absent(1),
        suspend: absent(false),
      }),
    }),
  },
  'rbac.authorization.k8s.io': {
    Role: map({ rules: rbacRules }),
    ClusterRole: map({ rules: rbacRules }),
    RoleBinding: map({ subjects, roleRef: map({ apiGroup: absent('rbac.authorization.k8s.io') }) }),
    ClusterRoleBinding: map({ subjects, roleRef: map({ apiGroup: absent('rbac.authorization.k8s.io') }) }),
  },
  'networking.k8s.io': {
    NetworkPolicy: map({
      spec: map({
        podSelector: absent({}, map({ matchLabels: absent({}), matchExpressions: setOf(map({ values: set })) })),
        policyTypes: set,
        ingress: networkRules('from'),
        egress: networkRules('to'),
      }),
    }),
    Ingress: map({
      spec: map({
        tls: keyed(['secretName', 'hosts']),
        rules: keyed(['host'], map({ http: map({ paths: keyed(['path', 'pathType']) }) })),
      }),
    }),
  },
  'storage.k8s.io': {
    StorageClass: map({
      reclaimPolicy: absent('Delete'),
      volumeBindingMode: absent('Immediate'),
      allowVolumeExpansion: absent(false),
      parameters: each({}),
      mountOptions: set,
    }),
  },
  'scheduling.k8s.io': {
    PriorityClass: map({ globalDefault: absent(false), preemptionPolicy: absent('PreemptLowerPriority') }),
  },
  policy: { PodDisruptionBudget: map({ spec: map({ selector }) }) },
  'admissionregistration.k8s.io': { MutatingWebhookConfiguration: webhooks, ValidatingWebhookConfiguration: webhooks },
  autoscaling: { HorizontalPodAutoscaler: map({ spec: map({ minReplicas: absent(1) }) }) },
};

/** The pieces of a rule, for what reads them one by one. */
export const partsOfRules = (rules: readonly Json[]): readonly JsonObject[] => {
  const { list } = rbacRules;
  return list && 'units' in list ? list.units(rules).filter(isObject) : [];
};
