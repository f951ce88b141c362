import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { Manifest } from './manifest.ts';

/**
 * The line of a field, from 1; that of the nearest field around it where the object has no such field.
 *
 * @param text of the file
 * @param manifest the object in it, one of several where the file has more
 * @param field as a finding writes it: `spec.containers[0].image`; keys with dots are found too
 */
export function lineOf(text: string, manifest: Manifest, field = ''): number | undefined {
  const { objects, counter } = known.get(text) ?? parse(text);
  const object = objects.find((node) => isSame(node, manifest));
  return object && lineAt(object, steps(field), counter);
}

interface Parsed {
  readonly objects: readonly Node[];
  readonly counter: LineCounter;
}

/** A large file may have hundreds of findings. */
const known = new Map<string, Parsed>();

function parse(text: string): Parsed {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter, logLevel: 'silent' });
  const all = Array.isArray(documents) ? documents : [];
  const objects = all.flatMap(({ contents }) => (isNode(contents) ? objectsOf(contents) : []));
  const parsed = { objects, counter };
  known.set(text, parsed);
  return parsed;
}

/** The items of a `List`, or the object itself. */
function objectsOf(contents: Node): readonly Node[] {
  const items = isMap(contents) ? contents.get('items', true) : undefined;
  const isList = isMap(contents) && String(contents.get('kind')).endsWith('List');
  return isList && isSeq(items) ? items.items.filter(isNode) : [contents];
}

function isSame(node: Node, { apiVersion, kind, metadata: { name, namespace } }: Manifest): boolean {
  if (!isMap(node)) return false;
  const wanted = [
    [['apiVersion'], apiVersion],
    [['kind'], kind],
    [['metadata', 'name'], name],
    [['metadata', 'namespace'], namespace],
  ] as const;
  return wanted.every(([path, value]) => node.getIn(path) === value);
}

/** `a.b[0]` and `a.b.0` are the same field. */
function steps(field: string): readonly string[] {
  return field
    .replace(/\[["']?(.*?)["']?\]/g, '.$1')
    .split('.')
    .filter(Boolean);
}

function lineAt(object: Node, path: readonly string[], counter: LineCounter): number {
  let node: Node = object;
  let offset = object.range?.[0] ?? 0;
  for (let rest = path; rest.length > 0; ) {
    const step = stepInto(node, rest);
    if (!step) break;
    offset = step.offset;
    rest = rest.slice(step.used);
    if (!step.node) break;
    node = step.node;
  }
  return counter.linePos(offset).line;
}

interface Step {
  readonly offset: number;
  /** How many parts of the path it took: a key with dots takes several. */
  readonly used: number;
  readonly node: Node | undefined;
}

function stepInto(node: Node, path: readonly string[]): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(path[0])];
    return isNode(item) ? { offset: item.range?.[0] ?? 0, used: 1, node: item } : undefined;
  }
  if (!isMap(node) || isAlias(node)) return undefined;
  for (let used = path.length; used > 0; used -= 1) {
    const key = path.slice(0, used).join('.');
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
    if (!pair || !isScalar(pair.key)) continue;
    return { offset: pair.key.range?.[0] ?? 0, used, node: isNode(pair.value) ? pair.value : undefined };
  }
  return undefined;
}
