import { isList, isObject, type Json } from '../../imports/json.ts';
import type { Manifest } from '../tree/manifest.ts';
import { groupOf } from '../tree/object-id.ts';
import type { Document } from '../tree/tree.ts';

/** Stands where a chart writes something else at each render. */
export const madeAgain = '(made again at each render)';

export interface Steady {
  readonly documents: readonly Document[];
  /** Objects that are not the same in two renders of one chart with one set of values. */
  readonly again: readonly Document[];
}

/** One render without what is only in it, found by a second one. An object with a name of its own in each render is left out. */
export function steady(first: readonly Document[], second: readonly Document[]): Steady {
  const others = new Map(second.map((document) => [keyOf(document.manifest), document.manifest]));
  const again: Document[] = [];
  const documents = first.flatMap((document) => {
    const other = others.get(keyOf(document.manifest));
    if (other === undefined) {
      again.push(document);
      return [];
    }
    const manifest = common(document.manifest, other) as Manifest;
    if (manifest === document.manifest) return [document];
    again.push({ ...document, manifest });
    return [{ ...document, manifest }];
  });
  return { documents, again };
}

/** The first value, with a mark where the second one differs; the first itself where nothing does. */
function common(first: Json, second: Json): Json {
  if (isList(first) && isList(second) && first.length === second.length) {
    const items = first.map((item, index) => common(item, second[index] ?? null));
    return items.every((item, index) => item === first[index]) ? first : items;
  }
  if (isObject(first) && isObject(second)) {
    const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])];
    const entries = keys.map((key) => {
      const [one, other] = [first[key], second[key]];
      return [key, one === undefined || other === undefined ? madeAgain : common(one, other)] as const;
    });
    return entries.every(([key, value]) => value === first[key]) ? first : Object.fromEntries(entries);
  }
  return first === second ? first : madeAgain;
}

function keyOf({ apiVersion, kind, metadata }: Manifest): string {
  return [groupOf(apiVersion), kind, metadata['namespace'] ?? '', metadata.name].join('/');
}
