/** Options of airflow.cfg that the platform rests on, as `section.option`, by who sets them; `section.*` is the whole section. */
const byOwner: Readonly<Record<string, string>> = {
  'airflow.dags': 'core.dags_folder',
  'the platform, which runs each task in a pod of its own':
    'core.executor local_kubernetes_executor.* aws_batch_executor.* aws_ecs_executor.* aws_lambda_executor.*',
  'airflow.login':
    'core.auth_manager core.simple_auth_manager_users core.simple_auth_manager_all_admins core.simple_auth_manager_passwords_file fab.config_file aws_auth_manager.*',
  'the chart of Airflow, which knows the Service': 'core.execution_api_server_url',
  'the platform, which reads the log of a deferred task by the address of its pod': 'core.hostname_callable',
  'airflow.parallelism': 'core.parallelism',
  'the platform, which counts the connections that airflow.pgbouncer takes':
    'database.sql_alchemy_pool_enabled database.sql_alchemy_pool_size database.sql_alchemy_max_overflow',
  'the platform, which mounts a volume there': 'logging.base_log_folder',
  'airflow.logs':
    'logging.remote_logging logging.remote_base_log_folder logging.remote_log_conn_id logging.delete_local_logs logging.encrypt_s3_logs',
  'the platform, whose network policy names the port': 'logging.trigger_log_server_port api.port',
  monitoring: 'metrics.statsd_on metrics.statsd_host metrics.statsd_port metrics.statsd_prefix',
  'airflow.secretsBackend':
    'secrets.backend secrets.backend_kwargs workers.secrets_backend workers.secrets_backend_kwargs',
  'airflow.exposure':
    'api.base_url fab.enable_proxy_fix fab.proxy_fix_x_for fab.proxy_fix_x_host fab.proxy_fix_x_port fab.proxy_fix_x_prefix fab.proxy_fix_x_proto',
  'the platform, whose network policy and probes ask the pod': 'api.host',
  'airflow.exposure, whose load balancer ends TLS': 'api.ssl_cert api.ssl_key',
  'the platform, which generates it in Secrets Manager': 'api.secret_key api_auth.jwt_secret core.fernet_key',
  'airflow.database': 'database.sql_alchemy_conn database.sql_alchemy_conn_async',
  'airflow.dags and airflow.dagBundles': 'dag_processor.dag_bundle_config_list',
  'the platform, whose scheduler uses its own account':
    'kubernetes_executor.config_file kubernetes_executor.cluster_context kubernetes_executor.in_cluster',
  'the platform, whose clean-up takes failed pods away each night':
    'kubernetes_executor.delete_worker_pods kubernetes_executor.delete_worker_pods_on_failure',
  'the platform, whose scheduler may make pods in one namespace':
    'kubernetes_executor.multi_namespace_mode kubernetes_executor.multi_namespace_mode_namespace_list kubernetes_executor.namespace',
  'the platform, whose task pods hold no keys': 'kubernetes_executor.pod_template_file',
  'airflow.image': 'kubernetes_executor.worker_container_repository kubernetes_executor.worker_container_tag',
  'nobody: this platform has no Kerberos': 'kerberos.*',
};

/** Who sets an option. */
export const ownedOptions: ReadonlyMap<string, string> = new Map(
  Object.entries(byOwner).flatMap(([owner, options]) => options.split(' ').map((option) => [option, owner] as const)),
);
