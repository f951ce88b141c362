import { dirname } from 'node:path/posix';
import { isDeepStrictEqual } from 'node:util';
import { show } from '../config/problem.ts';
import { isList, isObject, type Json, type JsonObject, objectIn, omit } from '../imports/json.ts';
import { type Manifest, objectsIn } from '../review/tree/manifest.ts';
import { idOf, keyOf } from '../review/tree/object-id.ts';
import type { Item, Tree } from '../review/tree/tree.ts';
import type { Run } from './cli/command.ts';
import { kubectl } from './clients/kubectl.ts';
import { ShellError } from './clients/shell.ts';

/** An object that is not in the cluster as Git says. */
export interface Difference {
  readonly item: Item;
  /** What follows the name of the object in a sentence. */
  readonly text: string;
}

/**
 * Asks the server what applying each manifest of `dist/` would change. The field manager is Argo CD's, so the answer is what
 * a sync would do: fields that Git no longer has go, those of others stay.
 *
 * Argo CD alone cannot be asked: after the server has refused a change, it goes on with the comparison that it made before
 * the change, and says Synced (docs/decisions/0013-the-server-is-asked.md).
 */
export async function compareWithCluster(
  run: Run,
  tree: Tree,
  items: readonly Item[] = tree.items,
): Promise<readonly Difference[]> {
  const files = filesOf(items, tree).flatMap((path) => ['--filename', path]);
  let wanted: readonly Manifest[];
  try {
    wanted = await objects(run, [...dryRun, ...files]);
  } catch (error) {
    if (!(error instanceof ShellError) || isSilence(error)) throw error;
    const [item] = items;
    if (item && items.length === 1) return [{ item, text: `is refused by the server: ${reason(error)}` }];
    // One refused object makes kubectl print none of the others: so a part that fails is halved, until it is one object.
    const half = Math.ceil(items.length / 2);
    const first = await compareWithCluster(run, tree, items.slice(0, half));
    return [...first, ...(await compareWithCluster(run, tree, items.slice(half)))];
  }
  const live = new Map(
    (await objects(run, ['get', '--ignore-not-found', ...files])).map((one) => [keyOf(ownId(one)), one]),
  );
  return wanted.flatMap((manifest) => {
    const item = tree.get(ownId(manifest));
    const text = differenceOf(live.get(keyOf(ownId(manifest))), manifest);
    return item && text !== undefined ? [{ item, text }] : [];
  });
}

const dryRun = [
  ...['apply', '--server-side', '--dry-run=server'],
  ...['--field-manager', 'argocd-controller', '--force-conflicts'],
] as const;

/** A folder by its name where all of it is asked for. */
function filesOf(items: readonly Item[], tree: Tree): readonly string[] {
  const asked = new Set(items);
  return [...new Set(items.map(({ file }) => dirname(file)))].flatMap((folder) => {
    const all = tree.items.filter(({ file }) => dirname(file) === folder);
    const own = all.filter((item) => asked.has(item));
    return own.length === all.length ? [`dist/${folder}`] : own.map(({ file }) => `dist/${file}`);
  });
}

async function objects({ shell, config }: Run, args: readonly string[]): Promise<readonly Manifest[]> {
  const answer = await shell.run(kubectl(config, ...args, '--output', 'json'));
  return answer.trim() === '' ? [] : (objectsIn(JSON.parse(answer)) as readonly Manifest[]);
}

/** Of an object as the server writes it: its namespace is in it. */
function ownId(manifest: Manifest) {
  const { namespace } = manifest.metadata;
  return idOf(manifest, typeof namespace === 'string' ? namespace : undefined);
}

/** The server did not answer, so nothing is known of the object. */
function isSilence({ output }: ShellError): boolean {
  return /connection refused|Unable to connect|must be logged in|i\/o timeout|TLS handshake/.test(output);
}

function reason({ output }: ShellError): string {
  const lines = output.trim().split('\n');
  const line = lines.find((text) => /^(Error from server|error:|The )/.test(text)) ?? lines.at(-1) ?? 'no reason given';
  return line.replace(/^(Error from server( \(\w+\))?|error): /, '').replace(/^(The )?\S+ "[^"]+" is invalid: /, '');
}

/** `undefined` where nothing would change. */
function differenceOf(live: Manifest | undefined, wanted: Manifest): string | undefined {
  if (!live) return 'is not in the cluster';
  const fields = changes(settled(live), settled(wanted));
  if (fields.length === 0) return undefined;
  const shown = fields
    .slice(0, mostFields)
    .map((change) => (wanted.kind === 'Secret' ? change.path : `${change.path} ${said(change)}`));
  const more = fields.length > mostFields ? [`and ${fields.length - mostFields} more`] : [];
  return `differs: ${[...shown, ...more].join('; ')}`;
}

const mostFields = 3;

function said({ live, wanted }: Change): string {
  if (isList(live) && isList(wanted)) {
    const [more, missing] = [without(live, wanted), without(wanted, live)];
    return [...more.map((one) => `has ${one}, Git does not`), ...missing.map((one) => `lacks ${one}`)].join(', ');
  }
  const start = typeof live === 'string' && typeof wanted === 'string' ? firstDifference(live, wanted) : 0;
  const value = (of: unknown) =>
    of === undefined ? 'nothing' : show(typeof of === 'string' ? excerpt(of, start) : of);
  return `is ${value(live)}, Git says ${value(wanted)}`;
}

function without(list: readonly unknown[], other: readonly unknown[]): readonly string[] {
  const rest = list.filter((one) => !other.some((two) => isDeepStrictEqual(one, two)));
  return rest.map((one) => (typeof one === 'string' ? show(one) : show(JSON.stringify(one))));
}

function firstDifference(one: string, two: string): number {
  const index = one.split('').findIndex((char, at) => char !== two[at]);
  return index < 0 ? one.length : index;
}

/** A long text from shortly before the place where it differs. */
function excerpt(text: string, start: number): string {
  return start < 60 ? text : `…${text.slice(start - 20)}`;
}

const trackingAnnotation = new Set(['argocd.argoproj.io/tracking-id']);
const ofTheServer = new Set(['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'uid']);

/** What a person wrote: without status, without what the server counts, and without the mark by which Argo CD knows its own. */
function settled({ status: _, metadata, ...manifest }: JsonObject): JsonObject {
  const annotations = omit(objectIn(metadata, 'annotations'), trackingAnnotation);
  return { ...manifest, metadata: { ...omit(objectIn(metadata), ofTheServer), annotations } };
}

interface Change {
  readonly path: string;
  readonly live: Json | undefined;
  readonly wanted: Json | undefined;
}

/** The innermost fields that differ. */
function changes(live: Json | undefined, wanted: Json | undefined, path = ''): readonly Change[] {
  if (isObject(live) && isObject(wanted)) {
    const names = new Set([...Object.keys(live), ...Object.keys(wanted)]);
    return [...names].flatMap((name) => changes(live[name], wanted[name], path === '' ? name : `${path}.${name}`));
  }
  if (isList(live) && isList(wanted) && live.length === wanted.length) {
    return live.flatMap((value, index) => changes(value, wanted[index], `${path}[${index}]`));
  }
  return isDeepStrictEqual(live, wanted) ? [] : [{ path, live, wanted }];
}
