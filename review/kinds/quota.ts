import { at, isObject, type JsonObject, listIn, objectIn, stringsIn } from '../../imports/json.ts';
import type { Item, Tree } from '../tree/tree.ts';
import { type Amounts, amounts, limitsOf, requestsOf } from './pods/size.ts';

/** A ResourceQuota and what it allows. */
export interface Quota {
  readonly item: Item;
  readonly hard: Amounts;
  /** Which pods it counts. */
  readonly counts: (spec: JsonObject) => boolean;
}

export function quotasOf(tree: Tree, namespace: string): readonly Quota[] {
  return tree.ofKindIn('ResourceQuota', namespace).map((item) => {
    const spec = objectIn(item.manifest, 'spec');
    return { item, hard: amounts(spec['hard']), counts: (pod) => isInScope(spec, pod) };
  });
}

/** What a pod counts for, by the names of `hard`. */
export function usageOf(spec: JsonObject): Amounts {
  const prefixed = (prefix: string, sizes: Amounts) =>
    Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`${prefix}.${name}`, size]));
  const requests = requestsOf(spec);
  return {
    pods: 1,
    'count/pods': 1,
    // Without a prefix, the name of a resource is its requests.
    ...requests,
    ...prefixed('requests', requests),
    ...prefixed('limits', limitsOf(spec)),
  };
}

/** Names of `hard` that a pod counts for; all others are about other kinds. */
export function isAboutPods(name: string): boolean {
  return /^(pods|count\/pods|cpu|memory|(requests|limits)\.(cpu|memory))$/.test(name);
}

function isInScope(quota: JsonObject, pod: JsonObject): boolean {
  const named = stringsIn(quota, 'scopes').map((scopeName): JsonObject => ({ scopeName, operator: 'Exists' }));
  const selected = listIn(quota, 'scopeSelector.matchExpressions').filter(isObject);
  return [...named, ...selected].every((scope) => matches(scope, pod));
}

function matches(scope: JsonObject, pod: JsonObject): boolean {
  const { scopeName, operator } = scope;
  const isBestEffort = Object.keys({ ...requestsOf(pod), ...limitsOf(pod) }).length === 0;
  const isTerminating = pod['activeDeadlineSeconds'] !== undefined;
  switch (scopeName) {
    case 'BestEffort':
      return isBestEffort;
    case 'NotBestEffort':
      return !isBestEffort;
    case 'Terminating':
      return isTerminating;
    case 'NotTerminating':
      return !isTerminating;
    case 'PriorityClass': {
      const name = at(pod, 'priorityClassName');
      if (operator === 'Exists') return name !== undefined;
      if (operator === 'DoesNotExist') return name === undefined;
      const isListed = stringsIn(scope, 'values').includes(String(name));
      return operator === 'In' ? isListed : !isListed;
    }
    default:
      return true;
  }
}
