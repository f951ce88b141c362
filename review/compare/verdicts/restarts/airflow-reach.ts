import { isObject, type JsonObject } from '../../../../imports/json.ts';
import type { Path } from '../../path.ts';

/** Pods of the Airflow chart that run all the time. */
export const components = ['api-server', 'scheduler', 'dag-processor', 'triggerer', 'pgbouncer', 'statsd'] as const;
export type Component = (typeof components)[number];

/** Those that run Airflow itself: airflow.cfg and its checksum are on each of them. */
const airflow: readonly Component[] = ['api-server', 'scheduler', 'dag-processor', 'triggerer'];
const nobody: readonly Component[] = [];

/** Parts of the values that belong to one component. */
const sections: Readonly<Record<string, readonly Component[]>> = {
  apiServer: ['api-server'],
  scheduler: ['scheduler'],
  dagProcessor: ['dag-processor'],
  triggerer: ['triggerer'],
  pgbouncer: ['pgbouncer'],
  statsd: ['statsd'],
};

/** Fields of a component that change objects beside its pods. */
const besidePods = new Set([
  'allowPodLogReading',
  'annotations',
  'enabled',
  'hpa',
  'ingress',
  'keda',
  'maxReplicas',
  'minReplicas',
  'networkPolicy',
  'podDisruptionBudget',
  'replicas',
  'revisionHistoryLimit',
  'service',
  'strategy',
  'updateStrategy',
]);

/** Values that the chart writes into pgbouncer.ini, where it makes that Secret itself. */
const pgbouncerIni =
  /^(auth_file|auth_type|ciphers|extraIni.*|logConnections|logDisconnections|maxClientConn|metadataPoolSize|resultBackendPoolSize|sslmode|verbose)$/;

/** Values at the top that reach every pod of Airflow, and pgbouncer and statsd too where it is said. */
const shared: Readonly<Record<string, readonly Component[]>> = {
  affinity: components,
  airflowConfigAnnotations: airflow,
  airflowHome: airflow,
  airflowLocalSettings: airflow,
  airflowPodAnnotations: airflow,
  apiSecretKeySecretName: airflow,
  config: airflow,
  containerLifecycleHooks: airflow,
  defaultAirflowDigest: airflow,
  defaultAirflowRepository: airflow,
  defaultAirflowTag: airflow,
  enableBuiltInSecretEnvVars: airflow,
  enableServiceLinks: components,
  env: airflow,
  executor: airflow,
  extraConfigMaps: airflow,
  extraEnv: airflow,
  extraEnvFrom: airflow,
  extraSecrets: airflow,
  fernetKeySecretName: airflow,
  fullnameOverride: ['pgbouncer', 'statsd'],
  imagePullSecrets: components,
  jwtSecretName: ['api-server', 'scheduler'],
  labels: components,
  nameOverride: ['pgbouncer', 'statsd'],
  nodeSelector: components,
  podTemplate: airflow,
  registry: components,
  schedulerName: components,
  secret: airflow,
  securityContext: airflow,
  securityContexts: airflow,
  tolerations: components,
  topologySpreadConstraints: components,
  volumeMounts: [...airflow, 'pgbouncer'],
  volumes: [...airflow, 'pgbouncer'],
};

/**
 * Which pods of the pinned Airflow chart restart for a change of this value: with it their template changes, or a
 * checksum on it.
 *
 * @param values all values of the Application, which decide what the chart makes itself
 */
export function airflowReach(path: Path, values: JsonObject): readonly Component[] {
  const [root = '', field = ''] = path;
  const own = sections[root];
  if (own) return ofSection(root, field, path, own, values);
  if (root === 'images') return ofImage(field);
  if (root === 'data') return ofData(field, values);
  // Without a template of its own, the chart writes one from these values, into the ConfigMap with airflow.cfg.
  if (root === 'workers')
    return values['podTemplate'] === undefined || values['podTemplate'] === null ? airflow : nobody;
  if (root === 'dags' || root === 'logs') return airflow;
  if (root === 'ports') return components;
  return shared[root] ?? nobody;
}

function ofSection(
  root: string,
  field: string,
  path: Path,
  own: readonly Component[],
  values: JsonObject,
): readonly Component[] {
  if (field === 'dagBundleConfigList') return airflow;
  if (besidePods.has(field)) return nobody;
  if (field === 'serviceAccount')
    return path[2] === 'name' || path[2] === 'automountServiceAccountToken' ? own : nobody;
  if (root === 'pgbouncer' && pgbouncerIni.test(field)) {
    const pgbouncer = values['pgbouncer'];
    return isObject(pgbouncer) && pgbouncer['configSecretName'] ? nobody : [...airflow, 'pgbouncer'];
  }
  return own;
}

function ofImage(image: string): readonly Component[] {
  if (image === 'airflow' || image === 'useDefaultImageForMigration' || image === 'migrationsWaitTimeout')
    return airflow;
  if (image === 'pgbouncer' || image === 'pgbouncerExporter') return ['pgbouncer'];
  return image === 'statsd' ? ['statsd'] : nobody;
}

function ofData(field: string, values: JsonObject): readonly Component[] {
  const isCelery = /celery/i.test(String(values['executor'] ?? ''));
  if (/^(broker|resultBackend)/.test(field)) return isCelery ? airflow : nobody;
  return airflow;
}
