import { isObject, type Json, type JsonObject } from '../../imports/json.ts';
import { once } from './once.ts';

/** An object as Argo CD reads it from a file. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface Metadata extends JsonObject {
  readonly name: string;
}

/** What keeps a document from being an object of Kubernetes, and what to do; `undefined` where nothing does. */
export function manifestProblem(value: Json): { readonly message: string; readonly remedy: string } | undefined {
  if (!isObject(value)) return { message: 'the document is not a map', remedy: 'write one object in each document' };
  const { apiVersion, kind, metadata } = value;
  if (!isText(apiVersion)) return { message: 'the document has no apiVersion', remedy: "write one, e.g. 'apps/v1'" };
  if (!isText(kind)) return { message: 'the document has no kind', remedy: "write one, e.g. 'ConfigMap'" };
  if (isListOfObjects(value) || (isObject(metadata) && isText(metadata['name']))) return undefined;
  return { message: `${kind} has no metadata.name`, remedy: 'write the name out' };
}

/**
 * A hook may leave its name to the server, so that each sync makes another one.
 *
 * @param index tells two such hooks of a file apart
 */
export function withName(value: Json, index: number): Json {
  if (!isObject(value) || !isObject(value['metadata'])) return value;
  const { name, generateName } = value['metadata'];
  if (isText(name)) return value;
  const metadata = { ...value['metadata'], name: `${generateName}${index}` };
  const isHook = argoAnnotation({ ...value, metadata } as unknown as Manifest, 'hook') !== undefined;
  return isText(generateName) && isHook ? { ...value, metadata } : value;
}

/**
 * Whether Argo CD runs it as a hook: it deletes what ran before, and makes it again. Helm's hooks count, but for definitions of kinds.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks
 */
export function isHook(manifest: Manifest): boolean {
  const ofHelm = textsOf(manifest.metadata, 'annotations')['helm.sh/hook'];
  return argoAnnotation(manifest, 'hook') !== undefined || (ofHelm !== undefined && ofHelm !== 'crd-install');
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

/** The objects of a document: those inside a `List`, which Argo CD unwraps, or the one that it is. */
export function objectsIn(value: JsonObject): readonly Json[] {
  return isListOfObjects(value) ? (value['items'] as readonly Json[]) : [value];
}

function isListOfObjects({ kind, items }: JsonObject): boolean {
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
}

/** Labels or annotations; a value that is no text is left out. */
export function textsOf(metadata: Metadata, field: 'labels' | 'annotations'): Readonly<Record<string, string>> {
  const map = metadata[field];
  if (!isObject(map)) return {};
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const argoCd = 'argocd.argoproj.io/';

/** An annotation of Argo CD without its prefix, e.g. `sync-wave`. */
export function argoAnnotation({ metadata }: Manifest, name: string): string | undefined {
  const { annotations } = metadata;
  const value = isObject(annotations) ? annotations[`${argoCd}${name}`] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Options that the object itself states, e.g. `Prune=confirm`. */
export const ownSyncOptions = once((manifest: Manifest): readonly string[] =>
  (argoAnnotation(manifest, 'sync-options') ?? '')
    .split(',')
    .map((option) => option.trim())
    .filter(Boolean),
);

/** Place in the order of its Application's sync; 0 where none is written. */
export const waveOf = once((manifest: Manifest): number => {
  const written = Number(argoAnnotation(manifest, 'sync-wave') ?? 0);
  return Number.isInteger(written) ? written : 0;
});
