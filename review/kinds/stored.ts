import { isList, isObject, type Json, type JsonObject, type Schema } from '../../imports/json.ts';

/** An object as the API server stores it: with the defaults of its schema. */
export function stored(schema: Schema, value: Json): Json {
  if (isList(value)) return value.map((item) => stored(itemSchema(schema), item));
  if (!isObject(value)) return value;
  const result: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(value), ...Object.keys(propertiesOf(schema))])) {
    const property = propertySchema(schema, key);
    const present = value[key] ?? property['default'];
    if (present !== undefined) result[key] = stored(property, present);
  }
  return result;
}

/** The schema of a field of an object: declared, or that of all others; empty where nothing is known. */
export function propertySchema(schema: Schema, key: string): Schema {
  const declared = propertiesOf(schema)[key];
  return isObject(declared) ? declared : child(schema, 'additionalProperties');
}

export function propertiesOf(schema: Schema): JsonObject {
  return child(schema, 'properties');
}

export function itemSchema(schema: Schema): Schema {
  return child(schema, 'items');
}

function child(schema: Schema, keyword: string): JsonObject {
  const found = schema[keyword];
  return isObject(found) ? found : {};
}
