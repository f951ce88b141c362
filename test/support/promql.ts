/** Metrics that the monitored components really export, read from their sources and the StatsD mapping of the Airflow chart. */
const exported = [
  'airflow_dag_processing_import_errors',
  'airflow_executor_open_slots',
  'airflow_executor_queued_tasks',
  'airflow_scheduler_heartbeat',
  'argocd_app_info',
  'karpenter_nodepools_limit',
  'karpenter_nodepools_usage',
  'kube_cronjob_status_last_schedule_time',
  'kube_cronjob_status_last_successful_time',
  'kube_pod_status_phase',
  'spark_application_failed_submission_count',
];

const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** What is wrong with a query, as far as its form and its metrics tell. */
export function promqlProblems(query: string): readonly string[] {
  const bare = query.replace(/"(\\.|[^"\\])*"/g, '""');
  return [
    ...(bare.replaceAll('""', '').includes('"') ? ['a quote is not closed'] : []),
    ...unbalanced(bare),
    ...(/(\b(and|or|unless|by|without)|[-+*/<>=])\s*$/.test(bare) ? ['ends in an operator'] : []),
    ...metricsIn(bare)
      .filter((metric) => !exported.includes(metric))
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

/** Words with an underscore that are neither labels nor names in a `by (…)`. */
function metricsIn(query: string): readonly string[] {
  const withoutLabels = query.replace(/\{[^}]*\}/g, '').replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '');
  return withoutLabels.match(/\b[a-z]+(_[a-z]+)+\b/g) ?? [];
}
