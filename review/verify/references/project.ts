import { objectIn } from '../../../imports/json.ts';
import { allowsDestination, allowsKind, allowsSource } from '../../kinds/app-project.ts';
import type { ApplicationView } from '../../tree/application.ts';
import type { Manifest } from '../../tree/manifest.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';

export const project: Check = {
  rule: 'references/project',
  promise: 'an AppProject allows its Applications every repository, namespace and kind that they use',
  find: (tree) =>
    tree.applications.flatMap((view) => {
      const item = tree.itemOf(view);
      const allowed = tree
        .ofKind('AppProject')
        .find(({ id }) => id.name === view.project && id.namespace === item?.id.namespace);
      return item && allowed ? refused(view, item, allowed.manifest, tree) : [];
    }),
};

function refused(view: ApplicationView, item: Item, allowed: Manifest, tree: Tree): readonly Problem[] {
  const { project: name, sources, namespace } = view;
  const destination = objectIn(view.manifest, 'spec.destination');
  const problem = (subject: Item, field: string, what: string, list: string): Problem => ({
    item: subject,
    field,
    message: `the AppProject ${name} does not allow the Application ${view.name} ${what}, so its sync is refused`,
    remedy: `add it to ${list} of the AppProject ${name}, or put the object elsewhere`,
  });

  const repositories = sources.flatMap(({ repoURL }) => (typeof repoURL === 'string' ? [repoURL] : []));
  const own = tree.of(view.name);
  const namespaces = new Map([
    ...own.flatMap((object) => (object.id.namespace === undefined ? [] : [[object.id.namespace, object] as const])),
    ...(namespace === undefined ? [] : [[namespace, item] as const]),
  ]);
  const kinds = new Map(own.map((object) => [`${object.id.group}/${object.id.kind}`, object]));
  return [
    ...repositories
      .filter((url) => !allowsSource(allowed, url))
      .map((url) => problem(item, 'spec', `to read ${url}`, 'sourceRepos')),
    ...[...namespaces]
      .filter(([place]) => !allowsDestination(allowed, destination, place))
      .map(([place, object]) =>
        problem(
          object,
          object === item ? 'spec.destination.namespace' : 'metadata.namespace',
          `to write into the namespace ${place}`,
          'destinations',
        ),
      ),
    ...[...kinds.values()]
      .filter(({ id }) => !allowsKind(allowed, id))
      .map((object) => {
        const list = object.id.namespace === undefined ? 'clusterResourceWhitelist' : 'the kinds for namespaces';
        return problem(object, 'kind', `to have a ${object.id.kind}`, list);
      }),
  ];
}
