import { isList, isObject, type Json, type JsonObject } from '../../imports/json.ts';
import {
  canonicalUnits,
  childShape,
  documentIn,
  documentShape,
  itemShape,
  itemStep,
  present,
  sameMeaning,
  written,
} from './canonical.ts';
import type { Path } from './path.ts';
import type { ListRule, Shape } from './shape.ts';

/** A field that says something else than before. */
export interface Difference {
  readonly path: Path;
  /** Absent where the field is new. */
  readonly before?: Json;
  /** Absent where the field is gone. */
  readonly after?: Json;
}

/** A field that is written differently and means the same. */
export interface Rewriting extends Difference {
  readonly how: 'quantity' | 'duration' | 'order' | 'layout' | 'default';
}

interface FieldChanges {
  readonly differences: readonly Difference[];
  readonly rewritings: readonly Rewriting[];
}

interface Found {
  readonly differences: Difference[];
  readonly rewritings: Rewriting[];
}

/** What changed between two values, by the meaning that a shape gives them. */
export function diff(before: Json | undefined, after: Json | undefined, shape: Shape = {}): FieldChanges {
  const found: Found = { differences: [], rewritings: [] };
  compare(before, after, shape, [], found);
  return found;
}

function compare(before: Json | undefined, after: Json | undefined, shape: Shape, path: Path, found: Found): void {
  if (before === after) return;
  const [old, now] = [present(before, shape), present(after, shape)];
  if (isObject(old) && isObject(now)) {
    for (const key of [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()) {
      compare(own(old, key), own(now, key), childShape(shape, key), [...path, key], found);
    }
  } else if (written(old) === written(now)) {
    return;
  } else if (isList(old) && isList(now) && !(shape.list && 'units' in shape.list)) {
    compareLists(old, now, shape, path, found);
  } else if (sameMeaning(before, after, shape)) {
    const difference = differenceOf(path, before, after);
    found.rewritings.push({ ...difference, how: rewritingOf(old, now, shape) });
  } else if (isList(old) && isList(now)) {
    compareLists(old, now, shape, path, found);
  } else if (shape.document && typeof old === 'string' && typeof now === 'string') {
    compareTexts(old, now, shape, path, found);
  } else {
    found.differences.push(differenceOf(path, old, now));
  }
}

/** Two documents are compared inside, unless nothing of the one is left in the other. */
function compareTexts(before: string, after: string, shape: Shape, path: Path, found: Found): void {
  const [old, now] = [documentIn(before), documentIn(after)];
  const inside: Found = { differences: [], rewritings: [] };
  if (old && now) compare(old, now, documentShape(shape), path, inside);
  if (!old || !now || inside.differences.some((difference) => difference.path.length === path.length)) {
    found.differences.push(differenceOf(path, before, after));
    return;
  }
  found.differences.push(...inside.differences);
  found.rewritings.push(...inside.rewritings);
}

/** A document may have a field with the name of something that every object inherits. */
function own(map: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function differenceOf(path: Path, before: Json | undefined, after: Json | undefined): Difference {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function rewritingOf(before: Json | undefined, after: Json | undefined, shape: Shape): Rewriting['how'] {
  if (before === undefined || after === undefined) return 'default';
  if (shape.scalar === 'quantity' || shape.scalar === 'duration') return shape.scalar;
  return typeof before === 'string' && shape.document ? 'layout' : 'order';
}

function compareLists(before: readonly Json[], after: readonly Json[], shape: Shape, path: Path, found: Found): void {
  const items = itemShape(shape);
  const rule = shape.list ?? inferredRule(before, after);
  if (rule && 'units' in rule) compareUnits(before, after, rule, items, path, found);
  else if (!rule || !compareKeyed(before, after, rule, items, path, found)) {
    if (before.length === after.length && [...before, ...after].every(isObject)) {
      for (const [index, item] of before.entries()) compare(item, after[index], items, [...path, `[${index}]`], found);
    } else {
      found.differences.push({ path, before, after });
    }
  }
}

/** Items of an unknown list that all have names of their own are known by them. What their order means is not known. */
function inferredRule(before: readonly Json[], after: readonly Json[]): ListRule | undefined {
  const field = ['name', 'key', 'id'].find((name) =>
    [before, after].every((list) => {
      const names = list.map((item) => (isObject(item) ? item[name] : undefined));
      return names.every((value) => typeof value === 'string') && new Set(names).size === names.length;
    }),
  );
  return field === undefined ? undefined : { by: [field], ordered: true };
}

function compareUnits(
  before: readonly Json[],
  after: readonly Json[],
  rule: Extract<ListRule, { readonly units: unknown }>,
  items: Shape,
  path: Path,
  found: Found,
): void {
  const [old, now] = [canonicalUnits(before, rule, items), canonicalUnits(after, rule, items)];
  for (const [key, unit] of old)
    if (!now.has(key)) found.differences.push({ path: [...path, `[${key}]`], before: unit });
  for (const [key, unit] of now)
    if (!old.has(key)) found.differences.push({ path: [...path, `[${key}]`], after: unit });
}

/** @returns whether every item has a name, so that the lists could be compared by it */
function compareKeyed(
  before: readonly Json[],
  after: readonly Json[],
  rule: Extract<ListRule, { readonly by: unknown }>,
  items: Shape,
  path: Path,
  found: Found,
): boolean {
  const [old, now] = [byStep(before, rule.by, items), byStep(after, rule.by, items)];
  if (!old || !now) return false;
  for (const step of new Set([...old.keys(), ...now.keys()])) {
    compare(old.get(step), now.get(step), items, [...path, step], found);
  }
  // An item that is new comes last where nothing else is said.
  const kept = [...old.keys()].filter((step) => now.has(step));
  const expected = rule.ordered ? [...kept, ...[...now.keys()].filter((step) => !old.has(step))] : kept;
  const order = rule.ordered ? [...now.keys()] : [...now.keys()].filter((step) => old.has(step));
  if (expected.join() !== order.join()) {
    const change = { path: [...path, '[order]'], before: expected, after: order };
    if (rule.ordered) found.differences.push(change);
    else found.rewritings.push({ ...change, how: 'order' });
  }
  return true;
}

/** The items by name; a second item of one name is `[…]#2`. */
function byStep(list: readonly Json[], by: readonly string[], shape: Shape): ReadonlyMap<string, Json> | undefined {
  const items = new Map<string, Json>();
  for (const item of list) {
    const step = itemStep(item, by, shape);
    if (step === undefined) return undefined;
    let unique = step;
    for (let nth = 2; items.has(unique); nth += 1) unique = `${step}#${nth}`;
    items.set(unique, item);
  }
  return items;
}
