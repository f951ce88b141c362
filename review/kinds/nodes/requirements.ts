import { at, isObject, type Json, type JsonObject, listIn, objectIn, stringsIn } from '../../../imports/json.ts';

/** What the value of a node's label must be: a NodePool's requirement or a term of a pod's node affinity. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export function requirementsIn(value: Json | undefined, path: string): readonly Requirement[] {
  return listIn(value, path)
    .filter(isObject)
    .map((one) => ({ key: String(one['key']), operator: String(one['operator']), values: stringsIn(one, 'values') }));
}

/** A map of labels, each with its one value. */
export function equalTo(labels: JsonObject): readonly Requirement[] {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [String(value)] }));
}

/**
 * What a pod asks of its node's labels: alternatives, of which one is enough. `matchFields` are about single nodes and
 * left out.
 */
export function nodeTerms(spec: JsonObject): readonly (readonly Requirement[])[] {
  const selector = equalTo(objectIn(spec, 'nodeSelector'));
  const required = at(spec, 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution');
  if (required === undefined) return [selector];
  return listIn(required, 'nodeSelectorTerms').map((term) => [
    ...selector,
    ...requirementsIn(term, 'matchExpressions'),
  ]);
}

/** Whether a label's value keeps a requirement; `undefined` is a node without the label. */
export function holds({ operator, values }: Requirement, value: string | undefined): boolean {
  const [bound = ''] = values;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(bound);
    case 'Gte':
      return Number(value) >= Number(bound);
    case 'Lt':
      return Number(value) < Number(bound);
    case 'Lte':
      return Number(value) <= Number(bound);
    default:
      return false;
  }
}

/** Whether a label can have a value that keeps all requirements, which are about one key. */
export function agree(requirements: readonly Requirement[]): boolean {
  const named = requirements.flatMap(({ operator, values }) => (operator === 'In' ? values : []));
  const bounds = requirements.flatMap(({ operator, values: [bound = ''] }) =>
    /^[GL]te?$/.test(operator) ? [Number(bound) - 1, Number(bound), Number(bound) + 1].map(String) : [],
  );
  // Beside the values that somebody names: one that nobody does, and none at all.
  const candidates = [...named, ...bounds, 'a value that nobody names', undefined];
  return candidates.some((value) => requirements.every((one) => holds(one, value)));
}
