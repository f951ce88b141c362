import type { ChartSource } from '../../tree/application.ts';
import { keyOf } from '../../tree/object-id.ts';
import { type Item, isApplication, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';
import { finalizedBy } from './cluster.ts';
import { play } from './play.ts';

const install: Check = {
  rule: 'order/install',
  promise: 'an empty cluster gets every Application without a person',
  find: (tree) =>
    hasRoot(tree)
      ? Object.entries(play({ after: tree }).waiting).map(([name, reason]) => ({
          ...of(tree, name),
          message: `${name} never gets ready in an empty cluster: it waits for ${reason}`,
          remedy: 'let what it needs come in an earlier wave',
        }))
      : [],
};

const removal: Check = {
  rule: 'order/removal',
  promise: 'an Application that is removed from Git goes, and nothing else waits for it',
  find: (tree) => {
    if (!hasRoot(tree)) return [];
    const writers = writersIn(tree);
    return removals(tree).flatMap((removed) => problemsOf(removed, tree, writers));
  },
};

export const ends: readonly Check[] = [install, removal];

function hasRoot({ applications }: Tree): boolean {
  return applications.some(({ isRoot }) => isRoot);
}

/** Something that a pull request may take out of the tree. */
interface Removal {
  readonly what: string;
  readonly names: readonly string[];
  readonly belongs: (item: Item) => boolean;
}

/** Each Application alone, and each namespace that another Application makes, with all that is in it. */
function removals(tree: Tree): readonly Removal[] {
  const children = tree.applications.filter(({ isRoot }) => !isRoot);
  const home = tree.applications.find(({ isRoot }) => isRoot)?.namespace;
  const alone = children.map(({ name }) => ({
    what: name,
    names: [name],
    belongs: ({ application }: Item) => application === name,
  }));
  const together = tree.ofKind('Namespace').flatMap((namespace) => {
    const inside = children.filter(
      (view) => view.namespace === namespace.id.name && view.name !== namespace.application,
    );
    const names = inside.map(({ name }) => name);
    const isInside = ({ id, application }: Item) => id.namespace === namespace.id.name || names.includes(application);
    if (names.length === 0 || namespace.id.name === home) return [];
    return [
      {
        what: `everything in namespace ${namespace.id.name}`,
        names,
        belongs: (item: Item) => keyOf(item.id) === keyOf(namespace.id) || isInside(item),
      },
    ];
  });
  return [...alone, ...together];
}

/**
 * The tree without Applications that have nothing to do with a removal: those that write elsewhere. Nothing of them changes
 * in that play, and one that never gets ready is what `order/install` finds. With all of them, a large tree would take minutes.
 */
function around(removed: Iterable<Item>, names: readonly string[], tree: Tree, writers: Writers): Tree {
  const near = new Set(names);
  for (const item of removed) for (const name of writers.get(placeOf(item)) ?? []) near.add(name);
  for (const { isRoot, name, charts } of tree.applications) if (isRoot || charts.some(hasController)) near.add(name);
  // A namespace that they write to is made by an Application that may be none of them.
  for (const { id } of [...near].flatMap((name) => tree.of(name))) {
    const made =
      id.namespace === undefined ? undefined : tree.get({ group: '', kind: 'Namespace', name: id.namespace });
    if (made) near.add(made.application);
  }
  const items = [...near].flatMap((name) => tree.of(name));
  return new Tree(
    tree.environment,
    items.filter(({ id, manifest }) => !isApplication(manifest) || near.has(id.name)),
  );
}

/** Applications that write into a namespace, by its name. */
type Writers = ReadonlyMap<string, ReadonlySet<string>>;

function writersIn(tree: Tree): Writers {
  const writers = new Map<string, Set<string>>();
  for (const item of tree.items) {
    const place = placeOf(item);
    const known = writers.get(place);
    if (known) known.add(item.application);
    // What has no namespace is nobody's neighbour.
    else if (place !== '') writers.set(place, new Set([item.application]));
  }
  return writers;
}

/** The namespace that an object is in, or is. */
function placeOf({ id }: Item): string {
  return id.kind === 'Namespace' ? id.name : (id.namespace ?? '');
}

/** Objects of others do not go without it. */
function hasController({ chart }: ChartSource): boolean {
  return Object.values(finalizedBy).includes(chart);
}

function problemsOf({ what, names, belongs }: Removal, whole: Tree, writers: Writers): readonly Problem[] {
  const tree = around(whole.items.filter(belongs), names, whole, writers);
  const isTheirs = ({ id, manifest }: Item) => isApplication(manifest) && names.includes(id.name);
  const after = new Tree(
    tree.environment,
    tree.items.filter((item) => !belongs(item) && !isTheirs(item)),
  );
  const agreed = play({ before: tree, after });
  const problems = Object.entries(agreed.waiting).map(([name, reason]) => ({
    ...of(tree, name),
    message: `the removal of ${what} never ends: ${name} waits for ${reason}`,
    remedy:
      'let a namespace come and go with the one Application that writes to it, and give each sync an end (retry.limit)',
  }));
  if (problems.length > 0 || agreed.asked.length === 0) return problems;
  const { waiting, asked } = play({ before: tree, after, person: 'is away' });
  const isRoot = (name: string) => tree.application(name)?.isRoot === true;
  return Object.entries(waiting)
    .filter(([name]) => !asked.includes(name) || isRoot(name))
    .map(([name, reason]) => ({
      ...of(tree, name),
      message: `while a person is asked about ${asked.join(', ')}, ${name} waits for ${reason}`,
      remedy: 'ask in the Application that goes (Delete=confirm), not in the one that has it (Prune=confirm)',
    }));
}

function of(tree: Tree, name: string): Pick<Problem, 'item'> {
  const item = tree.items.find(({ id, manifest }) => isApplication(manifest) && id.name === name);
  return item ? { item } : {};
}
