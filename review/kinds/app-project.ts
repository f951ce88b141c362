import { at, type JsonObject, listIn, objectIn, stringsIn } from '../../imports/json.ts';
import type { Manifest } from '../tree/manifest.ts';
import type { ObjectId } from '../tree/object-id.ts';
import { matchesGlob } from './glob.ts';

/** The address and the name under which Argo CD knows the cluster that it runs in. */
export const inCluster = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** Whether an AppProject lets its Applications read from a repository. */
export function allowsSource(project: Manifest, repoUrl: string): boolean {
  return matchesList(stringsIn(project, 'spec.sourceRepos').map(normalUrl), normalUrl(repoUrl), '/');
}

/** Whether an AppProject lets its Applications write into a namespace of a cluster. @param destination of the Application */
export function allowsDestination(project: Manifest, destination: JsonObject, namespace: string): boolean {
  const { name, server } = completed(destination);
  const matched = listIn(project, 'spec.destinations').map((item) => {
    const pattern = (field: string) => String(at(item, field) ?? '');
    const nameFits = name !== '' && matches(pattern('name'), name);
    const serverFits = server !== '' && matches(pattern('server'), server);
    const namespaceFits = matches(pattern('namespace'), namespace);
    if ((nameFits || serverFits) && namespaceFits) return true;
    const isDenied =
      (!nameFits && pattern('name').startsWith('!')) ||
      (!serverFits && pattern('server').startsWith('!') && namespaceFits) ||
      (!namespaceFits && pattern('namespace').startsWith('!') && serverFits);
    return isDenied ? 'denied' : false;
  });
  return matched.includes(true) && !matched.includes('denied');
}

/** Argo CD looks a cluster up by what is written, and compares both. */
function completed(destination: JsonObject): { readonly name: string; readonly server: string } {
  const { name = '', server = '' } = destination as Readonly<Record<string, string>>;
  return name === inCluster.name || server === inCluster.server ? inCluster : { name, server };
}

/** Whether an AppProject lets its Applications have an object of this kind. */
export function allowsKind(project: Manifest, { group, kind, namespace, name }: ObjectId): boolean {
  const spec = objectIn(project, 'spec');
  const listed = (list: string) =>
    listIn(spec, list).some(
      (item) =>
        matches(String(at(item, 'kind') ?? ''), kind) &&
        matches(String(at(item, 'group') ?? ''), group) &&
        matches(String(at(item, 'name') ?? '*'), name),
    );
  if (namespace === undefined) return listed('clusterResourceWhitelist') && !listed('clusterResourceBlacklist');
  const isAllowed = spec['namespaceResourceWhitelist'] === undefined || listed('namespaceResourceWhitelist');
  return isAllowed && !listed('namespaceResourceBlacklist');
}

/** One pattern fits and none that begins with `!` speaks against it. */
function matchesList(patterns: readonly string[], text: string, separator: string): boolean {
  const isDenied = patterns.some((pattern) => pattern.startsWith('!') && !matches(pattern, text, separator));
  return !isDenied && patterns.some((pattern) => matches(pattern, text, separator));
}

/** `!` turns a pattern round. */
function matches(pattern: string, text: string, separator = ''): boolean {
  return pattern.startsWith('!') ? !matches(pattern.slice(1), text, separator) : matchesGlob(pattern, text, separator);
}

/** Addresses of one repository may differ in case and in `.git`. */
function normalUrl(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/\.git$/, '');
}
