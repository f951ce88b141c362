import { load } from 'js-yaml';
import { type Json, type JsonObject, objectIn } from '../../imports/json.ts';
import type { Manifest } from '../render.ts';
import { applications } from './applications.ts';

/** A container that a Helm chart makes, and where its values say how it runs. Read from the charts' templates. */
interface HelmContainer {
  readonly app: string;
  readonly container: string;
  /** Path in the values of `nodeSelector` and `tolerations`. */
  readonly placement: string;
  readonly resources: string;
  /** Role of the nodes that it is meant for; `core` is the managed node group. */
  readonly meantFor: 'core' | 'airflow' | 'airflow-task' | 'every node';
}

/** Every container that the charts make with our values. */
export function helmContainers(manifests: readonly Manifest[]): readonly (HelmContainer & { values: JsonObject })[] {
  return applications(manifests).flatMap(({ name, chart }) =>
    containers.filter(({ app }) => app === name).map((row) => ({ ...row, values: withTaskPod(chart?.values ?? {}) })),
  );
}

/** The pod of Airflow's tasks is given to the chart as text. */
function withTaskPod(values: JsonObject): JsonObject {
  const { podTemplate } = values;
  return typeof podTemplate === 'string' ? { ...values, podTemplate: load(podTemplate) as Json } : values;
}

/** How the pod of a container is scheduled. */
export function placementOf({ values, placement }: HelmContainer & { values: JsonObject }): JsonObject {
  return objectIn(values, placement);
}

/** Applications whose charts make no pod. */
export const chartsWithoutPods = ['karpenter-crd', 'prometheus-operator-crds'];

const core = (app: string, container: string, placement: string, resources: string): HelmContainer => ({
  app,
  container,
  placement,
  resources,
  meantFor: 'core',
});
const argoCd = (container: string, component: string) => core('argocd', container, 'global', `${component}.resources`);
const airflow = (container: string, component: string, resources = 'resources'): HelmContainer => ({
  app: 'airflow',
  container,
  placement: component,
  resources: `${component}.${resources}`,
  meantFor: 'airflow',
});
const monitoring = (container: string, placement: string, resources: string): HelmContainer => ({
  app: 'monitoring',
  container,
  placement,
  resources,
  meantFor: container === 'node-exporter' ? 'every node' : 'airflow',
});

const containers: readonly HelmContainer[] = [
  core('karpenter', 'controller', '', 'controller.resources'),
  core('external-secrets', 'external-secrets', '', 'resources'),
  core('external-secrets', 'webhook', 'webhook', 'webhook.resources'),
  core('external-secrets', 'cert-controller', 'certController', 'certController.resources'),
  core('aws-load-balancer-controller', 'controller', '', 'resources'),
  core('spark-operator', 'controller', 'controller', 'controller.resources'),
  core('spark-operator', 'webhook', 'webhook', 'webhook.resources'),
  argoCd('application-controller', 'controller'),
  argoCd('repo-server', 'repoServer'),
  argoCd('server', 'server'),
  argoCd('redis', 'redis'),
  argoCd('secret-init', 'redisSecretInit'),
  argoCd('applicationset-controller', 'applicationSet'),
  airflow('api-server', 'apiServer'),
  airflow('scheduler', 'scheduler'),
  airflow('scheduler-log-groomer', 'scheduler', 'logGroomerSidecar.resources'),
  airflow('dag-processor', 'dagProcessor'),
  airflow('dag-processor-log-groomer', 'dagProcessor', 'logGroomerSidecar.resources'),
  airflow('triggerer', 'triggerer'),
  airflow('triggerer-log-groomer', 'triggerer', 'logGroomerSidecar.resources'),
  { ...airflow('worker', 'podTemplate.spec', 'containers.0.resources'), meantFor: 'airflow-task' },
  airflow('pgbouncer', 'pgbouncer'),
  airflow('metrics-exporter', 'pgbouncer', 'metricsExporterSidecar.resources'),
  airflow('statsd', 'statsd'),
  airflow('cleanup', 'cleanup'),
  airflow('database-cleanup', 'databaseCleanup'),
  airflow('run-airflow-migrations', 'migrateDatabaseJob'),
  airflow('create-user', 'createUserJob'),
  monitoring('prometheus-operator', 'prometheusOperator', 'prometheusOperator.resources'),
  monitoring('prometheus', 'prometheus.prometheusSpec', 'prometheus.prometheusSpec.resources'),
  monitoring('alertmanager', 'alertmanager.alertmanagerSpec', 'alertmanager.alertmanagerSpec.resources'),
  monitoring('config-reloader', 'prometheus.prometheusSpec', 'prometheusOperator.prometheusConfigReloader.resources'),
  monitoring('grafana', 'grafana', 'grafana.resources'),
  monitoring('grafana-sidecar', 'grafana', 'grafana.sidecar.resources'),
  monitoring('kube-state-metrics', 'kube-state-metrics', 'kube-state-metrics.resources'),
  monitoring('node-exporter', 'prometheus-node-exporter', 'prometheus-node-exporter.resources'),
];
