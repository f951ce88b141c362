import type { Manifest } from './manifest.ts';

/** What makes two manifests the same object to Kubernetes. The version of its API is a field, not a part of it. */
export interface ObjectId {
  /** API group; '' is the core group. */
  readonly group: string;
  readonly kind: string;
  /** Absent for objects without one. */
  readonly namespace?: string;
  readonly name: string;
}

/** The group of an `apiVersion`, '' for `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** The version of an `apiVersion`, without its group. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** @param namespace where the object goes if it names no namespace of its own; `undefined` for a kind that has none */
export function idOf({ apiVersion, kind, metadata }: Manifest, namespace: string | undefined): ObjectId {
  const { name } = metadata;
  return { group: groupOf(apiVersion), kind, ...(namespace === undefined ? {} : { namespace }), name };
}

/** Equal texts are equal objects. */
export function keyOf({ group, kind, namespace, name }: ObjectId): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

/** `Role spark-team-a/spark-driver`, as a report writes it. */
export function describeId({ kind, namespace, name }: Omit<ObjectId, 'group'>): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
