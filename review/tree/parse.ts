import { loadAll, YAMLException } from 'js-yaml';
import { isObject, type Json } from '../../imports/json.ts';
import { type Manifest, manifestProblem, objectsIn } from './manifest.ts';
import { type Document, Tree, type Unreadable } from './tree.ts';

/** A file of a tree. */
export interface SourceFile {
  /** Relative to the tree's root, with `/`. The first folder is the environment. */
  readonly path: string;
  readonly text: string;
}

/** What Argo CD reads in a folder. */
export function isManifestFile(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

/** The trees of all environments, by name. A file outside of every environment belongs to none. */
export function parseTrees(files: readonly SourceFile[]): readonly Tree[] {
  const environments = new Map<string, SourceFile[]>();
  for (const file of files) {
    const [environment, inside] = file.path.split('/');
    if (environment === undefined || inside === undefined || !isManifestFile(file.path)) continue;
    const known = environments.get(environment);
    if (known) known.push(file);
    else environments.set(environment, [file]);
  }
  return [...environments].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => parseTree(name, own));
}

/** The tree of one environment. What cannot be read is in `unreadable`, with file and line. */
export function parseTree(environment: string, files: readonly SourceFile[]): Tree {
  const parsed = [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(parseFile);
  return new Tree(
    environment,
    parsed.flatMap(({ documents }) => documents),
    parsed.flatMap(({ unreadable }) => unreadable),
  );
}

/** The objects of one text. */
export function parseFile({ path: file, text }: SourceFile): {
  readonly documents: readonly Document[];
  readonly unreadable: readonly Unreadable[];
} {
  let values: readonly Json[];
  try {
    values = (loadAll(text) as (Json | undefined)[]).flatMap((value) =>
      value === undefined || value === null ? [] : [value],
    );
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark ? { line: error.mark.line + 1 } : {};
    return { documents: [], unreadable: [{ file, ...line, text: `is no YAML: ${error.reason}` }] };
  }

  const documents: Document[] = [];
  const unreadable: Unreadable[] = [];
  for (const value of values.flatMap((document) => (isObject(document) ? objectsIn(document) : [document]))) {
    const problem = manifestProblem(value);
    if (problem === undefined) documents.push({ file, manifest: value as Manifest });
    else unreadable.push({ file, text: problem });
  }
  return { documents, unreadable };
}
