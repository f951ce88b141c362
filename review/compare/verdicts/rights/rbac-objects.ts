import { isObject, type Json } from '../../../../imports/json.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { applicationOf } from '../restarts/workloads.ts';

export const isRole = ({ id }: Item) => id.group === 'rbac.authorization.k8s.io' && /^(Cluster)?Role$/.test(id.kind);
export const isBinding = ({ id }: Item) =>
  id.group === 'rbac.authorization.k8s.io' && /^(Cluster)?RoleBinding$/.test(id.kind);

/** The object, and the Application where a chart renders it. */
export function objectsOf(item: Item, tree: Tree) {
  return [item, ...(item.chart === undefined ? [] : applicationOf(item.application, tree))];
}

/** `ServiceAccount shop/web`. */
export function nameOf(subject: Json): string {
  const { kind, name, namespace } = isObject(subject) ? subject : {};
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
