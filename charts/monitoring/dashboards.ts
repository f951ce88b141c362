import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

interface Panel {
  readonly title: string;
  /** PromQL by what its lines are called: a name, or `{{label}}`. */
  readonly queries: Readonly<Record<string, string>>;
  /** Unit of Grafana. @default 'short' */
  readonly unit?: string;
}

interface Dashboard {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** The dashboards as ConfigMaps with the label that the sidecar of Grafana looks for. */
export function dashboards(scope: Construct, { spark }: { readonly spark: boolean }): void {
  for (const [name, dashboard] of Object.entries({
    airflow,
    karpenter,
    ...(spark ? { sparkOperator, sparkJobs } : {}),
  })) {
    const file = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    new k8s.KubeConfigMap(scope, `dashboard-${file}`, {
      metadata: { name: `dashboard-${file}`, labels: { grafana_dashboard: '1' } },
      data: { [`${file}.json`]: `${JSON.stringify(grafanaDashboard(file, dashboard), null, 2)}\n` },
    });
  }
}

/** Two panels a row, in Grafana's grid of 24 columns. */
function grafanaDashboard(uid: string, { title, panels }: Dashboard) {
  return {
    uid: `platform-${uid}`,
    title,
    tags: ['airflow-on-eks'],
    schemaVersion: 39,
    editable: false,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    panels: panels.map(({ title, queries, unit = 'short' }, index) => ({
      id: index + 1,
      type: 'timeseries',
      title,
      gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
      // The chart gives its data source this name.
      datasource: { type: 'prometheus', uid: 'prometheus' },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: Object.entries(queries).map(([legendFormat, expr], query) => ({
        refId: String.fromCharCode(65 + query),
        expr,
        legendFormat,
      })),
    })),
  };
}

const every = '[$__rate_interval]';

/** Airflow sends to StatsD; the exporter names a metric by the mapping of the chart. A timer is a summary in seconds. */
const airflow: Dashboard = {
  title: 'Airflow',
  panels: [
    {
      title: 'Tasks in the executor',
      queries: {
        running: 'max(airflow_executor_running_tasks)',
        queued: 'max(airflow_executor_queued_tasks)',
        'open slots': 'max(airflow_executor_open_slots)',
      },
    },
    {
      title: 'Tasks that ended, per minute',
      queries: {
        succeeded: `sum(rate(airflow_ti_successes${every})) * 60`,
        failed: `sum(rate(airflow_ti_failures${every})) * 60`,
      },
    },
    {
      title: 'Duration of runs, median',
      queries: { '{{dag_id}}': 'max by (dag_id) (airflow_dagrun_duration{quantile="0.5"})' },
      unit: 's',
    },
    {
      title: 'Runs that failed, in an hour',
      queries: { '{{dag_id}}': 'sum by (dag_id) (increase(airflow_dagrun_failed_count[1h]))' },
    },
    {
      title: 'Delay of scheduled runs, median',
      queries: { '{{dag_id}}': 'max by (dag_id) (airflow_dagrun_schedule_delay{quantile="0.5"})' },
      unit: 's',
    },
    {
      title: 'Slots of pools',
      queries: {
        'open, {{pool}}': 'max by (pool) (airflow_pool_open_slots)',
        'starving, {{pool}}': 'max by (pool) (airflow_pool_starving_tasks)',
      },
    },
    {
      title: 'Heartbeats, per minute',
      queries: {
        scheduler: `sum(rate(airflow_scheduler_heartbeat${every})) * 60`,
        'DAG processor': `sum(rate(airflow_dag_processor_heartbeat${every})) * 60`,
        triggerer: `sum(rate(airflow_triggerer_heartbeat${every})) * 60`,
      },
    },
    {
      title: 'DAG files',
      queries: {
        'import errors': 'max(airflow_dag_processing_import_errors)',
        'waiting to be parsed': 'max(airflow_dag_processing_file_path_queue_size)',
        'seconds for all of them': 'max(airflow_dag_processing_total_parse_time)',
      },
    },
    {
      title: 'Loop of the scheduler, median',
      queries: { loop: 'max(airflow_scheduler_scheduler_loop_duration{quantile="0.5"})' },
      unit: 's',
    },
    { title: 'Triggers that run', queries: { triggers: 'max(airflow_triggers_running)' } },
  ],
};

const karpenter: Dashboard = {
  title: 'Karpenter',
  panels: [
    {
      title: 'Use of the limit, by pool',
      queries: {
        '{{nodepool}} {{resource_type}}':
          'max by (nodepool, resource_type) (karpenter_nodepools_usage / karpenter_nodepools_limit)',
      },
      unit: 'percentunit',
    },
    {
      title: 'vCPUs of nodes, by pool',
      queries: { '{{nodepool}}': 'sum by (nodepool) (karpenter_nodes_allocatable{resource_type="cpu"})' },
    },
    {
      title: 'Nodes made and ended, in an hour',
      queries: {
        'made, {{nodepool}}': 'sum by (nodepool) (increase(karpenter_nodes_created_total[1h]))',
        'ended, {{nodepool}}': 'sum by (nodepool) (increase(karpenter_nodes_terminated_total[1h]))',
      },
    },
    {
      title: 'Why nodes are disrupted, in an hour',
      queries: { '{{reason}}': 'sum by (reason) (increase(karpenter_nodeclaims_disrupted_total[1h]))' },
    },
    { title: 'Pods without a node', queries: { pods: 'sum(karpenter_scheduler_unschedulable_pods_count)' } },
    {
      title: 'Start of a pod, 90th percentile',
      queries: { start: 'max(karpenter_pods_startup_duration_seconds{quantile="0.9"})' },
      unit: 's',
    },
    {
      title: 'Interruptions of Spot, in an hour',
      queries: {
        '{{message_type}}': 'sum by (message_type) (increase(karpenter_interruption_received_messages_total[1h]))',
      },
    },
    {
      title: 'Errors of AWS, in an hour',
      queries: { '{{error}}': 'sum by (error) (increase(karpenter_cloudprovider_errors_total[1h]))' },
    },
  ],
};

const sparkOperator: Dashboard = {
  title: 'Spark Operator',
  panels: [
    { title: 'Applications that run', queries: { running: 'sum(spark_application_running_count)' } },
    {
      title: 'Applications, in an hour',
      queries: {
        submitted: 'sum(increase(spark_application_submit_count[1h]))',
        succeeded: 'sum(increase(spark_application_success_count[1h]))',
        failed: 'sum(increase(spark_application_failure_count[1h]))',
        'not submitted': 'sum(increase(spark_application_failed_submission_count[1h]))',
      },
    },
    {
      title: 'Executors',
      queries: {
        running: 'sum(spark_executor_running_count)',
        'failed in an hour': 'sum(increase(spark_executor_failure_count[1h]))',
      },
    },
    {
      title: 'From submission to the first executor, 95th percentile',
      queries: {
        start: `histogram_quantile(0.95, sum by (le) (rate(spark_application_start_latency_seconds_histogram_bucket${every})))`,
      },
      unit: 's',
    },
  ],
};

/** What drivers show of their executors; the series of a job end with it. */
const sparkJobs: Dashboard = {
  title: 'Spark jobs',
  panels: [
    {
      title: 'Tasks that run',
      queries: {
        '{{namespace}} {{application_name}}': 'sum by (namespace, application_name) (metrics_executor_activeTasks)',
      },
    },
    {
      title: 'Cores',
      queries: {
        '{{namespace}} {{application_name}}': 'sum by (namespace, application_name) (metrics_executor_totalCores)',
      },
    },
    {
      title: 'Tasks that failed',
      queries: {
        '{{namespace}} {{application_name}}':
          'sum by (namespace, application_name) (metrics_executor_failedTasks_total)',
      },
    },
    {
      title: 'Peak of the heap, by executor',
      queries: {
        '{{application_name}} {{executor_id}}':
          'max by (application_name, executor_id) (metrics_executor_JVMHeapMemory_bytes)',
      },
      unit: 'bytes',
    },
    {
      title: 'Part of the time that goes into garbage collection',
      queries: {
        '{{application_name}}':
          'sum by (application_name) (metrics_executor_totalGCTime_seconds_total) / sum by (application_name) (metrics_executor_totalDuration_seconds_total)',
      },
      unit: 'percentunit',
    },
    {
      title: 'Shuffle written',
      queries: {
        '{{namespace}} {{application_name}}':
          'sum by (namespace, application_name) (metrics_executor_totalShuffleWrite_bytes_total)',
      },
      unit: 'bytes',
    },
    {
      title: 'Spilled to disk by cached data',
      queries: { '{{application_name}}': 'sum by (application_name) (metrics_executor_diskUsed_bytes)' },
      unit: 'bytes',
    },
    {
      title: 'Input read',
      queries: { '{{application_name}}': 'sum by (application_name) (metrics_executor_totalInputBytes_bytes_total)' },
      unit: 'bytes',
    },
  ],
};
