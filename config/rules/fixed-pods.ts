import type { PlatformConfig } from '../platform-config.ts';
import { type PodSize, podSizes } from '../pod-sizes.ts';

/** Pods whose size no field of the config says: the charts and EKS do. */
export interface FixedPod {
  /** Name for people. */
  readonly name: string;
  /** Application whose Helm values say the size, or what else says it. */
  readonly app: string;
  /**
   * Where in these values.
   * @default - no Helm value: a manifest of our own, or EKS
   */
  readonly values?: string;
  /** Requests of one. */
  readonly cpuMillicores: number;
  readonly memoryMib: number;
  readonly count: (config: PlatformConfig) => number;
}

const one = () => 1;
const two = () => 2;
const replicas = ({ cluster }: PlatformConfig) => cluster.controllerReplicas;
const sparkOperators = (config: PlatformConfig) => (config.teams.length > 0 ? replicas(config) : 0);
const withMonitoring = ({ monitoring }: PlatformConfig) => (monitoring.kind === 'none' ? 0 : 1);
const airflowReplicas =
  (...components: readonly ('scheduler' | 'dagProcessor' | 'triggerer' | 'pgbouncer')[]) =>
  ({ airflow }: PlatformConfig) =>
    components.reduce((sum, name) => sum + airflow[name].replicas, 0);

function row(
  app: string,
  values: string | undefined,
  { cpuMillicores, memoryMib }: PodSize,
  count: FixedPod['count'],
): FixedPod {
  const name = values === undefined || values === '' ? app : `${app} ${values}`;
  return { name, app, ...(values === undefined ? {} : { values }), cpuMillicores, memoryMib, count };
}

/** The Spark History Server of a team (charts/spark-team/history.ts). It runs in the team's namespace, on its quota. */
export const historyServer = {
  cpu: podSizes.sparkHistory.cpuMillicores / 1000,
  memoryGib: podSizes.sparkHistory.memoryMib / 1024,
  pods: 1,
} as const;

/**
 * What runs on the core nodes. `charts/` gives the sizes of `podSizes` to Helm; the others are the defaults of the EKS add-ons, which no file of this repository says.
 */
export const corePods: readonly FixedPod[] = [
  row('karpenter', 'controller', podSizes.karpenter, replicas),
  row('external-secrets', '', podSizes.externalSecrets, replicas),
  row('external-secrets', 'certController', podSizes.externalSecrets, replicas),
  row('external-secrets', 'webhook', podSizes.externalSecrets, replicas),
  row('aws-load-balancer-controller', '', podSizes.awsLoadBalancerController, replicas),
  row('spark-operator', 'controller', podSizes.sparkOperatorController, sparkOperators),
  row('spark-operator', 'webhook', podSizes.sparkOperatorWebhook, sparkOperators),
  row('argocd', 'controller', podSizes.argoCdController, one),
  row('argocd', 'repoServer', podSizes.argoCdRepoServer, replicas),
  row('argocd', 'server', podSizes.argoCdServer, replicas),
  row('argocd', 'redis', podSizes.argoCdRedis, one),
  row('argocd', 'applicationSet', podSizes.argoCdApplicationSet, one),
  row('coredns', undefined, { cpuMillicores: 100, memoryMib: 70 }, two),
  row('metrics-server', undefined, { cpuMillicores: 100, memoryMib: 200 }, two),
  // Six containers.
  row('aws-ebs-csi-driver', undefined, { cpuMillicores: 60, memoryMib: 240 }, two),
];

/**
 * The daemons of each node: VPC CNI with its policy agent 50m, kube-proxy 100m, the node part of the EBS CSI driver
 * 30m and 120 MiB (EKS's defaults), and the node exporter of the monitoring 10m and 32 MiB.
 */
export const daemons = { cpuMillicores: 190, memoryMib: 152 } as const;

/** What runs on the `airflow` pool beside the components that the config sizes. */
export const airflowPods: readonly FixedPod[] = [
  row('airflow', 'scheduler.logGroomerSidecar', podSizes.airflowSidecar, airflowReplicas('scheduler')),
  row('airflow', 'dagProcessor.logGroomerSidecar', podSizes.airflowSidecar, airflowReplicas('dagProcessor')),
  row('airflow', 'triggerer.logGroomerSidecar', podSizes.airflowSidecar, airflowReplicas('triggerer')),
  row('airflow', 'pgbouncer.metricsExporterSidecar', podSizes.airflowSidecar, airflowReplicas('pgbouncer')),
  row('airflow', 'statsd', podSizes.airflowSidecar, one),
  // The Job that makes the admin's login has the same size, and comes after this one.
  row('airflow', 'migrateDatabaseJob', podSizes.airflowJob, one),
  row('postgresql', undefined, podSizes.postgresql, ({ airflow }) => (airflow.database.kind === 'in-cluster' ? 1 : 0)),
  row('spark-history', undefined, podSizes.sparkHistory, ({ spark, teams }) =>
    spark.history.kind === 's3' ? teams.length : 0,
  ),
  row('monitoring', 'prometheus.prometheusSpec', podSizes.prometheus, withMonitoring),
  row('monitoring', 'alertmanager.alertmanagerSpec', podSizes.alertmanager, withMonitoring),
  // Beside Prometheus and beside Alertmanager.
  row(
    'monitoring',
    'prometheusOperator.prometheusConfigReloader',
    podSizes.prometheusHelper,
    (config) => 2 * withMonitoring(config),
  ),
  row('monitoring', 'prometheusOperator', podSizes.prometheusOperator, withMonitoring),
  row('monitoring', 'grafana', podSizes.grafana, withMonitoring),
  // One for dashboards and one for data sources.
  row('monitoring', 'grafana.sidecar', podSizes.grafanaSidecar, (config) => 2 * withMonitoring(config)),
  row('monitoring', 'kube-state-metrics', podSizes.kubeStateMetrics, withMonitoring),
];

/** The largest request of a pod of a table. */
export function largest(
  pods: readonly FixedPod[],
  field: 'cpuMillicores' | 'memoryMib',
  config: PlatformConfig,
): number {
  return Math.max(...pods.filter((pod) => pod.count(config) > 0).map((pod) => pod[field]));
}

/** Sum of the requests of all pods of a table. */
export function requested(
  pods: readonly FixedPod[],
  field: 'cpuMillicores' | 'memoryMib',
  config: PlatformConfig,
): number {
  return pods.reduce((sum, pod) => sum + pod.count(config) * pod[field], 0);
}
