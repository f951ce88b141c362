import { createHash } from 'node:crypto';
import type { ChartSource } from '../../tree/application.ts';
import { groupBy } from '../../tree/group-by.ts';
import { type Manifest, ownSyncOptions, waveOf } from '../../tree/manifest.ts';
import { once } from '../../tree/once.ts';
import { type Item, isApplication, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';
import { finalizedBy, given } from './cluster.ts';
import { hasRoot } from './needs.ts';
import { play } from './play.ts';

const install: Check = {
  rule: 'order/install',
  promise: 'an empty cluster gets every Application without a person',
  find: (tree) =>
    Object.entries(waiting(tree)).map(([name, reason]) => ({
      ...of(tree, name),
      message: `${name} never gets ready in an empty cluster: it waits for ${reason}`,
      remedy: 'let what it needs come in an earlier wave',
    })),
};

/** Applications that never get ready in an empty cluster, and what each waits for. */
const waiting = once((tree: Tree) => (hasRoot(tree) ? play({ after: tree }).waiting : {}));

const isReady = (tree: Tree) => Object.keys(waiting(tree)).length === 0;

const removal: Check = {
  rule: 'order/removal',
  promise: 'an Application that is removed from Git goes, and nothing else waits for it',
  find: (tree) => {
    if (!hasRoot(tree) || !isReady(tree)) return [];
    const index = indexOf(tree);
    const quiet = new Set<string>();
    return removals(tree, index).flatMap((removal) => {
      const near = around(removal, tree, index);
      // Many teams differ in their names alone: what is removed without a problem for one is for all of them.
      const likeness = likenessOf(removal, near);
      if (quiet.has(likeness)) return [];
      const problems = problemsOf(removal, tree, near);
      if (problems.length === 0) quiet.add(likeness);
      return problems;
    });
  },
  blindSpots: (tree) =>
    isReady(tree) ? [] : ['what a removal does: some Applications never get ready, so nothing can be taken from them'],
};

export const ends: readonly Check[] = [install, removal];

/** Something that a pull request may take out of the tree. */
interface Removal {
  readonly what: string;
  readonly names: readonly string[];
  readonly items: ReadonlySet<Item>;
}

/** Each Application alone, and each namespace that another Application makes, with all that is in it. */
function removals(tree: Tree, index: Index): readonly Removal[] {
  const children = tree.applications.filter(({ isRoot }) => !isRoot);
  const home = tree.applications.find(({ isRoot }) => isRoot)?.namespace;
  const into = groupBy(children, ({ namespace = '' }) => namespace);
  const alone = children.map(({ name }) => ({ what: name, names: [name], items: new Set(tree.of(name)) }));
  const together = tree.ofKind('Namespace').flatMap((namespace) => {
    const { name } = namespace.id;
    const names = (into.get(name) ?? []).map((view) => view.name).filter((one) => one !== namespace.application);
    if (names.length === 0 || name === home) return [];
    const items = new Set([namespace, ...(index.inside.get(name) ?? []), ...names.flatMap((one) => tree.of(one))]);
    return [{ what: `everything in namespace ${name}`, names, items }];
  });
  return [...alone, ...together];
}

/** Where the objects of a tree are. */
interface Index {
  /** Objects by the namespace that they are in, or that they are. What has no namespace is nobody's neighbour. */
  readonly inside: ReadonlyMap<string, readonly Item[]>;
  /** Applications as objects, by their name. */
  readonly applications: ReadonlyMap<string, readonly Item[]>;
  /** Everything but Applications, by the Application that has it. */
  readonly others: ReadonlyMap<string, readonly Item[]>;
  /** Applications that every other one needs: roots, and controllers without which objects never go. */
  readonly everybodys: readonly string[];
}

function indexOf(tree: Tree): Index {
  const isMember = ({ manifest }: Item) => isApplication(manifest);
  return {
    inside: groupBy(tree.items, placeOf),
    applications: groupBy(tree.items.filter(isMember), ({ id }) => id.name),
    others: groupBy(
      tree.items.filter((item) => !isMember(item)),
      ({ application }) => application,
    ),
    everybodys: tree.applications
      .filter(({ isRoot, charts }) => isRoot || charts.some(hasController))
      .map(({ name }) => name),
  };
}

/** The namespace that an object is in, or is; '' where there is none. */
function placeOf({ id }: Item): string {
  return id.kind === 'Namespace' ? id.name : (id.namespace ?? '');
}

/** Objects of others do not go without it. */
function hasController({ chart }: ChartSource): boolean {
  return Object.values(finalizedBy).includes(chart);
}

/**
 * The tree without Applications that have nothing to do with a removal: those that write elsewhere. Nothing of them changes
 * in that play, and one that never gets ready is what `order/install` finds. With all of them, a large tree would take minutes.
 */
function around({ names, items }: Removal, tree: Tree, { inside, applications, others, everybodys }: Index): Tree {
  const places = new Set([...items].map(placeOf).filter((place) => place !== ''));
  // An Application that is itself in such a namespace goes with it.
  const writers = [...places]
    .flatMap((place) => inside.get(place) ?? [])
    .flatMap(({ application, id, manifest }) => (isApplication(manifest) ? [application, id.name] : [application]));
  const near = new Set([...names, ...writers, ...everybodys]);
  // A namespace that they write to is made by an Application that may be none of them.
  const written = new Set([...near].flatMap((name) => others.get(name) ?? []).map(placeOf));
  for (const name of written) {
    const made = tree.get({ group: '', kind: 'Namespace', name });
    if (made) near.add(made.application);
  }
  return new Tree(tree.environment, [
    ...[...near].flatMap((name) => others.get(name) ?? []),
    ...[...near].sort().flatMap((name) => applications.get(name) ?? []),
  ]);
}

/** Equal for two removals that differ only in the name of what goes: their plays are the same, but for that name. */
function likenessOf({ what, names, items }: Removal, tree: Tree): string {
  const gone = new Set([...items].map(({ manifest }) => manifest));
  const text = [
    ...names,
    ...tree.applications.map(({ name }) => name),
    ...tree.items.map(({ file, application, chart, key, manifest }) =>
      [gone.has(manifest), file, application, chart, key, textOf(manifest)].join(' '),
    ),
  ].join('\n');
  const [goes = what] = names;
  // A word may be one of a manifest or of the play, as 'karpenter' is: nothing else is like it.
  const isNameAlone = goes.includes('-') && ![...given, ...Object.values(finalizedBy)].includes(goes);
  return createHash('sha256')
    .update(isNameAlone ? text.replaceAll(goes, '\0') : text)
    .digest('base64');
}

/** What a play reads of an object beside its identity: of one that is no Application, its annotations. */
const textOf = once((manifest: Manifest) =>
  JSON.stringify(isApplication(manifest) ? manifest : [waveOf(manifest), ...ownSyncOptions(manifest)]),
);

function problemsOf({ what, names, items }: Removal, whole: Tree, tree: Tree): readonly Problem[] {
  const gone = new Set([...items].map(({ manifest }) => manifest));
  const isTheirs = ({ id, manifest }: Item) => isApplication(manifest) && names.includes(id.name);
  const after = new Tree(
    tree.environment,
    tree.items.filter((item) => !gone.has(item.manifest) && !isTheirs(item)),
  );
  const change = { before: tree, isInstalled: true, after } as const;
  const agreed = play(change);
  const problems = Object.entries(agreed.waiting).map(([name, reason]) => ({
    ...of(whole, name),
    message: `if ${what} is removed one day, the removal never ends: ${name} waits for ${reason}`,
    remedy:
      'let a namespace come and go with the one Application that writes to it, and give each sync an end (retry.limit)',
  }));
  if (problems.length > 0 || agreed.asked.length === 0) return problems;
  const { waiting, asked } = play({ ...change, person: 'is away' });
  const isRoot = (name: string) => tree.application(name)?.isRoot === true;
  return Object.entries(waiting)
    .filter(([name]) => !asked.includes(name) || isRoot(name))
    .map(([name, reason]) => ({
      ...of(whole, name),
      message: `while a person is asked about ${asked.join(', ')}, ${name} waits for ${reason}`,
      remedy: 'ask in the Application that goes (Delete=confirm), not in the one that has it (Prune=confirm)',
    }));
}

function of(tree: Tree, name: string): Pick<Problem, 'item'> {
  const item = tree.items.find(({ id, manifest }) => isApplication(manifest) && id.name === name);
  return item ? { item } : {};
}
