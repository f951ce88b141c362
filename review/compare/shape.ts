import { isObject, type Json, type JsonObject } from '../../imports/json.ts';

/**
 * What a field of an object means to its reader, as far as two spellings of it can mean the same.
 * A field that no shape describes is compared as it is written.
 */
export interface Shape {
  /** Fields of a map, by name. */
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Every other field of a map. */
  readonly others?: Shape;
  /** Each item of a list. */
  readonly items?: Shape;
  /** How the items of two lists belong together; position by position without it. */
  readonly list?: ListRule;
  readonly scalar?: 'quantity' | 'duration' | 'commas';
  /** What the reader takes where the field is absent. */
  readonly absent?: Json;
  /** A text that may hold YAML or JSON, which is compared inside. */
  readonly document?: Shape | true;
  /** A null is a value of its own here: in Helm values it takes a default away. */
  readonly nulls?: true;
}

export type ListRule =
  /** Items with the same values in these fields are one item. Order counts only where it is said. */
  | { readonly by: readonly string[]; readonly ordered?: true }
  /** The list is worth as much as its smallest parts, in any order and however they are grouped. */
  | { readonly units: (list: readonly Json[]) => readonly Json[] };

export const quantity: Shape = { scalar: 'quantity' };
export const duration: Shape = { scalar: 'duration' };

/** A map with known fields. */
export const map = (fields: Readonly<Record<string, Shape>>, others?: Shape): Shape =>
  others ? { fields, others } : { fields };

/** A map whose every value has one shape. */
export const each = (others: Shape): Shape => ({ others });

/** A list whose items are known by some of their fields. */
export const keyed = (by: readonly string[], items: Shape = {}): Shape => ({ list: { by }, items });

/** As `keyed`, and the order means something. */
export const ordered = (by: readonly string[], items: Shape = {}): Shape => ({ list: { by, ordered: true }, items });

/** A list of which only what is in it counts. */
export const set: Shape = { list: { units: (list) => list } };
export const setOf = (items: Shape): Shape => ({ ...set, items });

/** A field that is `absent` where nobody writes it. */
export const absent = (value: Json, shape: Shape = {}): Shape => ({ ...shape, absent: value });

/** A list that is a set of its smallest parts, e.g. of verb × resource. */
export const partsOf = (parts: (item: JsonObject) => readonly JsonObject[], items: Shape = {}): Shape => ({
  list: { units: (list) => list.flatMap((item): readonly Json[] => (isObject(item) ? parts(item) : [item])) },
  items,
});
