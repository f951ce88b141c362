/**
 * Metrics that the monitored components really export, by the source that says so. Whoever adds one has looked there.
 */
const exported: Readonly<Record<string, readonly string[]>> = {
  /** Names of metrics_template.yaml of Airflow 3.3.2, through statsd-mappings.yml of the Airflow chart 1.22.0. */
  airflow: [
    'airflow_dag_processing_file_path_queue_size',
    'airflow_dag_processing_import_errors',
    'airflow_dag_processing_total_parse_time',
    'airflow_dag_processor_heartbeat',
    'airflow_dagrun_duration',
    'airflow_dagrun_failed_count',
    'airflow_dagrun_schedule_delay',
    'airflow_executor_open_slots',
    'airflow_executor_queued_tasks',
    'airflow_executor_running_tasks',
    'airflow_pool_open_slots',
    'airflow_pool_starving_tasks',
    'airflow_scheduler_heartbeat',
    'airflow_scheduler_scheduler_loop_duration',
    'airflow_ti_failures',
    'airflow_ti_successes',
    'airflow_triggerer_heartbeat',
    'airflow_triggers_running',
  ],
  argoCd: ['argocd_app_info'],
  /** website/content/en/v1.14/reference/metrics.md of karpenter-provider-aws. */
  karpenter: [
    'karpenter_cloudprovider_errors_total',
    'karpenter_interruption_received_messages_total',
    'karpenter_nodeclaims_disrupted_total',
    'karpenter_nodepools_limit',
    'karpenter_nodepools_usage',
    'karpenter_nodes_allocatable',
    'karpenter_nodes_created_total',
    'karpenter_nodes_terminated_total',
    'karpenter_pods_startup_duration_seconds',
    'karpenter_scheduler_unschedulable_pods_count',
  ],
  kubeStateMetrics: [
    'kube_cronjob_status_last_schedule_time',
    'kube_cronjob_status_last_successful_time',
    'kube_pod_status_phase',
  ],
  /** pkg/common/metrics.go and internal/metrics of the Spark operator 2.5.2. */
  sparkOperator: [
    'spark_application_failed_submission_count',
    'spark_application_failure_count',
    'spark_application_running_count',
    'spark_application_start_latency_seconds_histogram_bucket',
    'spark_application_submit_count',
    'spark_application_success_count',
    'spark_executor_failure_count',
    'spark_executor_running_count',
  ],
  /** PrometheusResource.scala of Spark 4. */
  sparkJobs: [
    'metrics_executor_JVMHeapMemory_bytes',
    'metrics_executor_activeTasks',
    'metrics_executor_diskUsed_bytes',
    'metrics_executor_failedTasks_total',
    'metrics_executor_totalCores',
    'metrics_executor_totalDuration_seconds_total',
    'metrics_executor_totalGCTime_seconds_total',
    'metrics_executor_totalInputBytes_bytes_total',
    'metrics_executor_totalShuffleWrite_bytes_total',
  ],
};
const known = new Set(Object.values(exported).flat());

const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** What is wrong with a query, as far as its form and its metrics tell. */
export function promqlProblems(query: string): readonly string[] {
  const bare = query.replace(/"(\\.|[^"\\])*"/g, '""');
  return [
    ...(bare.replaceAll('""', '').includes('"') ? ['a quote is not closed'] : []),
    ...unbalanced(bare),
    ...(/(\b(and|or|unless|by|without)|[-+*/<>=])\s*$/.test(bare) ? ['ends in an operator'] : []),
    ...metricsIn(bare)
      .filter((metric) => !known.has(metric))
      .map((metric) => `nothing exports ${metric}`),
    ...(metricsIn(bare).length === 0 ? ['asks for no metric'] : []),
  ];
}

function unbalanced(query: string): readonly string[] {
  const open: string[] = [];
  for (const character of query) {
    if (Object.values(pairs).includes(character)) open.push(character);
    else if (pairs[character] && open.pop() !== pairs[character]) return [`'${character}' closes nothing`];
  }
  return open.map((character) => `'${character}' is not closed`);
}

/** Words with an underscore that are neither labels, functions, ranges, nor names in a `by (…)`. */
function metricsIn(query: string): readonly string[] {
  const withoutLabels = query
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '');
  return withoutLabels.match(/\b[A-Za-z]+(_[A-Za-z]+)+\b(?!\s*\()/g) ?? [];
}
