import type { ApplicationView } from '../../tree/application.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

export const folder: Check = {
  rule: 'references/folder',
  promise: 'every folder of the tree that an Application applies has manifests in it',
  find: (tree) =>
    tree.applications.flatMap((view) => {
      const item = tree.itemOf(view);
      return view.folders
        .filter((path) => !isInTree(path, tree) && isOfThisTree(view, tree))
        .map((path) => ({
          ...(item ? { item } : {}),
          field: 'spec.source.path',
          message: `the Application ${view.name} applies the folder ${path}, which has no manifest: Argo CD deletes all that it had, or refuses to compare`,
          remedy: 'run npm run synth, or remove the Application',
        }));
    }),
};

function isInTree(path: string, { environment, items }: Tree): boolean {
  return items.some(({ file }) => file.startsWith(`${environment}/${path}/`));
}

/** Another Application reads a folder of this tree from the same repository. */
function isOfThisTree(view: ApplicationView, tree: Tree): boolean {
  const repositories = new Set(view.sources.map(({ repoURL }) => repoURL));
  return tree.applications.some(
    ({ sources, folders }) =>
      sources.some(({ repoURL }) => repositories.has(repoURL)) && folders.some((path) => isInTree(path, tree)),
  );
}

export const applied: Check = {
  rule: 'references/applied',
  promise: 'every manifest is in a folder that an Application applies',
  find: (tree) => {
    const folders = new Set(tree.applications.flatMap((view) => view.folders));
    // A tree without Applications is applied by something else.
    if (![...folders].some((path) => isInTree(path, tree))) return [];
    const orphans = tree.items.filter(
      ({ application, chart }) => chart === undefined && !tree.application(application),
    );
    return [...new Map(orphans.map((item) => [item.application, item])).values()].map((item) => ({
      item,
      message: `no Application applies the folder ${item.application}, so none of its objects is in the cluster`,
      remedy: 'add an Application for it, or remove the folder',
    }));
  },
};
