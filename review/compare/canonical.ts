import { load } from 'js-yaml';
import { at, isList, isObject, type Json, type JsonObject } from '../../imports/json.ts';
import { milliseconds } from '../kinds/duration.ts';
import { quantity } from '../kinds/quantity.ts';
import type { ListRule, Shape } from './shape.ts';

const plain: Shape = {};

/** One value for all spellings that mean the same; `undefined` for what is as good as absent. */
export function canonical(value: Json | undefined, shape: Shape = plain): Json | undefined {
  const known = present(value, shape);
  if (known === undefined) return undefined;
  const meaning = meaningOf(known, shape);
  if (shape.absent === undefined) return meaning;
  return JSON.stringify(meaning) === JSON.stringify(meaningOf(shape.absent, shape)) ? undefined : meaning;
}

/** Whether two values mean the same to their reader. */
export function sameMeaning(before: Json | undefined, after: Json | undefined, shape: Shape = plain): boolean {
  return before === after || JSON.stringify(canonical(before, shape)) === JSON.stringify(canonical(after, shape));
}

/** The value, `undefined` where nobody wrote one. */
export function present(value: Json | undefined, shape: Shape): Json | undefined {
  return value === null && !shape.nulls ? undefined : value;
}

function meaningOf(value: Json, shape: Shape): Json {
  if (isObject(value)) return canonicalMap(value, shape);
  if (isList(value)) return canonicalList(value, shape);
  return canonicalScalar(value, shape);
}

function canonicalMap(value: JsonObject, shape: Shape): JsonObject {
  const entries: [string, Json][] = [];
  for (const key of Object.keys(value).sort()) {
    const item = canonical(value[key], childShape(shape, key));
    if (item !== undefined) entries.push([key, item]);
  }
  return Object.fromEntries(entries);
}

/** What a field of a map means. Nulls mean something in the whole of a document, or nowhere in it. */
export function childShape(shape: Shape, key: string): Shape {
  const own = Object.hasOwn(shape.fields ?? plain, key) ? shape.fields?.[key] : undefined;
  const child = own ?? shape.others ?? plain;
  return shape.nulls && !child.nulls ? { ...child, nulls: true } : child;
}

/** What an item of a list means. */
export function itemShape({ items = plain, nulls }: Shape): Shape {
  return nulls && !items.nulls ? { ...items, nulls } : items;
}

/** A value as it is written, but for the order of the keys in its maps. */
export function written(value: Json | undefined): string {
  return JSON.stringify(canonical(value, { nulls: true })) ?? '';
}

function canonicalList(list: readonly Json[], shape: Shape): readonly Json[] {
  const items = itemShape(shape);
  if (shape.list && 'units' in shape.list) return [...canonicalUnits(list, shape.list, items).keys()].sort();
  const all = list.map((item) => canonical(item, items) ?? null);
  if (!shape.list || shape.list.ordered) return all;
  return all.map((item) => JSON.stringify(item)).sort();
}

/** The smallest parts of a list that is a set, by their meaning. */
export function canonicalUnits(
  list: readonly Json[],
  rule: Extract<ListRule, { readonly units: unknown }>,
  items: Shape,
): ReadonlyMap<string, Json> {
  return new Map(rule.units(list).map((unit) => [JSON.stringify(canonical(unit, items) ?? null), unit]));
}

function canonicalScalar(value: Json, shape: Shape): Json {
  if (shape.scalar === 'quantity') return quantity(value)?.toString() ?? value;
  if (shape.scalar === 'duration') return milliseconds(value) ?? value;
  if (typeof value !== 'string') return value;
  if (shape.scalar === 'commas') return [...new Set(value.split(',').map((part) => part.trim()))].sort().join(',');
  const document = shape.document && documentIn(value);
  return document ? { document: canonical(document, documentShape(shape)) ?? null } : value;
}

export function documentShape({ document }: Shape): Shape {
  return typeof document === 'object' ? document : plain;
}

/** The map or list that a text holds as JSON or YAML; `undefined` for any other text. */
export function documentIn(text: string): JsonObject | readonly Json[] | undefined {
  const isJson = /^\s*[[{]/.test(text);
  if (!isJson && !/^\s*(- |[\w."'/-]+:(\s|$))/m.test(text)) return undefined;
  // YAML may begin like JSON: `{a: 1}`.
  const value = (isJson ? parsed(JSON.parse, text) : undefined) ?? parsed(load, text);
  return isObject(value) || isList(value) ? value : undefined;
}

/** The value of a text; `undefined` where it has another form. */
function parsed(parse: (text: string) => unknown, text: string): Json | undefined {
  try {
    return parse(text) as Json | undefined;
  } catch {
    return undefined;
  }
}

/** The name of a list's item, from the fields that make it one item, their defaults included: `[name=base]`. */
export function itemStep(item: Json, by: readonly string[], items: Shape): string | undefined {
  if (!isObject(item)) return undefined;
  const known = by.flatMap((field) => {
    const value = at(item, field) ?? items.fields?.[field]?.absent;
    if (value === undefined || value === null) return [];
    return [`${field}=${isObject(value) || isList(value) ? JSON.stringify(value) : value}`];
  });
  return known.length > 0 ? `[${known.join(',')}]` : undefined;
}
