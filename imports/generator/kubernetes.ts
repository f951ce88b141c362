import { isList, isObject, type Json, type JsonObject, objectAt, omit, type Schema } from '../json.ts';
import type { KubernetesSource } from '../sources.ts';
import { mapSchema, withoutProse } from './schema.ts';

/** A file of Kubernetes' OpenAPI document: one group in one version. */
export interface KubernetesFile {
  readonly source: KubernetesSource;
  readonly document: Json;
}

/** What a schema of Kubernetes says to clients that merge, to server-side code, or twice. */
const notChecked: ReadonlySet<string> = new Set([
  'format',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
]);

/**
 * One schema for all kinds, so that what they share stands once: `kinds` names each by `<apiVersion> <kind>`, `$defs` has
 * the parts. Closed at every depth, because the API server refuses a field that it does not know. `status` is left out.
 */
export function kubernetesSchema(files: readonly KubernetesFile[]): Schema {
  const all: Record<string, Schema> = {};
  const kinds: Record<string, string> = {};
  for (const { source, document } of files) {
    const schemas = objectAt(document, ['components', 'schemas'], source.file);
    for (const [name, schema] of Object.entries(schemas)) if (isObject(schema)) all[shortName(name)] = reduced(schema);
    const { group, version } = source;
    for (const kind of source.kinds) {
      const [name] = Object.entries(schemas).find(([, schema]) => isKind(schema, { group, version, kind })) ?? [];
      if (name === undefined) throw new Error(`${source.file}: has no ${kind}; take it out of imports/sources.ts`);
      kinds[`${group === '' ? '' : `${group}/`}${version} ${kind}`] = shortName(name);
    }
  }

  const $defs: Record<string, Schema> = {};
  const pending = Object.values(kinds);
  for (const name of pending) {
    if (name in $defs) continue;
    const isRoot = pending.indexOf(name) < Object.keys(kinds).length;
    const schema = all[name] ?? {};
    $defs[name] = isRoot ? withoutStatus(schema) : schema;
    pending.push(...references($defs[name]));
  }
  return { kinds, $defs: Object.fromEntries(Object.entries($defs).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function isKind(schema: Json, wanted: JsonObject): boolean {
  const stated = isObject(schema) ? schema['x-kubernetes-group-version-kind'] : undefined;
  return (
    isList(stated) &&
    stated.some((item) => isObject(item) && Object.entries(wanted).every(([key, value]) => item[key] === value))
  );
}

/** `io.k8s.api.core.v1.PodSpec` is `core.v1.PodSpec`. */
function shortName(name: string): string {
  return name.split('.').slice(-3).join('.');
}

function reduced(schema: Schema): Schema {
  return mapSchema(withoutProse(schema), (part) => {
    const [only, second] = isList(part['allOf']) ? part['allOf'] : [];
    const reference = isObject(only) && second === undefined ? only['$ref'] : part['$ref'];
    if (typeof reference === 'string') return { $ref: `#/$defs/${shortName(reference.split('/').at(-1) ?? '')}` };
    const kept = omit(part, notChecked);
    return isObject(kept['properties']) ? { ...kept, additionalProperties: false } : kept;
  });
}

function withoutStatus(schema: Schema): Schema {
  const { properties } = schema;
  return isObject(properties) ? { ...schema, properties: omit(properties, new Set(['status'])) } : schema;
}

function references(schema: Schema): readonly string[] {
  const found: string[] = [];
  mapSchema(schema, (part) => {
    if (typeof part['$ref'] === 'string') found.push(part['$ref'].slice('#/$defs/'.length));
    return part;
  });
  return found;
}
