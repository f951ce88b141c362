import { at, type JsonObject, listIn, objectIn, omit } from '../../imports/json.ts';
import { isClusterWide } from '../../review/kinds/known-kinds.ts';
import { type Manifest, waveOf } from '../../review/tree/manifest.ts';
import { describeId, groupOf, type ObjectId } from '../../review/tree/object-id.ts';
import type { Item, Tree } from '../../review/tree/tree.ts';
import { crdsOfSchemas } from './crds.ts';
import type { Result } from './results.ts';
import { forEach, reasonOf, type Server, until } from './server.ts';

/** Namespaces of an empty cluster, also of kind's. */
const atFirst = ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'local-path-storage'];

/** What makes the cluster one that somebody uses. */
export async function inUse(server: Server): Promise<readonly string[]> {
  const names = async (path: string) =>
    (await server.list(path)).map((item) => String((item as unknown as Manifest).metadata.name));
  return [
    ...(await names('/api/v1/namespaces')).filter((name) => !atFirst.includes(name)).map((name) => `namespace ${name}`),
    ...(await names('/apis/apiextensions.k8s.io/v1/customresourcedefinitions')).map((name) => `CRD ${name}`),
    ...(await names('/apis/apps/v1/namespaces/default/deployments')).map((name) => `deployment default/${name}`),
  ];
}

interface Placed {
  readonly item: Item;
  readonly manifest: Manifest;
  /** Objects of one place are applied at the same time. */
  readonly place: string;
}

/** Everything of a tree with its namespace written out, as Argo CD fills it in: in the order of the waves. */
export function inOrder(tree: Tree): readonly Placed[] {
  const waves = new Map(tree.applications.map(({ name, wave, isRoot }) => [name, isRoot ? -100 : wave]));
  const placeOf = ({ application, id, manifest }: Item) => [
    isOfBootstrap(id, application) ? -101 : (waves.get(application) ?? 0),
    waveOf(manifest),
    id.kind === 'Namespace' ? 0 : id.kind === 'CustomResourceDefinition' ? 1 : 2,
  ];
  return tree.items
    .map((item) => ({ item, order: placeOf(item) }))
    .sort((a, b) => a.order.map((n, index) => n - (b.order[index] ?? 0)).find((n) => n !== 0) ?? 0)
    .map(({ item, order }) => ({ item, manifest: withNamespace(item), place: order.join() }));
}

/** What the root and its projects stand in, and what Argo CD's own kinds are. */
function isOfBootstrap({ kind, name }: ObjectId, application: string): boolean {
  if (kind === 'CustomResourceDefinition') return name.endsWith('.argoproj.io');
  return kind === 'Namespace' && application === 'namespaces';
}

function withNamespace({ id, manifest }: Item): Manifest {
  if (id.namespace === undefined) return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace: id.namespace } };
}

/** CRDs of the kinds that no chart in the tree brings. */
export async function installCrds(server: Server, tree: Tree): Promise<readonly Manifest[]> {
  const brought = new Set(tree.ofKind('CustomResourceDefinition').map(({ id }) => id.name));
  const crds = crdsOfSchemas().filter(({ metadata }) => !brought.has(metadata.name));
  await forEach(crds, async (crd) => {
    const answer = await server.apply(crd);
    if (answer.code >= 300) throw new Error(`${crd.metadata.name}: ${reasonOf(answer)}`);
  });
  await untilServed(server, crds);
  return crds;
}

async function untilServed(server: Server, crds: readonly Manifest[]): Promise<void> {
  await until(30_000, 'the CRDs are served', async () => {
    const answers = await Promise.all(
      crds.map(({ spec }) =>
        server.request('GET', `/apis/${at(spec ?? null, 'group')}/${at(spec ?? null, 'versions.0.name')}`),
      ),
    );
    return crds.every((crd, index) => {
      const served = listIn(answers[index]?.body, 'resources').map((resource) => at(resource, 'kind'));
      return served.includes(at(crd['spec'] ?? null, 'names.kind'));
    });
  });
  server.forgetKinds();
}

/** Objects that call a Service when others are applied: without its pods they would refuse everything. */
const callsPods = (manifest: Manifest) =>
  groupOf(manifest.apiVersion) === 'admissionregistration.k8s.io' || manifest.kind === 'APIService';

/** Applies the tree twice: the server takes every object, and the second time it changes nothing. */
export async function applyTwice(server: Server, tree: Tree): Promise<readonly Result[]> {
  const objects = inOrder(tree);
  const refused: string[] = [];
  for (const place of new Set(objects.map(({ place }) => place))) {
    const here = objects.filter((object) => object.place === place);
    await forEach(here, async ({ item, manifest }) => {
      const answer = await server.apply(manifest, { dryRun: callsPods(manifest) });
      if (answer.code >= 300) refused.push(`${item.file}: ${reasonOf(answer)}`);
    });
    const crds = here.flatMap(({ manifest }) => (manifest.kind === 'CustomResourceDefinition' ? [manifest] : []));
    if (crds.length > 0) await untilServed(server, crds);
  }

  const changed: string[] = [];
  await forEach(objects, async ({ item, manifest }) => {
    if (callsPods(manifest)) return;
    // A controller may write at the same time; nobody writes twice in a row.
    for (let tries = 0; tries < 3; tries += 1) {
      const before = stored((await server.get(manifest)).body);
      const after = stored((await server.apply(manifest)).body);
      if (before === after) return;
    }
    changed.push(describeId(item.id));
  });
  return [
    { what: `the server takes all ${objects.length} objects, in the order of the waves`, problems: refused },
    { what: 'a second apply changes nothing', problems: changed },
  ];
}

/** What it says, without who wrote it last and how often: an empty list that Git owns is written again by each apply. */
function stored(body: JsonObject): string {
  const metadata = omit(objectIn(body, 'metadata'), new Set(['generation', 'managedFields', 'resourceVersion']));
  return JSON.stringify({ ...body, metadata });
}

/** The cluster is empty again. */
export async function clean(server: Server, tree: Tree, crds: readonly Manifest[]): Promise<void> {
  const objects = inOrder(tree).map(({ manifest }) => manifest);
  const outside = objects.filter(
    ({ apiVersion, kind, metadata }) =>
      kind !== 'Namespace' &&
      kind !== 'CustomResourceDefinition' &&
      (metadata['finalizers'] !== undefined ||
        isClusterWide(groupOf(apiVersion), kind) ||
        atFirst.includes(String(metadata['namespace']))),
  );
  await forEach(outside, (manifest) => server.remove(manifest));
  const containers = objects.filter(({ kind }) => kind === 'Namespace' || kind === 'CustomResourceDefinition');
  await forEach([...containers, ...crds], (manifest) => server.remove(manifest));
  await until(60_000, 'the namespaces are gone (does the cluster run its controllers?)', async () => {
    return (await inUse(server)).length === 0;
  });
}
