import { isObject, type JsonObject, listIn, objectIn } from '../../../imports/json.ts';

/** The pod with one GPU in its first container, on nodes whose taint has the same key; as it is where nodes have none. */
export function withDevice(spec: JsonObject, resource: string): JsonObject {
  if (resource === '') return spec;
  const [first = {}, ...others] = listIn(spec, 'containers').filter(isObject);
  const limits = { ...objectIn(first, 'resources.limits'), [resource]: 1 };
  return {
    ...spec,
    tolerations: [...listIn(spec, 'tolerations'), { key: resource, operator: 'Exists', effect: 'NoSchedule' }],
    containers: [{ ...first, resources: { ...objectIn(first, 'resources'), limits } }, ...others],
  };
}
