import { renderApp } from '../charts/output/render.ts';
import { buildPlatform } from '../charts/platform.ts';
import { checkPlatformConfig } from '../config/check.ts';
import type { PlatformConfig } from '../config/platform-config.ts';
import type { JsonObject } from '../imports/json.ts';
import type { ApplicationView } from '../review/tree/application.ts';
import type { Manifest as AnyManifest, Metadata } from '../review/tree/manifest.ts';
import { describeId } from '../review/tree/object-id.ts';
import { type Item, Tree } from '../review/tree/tree.ts';

/** An object with the types that the API server demands of the fields that every kind has. */
export type Manifest = AnyManifest & {
  readonly metadata: Metadata & {
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  };
  readonly spec?: JsonObject;
};

type View = ApplicationView & { readonly manifest: Manifest };

const rendered = new Map<string, Tree>();

/**
 * Config in, the tree that it becomes out: through the check and the writer's own rendering. That its text says the same is
 * promised in `test/output/yaml.test.ts`, for whatever an object holds.
 */
export function render(config: PlatformConfig): Tree {
  const key = JSON.stringify(config);
  const known = rendered.get(key);
  if (known) return known;

  const files = renderApp(buildPlatform(checkPlatformConfig(config)), config.environment);
  const documents = files.map(({ path, manifest }) => ({ file: path, manifest: JSON.parse(JSON.stringify(manifest)) }));
  const tree = new Tree(config.environment, documents);
  rendered.set(key, tree);
  return tree;
}

/** A tree, or the part of it that a test is about. */
export type Items = Tree | readonly Item[];

/** The one object of this kind and name. The error lists what there is instead. */
export function pick(items: Items, kind: string, name: string, namespace?: string): Manifest {
  const sameKind = itemsOf(items, kind);
  const [found, second] = sameKind.filter(
    ({ id }) => id.name === name && (namespace === undefined || id.namespace === namespace),
  );
  if (found && !second) return found.manifest as Manifest;

  const wanted = `${kind} '${name}'${namespace ? ` in ${namespace}` : ''}`;
  const problem = found ? 'rendered twice; give the namespace' : 'not rendered';
  throw new Error([`${wanted}: ${problem}`, ...sameKind.map(({ id }) => describeId(id))].join('\n  '));
}

/** Every object of a kind. */
export function all(items: Items, kind: string): readonly Manifest[] {
  return itemsOf(items, kind).map(({ manifest }) => manifest as Manifest);
}

function itemsOf(items: Items, kind: string): readonly Item[] {
  return items instanceof Tree ? items.ofKind(kind) : items.filter(({ id }) => id.kind === kind);
}

/** Every Application but the root, in the order of the waves. */
export function children({ applications }: Tree): readonly View[] {
  return applications.filter(({ isRoot }) => !isRoot) as View[];
}

export function application(tree: Tree, name: string): View {
  const view = tree.application(name);
  if (!view) throw new Error(`no Application '${name}': ${tree.applications.map((known) => known.name).join(', ')}`);
  return view as View;
}

/** Applications whose pods call services outside of the cluster: they are told of a proxy, and trust a company's certificates. */
export const needInternet = [
  'airflow',
  'argocd',
  'aws-load-balancer-controller',
  'external-secrets',
  'karpenter',
  'monitoring',
];

/** Names of the Applications whose chart is given something, in order. */
export function givenTo(tree: Tree, something: RegExp): readonly string[] {
  return children(tree)
    .filter(({ name, charts }) => charts.length > 0 && something.test(JSON.stringify(valuesOf(tree, name))))
    .map(({ name }) => name)
    .sort();
}

/** The values that an Application gives to its Helm chart. */
export function valuesOf(tree: Tree, name: string): JsonObject {
  const [chart] = application(tree, name).charts;
  if (!chart) throw new Error(`Application ${name} has no Helm chart`);
  return chart.values;
}
