import { loadAll, YAMLException } from 'js-yaml';
import { at, isObject, type Json, listIn, walk } from '../../imports/json.ts';
import type { ObjectId } from '../tree/object-id.ts';

/** An object that is needed by its name. */
export interface Reference extends ObjectId {
  /** Where it is named. */
  readonly field: string;
}

/** API groups of kinds that are needed by name; the core group for all others. */
const groups: Readonly<Record<string, string>> = {
  AppProject: 'argoproj.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  ClusterSecretStore: 'external-secrets.io',
  IngressClass: 'networking.k8s.io',
  PriorityClass: 'scheduling.k8s.io',
  Role: 'rbac.authorization.k8s.io',
  RuntimeClass: 'node.k8s.io',
  SecretStore: 'external-secrets.io',
  StorageClass: 'storage.k8s.io',
  ValidatingAdmissionPolicy: 'admissionregistration.k8s.io',
};

export function named(
  kind: string,
  name: string,
  field: string,
  namespace?: string,
  group = groups[kind] ?? '',
): Reference {
  return { group, kind, ...(namespace === undefined ? {} : { namespace }), name, field };
}

/** Fields that name an object without a namespace. */
const wide: Readonly<Record<string, string>> = {
  ingressClassName: 'IngressClass',
  priorityClassName: 'PriorityClass',
  runtimeClassName: 'RuntimeClass',
  storageClassName: 'StorageClass',
};

/**
 * References by fields whose meaning is the same wherever they stand: in pod specs, claims and Helm values. One that is
 * marked as optional is none.
 *
 * @param namespace that the value belongs to; without it, nothing inside a namespace can be named
 */
export function referencesIn(value: Json, namespace: string | undefined): readonly Reference[] {
  const local = (kind: string, name: Json | undefined, field: string, place = namespace): readonly Reference[] =>
    typeof name === 'string' && name !== '' && place !== undefined ? [named(kind, name, field, place)] : [];

  const all = walk(value);
  const optional = new Set(all.flatMap(({ path, value: found }) => (at(found, 'optional') === true ? [path] : [])));

  return all.flatMap(({ path, value: found }) => {
    const end = path.lastIndexOf('.');
    const key = path.slice(end + 1);
    const kind = wide[key];
    if (kind !== undefined) return typeof found === 'string' && found !== '' ? [named(kind, found, path)] : [];
    if (optional.has(path) || optional.has(path.slice(0, Math.max(end, 0)))) return [];
    // `name` in the objects of a field, e.g. `configMapRef: { name: settings }`.
    const byName = (target: string) => local(target, at(found, 'name'), `${path}.name`);
    switch (key) {
      case 'secretRef':
      case 'secretKeyRef':
        return byName('Secret');
      case 'secret':
        return /\.sources\.\d+\.secret$/.test(path) ? byName('Secret') : [];
      case 'configMap':
      case 'configMapRef':
      case 'configMapKeyRef':
        return byName('ConfigMap');
      case 'persistentVolumeClaim':
        return local('PersistentVolumeClaim', at(found, 'claimName'), `${path}.claimName`);
      case 'imagePullSecrets':
        return listIn(found).flatMap((item, index) => local('Secret', at(item, 'name') ?? item, `${path}.${index}`));
      case 'serviceAccountName':
        return local('ServiceAccount', found, path);
      case 'serviceAccountRef': {
        const place = at(found, 'namespace');
        return local(
          'ServiceAccount',
          at(found, 'name'),
          `${path}.name`,
          typeof place === 'string' ? place : namespace,
        );
      }
      case 'serviceAccount':
        // In Helm values; `create` says who makes it.
        return at(found, 'create') === false ? byName('ServiceAccount') : local('ServiceAccount', found, path);
      case 'jobNamespaces':
        // Of the Spark operator, which does not get ready where one is missing.
        return listIn(found).flatMap((name, index) =>
          typeof name === 'string' && name !== '' ? [named('Namespace', name, `${path}.${index}`)] : [],
        );
      case 'service':
        return isBackend(path, found) ? byName('Service') : [];
      case 'extraEnvFrom':
      case 'podTemplate':
        return typeof found === 'string' ? inText(found, path, namespace) : [];
      default:
        return /^(existingSecret|secretName|.+SecretName)$/.test(key) ? local('Secret', found, path) : [];
    }
  });
}

/** `service` of an Ingress has a port; that of Helm values says what kind of Service to make. */
function isBackend(path: string, value: Json): boolean {
  return /(^|\.)(defaultBackend|backend)\.service$/.test(path) && isObject(at(value, 'port'));
}

/** The Airflow chart takes these as text. The place in it is that of the text. */
function inText(text: string, field: string, namespace: string | undefined): readonly Reference[] {
  try {
    return (loadAll(text) as Json[]).flatMap((part) =>
      referencesIn(part, namespace).map((found) => ({ ...found, field })),
    );
  } catch (error) {
    if (error instanceof YAMLException) return [];
    throw error;
  }
}
