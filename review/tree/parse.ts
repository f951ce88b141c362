import { createRequire } from 'node:module';
import type * as yaml from 'js-yaml';
import { isObject, type Json } from '../../imports/json.ts';
import { groupBy } from './group-by.ts';
import { type Manifest, manifestProblem, objectsIn, withName } from './manifest.ts';
import { type Document, Tree, type Unreadable } from './tree.ts';

/** Its CommonJS form reads small files in half the time: the state of the other one is an object that V8 keeps as a dictionary. */
const { constructFromEvents, parseEvents, YAMLException }: typeof yaml = createRequire(import.meta.url)('js-yaml');

/** A file of a tree. */
export interface SourceFile {
  /** Relative to the tree's root, with `/`. The first folder is the environment. */
  readonly path: string;
  readonly text: string;
}

/** What Argo CD reads in a folder. What is hidden is none of its. */
export function isManifestFile(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path) && !/(^|\/)\./.test(path);
}

/** The trees of all environments, by name. A file outside of every environment belongs to none. */
export function parseTrees(files: readonly SourceFile[], parsed?: Parsed): readonly Tree[] {
  const manifests = files.filter(({ path }) => path.includes('/') && isManifestFile(path));
  return [...groupBy(manifests, ({ path }) => path.slice(0, path.indexOf('/')))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => parseTree(name, own, parsed));
}

/** What files of another tree hold, by their path: a file that is the same in two trees is parsed once. */
export type Parsed = Map<string, ParsedFile & Pick<SourceFile, 'text'>>;

interface ParsedFile {
  readonly documents: readonly Document[];
  readonly unreadable: readonly Unreadable[];
}

/** The tree of one environment. What cannot be read is in `unreadable`, with file and line. */
export function parseTree(environment: string, files: readonly SourceFile[], parsed: Parsed = new Map()): Tree {
  const found = [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map((file) => parseOnce(file, parsed));
  return new Tree(
    environment,
    found.flatMap(({ documents }) => documents),
    found.flatMap(({ unreadable }) => unreadable),
    new Map(files.map(({ path, text }) => [path, text])),
  );
}

function parseOnce(file: SourceFile, parsed: Parsed): ParsedFile {
  const { path, text } = file;
  const before = parsed.get(path);
  if (before?.text === text) return before;
  const found = { text, ...parseFile(file) };
  parsed.set(path, found);
  return found;
}

/**
 * The objects of one text.
 *
 * @param rendered where Helm made it: the place of its first document in the whole text. A key that stands twice is no mistake
 * there, and the last one counts, as for Argo CD.
 */
export function parseFile({ path: file, text }: SourceFile, rendered?: { readonly first: number }): ParsedFile {
  // Argo CD leaves out such a file, whatever else is in it: https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
  if (rendered === undefined && text.includes('+argocd:skip-file-rendering')) return { documents: [], unreadable: [] };
  let values: readonly (Json | undefined)[];
  try {
    // What `loadAll` does, but for options that it makes for each file, which take a third of the time of a small one.
    values = constructFromEvents(parseEvents(text, {}), { source: text, json: rendered !== undefined }) as (
      | Json
      | undefined
    )[];
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark ? { line: error.mark.line + 1 } : {};
    if (error.reason === 'duplicated mapping key') {
      const message = 'a key stands twice in one map: Argo CD takes the last one, and nobody sees that';
      const { documents, unreadable } = parseFile({ path: file, text }, { first: 0 });
      return {
        documents,
        unreadable: [{ file, ...line, message, remedy: 'take one of the two out', isApplied: true }, ...unreadable],
      };
    }
    const message = `the file is no YAML: ${error.reason}`;
    return { documents: [], unreadable: [{ file, ...line, message, remedy: 'fix this line or the one before it' }] };
  }

  if (/(^|\/)kustomization\.ya?ml$/.test(file)) {
    const message = 'Argo CD would render this folder with Kustomize, so nobody sees here what it applies';
    return { documents: [], unreadable: [{ file, message, remedy: "commit what 'kustomize build' renders" }] };
  }
  const documents: Document[] = [];
  const unreadable: Unreadable[] = [];
  values.forEach((document, index) => {
    if (document === undefined || document === null) return;
    for (const found of isObject(document) ? objectsIn(document) : [document]) {
      const value = withName(found, (rendered?.first ?? 0) + index);
      const problem = manifestProblem(value);
      if (problem === undefined) documents.push({ file, manifest: value as Manifest });
      else unreadable.push({ file, line: startOf(text, index), ...problem });
    }
  });
  return { documents, unreadable };
}

/** The first line of a document of a file, from 1. */
function startOf(text: string, index: number): number {
  const starts = text.split('\n').flatMap((line, at) => (/^---(\s|$)/.test(line) ? [at + 2] : []));
  const beforeFirst = text.split(/^---(?:\s|$)/m, 1)[0] ?? '';
  const hasOneBefore = beforeFirst.split('\n').some((line) => /^\s*[^\s#%]/.test(line));
  return (hasOneBefore || starts.length === 0 ? [1, ...starts] : starts)[index] ?? 1;
}
