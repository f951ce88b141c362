import { isObject, type Json, type JsonObject, listIn, objectIn } from '../../imports/json.ts';
import type { Item, Tree } from '../tree/tree.ts';
import { type Amounts, amounts } from './pods/size.ts';

/** One entry of a LimitRange. */
export interface Limits {
  readonly item: Item;
  /** Field of the entry, e.g. `spec.limits[0]`. */
  readonly field: string;
  readonly type: string;
  readonly min: Amounts;
  readonly max: Amounts;
  readonly maxRatio: Amounts;
  /** What a container gets that names no limit, or no request. */
  readonly defaults: { readonly limits: JsonObject; readonly requests: JsonObject };
}

/** Every entry of the LimitRanges of a namespace. */
export function limitsOf(tree: Tree, namespace: string): readonly Limits[] {
  return tree.ofKindIn('LimitRange', namespace).flatMap((item) =>
    listIn(item.manifest, 'spec.limits')
      .filter(isObject)
      .map((entry, index) => limitsIn(entry, item, `spec.limits[${index}]`)),
  );
}

/** The API server fills in: a maximum is a default limit, which is a default request; so is a minimum. */
function limitsIn(entry: JsonObject, item: Item, field: string): Limits {
  const isContainer = entry['type'] === 'Container';
  const limits = { ...(isContainer ? objectIn(entry, 'max') : {}), ...objectIn(entry, 'default') };
  const requests = { ...(isContainer ? objectIn(entry, 'min') : {}), ...limits, ...objectIn(entry, 'defaultRequest') };
  return {
    item,
    field,
    type: String(entry['type']),
    min: amounts(entry['min']),
    max: amounts(entry['max']),
    maxRatio: amounts(entry['maxLimitRequestRatio']),
    defaults: isContainer ? { limits, requests } : { limits: {}, requests: {} },
  };
}

/** A container as it is admitted: with the requests and limits that it does not name itself. */
export function withDefaults(container: JsonObject, ranges: readonly Limits[]): JsonObject {
  const own = objectIn(container, 'resources');
  // A limit of its own is a request before any default is. Of two defaults the first one counts.
  const limits: Record<string, Json> = { ...objectIn(own, 'limits') };
  const requests: Record<string, Json> = { ...limits, ...objectIn(own, 'requests') };
  for (const { defaults } of ranges) {
    for (const [name, value] of Object.entries(defaults.limits)) limits[name] ??= value;
    for (const [name, value] of Object.entries(defaults.requests)) requests[name] ??= value;
  }
  return { ...container, resources: { ...own, limits, requests } };
}

/** A pod's spec as it is admitted. */
export function admitted(spec: JsonObject, ranges: readonly Limits[]): JsonObject {
  const lists = ['initContainers', 'containers'].flatMap((list) => {
    const containers = listIn(spec, list).filter(isObject);
    return containers.length > 0 ? [[list, containers.map((body) => withDefaults(body, ranges))]] : [];
  });
  return { ...spec, ...Object.fromEntries(lists) };
}
