import { type Item, isApplication, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';
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
  find: (tree) => (hasRoot(tree) ? removals(tree).flatMap((removed) => problemsOf(removed, tree)) : []),
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
        belongs: (item: Item) => item === namespace || isInside(item),
      },
    ];
  });
  return [...alone, ...together];
}

function problemsOf({ what, names, belongs }: Removal, tree: Tree): readonly Problem[] {
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
