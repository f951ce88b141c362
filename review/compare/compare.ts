import type { Json } from '../../imports/json.ts';
import { type Item, Tree } from '../tree/tree.ts';
import type { Change, Comparison } from './change.ts';
import { diff } from './diff.ts';
import { findRenames, followDigests, type Pair } from './match.ts';
import { shapeOf } from './shapes/index.ts';

/** Compares the trees of each environment that either side has, by name. */
export function compareAll(before: readonly Tree[], after: readonly Tree[]): readonly Comparison[] {
  const names = [...new Set([...before, ...after].map(({ environment }) => environment))].sort();
  const treeOf = (trees: readonly Tree[], name: string) =>
    trees.find(({ environment }) => environment === name) ?? new Tree(name, []);
  return names.map((name) => compareTrees(treeOf(before, name), treeOf(after, name)));
}

/** What changed between two trees of one environment. Objects that are the same on both sides are left out. */
export function compareTrees(before: Tree, after: Tree): Comparison {
  const { environment } = after;
  const [old, now] = [byKey(before), byKey(after)];
  const removed = [...old].flatMap(([key, item]) => (now.has(key) ? [] : [item]));
  const added = [...now].flatMap(([key, item]) => (old.has(key) ? [] : [item]));
  const followed = followDigests(removed, added);
  const left = without(removed, added, followed);
  const renamed = findRenames(left.removed, left.added);
  const rest = without(left.removed, left.added, renamed);

  const changes: readonly Omit<Change, 'environment'>[] = [
    ...[...now].flatMap(([key, item]) => {
      const was = old.get(key);
      return was ? changeOf(was, item) : [];
    }),
    ...followed.map((pair) => ({ verb: 'followed' as const, ...pair, ...fieldsOf(pair) })),
    ...renamed.map((pair) => ({ verb: 'renamed' as const, ...pair, ...fieldsOf(pair) })),
    ...rest.removed.map((item) => ({ verb: 'removed' as const, before: item, ...nothing })),
    ...rest.added.map((item) => ({ verb: 'added' as const, after: item, ...nothing })),
  ];
  return { environment, before, after, changes: changes.map((change) => ({ environment, ...change })) };
}

const nothing = { differences: [], rewritings: [] } as const;

function byKey({ items }: Tree): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) if (!found.has(item.key)) found.set(item.key, item);
  return found;
}

function without(removed: readonly Item[], added: readonly Item[], pairs: readonly Pair[]) {
  const taken = new Set(pairs.flatMap((pair) => [pair.before, pair.after]));
  return { removed: removed.filter((item) => !taken.has(item)), added: added.filter((item) => !taken.has(item)) };
}

/** What became of an object that is on both sides; nothing where it is the same. */
function changeOf(before: Item, after: Item): readonly Omit<Change, 'environment'>[] {
  const moved = before.application !== after.application;
  if (before.manifest === after.manifest && !moved) return [];
  const fields = fieldsOf({ before, after });
  if (fields.differences.length > 0 || moved) return [{ verb: 'changed', before, after, ...fields }];
  return fields.rewritings.length > 0 ? [{ verb: 'rewritten', before, after, ...fields }] : [];
}

function fieldsOf({ before, after }: Pair) {
  return diff(before.manifest as Json, withNamespaceOf(before, after), shapeOf(after.manifest));
}

/** A namespace that is written out means the same as the Application's own, where they are one. */
function withNamespaceOf(before: Item, after: Item): Json {
  const { namespace } = before.manifest.metadata;
  if (before.id.namespace !== after.id.namespace || namespace === after.manifest.metadata['namespace'])
    return after.manifest;
  const { namespace: _, ...metadata } = after.manifest.metadata;
  return { ...after.manifest, metadata: namespace === undefined ? metadata : { ...metadata, namespace } };
}
