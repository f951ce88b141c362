import { isList, isObject, type JsonObject, omit, type Schema } from '../json.ts';
import type { ValuesSource } from '../sources.ts';
import { mapSchema, matchesPath, type SchemaPath, withoutProse } from './schema.ts';

/** Defaults are the chart's business, and `discriminator` and `format` check nothing here. */
const chartOnly: ReadonlySet<string> = new Set(['default', 'discriminator', 'format']);

/**
 * Makes a chart's own schema refuse every key that it does not list, at every depth: Helm ignores such a key, and the
 * platform would run without the setting. A map without listed keys (labels, nodeSelector …) stays free.
 */
export function closeValues(schema: Schema): Schema {
  return mapSchema(withoutProse(schema), (part, path) => {
    if (part['$ref'] !== undefined) {
      return plainReference(part);
    }
    const ignored = Object.keys(part).filter((key) => chartOnly.has(key) || key.startsWith('x-'));
    return closeObject(withOptionalKeys(omit(part, new Set(ignored)), path));
  });
}

/** Lets the named sections accept any key, and adds the keys that the chart reads without listing them. */
export function openSections(
  schema: Schema,
  { open = [], additions = {} }: Pick<ValuesSource, 'open' | 'additions'>,
): Schema {
  return mapSchema(schema, (part, path) => {
    const listed = part['properties'];
    if (!isObject(listed)) {
      return part;
    }
    const added = Object.entries(additions).flatMap(([section, keys]) => (matchesPath(section, path) ? [keys] : []));
    const properties = Object.assign({}, listed, ...added) as JsonObject;
    const isOpen = open.some((section) => matchesPath(section, path));
    return { ...part, properties, ...(isOpen ? { additionalProperties: true } : {}) };
  });
}

const closeObject = (part: Schema): Schema =>
  isObject(part['properties']) ? { ...part, additionalProperties: false } : part;

/** Draft 7 ignores what stands beside a `$ref`; only a null that the chart allows there is kept. */
function plainReference(part: Schema): Schema {
  const type = part['type'];
  const reference = { $ref: part['$ref'] ?? '' };
  return isList(type) && type.includes('null') ? { anyOf: [reference, { type: 'null' }] } : reference;
}

/** Helm merges the chart's defaults into maps, so no key of a map is required of us. List items are never merged. */
function withOptionalKeys(part: Schema, path: SchemaPath): Schema {
  const isMerged = !path.includes('[]') && !path[0]?.startsWith('io.k8s.');
  return isMerged ? omit(part, new Set(['required'])) : part;
}

/** For the types: a union that only says which keys go together would open the object again. */
export function withoutKeyCombinations(schema: Schema): Schema {
  const combinations: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'not']);
  return mapSchema(schema, (part) => (part['properties'] === undefined ? part : omit(part, combinations)));
}
