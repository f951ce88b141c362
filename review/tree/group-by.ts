/** What `Map.groupBy` of Node 21 makes: the items under what each is called, both in their order. */
export function groupBy<Key, T>(list: readonly T[], keyOf: (one: T) => Key): ReadonlyMap<Key, readonly [T, ...T[]]> {
  const groups = new Map<Key, [T, ...T[]]>();
  for (const one of list) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
