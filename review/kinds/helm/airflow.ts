import type { ChartFacts, ChartPod } from './facts.ts';

interface Component {
  /** Part of the values. */
  readonly values: string;
  /** Label `component` of its pods. */
  readonly label: string;
  readonly runs?: ChartPod['runs'];
  /** Whether the chart makes it without being told. */
  readonly byDefault?: boolean;
  /** A container beside the main one: its name and its part of the component's values. */
  readonly beside?: readonly [name: string, values: string];
  readonly ports?: ChartPod['ports'];
  /** Its image is not Airflow's, so the security context of all Airflow pods is not for it. */
  readonly foreign?: true;
}

const parts: readonly Component[] = [
  { values: 'apiServer', label: 'api-server', ports: { 'api-server': 8080 } },
  { values: 'scheduler', label: 'scheduler', beside: ['scheduler-log-groomer', 'logGroomerSidecar'] },
  { values: 'dagProcessor', label: 'dag-processor', beside: ['dag-processor-log-groomer', 'logGroomerSidecar'] },
  {
    values: 'triggerer',
    label: 'triggerer',
    beside: ['triggerer-log-groomer', 'logGroomerSidecar'],
    ports: { 'triggerer-logs': 8794 },
  },
  {
    values: 'pgbouncer',
    label: 'pgbouncer',
    byDefault: false,
    beside: ['metrics-exporter', 'metricsExporterSidecar'],
    ports: { pgbouncer: 6543, metrics: 9127 },
    foreign: true,
  },
  { values: 'statsd', label: 'statsd', ports: { 'statsd-ingest': 9125, 'statsd-scrape': 9102 }, foreign: true },
  { values: 'cleanup', label: 'airflow-cleanup-pods', runs: 'job', byDefault: false },
  { values: 'databaseCleanup', label: 'database-cleanup', runs: 'job', byDefault: false },
  { values: 'migrateDatabaseJob', label: 'run-airflow-migrations', runs: 'job' },
  { values: 'createUserJob', label: 'create-user-job', runs: 'job' },
];

function podOf({ values, label, runs = 'always', byDefault = true, beside, ports, foreign }: Component): ChartPod {
  const containers = { [label]: values, ...(beside ? { [beside[0]]: `${values}.${beside[1]}` } : {}) };
  const shared = (name: string) => (foreign ? [] : [name]);
  return {
    name: label,
    runs,
    placement: [values, ''],
    containers: Object.fromEntries(Object.entries(containers).map(([name, path]) => [name, `${path}.resources`])),
    replicas: `${values}.replicas`,
    when: { value: `${values}.enabled`, byDefault },
    security: {
      pod: [`${values}.securityContexts.pod`, ...shared('securityContexts.pod')],
      containers: Object.fromEntries(
        Object.entries(containers).map(([name, path]) => [
          name,
          [`${path}.securityContexts.container`, ...shared('securityContexts.containers')],
        ]),
      ),
      containerByDefault: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
    labels: { tier: 'airflow', component: label, release: '{release}' },
    ...(ports ? { ports } : {}),
  };
}

/** Apache Airflow with the KubernetesExecutor; the pod of a task is a text in the values. */
export const airflow: ChartFacts = {
  pods: parts.map(podOf),
  others: [
    { value: 'postgresql.enabled', byDefault: true },
    { value: 'redis.enabled', byDefault: true },
    { value: 'flower.enabled', byDefault: false },
    { value: 'otelCollector.tracesEnabled', byDefault: false },
    { value: 'otelCollector.metricsEnabled', byDefault: false },
  ],
  clusterWide: [],
};
