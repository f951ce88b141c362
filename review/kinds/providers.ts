import type { ApplicationView } from '../tree/application.ts';
import { keyOf, type ObjectId } from '../tree/object-id.ts';
import type { Item, Tree } from '../tree/tree.ts';
import { isMadeByCluster, madeByCharts, madeByPods } from './made-elsewhere.ts';
import { providedBy } from './references.ts';

/**
 * Who makes an object: an object of the tree, an Application (its chart, or Argo CD itself for its namespace), or the
 * cluster. `unseen`: perhaps a source that is not in the tree.
 */
export type Provider = Item | ApplicationView | 'cluster' | 'unseen';

/** Finds who makes the objects that others need. */
export class Providers {
  readonly #made = new Map<string, Item | ApplicationView>();
  /** Applications of which a part is not in the tree. */
  readonly #unseen: readonly ApplicationView[];

  constructor(tree: Tree) {
    const add = (id: ObjectId, provider: Item | ApplicationView) => {
      if (!this.#made.has(keyOf(id))) this.#made.set(keyOf(id), provider);
    };
    for (const item of tree.items) add(item.id, item);
    for (const item of tree.items) for (const id of providedBy(item)) add(id, item);
    for (const view of tree.applications) {
      if (!isRendered(view, tree)) for (const id of madeByCharts(view) ?? []) add(id, view);
      for (const id of madeByPods(view)) add(id, view);
      if (view.namespace !== undefined && view.sync.options.includes('CreateNamespace=true')) {
        add({ group: '', kind: 'Namespace', name: view.namespace }, view);
      }
    }
    this.#unseen = tree.applications.filter((view) => isUnseen(view, tree));
  }

  /** `undefined` where nothing makes it. */
  of(id: ObjectId): Provider | undefined {
    const made = this.#made.get(keyOf(id));
    if (made) return made;
    if (isMadeByCluster(id)) return 'cluster';
    const place = id.namespace;
    const mayMakeIt = this.#unseen.some(({ namespace }) => place === undefined || (namespace ?? place) === place);
    return mayMakeIt ? 'unseen' : undefined;
  }
}

/** Something of the Application is not in the tree: a chart that nobody has read and nobody rendered, or a folder of another repository. */
function isUnseen(view: ApplicationView, tree: Tree): boolean {
  if (madeByCharts(view) === undefined && !isRendered(view, tree)) return true;
  const readsFolder = view.sources.some(({ chart, path }) => chart === undefined && path !== undefined);
  return readsFolder && tree.of(view.name).length === 0;
}

function isRendered({ name }: ApplicationView, tree: Tree): boolean {
  return tree.of(name).some(({ chart }) => chart !== undefined);
}
