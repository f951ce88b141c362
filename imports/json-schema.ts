import { createRequire } from 'node:module';
import type * as library from '@cfworker/json-schema';
import { isList, isObject, type Json, mapValues, omit, type Schema } from './json.ts';
import { describeError, type Misfit, type SchemasBehind, schemaBehind, tellingErrors } from './schema-errors.ts';

/**
 * Where a value does not fit a schema. The schema is interpreted: compiling one takes longer than using it a thousand times.
 *
 * @param structural the schema is that of a CRD or of Kubernetes, in which a field that is not declared is unknown
 */
export function misfits(schema: Schema, value: Json, structural: boolean): readonly Misfit[] {
  const behind = preparedOf(schema, structural);
  const start = behind(typeof schema['$ref'] === 'string' ? schema['$ref'] : '#') ?? {};
  const lookup = new Proxy<Record<string, Schema>>({}, { get: (_, ref) => behind(String(ref)) });
  validate ??= (createRequire(import.meta.url)('@cfworker/json-schema') as typeof library).validate;
  const { errors } = validate(value, start, draft, lookup, false);
  const found = tellingErrors(errors).map((error) => describeError(error, start, behind, value));
  return [...new Map(found.map((misfit) => [`${misfit.field} ${misfit.text}`, misfit])).values()];
}

/** Loaded with the first value: a synth without Helm values of its own needs none of it. */
let validate: typeof library.validate | undefined;
const draft: library.SchemaDraft = '7';
const known = { structural: new WeakMap<object, SchemasBehind>(), open: new WeakMap<object, SchemasBehind>() };

/** What a `$ref` names is prepared when it is first asked for, once for all schemas that share their definitions. */
function preparedOf(schema: Schema, structural: boolean): SchemasBehind {
  const shared = schema['$defs'];
  const key = isObject(shared) ? shared : schema;
  const preparedBefore = known[structural ? 'structural' : 'open'];
  const made = new Map<string, Schema | undefined>();
  const behind =
    preparedBefore.get(key) ??
    ((ref: string) => {
      if (!made.has(ref)) {
        const found = ref === '#' ? omit(schema, definitions) : schemaBehind(ref, schema);
        made.set(ref, found && (prepare(found, structural) as Schema));
      }
      return made.get(ref);
    });
  preparedBefore.set(key, behind);
  return behind;
}

const definitions = new Set(['definitions', '$defs']);
/** Keywords whose schemas say more about a value that is described around them. */
const junctors = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']);
/** Keywords that hold schemas by names of a person's own choice. */
const maps = new Set(['properties', 'patternProperties', ...definitions]);
/** Keywords whose values are no schemas. */
const values = new Set(['default', 'enum', 'const', 'required', 'x-kubernetes-validations']);

/** Says in JSON Schema what OpenAPI and Go say in their own way. Formats are left out: those of Kubernetes are others. */
function prepare(schema: Json, structural: boolean): Json {
  if (isList(schema)) return schema.map((item) => prepare(item, structural));
  if (!isObject(schema)) return schema;
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'format') continue;
    if (values.has(key)) result[key] = value;
    else if (key === 'pattern') result[key] = javaScriptPattern(String(value));
    else if (maps.has(key) && isObject(value)) result[key] = mapValues(value, (item) => prepare(item, structural));
    else result[key] = prepare(value, structural && !junctors.has(key));
  }
  const { type, nullable, properties, additionalProperties } = schema;
  if (nullable === true && typeof type === 'string') result['type'] = [type, 'null'];
  const isFree = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties !== undefined;
  if (structural && isObject(properties) && !isFree) result['additionalProperties'] = false;
  return result;
}

/** CRDs are written for Go, where `(?i)` inside a pattern makes it ignore case. */
function javaScriptPattern(pattern: string): string {
  if (!pattern.includes('(?i)')) return pattern;
  return pattern.replace('(?i)', '').replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
