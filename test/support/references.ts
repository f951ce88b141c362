import { load } from 'js-yaml';
import { at, isObject, type Json, type JsonObject, listIn, walk } from '../../imports/json.ts';
import { all, appOf, type Manifest } from '../render.ts';
import { applications } from './applications.ts';

/** One object that needs another by its name. */
export interface Reference {
  /** The Application that needs it. */
  readonly from: string;
  readonly kind: string;
  /** `undefined` for kinds that have none. */
  readonly namespace?: string;
  readonly name: string;
  /** Kubernetes takes it although the other is not there yet: a RoleBinding may be older than the account that it names. */
  readonly mayComeLater?: true;
}

/** Accounts that Helm releases make, by the Application that installs them. */
const madeByHelm: Readonly<Record<string, string>> = {
  'spark-operator/spark-operator-controller': 'spark-operator',
  'spark-operator/spark-operator-webhook': 'spark-operator',
};

/** Names that are references only in form. */
const noReferences = new Set([
  // Only keeps the Airflow chart from making a random Secret for a broker that KubernetesExecutor does not have.
  'airflow-no-broker',
  // The settings that the Airflow chart itself writes for all of its pods.
  'airflow-config',
]);

/** Everything that the manifests and the Helm values of an environment need by name. */
export function references(manifests: readonly Manifest[]): readonly Reference[] {
  const inManifests = manifests.flatMap((manifest) => [
    // The values inside an Application belong to the namespace that it installs into.
    ...(manifest.kind === 'Application'
      ? []
      : referencesIn(manifest.spec, appOf(manifest), manifest.metadata.namespace)),
    ...ownReferences(manifest),
  ]);
  const inValues = applications(manifests).flatMap(({ name, namespace, chart }) => [
    { from: name, kind: 'Namespace', name: namespace },
    ...referencesIn(chart?.values, name, namespace),
  ]);
  return [...inManifests, ...inValues].filter(({ name }) => !noReferences.has(name));
}

export function describeReference({ from, kind, namespace, name }: Reference): string {
  return `${from} needs ${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** Fields whose meaning is the same wherever they stand: in pod specs, claims and Helm values. */
function referencesIn(value: Json | undefined, from: string, namespace: string | undefined): readonly Reference[] {
  const local = (kind: string, name: Json | undefined) =>
    typeof name === 'string' && name !== '' ? [{ from, kind, name, ...(namespace ? { namespace } : {}) }] : [];
  const wide = (kind: string, name: Json) => (typeof name === 'string' ? [{ from, kind, name }] : []);

  return walk(value).flatMap(({ path, value: found }) => {
    const key = path.split('.').pop() ?? '';
    if (/^(existingSecret|secretName|.+SecretName)$/.test(key)) return local('Secret', found);
    if (key === 'secretRef' || key === 'secretKeyRef') return local('Secret', at(found, 'name'));
    if (/^configMap(Ref|KeyRef)?$/.test(key) && isObject(found)) return local('ConfigMap', at(found, 'name'));
    if (key === 'serviceAccountName') return local('ServiceAccount', found);
    if (key === 'serviceAccount' && at(found, 'create') === false) return local('ServiceAccount', at(found, 'name'));
    if (key === 'priorityClassName') return wide('PriorityClass', found);
    if (key === 'storageClassName') return wide('StorageClass', found);
    // The Airflow chart takes these as text.
    if ((key === 'extraEnvFrom' || key === 'podTemplate') && typeof found === 'string') {
      return referencesIn(load(found) as Json, from, namespace);
    }
    return [];
  });
}

/** Fields that mean a reference only in their own kind. */
function ownReferences(manifest: Manifest): readonly Reference[] {
  const { kind, metadata, spec } = manifest;
  const from = appOf(manifest);
  const here = metadata.namespace ? { namespace: metadata.namespace } : {};
  const inNamespace = metadata.namespace ? [{ from, kind: 'Namespace', name: metadata.namespace }] : [];
  switch (kind) {
    case 'RoleBinding':
      return [
        ...inNamespace,
        { from, kind: 'Role', name: String(at(manifest['roleRef'], 'name')), ...here },
        ...listIn(manifest['subjects'])
          .filter(isObject)
          .map((subject) => ({ from, ...subjectOf(subject), mayComeLater: true as const })),
      ];
    case 'ExternalSecret':
      return [...inNamespace, { from, kind: 'ClusterSecretStore', name: String(at(spec, 'secretStoreRef.name')) }];
    case 'NodePool':
      return [{ from, kind: 'EC2NodeClass', name: String(at(spec, 'template.spec.nodeClassRef.name')) }];
    case 'ServiceMonitor':
    case 'PodMonitor':
      return [
        ...inNamespace,
        ...listIn(spec, 'namespaceSelector.matchNames').map((name) => ({
          from,
          kind: 'Namespace',
          name: String(name),
        })),
      ];
    case 'Application':
      return [...inNamespace, { from, kind: 'AppProject', namespace: 'argocd', name: String(at(spec, 'project')) }];
    default:
      return inNamespace;
  }
}

function subjectOf({ kind, namespace, name }: JsonObject) {
  return { kind: String(kind), namespace: String(namespace), name: String(name) };
}

/** Who makes an object: the Application, or the cluster before any of them. */
export function providerOf(manifests: readonly Manifest[], { kind, namespace, name }: Reference): string | undefined {
  if (kind === 'Namespace' && name === 'kube-system') return 'cluster';
  if (kind === 'PriorityClass' && name.startsWith('system-')) return 'cluster';

  const own = all(manifests, kind).find((manifest) => isNamed(manifest, namespace, name));
  if (own) return appOf(own);
  if (kind === 'ServiceAccount') return madeByHelm[`${namespace}/${name}`];
  if (kind === 'Secret') {
    const external = all(manifests, 'ExternalSecret').find(
      ({ metadata, spec }) => metadata.namespace === namespace && at(spec, 'target.name') === name,
    );
    return external && appOf(external);
  }
  return undefined;
}

function isNamed({ metadata }: Manifest, namespace: string | undefined, name: string): boolean {
  return metadata.name === name && metadata.namespace === namespace;
}
