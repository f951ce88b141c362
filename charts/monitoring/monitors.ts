import type { Construct } from 'constructs';
import { airflowRelease, namespaces, sparkPorts } from '../../config/names.ts';
import { PodMonitor, ServiceMonitor } from '../../imports/crds/monitoring.coreos.com.ts';

/** One place for all monitors, so that the monitored charts need to know nothing of Prometheus. */
export function monitors(scope: Construct, teamNamespaces: readonly string[]): void {
  const service = (name: string, namespace: string, matchLabels: Record<string, string>, port: string) =>
    new ServiceMonitor(scope, `service-${name}`, {
      metadata: { name },
      spec: {
        namespaceSelector: { matchNames: [namespace] },
        selector: { matchLabels },
        endpoints: [{ port, interval: '30s' }],
      },
    });

  service(`${airflowRelease}-statsd`, namespaces.airflow, { tier: 'airflow', component: 'statsd' }, 'statsd-scrape');
  service(
    `${airflowRelease}-pgbouncer`,
    namespaces.airflow,
    { tier: 'airflow', component: 'pgbouncer' },
    'pgb-metrics',
  );
  service('karpenter', namespaces.kubeSystem, { 'app.kubernetes.io/name': 'karpenter' }, 'http-metrics');
  service('argocd', namespaces.argocd, { 'app.kubernetes.io/part-of': 'argocd' }, 'http-metrics');

  // Without a team there is no operator either.
  if (teamNamespaces.length === 0) return;

  new PodMonitor(scope, 'pod-spark-operator', {
    metadata: { name: 'spark-operator' },
    spec: {
      namespaceSelector: { matchNames: [namespaces.sparkOperator] },
      selector: { matchLabels: { 'app.kubernetes.io/name': 'spark-operator' } },
      podMetricsEndpoints: [{ port: 'metrics', interval: '30s' }],
    },
  });

  // Spark 4 shows its metrics here, unless the job sets `spark.ui.prometheus.enabled` to false.
  new PodMonitor(scope, 'pod-spark-jobs', {
    metadata: { name: 'spark-jobs' },
    spec: {
      namespaceSelector: { matchNames: [...teamNamespaces] },
      selector: { matchLabels: { 'spark-role': 'driver' } },
      podMetricsEndpoints: [{ portNumber: sparkPorts.ui, path: '/metrics/executors/prometheus/', interval: '15s' }],
    },
  });
}
