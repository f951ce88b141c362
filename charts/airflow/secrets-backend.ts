import type { Platform } from '../../config/resolve.ts';
import type { AirflowOptions } from '../../imports/values/airflow-options.ts';

const classes = {
  'secrets-manager': 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend',
  ssm: 'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend',
} as const;

/** Where Airflow looks for connections and variables first. It asks for nothing that it may not read: `null` looks nothing up. */
export function secretsBackend({
  airflow: { secretsBackend: backend },
  aws,
}: Pick<Platform, 'airflow' | 'aws'>): Pick<AirflowOptions, 'secrets'> {
  if (backend === undefined) return {};
  const { kind, connectionsPrefix = null, variablesPrefix = null } = backend;
  const kwargs = {
    connections_prefix: connectionsPrefix,
    variables_prefix: variablesPrefix,
    config_prefix: null,
    region_name: aws.region,
  };
  return { secrets: { backend: classes[kind], backend_kwargs: JSON.stringify(kwargs) } };
}
