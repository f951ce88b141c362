import { isList, isObject, type Json, type JsonObject } from '../../imports/generator/json.ts';

/** The value at a dotted path, `undefined` where there is none. A step into a list is its index. */
export function at(value: Json | undefined, path: string): Json | undefined {
  if (path === '') return value;
  return path.split('.').reduce<Json | undefined>((part, key) => {
    if (isList(part)) return part[Number(key)];
    return isObject(part) ? part[key] : undefined;
  }, value);
}

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
  if (value === undefined) return [];
  const entries = isList(value) || isObject(value) ? Object.entries(value) : [];
  return [{ path, value }, ...entries.flatMap(([key, child]) => walk(child, path ? `${path}.${key}` : key))];
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
