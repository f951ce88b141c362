import { type JsonObject, objectIn } from '../../../imports/json.ts';
import { type ApplicationView, foldersIn, sourcesIn } from '../../tree/application.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

export const folder: Check = {
  rule: 'references/folder',
  promise: 'every folder of the tree that an Application applies has manifests in it',
  find: (tree) => {
    const full = foldersOf(tree);
    // Of another repository, nobody knows what it has.
    const repositories = new Set(
      tree.applications
        .filter(({ folders }) => folders.some((path) => full.has(path)))
        .flatMap(({ sources }) => sources.map(({ repoURL }) => repoURL)),
    );
    return tree.applications
      .filter(({ sources }) => sources.some(({ repoURL }) => repositories.has(repoURL)))
      .flatMap((view) => {
        const item = tree.itemOf(view);
        return view.folders
          .filter((path) => !full.has(path))
          .map((path) => ({
            ...(item ? { item } : {}),
            field: fieldOf(path, view, tree),
            ...(isOutside(path, view, tree)
              ? {
                  message: `the Application ${view.name} applies the folder ${path}, which is none of ${tree.environment}: what is there replaces what it applied before`,
                  remedy: `name a folder of ${tree.environment}`,
                }
              : {
                  message: `the Application ${view.name} applies the folder ${path}, which has no manifest: Git keeps no empty folder, so Argo CD reports an error and no longer syncs it`,
                  remedy: 'run npm run synth, or remove the Application',
                }),
          }));
      });
  },
};

function fieldOf(path: string, { manifest }: ApplicationView, { environment }: Tree): string {
  const source = sourcesIn(objectIn(manifest, 'spec')).find(([one]) => foldersIn(one, environment).includes(path));
  return `${source?.[1]}.path`;
}

/** A path without the environment in it, where others have it. */
function isOutside(path: string, { sources }: ApplicationView, { applications, environment }: Tree): boolean {
  const names = (source: JsonObject) => String(source['path']).split('/').includes(environment);
  return (
    sources.some((source) => source['path'] === path && !names(source)) &&
    applications.some((view) => view.sources.some(names))
  );
}

/** Every folder with a manifest in it or below it. */
function foldersOf({ environment, items }: Tree): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { file } of items) {
    if (!file.startsWith(`${environment}/`)) continue;
    for (let end = file.lastIndexOf('/'); end > environment.length; end = file.lastIndexOf('/', end - 1)) {
      folders.add(file.slice(environment.length + 1, end));
    }
  }
  return folders;
}

export const applied: Check = {
  rule: 'references/applied',
  promise: 'every manifest is in a folder that an Application applies',
  find: (tree) => {
    const full = foldersOf(tree);
    // A tree without Applications is applied by something else.
    if (!tree.applications.some(({ folders }) => folders.some((path) => full.has(path)))) return [];
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
