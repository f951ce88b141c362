import { isObject, type JsonObject, listIn, objectIn } from '../../../imports/json.ts';
import type { Manifest } from '../../tree/manifest.ts';
import { groupOf } from '../../tree/object-id.ts';

/** What an object says of the pods that it makes. */
export interface PodTemplate {
  /** Field of the template in the object, '' where the object is the pod: `spec.template`. */
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
}

/** Kinds of Kubernetes that make pods, and the field of their template. */
const templates: Readonly<Record<string, string>> = {
  '/Pod': '',
  '/PodTemplate': 'template',
  '/ReplicationController': 'spec.template',
  'apps/DaemonSet': 'spec.template',
  'apps/Deployment': 'spec.template',
  'apps/ReplicaSet': 'spec.template',
  'apps/StatefulSet': 'spec.template',
  'batch/CronJob': 'spec.jobTemplate.spec.template',
  'batch/Job': 'spec.template',
};

/** The template of an object that makes pods; `undefined` for any other object. */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  const path = templates[`${groupOf(manifest.apiVersion)}/${manifest.kind}`];
  if (path === undefined) return undefined;
  const template = objectIn(manifest, path);
  return {
    path,
    labels: texts(objectIn(template, 'metadata.labels')),
    annotations: texts(objectIn(template, 'metadata.annotations')),
    spec: objectIn(template, 'spec'),
  };
}

function texts(map: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, String(value)]));
}

/** How many pods an object runs for as long as it exists; none where they end or where nodes decide. */
export function standingReplicas({ kind, spec }: Manifest): number {
  if (kind === 'Pod') return 1;
  if (!['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'].includes(kind)) return 0;
  const replicas = isObject(spec) ? spec['replicas'] : undefined;
  return typeof replicas === 'number' ? replicas : 1;
}

/** A container of a pod. */
export interface Container {
  /** Field in the pod's spec: `initContainers[0]`. */
  readonly field: string;
  readonly name: string;
  /** `sidecar`: an init container that runs as long as the pod. `debug`: an ephemeral one. */
  readonly role: 'main' | 'init' | 'sidecar' | 'debug';
  readonly body: JsonObject;
}

/** Every container of a pod, ephemeral ones too. */
export function containersOf(spec: JsonObject): readonly Container[] {
  const lists = [
    ['initContainers', 'init'],
    ['containers', 'main'],
    ['ephemeralContainers', 'debug'],
  ] as const;
  return lists.flatMap(([list, role]) =>
    listIn(spec, list).flatMap((body, index) => {
      if (!isObject(body)) return [];
      const isSidecar = role === 'init' && body['restartPolicy'] === 'Always';
      const name = String(body['name'] ?? index);
      return [{ field: `${list}[${index}]`, name, role: isSidecar ? ('sidecar' as const) : role, body }];
    }),
  );
}
