import { type SchemaDraft, Validator } from '@cfworker/json-schema';
import { isList, isObject, type Json, mapValues, type Schema } from '../../imports/json.ts';
import { describeError, type Misfit, tellingErrors } from './schema-errors.ts';

/**
 * Where a value does not fit a schema. The schema is interpreted: compiling one takes longer than using it a thousand times.
 *
 * @param structural the schema is that of a CRD or of Kubernetes, in which a field that is not declared is unknown
 */
export function misfits(schema: Schema, value: Json, structural: boolean): readonly Misfit[] {
  const { validator, prepared } = validatorOf(schema, structural);
  const errors = tellingErrors(validator.validate(value).errors);
  const found = errors.map((error) => describeError(error, prepared, value));
  return [...new Map(found.map((misfit) => [`${misfit.field} ${misfit.text}`, misfit])).values()];
}

interface Prepared {
  readonly prepared: Schema;
  readonly validator: Validator;
}

const draft: SchemaDraft = '7';
const known = new WeakMap<Schema, Prepared>();

function validatorOf(schema: Schema, structural: boolean): Prepared {
  const found = known.get(schema);
  if (found) return found;
  const prepared = prepare(schema, structural) as Schema;
  const made = { prepared, validator: new Validator(prepared, draft, false) };
  known.set(schema, made);
  return made;
}

/** Keywords whose schemas say more about a value that is described around them. */
const junctors = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']);
/** Keywords that hold schemas by names of a person's own choice. */
const maps = new Set(['properties', 'definitions', '$defs', 'patternProperties']);
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
