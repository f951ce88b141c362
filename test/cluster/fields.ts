/** A manifest as YAML gives it, and ways to find something in it. */

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Fields = { readonly [key: string]: Value };

export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);
}

function isFields(value: Value | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of all fields of that name, at any depth. */
export function fieldsNamed(value: Value, name: string): Value[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsNamed(item, name));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name ? [inner] : []),
    ...fieldsNamed(inner, name),
  ]);
}

export function texts(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}
