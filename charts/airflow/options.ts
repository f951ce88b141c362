/**
 * The options of airflow.cfg that the platform sets. The chart takes any section with any key, and Airflow ignores what it
 * does not know: so they are listed here, by the section that Airflow 3 reads them from.
 */
export interface AirflowOptions {
  readonly core: {
    /** Tasks that run at the same time. */
    readonly parallelism: number;
  };
  readonly logging: {
    readonly remote_logging: Flag;
    /** `s3://…` or `cloudwatch://arn:…`. */
    readonly remote_base_log_folder: string;
    readonly remote_log_conn_id: string;
    readonly delete_local_logs: Flag;
    readonly encrypt_s3_logs: Flag;
  };
  readonly kubernetes_executor: {
    /** Pods that the scheduler makes in one round of its loop. */
    readonly worker_pods_creation_batch_size: number;
    readonly delete_worker_pods: Flag;
    readonly delete_worker_pods_on_failure: Flag;
  };
  readonly secrets?: {
    readonly backend: string;
    /** JSON. */
    readonly backend_kwargs: string;
  };
  readonly fab: {
    /** Whether the login pages believe the headers of a proxy, whoever sends them. */
    readonly enable_proxy_fix: Flag;
  };
  readonly api?: {
    /** Where people find the interface; links in mails are built on it. */
    readonly base_url: string;
  };
}

/** As Python writes them. */
type Flag = 'True' | 'False';
