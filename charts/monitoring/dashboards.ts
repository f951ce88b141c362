import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

interface Panel {
  readonly title: string;
  /** PromQL by what its lines are called: a name, or `{{label}}`. */
  readonly queries: Readonly<Record<string, string>>;
  /** Unit of Grafana. */
  readonly unit: string;
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
    panels: panels.map(({ title, queries, unit }, index) => ({
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

function panel(title: string, queries: Panel['queries'], unit = 'short'): Panel {
  return { title, queries, unit };
}

const every = '[$__rate_interval]';

/** Airflow sends to StatsD; the exporter names a metric by the mapping of the chart. A timer is a summary in seconds. */
const airflow: Dashboard = {
  title: 'Airflow',
  panels: [
    panel('Tasks in the executor', {
      running: 'max(airflow_executor_running_tasks)',
      queued: 'max(airflow_executor_queued_tasks)',
      'open slots': 'max(airflow_executor_open_slots)',
    }),
    panel('Tasks that ended, per minute', {
      succeeded: `sum(rate(airflow_ti_successes${every})) * 60`,
      failed: `sum(rate(airflow_ti_failures${every})) * 60`,
    }),
    panel(
      'Duration of runs, median',
      { '{{dag_id}}': 'max by (dag_id) (airflow_dagrun_duration{quantile="0.5"})' },
      's',
    ),
    panel('Runs that failed, in an hour', {
      '{{dag_id}}': 'sum by (dag_id) (increase(airflow_dagrun_failed_count[1h]))',
    }),
    panel(
      'Delay of scheduled runs, median',
      { '{{dag_id}}': 'max by (dag_id) (airflow_dagrun_schedule_delay{quantile="0.5"})' },
      's',
    ),
    panel('Slots of pools', {
      'open, {{pool}}': 'max by (pool) (airflow_pool_open_slots)',
      'starving, {{pool}}': 'max by (pool) (airflow_pool_starving_tasks)',
    }),
    panel('Heartbeats, per minute', {
      scheduler: `sum(rate(airflow_scheduler_heartbeat${every})) * 60`,
      'DAG processor': `sum(rate(airflow_dag_processor_heartbeat${every})) * 60`,
      triggerer: `sum(rate(airflow_triggerer_heartbeat${every})) * 60`,
    }),
    panel('DAG files', {
      'import errors': 'max(airflow_dag_processing_import_errors)',
      'waiting to be parsed': 'max(airflow_dag_processing_file_path_queue_size)',
      'seconds for all of them': 'max(airflow_dag_processing_total_parse_time)',
    }),
    panel(
      'Loop of the scheduler, median',
      { loop: 'max(airflow_scheduler_scheduler_loop_duration{quantile="0.5"})' },
      's',
    ),
    panel('Triggers that run', { triggers: 'max(airflow_triggers_running)' }),
  ],
};

const karpenter: Dashboard = {
  title: 'Karpenter',
  panels: [
    panel(
      'Use of the limit, by pool',
      {
        '{{nodepool}} {{resource_type}}':
          'max by (nodepool, resource_type) (karpenter_nodepools_usage / karpenter_nodepools_limit)',
      },
      'percentunit',
    ),
    panel('vCPUs of nodes, by pool', {
      '{{nodepool}}': 'sum by (nodepool) (karpenter_nodes_allocatable{resource_type="cpu"})',
    }),
    panel('Nodes made and ended, in an hour', {
      'made, {{nodepool}}': 'sum by (nodepool) (increase(karpenter_nodes_created_total[1h]))',
      'ended, {{nodepool}}': 'sum by (nodepool) (increase(karpenter_nodes_terminated_total[1h]))',
    }),
    panel('Why nodes are disrupted, in an hour', {
      '{{reason}}': 'sum by (reason) (increase(karpenter_nodeclaims_disrupted_total[1h]))',
    }),
    panel('Pods without a node', { pods: 'sum(karpenter_scheduler_unschedulable_pods_count)' }),
    panel(
      'Start of a pod, 90th percentile',
      { start: 'max(karpenter_pods_startup_duration_seconds{quantile="0.9"})' },
      's',
    ),
    panel('Interruptions of Spot, in an hour', {
      '{{message_type}}': 'sum by (message_type) (increase(karpenter_interruption_received_messages_total[1h]))',
    }),
    panel('Errors of AWS, in an hour', {
      '{{error}}': 'sum by (error) (increase(karpenter_cloudprovider_errors_total[1h]))',
    }),
  ],
};

const sparkOperator: Dashboard = {
  title: 'Spark Operator',
  panels: [
    panel('Applications that run', { running: 'sum(spark_application_running_count)' }),
    panel('Applications, in an hour', {
      submitted: 'sum(increase(spark_application_submit_count[1h]))',
      succeeded: 'sum(increase(spark_application_success_count[1h]))',
      failed: 'sum(increase(spark_application_failure_count[1h]))',
      'not submitted': 'sum(increase(spark_application_failed_submission_count[1h]))',
    }),
    panel('Executors', {
      running: 'sum(spark_executor_running_count)',
      'failed in an hour': 'sum(increase(spark_executor_failure_count[1h]))',
    }),
    panel(
      'From submission to the first executor, 95th percentile',
      {
        start: `histogram_quantile(0.95, sum by (le) (rate(spark_application_start_latency_seconds_histogram_bucket${every})))`,
      },
      's',
    ),
  ],
};

/** What drivers show of their executors; the series of a job end with it. */
const sparkJobs: Dashboard = {
  title: 'Spark jobs',
  panels: [
    panel('Tasks that run', {
      '{{namespace}} {{application_name}}': 'sum by (namespace, application_name) (metrics_executor_activeTasks)',
    }),
    panel('Cores', {
      '{{namespace}} {{application_name}}': 'sum by (namespace, application_name) (metrics_executor_totalCores)',
    }),
    panel('Tasks that failed', {
      '{{namespace}} {{application_name}}': 'sum by (namespace, application_name) (metrics_executor_failedTasks_total)',
    }),
    panel(
      'Peak of the heap, by executor',
      {
        '{{application_name}} {{executor_id}}':
          'max by (application_name, executor_id) (metrics_executor_JVMHeapMemory_bytes)',
      },
      'bytes',
    ),
    panel(
      'Part of the time that goes into garbage collection',
      {
        '{{application_name}}':
          'sum by (application_name) (metrics_executor_totalGCTime_seconds_total) / sum by (application_name) (metrics_executor_totalDuration_seconds_total)',
      },
      'percentunit',
    ),
    panel(
      'Shuffle written',
      {
        '{{namespace}} {{application_name}}':
          'sum by (namespace, application_name) (metrics_executor_totalShuffleWrite_bytes_total)',
      },
      'bytes',
    ),
    panel(
      'Spilled to disk by cached data',
      { '{{application_name}}': 'sum by (application_name) (metrics_executor_diskUsed_bytes)' },
      'bytes',
    ),
    panel(
      'Input read',
      { '{{application_name}}': 'sum by (application_name) (metrics_executor_totalInputBytes_bytes_total)' },
      'bytes',
    ),
  ],
};
