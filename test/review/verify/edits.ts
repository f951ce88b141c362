import type { Json, JsonObject } from '../../../imports/json.ts';
import { isList, isObject } from '../../../imports/json.ts';
import type { Manifest } from '../../../review/tree/manifest.ts';
import { describeId } from '../../../review/tree/object-id.ts';
import { parseFile } from '../../../review/tree/parse.ts';
import { type Document, Tree } from '../../../review/tree/tree.ts';

/** A change of a tree, as a hand would make it in `dist/`. */
export type Edit = (tree: Tree) => Tree;

/**
 * Writes a field of an object.
 *
 * @param where the object as a finding names it: `Role airflow/airflow-task-pods`
 * @param path keys with a dot in them are given in a list
 * @param value the new value, what the old one becomes, or nothing to take the field out
 */
export function set(where: string, path: string | readonly string[], value?: Json | ((old: Json) => Json)): Edit {
  const keys = typeof path === 'string' ? path.split('.') : path;
  return edited(where, (manifest) => [written(manifest, keys, value) as unknown as Manifest]);
}

/** Takes objects out. */
export const without =
  (...where: readonly string[]): Edit =>
  (tree) =>
    where.reduce((left, one) => edited(one, () => [])(left), tree);

/** Adds a file with this text, or with this object. */
export function add(file: string, content: string | object): Edit {
  return (tree) => {
    const path = `${tree.environment}/${file}`;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const { documents, unreadable } = parseFile({ path, text });
    return new Tree(tree.environment, [...tree.items, ...documents], [...tree.unreadable, ...unreadable]);
  };
}

export function object(kind: string, name: string, namespace: string | undefined, rest: object = {}): object {
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return { apiVersion: 'v1', kind, metadata, ...rest };
}

function edited(where: string, change: (manifest: Manifest) => readonly Manifest[]): Edit {
  return (tree) => {
    if (!tree.items.some(({ id }) => describeId(id) === where)) throw new Error(`the tree has no ${where}`);
    const documents = tree.items.flatMap((item): readonly Document[] =>
      describeId(item.id) === where ? change(item.manifest).map((manifest) => ({ file: item.file, manifest })) : [item],
    );
    return new Tree(tree.environment, documents, tree.unreadable);
  };
}

function written(at: Json | undefined, [key, ...rest]: readonly string[], value: Parameters<typeof set>[2]): Json {
  if (key === undefined) return typeof value === 'function' ? value(at ?? null) : (value as Json);
  const isRemoved = rest.length === 0 && value === undefined;
  if (isList(at)) {
    const index = Number(key);
    if (isRemoved) return at.filter((_, place) => place !== index);
    return Object.assign([...at], { [index]: written(at[index], rest, value) });
  }
  const from: JsonObject = isObject(at) ? at : {};
  const others = Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));
  return isRemoved ? others : { ...from, [key]: written(from[key], rest, value) };
}
