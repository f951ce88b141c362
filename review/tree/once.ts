/**
 * The function, asked once for each object: its answer stays for as long as the object does. For what depends on nothing but
 * a manifest, which two trees share where their files are equal, or on nothing but a tree.
 */
export function once<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = make(key);
    known.set(key, { value });
    return value;
  };
}
