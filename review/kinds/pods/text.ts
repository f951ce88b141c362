import { load } from 'js-yaml';
import { isObject, type Json, type Place, walk } from '../../../imports/json.ts';
import { type Manifest, manifestProblem } from '../../tree/manifest.ts';
import { once } from '../../tree/once.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import { portsOf } from './objects.ts';
import type { Pod } from './pod.ts';
import { podTemplateOf } from './workload.ts';

/** Pods whose manifest is a text inside another object, as that of Airflow's tasks in the chart's values. */
export function textPods(tree: Tree): readonly Pod[] {
  return tree.items
    .filter(({ chart }) => chart === undefined)
    .flatMap((item) => podTexts(item).flatMap((place) => podOf(item, place, tree)));
}

/** Fields of objects that hold a pod in a text which is no YAML, so that nobody can judge it. */
export function unreadablePodTexts(tree: Tree): readonly { readonly item: Item; readonly field: string }[] {
  return tree.items
    .filter(({ chart }) => chart === undefined)
    .flatMap((item) => podTexts(item).map((place) => ({ item, place })))
    .filter(({ place }) => manifestIn(place.value) === undefined)
    .map(({ item, place }) => ({ item, field: place.path }));
}

const podTextsIn = once((manifest: Manifest) =>
  walk(manifest).filter(({ value }) => typeof value === 'string' && /^kind: *['"]?Pod['"]? *$/m.test(value)),
);

function podTexts({ manifest }: Item): readonly Place[] {
  return podTextsIn(manifest);
}

function manifestIn(text: Json): Manifest | undefined {
  try {
    const value = load(String(text)) as Json;
    return manifestProblem(value) === undefined ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

function podOf(item: Item, { path, value }: Place, tree: Tree): readonly Pod[] {
  const manifest = manifestIn(value);
  const template = manifest && podTemplateOf(manifest);
  if (!manifest || !template) return [];
  const { namespace } = manifest.metadata;
  const application = tree.application(item.id.name);
  const here = item.id.kind === 'Application' ? application?.namespace : item.id.namespace;
  return [
    {
      name: `pod in ${path.split('.').at(-1)} of ${item.id.kind} ${item.id.name}`,
      item,
      namespace: typeof namespace === 'string' ? namespace : (here ?? ''),
      labels: template.labels,
      annotations: template.annotations,
      spec: isObject(manifest['spec']) ? manifest['spec'] : {},
      source: 'text',
      standing: 0,
      daemon: false,
      beforeKarpenter: false,
      showsSecurity: true,
      companions: [],
      ports: portsOf(template.spec),
      field: (inside) => (inside === '' ? `${path}.spec` : `${path}.spec.${inside}`),
    },
  ];
}
