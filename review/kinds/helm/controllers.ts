import type { ChartFacts, ChartPod } from './facts.ts';

const roles = ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding'];
const crds = 'apiextensions.k8s.io/CustomResourceDefinition';
const webhooks = [
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
];

const named = (name: string) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': '{release}' });

/** A pod with one container; `values` is its part of the values. */
function pod(name: string, values: string, rest: Partial<ChartPod> = {}): ChartPod {
  const inside = (field: string) => (values === '' ? field : `${values}.${field}`);
  return {
    name,
    runs: 'always',
    placement: [values],
    containers: { [name]: inside('resources') },
    labels: named(name),
    ...rest,
  };
}

export const karpenter: ChartFacts = {
  pods: [
    pod('karpenter', '', {
      containers: { controller: 'controller.resources' },
      replicas: 'replicas',
      beforeKarpenter: true,
      ports: { 'http-metrics': 8080 },
    }),
  ],
  clusterWide: roles,
};

export const externalSecrets: ChartFacts = {
  pods: [
    pod('external-secrets', '', { replicas: 'replicaCount', ports: { metrics: 8080 } }),
    pod('external-secrets-webhook', 'webhook', {
      replicas: 'webhook.replicaCount',
      when: { value: 'webhook.create', byDefault: true },
      ports: { metrics: 8080, webhook: 10_250, ready: 8081 },
    }),
    pod('external-secrets-cert-controller', 'certController', {
      replicas: 'certController.replicaCount',
      when: { value: 'certController.create', byDefault: true },
      ports: { metrics: 8080, ready: 8081 },
    }),
  ],
  others: [{ value: 'bitwarden-sdk-server.enabled', byDefault: false }],
  clusterWide: [...roles, crds, ...webhooks],
};

export const loadBalancerController: ChartFacts = {
  pods: [
    pod('aws-load-balancer-controller', '', {
      replicas: 'replicaCount',
      ports: { 'webhook-server': 9443, 'metrics-server': 8080 },
    }),
  ],
  clusterWide: [...roles, crds, ...webhooks, 'networking.k8s.io/IngressClass', 'elbv2.k8s.aws/IngressClassParams'],
};

const sparkOperatorPod = (component: string, rest: Partial<ChartPod>) =>
  pod(component, component, {
    name: `spark-operator-${component}`,
    replicas: `${component}.replicas`,
    labels: { ...named('spark-operator'), 'app.kubernetes.io/component': component },
    ...rest,
  });

export const sparkOperator: ChartFacts = {
  pods: [
    sparkOperatorPod('controller', { ports: { metrics: 8080 } }),
    sparkOperatorPod('webhook', {
      when: { value: 'webhook.enable', byDefault: true },
      ports: { webhook: 9443, metrics: 8080 },
    }),
  ],
  clusterWide: [...roles, crds, ...webhooks],
};

/** Its pods carry `argocd` in their names, whatever the release is called. */
const argoCdPod = (component: string, values: string, rest: Partial<ChartPod> = {}) =>
  pod(component, values, {
    name: `argocd-${component}`,
    placement: [values, 'global'],
    labels: named(`argocd-${component}`),
    replicas: `${values}.replicas`,
    beforeKarpenter: true,
    ...rest,
  });

export const argoCd: ChartFacts = {
  pods: [
    argoCdPod('application-controller', 'controller', { ports: { metrics: 8082 } }),
    argoCdPod('repo-server', 'repoServer', { ports: { 'repo-server': 8081, metrics: 8084 } }),
    argoCdPod('server', 'server', { ports: { server: 8080, metrics: 8083 } }),
    argoCdPod('redis', 'redis', { when: { value: 'redis.enabled', byDefault: true }, ports: { redis: 6379 } }),
    argoCdPod('redis-secret-init', 'redisSecretInit', {
      runs: 'job',
      when: { value: 'redisSecretInit.enabled', byDefault: true },
    }),
    argoCdPod('applicationset-controller', 'applicationSet', { ports: { metrics: 8080, probe: 8081, webhook: 7000 } }),
    argoCdPod('dex-server', 'dex', {
      when: { value: 'dex.enabled', byDefault: true },
      ports: { http: 5556, grpc: 5557, metrics: 5558 },
    }),
    argoCdPod('notifications-controller', 'notifications', {
      when: { value: 'notifications.enabled', byDefault: true },
      ports: { metrics: 9001 },
    }),
  ],
  others: [{ value: 'redis-ha.enabled', byDefault: false }],
  deniesIngress: 'global.networkPolicy.defaultDenyIngress',
  clusterWide: [...roles, crds],
};

/** A chart of CRDs alone. */
export const onlyCrds: ChartFacts = { pods: [], clusterWide: [crds] };
