import { webAddress } from '../../config/git-address.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import type {
  PrometheusRuleSpecGroups,
  PrometheusRuleSpecGroupsRules,
} from '../../imports/crds/monitoring.coreos.com.ts';
import { PrometheusRuleSpecGroupsRulesExpr as Expr } from '../../imports/crds/monitoring.coreos.com.ts';

interface Alert {
  readonly name: string;
  /** PromQL; the alert fires while it has a result. */
  readonly when: string;
  /** How long it must last. */
  readonly lasting: string;
  readonly severity: 'warning' | 'critical';
  /** What it means for people, and where to look. */
  readonly summary: string;
}

/**
 * Alerts on what stops people's work: Airflow, capacity, Spark submissions, and Git that does not arrive. Each links to its
 * heading in docs/runbook.md, as GitHub shows it.
 */
export function alertGroups({ repoUrl, revision }: PlatformConfig['git']): PrometheusRuleSpecGroups[] {
  const runbook = `${webAddress(repoUrl)}/blob/${revision}/docs/runbook.md`;
  return Object.entries(alerts).map(([name, rules]) => ({ name, rules: rules.map((alert) => ruleOf(alert, runbook)) }));
}

function ruleOf({ name, when, lasting, severity, summary }: Alert, runbook: string): PrometheusRuleSpecGroupsRules {
  const annotations = { summary, runbook_url: `${runbook}#${name.toLowerCase()}` };
  return { alert: name, expr: Expr.fromString(when), for: lasting, labels: { severity }, annotations };
}

const alerts: Record<string, readonly Alert[]> = {
  airflow: [
    {
      name: 'AirflowSchedulerSilent',
      when: 'sum(increase(airflow_scheduler_heartbeat[5m])) < 1 or absent(airflow_scheduler_heartbeat)',
      lasting: '5m',
      severity: 'critical',
      summary:
        'No scheduler has sent a heartbeat for ten minutes: no task starts. See kubectl -n airflow logs deploy/airflow-scheduler.',
    },
    {
      name: 'AirflowDagImportErrors',
      when: 'max(airflow_dag_processing_import_errors) > 0',
      lasting: '10m',
      severity: 'warning',
      summary: 'A DAG file cannot be imported; the interface shows its file and line.',
    },
    {
      name: 'AirflowTasksQueued',
      when: 'max(airflow_executor_queued_tasks) > 0 and max(airflow_executor_open_slots) == 0',
      lasting: '30m',
      severity: 'warning',
      summary: 'Tasks have waited for half an hour because airflow.parallelism is used up.',
    },
    {
      name: 'AirflowCronJobFailed',
      // A run that ended well is later than its start; the Job of a failed run stays for long after the next good one.
      when: 'kube_cronjob_status_last_schedule_time{namespace="airflow"} unless on (namespace, cronjob) kube_cronjob_status_last_successful_time >= on (namespace, cronjob) kube_cronjob_status_last_schedule_time',
      lasting: '3h',
      severity: 'warning',
      summary:
        'The last run of {{ $labels.cronjob }} did not end well: old rows or finished pods pile up. See kubectl -n airflow get jobs.',
    },
  ],
  capacity: [
    {
      name: 'PodsPending',
      when: 'sum by (namespace) (kube_pod_status_phase{phase="Pending", namespace=~"airflow|spark-.*"}) > 0',
      lasting: '15m',
      severity: 'warning',
      summary: 'Pods in {{ $labels.namespace }} find no node. See the events of the pods and kubectl get nodepools.',
    },
    {
      name: 'NodePoolNearItsLimit',
      when: 'max by (nodepool, resource_type) (karpenter_nodepools_usage / karpenter_nodepools_limit) > 0.9',
      lasting: '15m',
      severity: 'warning',
      summary: 'Pool {{ $labels.nodepool }} uses more than 90 % of its {{ $labels.resource_type }} limit.',
    },
  ],
  spark: [
    {
      name: 'SparkSubmissionsFail',
      when: 'sum(increase(spark_application_failed_submission_count[15m])) > 0',
      lasting: '0m',
      severity: 'warning',
      summary:
        'The operator could not submit a job. See kubectl -n spark-operator logs deploy/spark-operator-controller.',
    },
  ],
  gitops: [
    {
      name: 'ApplicationOutOfSync',
      // Argo CD itself is synced by hand.
      when: 'sum by (name) (argocd_app_info{sync_status!="Synced", name!="argocd"}) > 0',
      lasting: '30m',
      severity: 'warning',
      summary: 'Application {{ $labels.name }} has not taken over what Git says for half an hour.',
    },
    {
      name: 'ApplicationUnhealthy',
      when: 'sum by (name) (argocd_app_info{health_status!~"Healthy|Suspended"}) > 0',
      lasting: '30m',
      severity: 'warning',
      summary: 'Application {{ $labels.name }} has not been healthy for half an hour.',
    },
  ],
};
