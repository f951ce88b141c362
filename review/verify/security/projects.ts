import { anyTeamNamespace, helmMirrorsAnnotation, helmRepositories, namespaces } from '../../../config/names.ts';
import { isObject, type Json, type JsonObject, listIn, objectIn } from '../../../imports/json.ts';
import { allowsDestination, allowsKind, allowsSource } from '../../kinds/app-project.ts';
import { chartFacts } from '../../kinds/helm/index.ts';
import { chartsOf } from '../../kinds/helm/values.ts';
import type { ApplicationView } from '../../tree/application.ts';
import { type Manifest, textsOf } from '../../tree/manifest.ts';
import type { ObjectId } from '../../tree/object-id.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';

/**
 * What projects permit though nothing uses it: Argo CD prunes nothing in a namespace that it may no longer write to, nor
 * what comes from a repository that it may no longer read.
 */
const stated = {
  repositories: Object.values(helmRepositories).flatMap((group) => Object.values(group)) as readonly string[],
  namespaces: [...Object.values(namespaces), anyTeamNamespace] as readonly string[],
};

export const projects: Check = {
  rule: 'security/projects',
  promise: 'every AppProject permits what its Applications use and what is stated to stay, and no more',
  find: (tree) =>
    tree.ofKind('AppProject').flatMap((project) => {
      const views = viewsOf(tree, project);
      return [
        ...repositories(project, views, rootRepositories(tree)),
        ...destinations(project, views, tree),
        ...clusterKinds(project, views, tree),
        ...applicationsFromElsewhere(project),
      ];
    }),
  blindSpots: (tree) =>
    tree.ofKind('AppProject').flatMap((project) => {
      const unknown = unknownCharts(viewsOf(tree, project), tree);
      const reason = `nobody knows what ${unknown.join(', ')} makes`;
      return unknown.length === 0
        ? []
        : [`whether the AppProject ${project.id.name} permits more kinds than it needs: ${reason}`];
    }),
};

function viewsOf(tree: Tree, project: Item): readonly ApplicationView[] {
  return tree.applications.filter(
    (view) => view.project === project.id.name && tree.itemOf(view)?.id.namespace === project.id.namespace,
  );
}

/** The project with one entry of one list, to see what the entry permits. */
function only({ manifest }: Item, list: string, entry: Json): Manifest {
  return { ...manifest, spec: { [list]: [entry] } };
}

function isDenial(entry: Json): boolean {
  return typeof entry === 'string' && entry.startsWith('!');
}

function tooWide(item: Item, field: string, what: string, effect: string): Problem {
  return {
    item,
    field: `spec.${field}`,
    message: `the AppProject ${item.id.name} permits ${what}, and no Application of it needs that: ${effect}`,
    remedy: 'take it out, or name exactly what is used',
  };
}

/** Who can write there can install anything already. */
function rootRepositories(tree: Tree): readonly string[] {
  return tree.applications.filter(({ isRoot }) => isRoot).flatMap(repositoriesOf);
}

function repositoriesOf({ sources }: ApplicationView): readonly string[] {
  return sources.flatMap(({ repoURL }) => (typeof repoURL === 'string' ? [repoURL] : []));
}

function repositories(item: Item, views: readonly ApplicationView[], ofRoot: readonly string[]): readonly Problem[] {
  const urls = [...ofRoot, ...views.flatMap(repositoriesOf)];
  const mirrors = (textsOf(item.manifest.metadata, 'annotations')[helmMirrorsAnnotation] ?? '')
    .split(' ')
    .filter((url) => !url.includes('*'));
  const known = [...stated.repositories, ...mirrors];
  return listIn(item.manifest, 'spec.sourceRepos').flatMap((entry, index) => {
    const pattern = String(entry);
    const isUsed = urls.some((url) => allowsSource(only(item, 'sourceRepos', entry), url));
    if (isDenial(entry) || known.includes(pattern) || (isUsed && !pattern.includes('*'))) return [];
    return [
      tooWide(item, `sourceRepos[${index}]`, `the repository ${pattern}`, 'who can write there can install anything'),
    ];
  });
}

function destinations(item: Item, views: readonly ApplicationView[], tree: Tree): readonly Problem[] {
  const used = views.flatMap((view) => {
    const own = tree.of(view.name).map(({ id }) => id.namespace);
    const destination = objectIn(view.manifest, 'spec.destination');
    return [...new Set([view.namespace, ...own])].flatMap((namespace) =>
      namespace === undefined ? [] : [{ destination, namespace }],
    );
  });
  return listIn(item.manifest, 'spec.destinations')
    .filter(isObject)
    .flatMap((entry, index) => {
      const namespace = String(entry['namespace'] ?? '');
      const cluster = String(entry['server'] ?? entry['name'] ?? '');
      const isUsed = used.some((one) =>
        allowsDestination(only(item, 'destinations', entry), one.destination, one.namespace),
      );
      const isExact =
        !cluster.includes('*') && (stated.namespaces.includes(namespace) || (isUsed && !namespace.includes('*')));
      if (isDenial(namespace) || isDenial(cluster) || isExact) return [];
      return [
        tooWide(
          item,
          `destinations[${index}]`,
          `the namespace ${namespace} of the cluster ${cluster}`,
          'an Application can write there',
        ),
      ];
    });
}

function clusterKinds(item: Item, views: readonly ApplicationView[], tree: Tree): readonly Problem[] {
  const own = views.flatMap((view) =>
    tree
      .of(view.name)
      .filter(({ id }) => id.namespace === undefined)
      .map(({ id }) => id),
  );
  const used: readonly ObjectId[] = [...own, ...kindsOfCharts(views, tree)];
  const isSeen = unknownCharts(views, tree).length === 0;
  return listIn(item.manifest, 'spec.clusterResourceWhitelist')
    .filter(isObject)
    .flatMap((entry, index) => {
      const kind = `${entry['group']}/${entry['kind']}`;
      const isUsed = used.some((id) => allowsKind(only(item, 'clusterResourceWhitelist', withoutName(entry)), id));
      if (!kind.includes('*') && (isUsed || !isSeen)) return [];
      return [
        tooWide(
          item,
          `clusterResourceWhitelist[${index}]`,
          `the kind ${kind}`,
          'an Application can make such objects for the whole cluster',
        ),
      ];
    });
}

/** Names of what charts make are not known. */
function withoutName({ group = '', kind = '' }: JsonObject): JsonObject {
  return { group, kind };
}

function kindsOfCharts(views: readonly ApplicationView[], tree: Tree): readonly ObjectId[] {
  return chartsOf(tree)
    .filter(({ application, rendered }) => views.includes(application) && !rendered)
    .flatMap(({ source }) => chartFacts(source.chart)?.clusterWide ?? [])
    .map((kind) => ({ group: kind.slice(0, kind.indexOf('/')), kind: kind.slice(kind.indexOf('/') + 1), name: '' }));
}

function unknownCharts(views: readonly ApplicationView[], tree: Tree): readonly string[] {
  const charts = chartsOf(tree).filter(({ application, rendered, source }) => {
    return views.includes(application) && !rendered && chartFacts(source.chart) === undefined;
  });
  return [...new Set(charts.map(({ source }) => source.chart))].sort();
}

/** Applications that stand in other namespaces than Argo CD's own. */
function applicationsFromElsewhere(item: Item): readonly Problem[] {
  return listIn(item.manifest, 'spec.sourceNamespaces').map((namespace, index) =>
    tooWide(
      item,
      `sourceNamespaces[${index}]`,
      `Applications in the namespace ${namespace}`,
      'who can write objects there installs through this project',
    ),
  );
}
