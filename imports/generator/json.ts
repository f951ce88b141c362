/** A parsed YAML or JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** A JSON schema (of Helm values) or an OpenAPI v3 schema (of a CRD): the two share every keyword we read. */
export type Schema = JsonObject;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object at `path`, or an error that names the document and the path. */
export function objectAt(root: Json, path: readonly string[], document: string): JsonObject {
  let value: Json | undefined = root;
  for (const key of path) {
    value = isObject(value) ? value[key] : undefined;
  }
  if (!isObject(value)) {
    const place = path.length > 0 ? path.join('.') : 'document';
    throw new Error(
      `${document}: ${place}: got ${JSON.stringify(value) ?? 'nothing'}, needs a map; check the file and its version`,
    );
  }
  return value;
}

/** A copy without the named keys. */
export function omit(value: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));
}

export function mapValues(value: JsonObject, change: (item: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item, key)]));
}
