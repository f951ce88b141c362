import { isList, isObject, type Json, type JsonObject, mapValues, type Schema } from '../json.ts';

const anything: Schema = {};
const texts: Schema = { type: 'object', additionalProperties: { type: 'string' } };
const numberOrText: Schema = { type: ['number', 'string'] };
const quantities: Schema = { type: 'object', additionalProperties: numberOrText };
const resources: Schema = {
  type: 'object',
  properties: { limits: quantities, requests: quantities, claims: { type: 'array', items: anything } },
  additionalProperties: false,
};

interface KubernetesField {
  readonly name: RegExp;
  readonly schema: Schema;
  /** A chart may use a well-known name for something else, such as a map of maps called `…Labels`. */
  readonly fits: (value: Json) => boolean;
}

/** Fields whose type Kubernetes fixes, also where a chart leaves them empty. */
const kubernetesFields: readonly KubernetesField[] = [
  {
    name: /(annotations|labels|nodeSelector)$/i,
    schema: texts,
    fits: (value) => isObject(value) && Object.values(value).every((item) => typeof item === 'string'),
  },
  {
    name: /^resources$/,
    schema: resources,
    fits: (value) => isObject(value) && Object.keys(value).every((key) => key === 'limits' || key === 'requests'),
  },
  {
    name: /^(maxSurge|maxUnavailable|minAvailable|targetPort)$/,
    schema: numberOrText,
    fits: (value) => typeof value === 'number' || typeof value === 'string',
  },
];

/** Kubernetes objects of which a chart shows its own defaults only: the other fields of the object are legal too. */
const kubernetesObjects =
  /^(affinity|dnsConfig|lifecycle|strategy|updateStrategy|deploymentStrategy|(pod|container)?securityContext|(liveness|readiness|startup)Probe)$/i;

/**
 * The schema of a chart that ships none, read from its default values: a map with keys is closed to other keys,
 * an empty map or list is free, a scalar keeps its type. A null says nothing about the type, so it is free too.
 */
export function inferValues(defaults: JsonObject): Schema {
  return inferMap(defaults, false);
}

function inferMap(defaults: JsonObject, open: boolean): Schema {
  return {
    type: 'object',
    properties: mapValues(defaults, (value, key) => inferValue(value, key, open)),
    additionalProperties: open,
  };
}

function inferValue(value: Json, key: string, open: boolean): Schema {
  const known = kubernetesFields.find(({ name, fits }) => name.test(key) && fits(value));
  if (known !== undefined) {
    return known.schema;
  }
  if (value === null) {
    return anything;
  }
  if (isList(value)) {
    return { type: 'array', items: inferItems(value) };
  }
  if (isObject(value)) {
    return Object.keys(value).length === 0 ? { type: 'object' } : inferMap(value, open || kubernetesObjects.test(key));
  }
  return { type: typeof value };
}

/** Scalars in a list tell the type of the others; an object in a list is an example, not the list of its keys. */
function inferItems(items: readonly Json[]): Schema {
  const types = [...new Set(items.map((item) => (item === null ? 'object' : typeof item)))];
  const [type] = types;
  return types.length === 1 && type !== undefined && type !== 'object' ? { type } : anything;
}
