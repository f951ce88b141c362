import type { ChartFacts, ChartPod } from './facts.ts';

interface Part extends Pick<ChartPod, 'ports' | 'byOperator'> {
  readonly name: string;
  /** Part of the values with its placement and resources. */
  readonly values: string;
  /** The value that makes it. */
  readonly when: string;
  /** Resources of the containers beside the main one. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly runs?: ChartPod['runs'];
}

const reloader = { 'config-reloader': 'prometheusOperator.prometheusConfigReloader.resources' };
const sidecar = 'grafana.sidecar.resources';

const parts: readonly Part[] = [
  {
    name: 'kube-prometheus-stack-prometheus-operator',
    values: 'prometheusOperator',
    when: 'prometheusOperator.enabled',
    ports: { http: 8080 },
  },
  {
    name: 'prometheus',
    values: 'prometheus.prometheusSpec',
    when: 'prometheus.enabled',
    beside: reloader,
    byOperator: true,
    ports: { 'http-web': 9090, 'reloader-web': 8080 },
  },
  {
    name: 'alertmanager',
    values: 'alertmanager.alertmanagerSpec',
    when: 'alertmanager.enabled',
    beside: reloader,
    byOperator: true,
    ports: { 'http-web': 9093, 'reloader-web': 8080 },
  },
  {
    name: 'grafana',
    values: 'grafana',
    when: 'grafana.enabled',
    beside: { 'grafana-sc-dashboard': sidecar, 'grafana-sc-datasources': sidecar },
    ports: { grafana: 3000 },
  },
  {
    name: 'kube-state-metrics',
    values: 'kube-state-metrics',
    when: 'kubeStateMetrics.enabled',
    ports: { http: 8080, metrics: 8081 },
  },
  {
    name: 'prometheus-node-exporter',
    values: 'prometheus-node-exporter',
    when: 'nodeExporter.enabled',
    runs: 'daemon',
    ports: { 'http-metrics': 9100 },
  },
];

/** The exporter tolerates every taint `NoSchedule` by the chart's own values. */
export const prometheusStack: ChartFacts = {
  pods: parts.map(({ name, values, when, beside = {}, runs = 'always', ...rest }) => ({
    name,
    runs,
    placement: [values],
    containers: { [name]: `${values}.resources`, ...beside },
    ...(runs === 'always' ? { replicas: `${values}.replicas` } : {}),
    when: { value: when, byDefault: true },
    labels: { 'app.kubernetes.io/name': name },
    ...rest,
  })),
  others: [
    { value: 'prometheusOperator.admissionWebhooks.enabled', byDefault: true },
    { value: 'thanosRuler.enabled', byDefault: false },
    { value: 'windowsMonitoring.enabled', byDefault: false },
  ],
  clusterWide: ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
};
