import type { PlatformConfig } from '../platform-config.ts';

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
  cpuMillicores: number,
  memoryMib: number,
  count: FixedPod['count'],
): FixedPod {
  const name = values === undefined || values === '' ? app : `${app} ${values}`;
  return { name, app, ...(values === undefined ? {} : { values }), cpuMillicores, memoryMib, count };
}

/** The Spark History Server of a team (charts/spark-team/history.ts). It runs in the team's namespace, on its quota. */
export const historyServer = { cpu: 0.25, memoryGib: 2, pods: 1 } as const;

/**
 * What runs on the core nodes. Rows with values repeat what `charts/` gives to Helm, and a test compares them with dist/.
 * Those without are the defaults of the EKS add-ons, which no file of this repository says.
 */
export const corePods: readonly FixedPod[] = [
  row('karpenter', 'controller', 500, 1024, replicas),
  row('external-secrets', '', 50, 128, replicas),
  row('external-secrets', 'certController', 50, 128, replicas),
  row('external-secrets', 'webhook', 50, 128, replicas),
  row('aws-load-balancer-controller', '', 100, 256, replicas),
  row('spark-operator', 'controller', 500, 2048, sparkOperators),
  row('spark-operator', 'webhook', 100, 256, sparkOperators),
  row('argocd', 'controller', 500, 1024, one),
  row('argocd', 'repoServer', 250, 512, replicas),
  row('argocd', 'server', 100, 128, replicas),
  row('argocd', 'redis', 100, 64, one),
  row('argocd', 'applicationSet', 50, 64, one),
  row('coredns', undefined, 100, 70, two),
  row('metrics-server', undefined, 100, 200, two),
  // Six containers.
  row('aws-ebs-csi-driver', undefined, 60, 240, two),
];

/**
 * The daemons of each node: VPC CNI with its policy agent 50m, kube-proxy 100m, the node part of the EBS CSI driver
 * 30m and 120 MiB (EKS's defaults), and the node exporter of the monitoring 10m and 32 MiB.
 */
export const daemons = { cpuMillicores: 190, memoryMib: 152 } as const;

/** What runs on the `airflow` pool beside the components that the config sizes. */
export const airflowPods: readonly FixedPod[] = [
  row('airflow', 'scheduler.logGroomerSidecar', 50, 128, airflowReplicas('scheduler')),
  row('airflow', 'dagProcessor.logGroomerSidecar', 50, 128, airflowReplicas('dagProcessor')),
  row('airflow', 'triggerer.logGroomerSidecar', 50, 128, airflowReplicas('triggerer')),
  row('airflow', 'pgbouncer.metricsExporterSidecar', 50, 128, airflowReplicas('pgbouncer')),
  row('airflow', 'statsd', 50, 128, one),
  // The Job that makes the admin's login has the same size, and comes after this one.
  row('airflow', 'migrateDatabaseJob', 500, 1024, one),
  row('postgresql', undefined, 250, 512, ({ airflow }) => (airflow.database.kind === 'in-cluster' ? 1 : 0)),
  row('spark-history', undefined, historyServer.cpu * 1000, historyServer.memoryGib * 1024, ({ spark, teams }) =>
    spark.history.kind === 's3' ? teams.length : 0,
  ),
  row('monitoring', 'prometheus.prometheusSpec', 500, 2048, withMonitoring),
  row('monitoring', 'alertmanager.alertmanagerSpec', 50, 128, withMonitoring),
  // Beside Prometheus and beside Alertmanager.
  row('monitoring', 'prometheusOperator.prometheusConfigReloader', 10, 32, (config) => 2 * withMonitoring(config)),
  row('monitoring', 'prometheusOperator', 100, 128, withMonitoring),
  row('monitoring', 'grafana', 100, 256, withMonitoring),
  // One for dashboards and one for data sources.
  row('monitoring', 'grafana.sidecar', 10, 96, (config) => 2 * withMonitoring(config)),
  row('monitoring', 'kube-state-metrics', 50, 128, withMonitoring),
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
