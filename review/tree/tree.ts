import { at, objectIn } from '../../imports/json.ts';
import { isClusterWide } from '../kinds/known-kinds.ts';
import { type ApplicationView, viewApplication } from './application.ts';
import { groupBy } from './group-by.ts';
import type { Manifest } from './manifest.ts';
import { groupOf, idOf, keyOf, type ObjectId } from './object-id.ts';

/** One object of a tree. */
export interface Item {
  /** Relative to the tree's root, with `/`: `<environment>/<folder>/<file>`. */
  readonly file: string;
  /** The Application that applies it; the name of the folder where none does. */
  readonly application: string;
  readonly id: ObjectId;
  /** `keyOf(id)`, made once. */
  readonly key: string;
  readonly manifest: Manifest;
  /** The Helm chart that renders it, as `<chart> <version>`; absent for what is written in the file. */
  readonly chart?: string;
}

/** An object and the file that it was read from. */
export interface Document {
  readonly file: string;
  readonly manifest: Manifest;
  readonly chart?: string;
  /** Set for what a chart renders; a file's folder says it otherwise. */
  readonly application?: string;
}

/** A part of a file that is no object of Kubernetes. */
export interface Unreadable {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** What is wrong: a clause, no full stop. */
  readonly message: string;
  /** What to do, in the same form. */
  readonly remedy: string;
  /** Argo CD reads it all the same, and the tree has what it reads. */
  readonly isApplied?: true;
}

/** Everything that one environment's Argo CD applies: a file that its Application leaves out is no part of it. */
export class Tree {
  readonly environment: string;
  readonly items: readonly Item[];
  /** In the order of their waves, the root first. */
  readonly applications: readonly ApplicationView[];
  readonly unreadable: readonly Unreadable[];

  /** The text of each file, for what a report quotes or counts lines in. */
  readonly texts: ReadonlyMap<string, string>;

  readonly #byKey: ReadonlyMap<string, Item>;
  readonly #byKind: ReadonlyMap<string, readonly Item[]>;
  readonly #byPlace: ReadonlyMap<string, readonly Item[]>;
  readonly #byApplication: ReadonlyMap<string, readonly Item[]>;
  readonly #views: ReadonlyMap<string, ApplicationView>;

  constructor(
    environment: string,
    documents: readonly Document[],
    unreadable: readonly Unreadable[] = [],
    texts: ReadonlyMap<string, string> = new Map(),
  ) {
    this.environment = environment;
    this.unreadable = unreadable;
    this.texts = texts;
    const applications = documents.filter(({ manifest }) => isApplication(manifest));
    const above = new Set(applications.map(({ file }) => folderOf(file, environment)));
    this.applications = applications
      .map(({ manifest }) => viewApplication(manifest, environment, (folder) => above.has(folder)))
      .sort((a, b) => Number(b.isRoot) - Number(a.isRoot) || a.wave - b.wave || (a.name < b.name ? -1 : 1));
    // The first of a name counts, as for objects.
    this.#views = new Map([...this.applications].reverse().map((view) => [view.name, view]));
    const scope = declaredScopes(documents);
    const owners = new Map(this.applications.flatMap((view) => view.folders.map((folder) => [folder, view] as const)));
    const recursive = this.applications.filter(({ sources }) =>
      sources.some((one) => at(one, 'directory.recurse') === true),
    );

    this.items = documents.flatMap((document) => {
      const { file, manifest, chart } = document;
      const path = inEnvironment(file, environment);
      const folder = folderOf(file, environment);
      const known = this.#views.get(document.application ?? '');
      const owner = known ?? owners.get(folder) ?? recursive.find((view) => view.applies(path));
      // The root leaves out itself, and somebody else applies it.
      const isOwn = isApplication(manifest) && manifest.metadata.name === owner?.name;
      if (owner && !known && !isOwn && !owner.applies(path)) return [];
      const application = document.application ?? owner?.name ?? folder;
      const id = idOf(manifest, namespaceOf(manifest, owner?.namespace, scope));
      return [{ file, application, id, key: keyOf(id), manifest, ...(chart === undefined ? {} : { chart }) }];
    });
    this.#byKey = new Map([...this.items].reverse().map((item) => [item.key, item]));
    this.#byKind = groupBy(this.items, ({ id }) => id.kind);
    const placed = this.items.filter(({ id }) => id.namespace !== undefined);
    this.#byPlace = groupBy(placed, ({ id }) => `${id.kind}/${id.namespace}`);
    this.#byApplication = groupBy(this.items, ({ application }) => application);
  }

  /** The object of this identity; the first where two files have it. */
  get(id: ObjectId): Item | undefined {
    return this.#byKey.get(keyOf(id));
  }

  /** Every object of a kind, whatever its group. */
  ofKind(kind: string): readonly Item[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Every object of a kind in a namespace. */
  ofKindIn(kind: string, namespace: string): readonly Item[] {
    return this.#byPlace.get(`${kind}/${namespace}`) ?? [];
  }

  /** Every object of an Application, those of its charts too. */
  of(application: string): readonly Item[] {
    return this.#byApplication.get(application) ?? [];
  }

  /** Whether an Application applies the file of an object; two may apply one. */
  isIn({ file, chart }: Item, view: ApplicationView): boolean {
    return chart === undefined && view.applies(inEnvironment(file, this.environment));
  }

  application(name: string): ApplicationView | undefined {
    return this.#views.get(name);
  }

  /** Whether Argo CD can read every file that the Application applies: with one that it cannot, it syncs nothing of it. */
  isReadable({ folders }: ApplicationView): boolean {
    return !this.unreadable.some(({ file }) => folders.includes(folderOf(file, this.environment)));
  }

  /** The Application itself, as an object of the tree. */
  itemOf({ manifest }: ApplicationView): Item | undefined {
    return this.ofKind('Application').find((item) => item.manifest === manifest);
  }

  /** The same tree with other objects added, e.g. what its charts render. */
  with(documents: readonly Document[]): Tree {
    return new Tree(this.environment, [...this.items, ...documents], this.unreadable, this.texts);
  }
}

export function isApplication({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Application' && groupOf(apiVersion) === 'argoproj.io';
}

/** The path of a file inside its environment. */
function inEnvironment(file: string, environment: string): string {
  return file.startsWith(`${environment}/`) ? file.slice(environment.length + 1) : file;
}

/** The path between the environment and the file. */
function folderOf(file: string, environment: string): string {
  const inside = inEnvironment(file, environment);
  return inside.includes('/') ? inside.slice(0, inside.lastIndexOf('/')) : '';
}

/** Kinds whose CRD stands in the tree, by group and kind, and whether they have no namespace. */
function declaredScopes(documents: readonly Document[]): ReadonlyMap<string, boolean> {
  return new Map(
    documents.flatMap(({ manifest }) => {
      if (manifest.kind !== 'CustomResourceDefinition') return [];
      const spec = objectIn(manifest, 'spec');
      return [[`${spec['group']}/${at(spec, 'names.kind')}`, spec['scope'] === 'Cluster'] as const];
    }),
  );
}

function namespaceOf(
  { apiVersion, kind, metadata }: Manifest,
  fallback: string | undefined,
  scope: ReadonlyMap<string, boolean>,
): string | undefined {
  const { namespace } = metadata;
  const group = groupOf(apiVersion);
  if (scope.get(`${group}/${kind}`) ?? isClusterWide(group, kind)) return undefined;
  return typeof namespace === 'string' && namespace !== '' ? namespace : fallback;
}
