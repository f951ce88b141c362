import { isObject, type Json, omit, walk } from '../../imports/json.ts';
import type { Item } from '../tree/tree.ts';

export interface Pair {
  readonly before: Item;
  readonly after: Item;
}

/** Kinds whose name may carry a digest of their content, so that pods restart when it changes. */
const digestedKinds = new Set(['ConfigMap', 'Secret', 'ExternalSecret', 'SealedSecret']);
const digest = /-(?:[0-9a-f]{8,10}|[bcdfghkmt2456789]{10})$/;

/** A name without the digest of the object's content. */
function nameWithoutDigest(name: string): string {
  return name.replace(digest, '');
}

/** Pairs objects whose names differ by a digest only. */
export function followDigests(removed: readonly Item[], added: readonly Item[]): readonly Pair[] {
  const free = new Map<string, Item[]>();
  const digested = (items: readonly Item[]) =>
    items.filter(({ id }) => digestedKinds.has(id.kind) && digest.test(id.name));
  for (const item of digested(added)) {
    const key = stemOf(item);
    free.set(key, [...(free.get(key) ?? []), item]);
  }
  return digested(removed).flatMap((before) => {
    const after = free.get(stemOf(before))?.shift();
    return after ? [{ before, after }] : [];
  });
}

function stemOf({ id }: Item): string {
  return [id.group, id.kind, id.namespace ?? '', nameWithoutDigest(id.name)].join('/');
}

/** How much of two objects must be equal for one to be the other's new name. */
const similarEnough = 0.7;
/** More pairs of one kind than this are not looked at one by one. */
const mostPairs = 20_000;

/** Pairs objects of one kind that say the same under another name or in another namespace. */
export function findRenames(removed: readonly Item[], added: readonly Item[]): readonly Pair[] {
  const kinds = new Set(removed.map(kindOf));
  return [...kinds].flatMap((kind) => {
    const [before, after] = [
      removed.filter((item) => kindOf(item) === kind),
      added.filter((item) => kindOf(item) === kind),
    ];
    return before.length * after.length > mostPairs ? [] : bestPairs(before, after);
  });
}

const kindOf = ({ id }: Item) => `${id.group}/${id.kind}`;

function bestPairs(before: readonly Item[], after: readonly Item[]): readonly Pair[] {
  const [old, now] = [before.map(leaves), after.map(leaves)];
  const candidates = before
    .flatMap((one, i) =>
      after.map((other, j) => {
        const sameName = one.id.name === other.id.name ? 0.2 : 0;
        return { before: one, after: other, score: similarity(old[i] as Leaves, now[j] as Leaves) + sameName };
      }),
    )
    .filter(({ score }) => score >= similarEnough)
    .sort((a, b) => b.score - a.score);
  const taken = new Set<Item>();
  return candidates.filter((pair) => {
    if (taken.has(pair.before) || taken.has(pair.after)) return false;
    taken.add(pair.before).add(pair.after);
    return true;
  });
}

type Leaves = ReadonlySet<string>;

/** Every value of an object with its place. Its own name and namespace count as one and the same, wherever they stand. */
function leaves({ id, manifest }: Item): Leaves {
  const { metadata, ...rest } = manifest;
  const content = { ...rest, metadata: omit(metadata, new Set(['name', 'namespace'])) };
  const own = [id.name, ...(id.namespace === undefined ? [] : [id.namespace])].sort((a, b) => b.length - a.length);
  const neutral = (value: Json) =>
    typeof value === 'string' ? own.reduce((text, name) => text.replaceAll(name, '<own>'), value) : value;
  return new Set(
    walk(content).flatMap(({ path, value }) =>
      isObject(value) || Array.isArray(value) ? [] : [`${path}=${JSON.stringify(neutral(value))}`],
    ),
  );
}

/** Shared values as a part of all values, which include the kind. */
function similarity(one: Leaves, other: Leaves): number {
  let shared = 0;
  for (const leaf of one) if (other.has(leaf)) shared += 1;
  return shared / (one.size + other.size - shared);
}
