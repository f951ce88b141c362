import { nearest } from '../../config/suggest.ts';

/** The parts of a structural CRD schema that decide which fields exist. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** Paths of all fields of `value` that the schema does not know: the API server would drop them without a word. */
export function unknownFields(schema: Schema, value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (schema.items ? unknownFields(schema.items, item, `${path}[${index}]`) : []));
  }
  if (typeof value !== 'object' || value === null) return [];

  return Object.entries(value).flatMap(([key, child]) => {
    const at = path ? `${path}.${key}` : key;
    const known = schema.properties?.[key] ?? schema.additionalProperties;
    if (typeof known === 'object') return unknownFields(known, child, at);
    if (known || isFree(schema)) return [];
    const suggestion = nearest(key, Object.keys(schema.properties ?? {}));
    return [`${at} is not a field of this kind${suggestion ? `; did you mean '${suggestion}'?` : ''}`];
  });
}

/** An object without declared properties is free, like `metadata` and `valuesObject` in a CRD. */
function isFree(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || schema.properties === undefined;
}
