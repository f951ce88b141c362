import { isList, isObject, type Json, mapValues, omit, type Schema } from '../json.ts';

/** Where a sub-schema stands: the property names above it; `*` for the values of a free map, `[]` for the items of a list. */
export type SchemaPath = readonly string[];

const schemaMaps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);
const schemaLists: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf']);
const singleSchemas: ReadonlyMap<string, SchemaPath> = new Map([
  ['additionalProperties', ['*']],
  ['items', ['[]']],
  ['not', []],
]);

/**
 * Rebuilds a schema from its leaves: `change` gets every sub-schema after its own children were changed.
 * It follows keywords only, so a property that happens to be called `description` or `items` is left alone.
 */
export function mapSchema(
  schema: Schema,
  change: (schema: Schema, path: SchemaPath) => Schema,
  path: SchemaPath = [],
): Schema {
  const visit = (child: Json, below: SchemaPath): Json =>
    isObject(child) ? mapSchema(child, change, [...path, ...below]) : child;

  const children = mapValues(schema, (value, keyword) => {
    if (schemaMaps.has(keyword) && isObject(value)) {
      return mapValues(value, (child, name) => visit(child, [name]));
    }
    if (schemaLists.has(keyword) && isList(value)) {
      return value.map((child) => visit(child, []));
    }
    const below = singleSchemas.get(keyword);
    return below === undefined ? value : visit(value, below);
  });
  return change(children, path);
}

const prose: ReadonlySet<string> = new Set([
  '$comment',
  '$schema',
  'description',
  'example',
  'examples',
  'externalDocs',
  'title',
]);

/** Drops what only a person reads; keeps types, limits, defaults, list keys and every `x-kubernetes-…` rule. */
export function withoutProse(schema: Schema): Schema {
  return mapSchema(schema, (part) => omit(part, prose));
}

/** `a.*.c` matches `a.b.c`; a pattern ending in `.**` matches everything below it, and the section itself; '' is the top. */
export function matchesPath(pattern: string, path: SchemaPath): boolean {
  const wanted = pattern === '' ? [] : pattern.split('.');
  if (wanted.at(-1) === '**') {
    const section = wanted.slice(0, -1);
    return path.length >= section.length && matchesPath(section.join('.'), path.slice(0, section.length));
  }
  return wanted.length === path.length && wanted.every((name, index) => name === '*' || name === path[index]);
}
