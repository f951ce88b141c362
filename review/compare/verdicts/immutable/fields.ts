import { at } from '../../../../imports/json.ts';
import { quantity } from '../../../kinds/quantity.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { isUnder, type Path } from '../../path.ts';

/** A part of an object that Kubernetes does not let anybody change. */
export interface Immutable {
  /** Its name in the message. */
  readonly field: string;
  /** Whether a field belongs to it. */
  readonly has: (path: Path) => boolean;
  /** What happens to what runs, after `the sync fails, and `. */
  readonly result: string;
  /** The way out. */
  readonly remedy: string;
  /** Whether this change of it is allowed all the same. */
  readonly allows?: (before: Item, after: Item, tree: Tree) => boolean;
}

const recreate =
  'delete the object by hand when nothing needs it, and let Argo CD make it again; or give the new one another name';

const below =
  (...places: readonly string[]) =>
  (path: Path) =>
    places.some((place) => isUnder(path, place));

/** A field, and all that is in it. */
const field = (name: string, result: string, remedy = recreate): Immutable => ({
  field: name,
  has: below(name),
  result,
  remedy,
});

/** Every field of the spec but these. */
const specBut =
  (...fields: readonly string[]) =>
  (path: Path) =>
    path[0] === 'spec' && !fields.includes(path[1] ?? '');

const rename = 'give it another name, and change who uses it in the same pull request';

const selector = (kind: string): Immutable =>
  field(
    'spec.selector',
    `the ${kind} keeps its selector and its pods`,
    `delete the ${kind} by hand (with --cascade=orphan its pods run on), and let Argo CD make it again`,
  );

const roleRef = field(
  'roleRef',
  'the binding goes on naming the old role',
  'give the binding another name, so that a new one is made; or delete the old one by hand',
);

const job = 'the Job does not run again';
const content = (kind: string): Immutable => ({
  field: 'data',
  has: below('data', 'stringData', 'binaryData', 'immutable'),
  result: `the ${kind} keeps its old content, as it says immutable`,
  remedy: rename,
  allows: ({ manifest }) => manifest['immutable'] !== true,
});

/** By `group/Kind`. */
export const immutable: Readonly<Record<string, readonly Immutable[]>> = {
  'apps/Deployment': [selector('Deployment')],
  'apps/DaemonSet': [selector('DaemonSet')],
  'apps/ReplicaSet': [selector('ReplicaSet')],
  'apps/StatefulSet': [
    field(
      'spec.volumeClaimTemplates',
      'the volumes keep their size and class',
      'delete the StatefulSet with --cascade=orphan, change the claims by hand, and let Argo CD make it again; or take the change back',
    ),
    {
      field: 'a field of the spec beside replicas, template and strategy',
      has: specBut(
        'replicas',
        'template',
        'updateStrategy',
        'persistentVolumeClaimRetentionPolicy',
        'minReadySeconds',
        'ordinals',
        'revisionHistoryLimit',
        'volumeClaimTemplates',
      ),
      result: 'the StatefulSet stays as it is',
      remedy: 'delete the StatefulSet with --cascade=orphan, and let Argo CD make it again',
    },
  ],
  'batch/Job': [
    field(
      'spec.template',
      job,
      'give the Job a name of its own for each version, make it a hook, or give it Force=true,Replace=true',
    ),
    ...['spec.selector', 'spec.completionMode', 'spec.podFailurePolicy'].map((name) => field(name, job)),
  ],
  '/PersistentVolumeClaim': [
    {
      field: 'spec',
      has: specBut('resources', 'volumeAttributesClassName'),
      result: 'the claim and its volume stay as they are',
      remedy: 'make a new claim and copy the data',
    },
    {
      ...field(
        'spec.resources',
        'the volume keeps its size',
        'a claim can only grow, and only where its StorageClass allows expansion: make a new claim and copy the data',
      ),
      allows: grows,
    },
  ],
  '/PersistentVolume': [
    {
      field: 'the source of the volume',
      has: specBut(
        'capacity',
        'accessModes',
        'claimRef',
        'persistentVolumeReclaimPolicy',
        'storageClassName',
        'mountOptions',
        'volumeAttributesClassName',
      ),
      result: 'the volume stays where it is',
      remedy: recreate,
    },
  ],
  '/Secret': [
    {
      field: 'the type of a Secret',
      has: below('type'),
      result: 'the Secret keeps its type and its old content',
      remedy: rename,
    },
    content('Secret'),
  ],
  '/ConfigMap': [content('ConfigMap')],
  '/Service': [
    {
      field: 'spec.clusterIP',
      has: below('spec.clusterIP', 'spec.clusterIPs'),
      result: 'the Service keeps its address',
      remedy: recreate,
      allows: keepsAddress,
    },
    {
      field: 'the type of a headless Service',
      has: below('spec.type'),
      result:
        'the Service stays headless: the address None is kept, and a Service with it can be no NodePort and no LoadBalancer',
      remedy: recreate,
      allows: (before, after) =>
        at(before.manifest, 'spec.clusterIP') !== 'None' ||
        !/^(NodePort|LoadBalancer)$/.test(String(at(after.manifest, 'spec.type'))),
    },
    {
      ...field('spec.ipFamilies', 'the Service keeps its addresses'),
      allows: (before, after) =>
        at(before.manifest, 'spec.ipFamilies.0') === at(after.manifest, 'spec.ipFamilies.0') ||
        at(before.manifest, 'spec.ipFamilies') === undefined,
    },
    {
      ...field('spec.loadBalancerClass', 'the Service keeps its load balancer'),
      allows: (before, after) => at(before.manifest, 'spec.type') !== at(after.manifest, 'spec.type'),
    },
  ],
  '/ResourceQuota': [field('spec.scopes', 'the quota stays as it is')],
  '/Pod': [
    {
      field: 'spec',
      has: (path) => path[0] === 'spec' && path.at(-1) !== 'image' && path[1] !== 'tolerations',
      result: 'the pod stays as it is',
      remedy: recreate,
    },
  ],
  'storage.k8s.io/StorageClass': [
    {
      field: 'provisioner, parameters, reclaimPolicy or volumeBindingMode',
      has: below('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
      result: 'new volumes are made as before',
      remedy: 'make a StorageClass with another name, and name it in new claims',
    },
  ],
  'storage.k8s.io/VolumeAttributesClass': [
    {
      field: 'driverName or parameters',
      has: below('driverName', 'parameters'),
      result: 'the class stays as it is',
      remedy: recreate,
    },
  ],
  'rbac.authorization.k8s.io/RoleBinding': [roleRef],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [roleRef],
  'scheduling.k8s.io/PriorityClass': [
    {
      field: 'value or preemptionPolicy',
      has: below('value', 'preemptionPolicy'),
      result: 'pods keep their priority',
      remedy: 'make a PriorityClass with another name; or delete the old one by hand, and let Argo CD make it again',
    },
  ],
  'networking.k8s.io/IngressClass': [field('spec.controller', 'the class keeps its controller')],
  'node.k8s.io/RuntimeClass': [field('handler', 'pods keep their runtime')],
  'apiextensions.k8s.io/CustomResourceDefinition': [
    {
      field: 'spec.group, spec.scope or a name of the kind',
      has: below('spec.group', 'spec.scope', 'spec.names.plural', 'spec.names.kind'),
      result: 'the definition stays as it is',
      remedy: 'delete the definition with all its objects, and let Argo CD make both again',
    },
  ],
};

function grows(before: Item, after: Item, tree: Tree): boolean {
  const [old, now] = [before, after].map(({ manifest }) => quantity(at(manifest, 'spec.resources.requests.storage')));
  if (old === undefined || now === undefined || now < old) return false;
  const name = at(before.manifest, 'spec.storageClassName');
  const storage = tree.ofKind('StorageClass').find(({ id }) => id.name === name);
  return storage === undefined || storage.manifest['allowVolumeExpansion'] === true;
}

/** Without an address in the manifest the Service keeps the one that it has; as an ExternalName it needs none. */
function keepsAddress(_: Item, after: Item): boolean {
  const address = at(after.manifest, 'spec.clusterIP') ?? '';
  return address === '' || at(after.manifest, 'spec.type') === 'ExternalName';
}
