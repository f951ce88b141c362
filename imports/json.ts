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
/** The value at a dotted path, `undefined` where there is none. A step into a list is its index. */
export function at(value: Json | undefined, path: string): Json | undefined {
  if (path === '') return value;
  let steps = stepsIn.get(path);
  if (!steps) {
    steps = path.split('.');
    stepsIn.set(path, steps);
  }
  let part = value;
  for (const key of steps) {
    if (isList(part)) part = part[Number(key)];
    else part = isObject(part) ? part[key] : undefined;
  }
  return part;
}

/** Paths stand in code, so there are few of them, and they are asked for millions of times. */
const stepsIn = new Map<string, readonly string[]>();

/** The object at a dotted path, empty where there is none. */
export function objectIn(value: Json | undefined, path = ''): JsonObject {
  const found = at(value, path);
  return isObject(found) ? found : {};
}

/** The list at a dotted path, empty where there is none. */
export function listIn(value: Json | undefined, path = ''): readonly Json[] {
  const found = at(value, path);
  return isList(found) ? found : [];
}

/** The strings of a list, empty where there is none. */
export function stringsIn(value: Json | undefined, path = ''): readonly string[] {
  return listIn(value, path).map(String);
}

/** A value inside another, and where. */
export interface Place {
  readonly path: string;
  readonly value: Json;
}

/** A value and everything in it, from the outside in. */
export function walk(value: Json | undefined, path = ''): readonly Place[] {
  const places: Place[] = [];
  if (value !== undefined) collect(value, path, places);
  return places;
}

function collect(value: Json, path: string, places: Place[]): void {
  places.push({ path, value });
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) collect(child, path ? `${path}.${key}` : key, places);
}

/** The values of all fields of that name, at any depth. */
export function fieldsNamed(value: Json, name: string): readonly Json[] {
  if (isList(value)) return value.flatMap((item) => fieldsNamed(item, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    ...(key === name ? [child] : []),
    ...fieldsNamed(child, name),
  ]);
}

/** All strings, at any depth. */
export function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return isList(value) || isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
