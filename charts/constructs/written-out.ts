import type { ApiObject } from 'cdk8s';
import { at, type Json, type JsonObject, stringsIn, walk } from '../../imports/json.ts';

/**
 * What an object leaves open. Server-side apply owns the fields that Git has and no other: where "none" is said by leaving a
 * field out, a hand that fills it in stays unnoticed, and Argo CD says Synced. Each line says what to write.
 */
export function openFields(object: ApiObject): readonly string[] {
  const manifest: JsonObject = object.toJson();
  const missing = (path: string, field: string, write: string) =>
    at(manifest, path ? `${path}.${field}` : field) === undefined
      ? [`${path ? `${path}.` : ''}${field} is missing, so what somebody adds there would stay; write ${write}`]
      : [];

  switch (object.kind) {
    case 'NetworkPolicy':
      return stringsIn(manifest, 'spec.policyTypes').flatMap((type) =>
        missing('spec', type.toLowerCase(), `${type.toLowerCase()}: [] where it allows nothing`),
      );
    case 'Role':
    case 'ClusterRole':
      return missing('', 'rules', 'rules: [] where it grants nothing');
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return missing('', 'subjects', 'subjects: [] where it has none');
    case 'ServiceAccount':
      return missing('', 'automountServiceAccountToken', 'true where its pods call the Kubernetes API, else false');
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
      return podSpecs(manifest).flatMap((path) =>
        missing(path, 'automountServiceAccountToken', 'true where the pods call the Kubernetes API, else false'),
      );
    default:
      return [];
  }
}

/** Paths of the pod templates' specs: a pod has containers. */
function podSpecs(manifest: Json): readonly string[] {
  return walk(manifest).flatMap(({ path }) =>
    path.endsWith('.containers') ? [path.slice(0, -'.containers'.length)] : [],
  );
}
