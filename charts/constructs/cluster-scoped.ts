import { type ApiObject, JsonPatch } from 'cdk8s';

/** Takes away the namespace that cdk8s stamps on every object of a chart, also on kinds that have none. */
export function clusterScoped<T extends ApiObject>(object: T): T {
  object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  return object;
}
