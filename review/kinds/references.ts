import { at, isObject, type Json, listIn, objectIn } from '../../imports/json.ts';
import { chartsIn } from '../tree/application.ts';
import type { Manifest } from '../tree/manifest.ts';
import { groupOf, keyOf, type ObjectId } from '../tree/object-id.ts';
import { type Item, isApplication, type Tree } from '../tree/tree.ts';
import { allValues } from './helm/values.ts';
import { isUnread } from './made-elsewhere.ts';
import { named, type Reference, referencesIn } from './references-in.ts';

export type { Reference } from './references-in.ts';

/** Kinds whose fields are data or schemas: a name in them is nobody's reference. */
const withoutReferences = ['ConfigMap', 'CustomResourceDefinition', 'Secret'];

/** Everything that an object needs by its name: in its own fields, in its pods, and in the Helm values of an Application. */
export function referencesOf(item: Item): readonly Reference[] {
  const before = known.get(item.manifest);
  // What an object without a namespace names is where its Application goes.
  if (before && before.namespace === item.id.namespace) return before.references;
  const references = read(item);
  known.set(item.manifest, { namespace: item.id.namespace, references });
  return references;
}

/** Objects of a tree that need one of these by its name. */
export function usersOf(ids: readonly ObjectId[], tree: Tree): readonly Item[] {
  const keys = new Set(ids.map(keyOf));
  return keys.size === 0 ? [] : tree.items.filter((user) => referencesOf(user).some((id) => keys.has(keyOf(id))));
}

/** Two trees share the manifests of equal files. */
const known = new WeakMap<
  Manifest,
  { readonly namespace: string | undefined; readonly references: readonly Reference[] }
>();

function read(item: Item): readonly Reference[] {
  const { group, kind, namespace } = item.id;
  const inNamespace = namespace === undefined ? [] : [named('Namespace', namespace, 'metadata.namespace')];
  if (isApplication(item.manifest)) return [...inNamespace, ...ofApplication(item)];
  if (group === '' && withoutReferences.includes(kind)) return inNamespace;
  const { apiVersion: _, kind: __, metadata: ___, ...fields } = item.manifest;
  return [...inNamespace, ...ofKind(item), ...referencesIn(fields, namespace)];
}

/** What an object makes under another name, beside itself. */
export function providedBy({ id, manifest }: Item): readonly ObjectId[] {
  const { kind, namespace, name } = id;
  const secret = (path: string): readonly ObjectId[] => {
    const given = at(manifest, path);
    const own = typeof given === 'string' && given !== '' ? given : name;
    return namespace === undefined ? [] : [{ group: '', kind: 'Secret', namespace, name: own }];
  };
  switch (kind) {
    case 'ExternalSecret':
      return secret('spec.target.name');
    case 'Certificate':
      return secret('spec.secretName');
    case 'SealedSecret':
      return secret('spec.template.metadata.name');
    default:
      return [];
  }
}

/** The values inside an Application belong to the namespace that it installs into. */
function ofApplication({ id, manifest }: Item): readonly Reference[] {
  const namespace = at(manifest, 'spec.destination.namespace');
  const place = typeof namespace === 'string' && namespace !== '' ? namespace : undefined;
  return [
    named('AppProject', String(at(manifest, 'spec.project') ?? 'default'), 'spec.project', id.namespace),
    ...(place === undefined ? [] : [named('Namespace', place, 'spec.destination.namespace')]),
    ...chartsIn(manifest).flatMap((source) => {
      const values = allValues(source);
      return referencesIn(values, place)
        .filter(({ field }) => !isUnread({ ...source, values }, field))
        .map((found) => ({ ...found, field: `${source.valuesField}.${found.field}` }));
    }),
  ];
}

/** Fields that mean a reference only in their own kind. */
function ofKind({ id, manifest, chart }: Item): readonly Reference[] {
  const { kind, namespace } = id;
  const text = (path: string) => String(at(manifest, path) ?? '');
  const local = (target: string, path: string, group?: string) => [named(target, text(path), path, namespace, group)];
  return byKind().filter(({ name }) => name !== '');

  function byKind(): readonly Reference[] {
    switch (kind) {
      case 'RoleBinding':
      case 'ClusterRoleBinding':
        return [
          named(
            text('roleRef.kind'),
            text('roleRef.name'),
            'roleRef.name',
            text('roleRef.kind') === 'Role' ? namespace : undefined,
          ),
          ...listIn(manifest, 'subjects').flatMap((subject, index) => {
            if (at(subject, 'kind') !== 'ServiceAccount') return [];
            const place = String(at(subject, 'namespace') ?? namespace ?? '');
            return [named('ServiceAccount', String(at(subject, 'name')), `subjects[${index}].name`, place)];
          }),
        ];
      case 'ExternalSecret':
        return [storeOf(manifest, 'spec.secretStoreRef', namespace), ...storesInside(manifest, namespace)];
      case 'NodePool': {
        const path = 'spec.template.spec.nodeClassRef';
        return [named(text(`${path}.kind`), text(`${path}.name`), `${path}.name`, undefined, text(`${path}.group`))];
      }
      case 'StatefulSet':
        // Pods start without it. Charts name one that they do not make, e.g. that of Argo CD.
        return chart === undefined ? local('Service', 'spec.serviceName') : [];
      case 'HorizontalPodAutoscaler': {
        const group = groupOf(text('spec.scaleTargetRef.apiVersion'));
        return local(text('spec.scaleTargetRef.kind'), 'spec.scaleTargetRef.name', group);
      }
      case 'PersistentVolumeClaim':
        return [named('PersistentVolume', text('spec.volumeName'), 'spec.volumeName')];
      case 'IngressClass': {
        const group = text('spec.parameters.apiGroup');
        return [
          named(text('spec.parameters.kind'), text('spec.parameters.name'), 'spec.parameters.name', undefined, group),
        ];
      }
      case 'Ingress':
        return loginSecrets(manifest).map((name) =>
          named('Secret', name, `metadata.annotations.${loginAnnotation}`, namespace),
        );
      case 'ServiceMonitor':
      case 'PodMonitor': {
        const path = 'spec.namespaceSelector.matchNames';
        return listIn(manifest, path).map((name, index) => named('Namespace', String(name), `${path}[${index}]`));
      }
      case 'ValidatingAdmissionPolicyBinding':
        return [named('ValidatingAdmissionPolicy', text('spec.policyName'), 'spec.policyName')];
      default:
        return [];
    }
  }
}

const loginAnnotation = 'alb.ingress.kubernetes.io/auth-idp-oidc';

/** Secrets of the namespace of an Ingress with which its load balancer asks a provider who comes. */
export function loginSecrets(ingress: Json): readonly string[] {
  const text = objectIn(ingress, 'metadata.annotations')[loginAnnotation];
  return [...String(text ?? '').matchAll(/"secretName"\s*:\s*"([^"]+)"/g)].flatMap(([, name]) => name ?? []);
}

function storeOf(root: Json, path: string, namespace: string | undefined): Reference {
  const { kind = 'SecretStore', name = '' } = objectIn(root, path);
  return named(String(kind), String(name), `${path}.name`, kind === 'SecretStore' ? namespace : undefined);
}

/** An entry of an ExternalSecret may read from a store of its own. */
function storesInside(manifest: Json, namespace: string | undefined): readonly Reference[] {
  return ['data', 'dataFrom'].flatMap((list) =>
    listIn(manifest, `spec.${list}`).flatMap((entry, index) => {
      const path = `spec.${list}.${index}.sourceRef.storeRef`;
      return isObject(at(entry, 'sourceRef.storeRef')) ? [storeOf(manifest, path, namespace)] : [];
    }),
  );
}
