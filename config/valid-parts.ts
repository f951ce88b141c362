import { type Problem, problem } from './problem.ts';
import type { Found } from './rule.ts';

/** Thrown when a rule reads a part of the config that has no valid form. Its problem has been reported already. */
class Malformed extends Error {}

/**
 * A view of a config in which every read of a malformed part ends the rule that reads it.
 * So one typing error does not hide the mistakes elsewhere, and no rule has to doubt what it reads.
 */
export function validParts<T extends object>(config: T, malformed: ReadonlySet<string>): T {
  return malformed.size === 0 ? config : view(config, malformed, '');
}

function view<T extends object>(part: T, malformed: ReadonlySet<string>, path: string): T {
  // The copy is for frozen objects, whose properties a proxy may not replace by views.
  const target = (Array.isArray(part) ? [...part] : { ...part }) as T;
  // Rules read the same parts again and again.
  const views = new Map<string, object>();
  return new Proxy(target, {
    get(_, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return value;
      const child = path === '' ? key : `${path}.${key}`;
      if (malformed.has('') || malformed.has(child)) throw new Malformed();
      if (typeof value !== 'object' || value === null) return value;
      const seen = views.get(key) ?? view(value, malformed, child);
      views.set(key, seen);
      return seen;
    },
  });
}

/** The problems a rule finds; none where it meets a malformed part. */
export function attempt<One = Problem>(rule: () => Found<One>): readonly One[] {
  try {
    return [rule()].flat() as readonly One[];
  } catch (error) {
    if (error instanceof Malformed) return [];
    throw error;
  }
}

/** The problems of each item by itself: a malformed one is left out and does not hide those of the others. */
export function each<T, One = Problem>(
  items: readonly T[],
  find: (item: T, index: number) => Found<One>,
): readonly One[] {
  return Array.from({ length: items.length }, (_, index) => attempt(() => find(items[index] as T, index))).flat();
}

/** Complains about each key that an earlier item has already. Items without a key are left out. */
export function repeats<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  complain: (key: string, index: number, first: number) => Problem,
): readonly Problem[] {
  const firsts = new Map<string, number>();
  return each(items, (item, index) => {
    const key = keyOf(item);
    if (key === undefined) return [];
    const first = firsts.get(key);
    if (first !== undefined) return complain(key, index, first);
    firsts.set(key, index);
    return [];
  });
}

/** Complains about each name that an earlier item of the list has already. */
export function repeatedNames(list: string, items: readonly { readonly name: string }[]): readonly Problem[] {
  return repeats(
    items,
    ({ name }) => name,
    (name, index, first) =>
      problem(`${list}[${index}].name`, name, `is already the name of ${list}[${first}]; use another name`),
  );
}
