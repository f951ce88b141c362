import type { JsonObject } from '../../imports/json.ts';
import type { ApplicationView } from '../../review/tree/application.ts';
import { argoAnnotation, textsOf, waveOf } from '../../review/tree/manifest.ts';
import type { Item, Tree } from '../../review/tree/tree.ts';
import type { Circumstances } from './replacements.ts';
import { standInOf, type Way } from './stand-ins.ts';

/** One `kubectl apply`: files as they are committed, and objects that are made or rendered. */
export interface Batch {
  readonly files: readonly string[];
  readonly objects: readonly JsonObject[];
  /** Some of the objects are secret. */
  readonly secret: boolean;
  /** Names of the objects, e.g. to wait for them. */
  readonly items: readonly Item[];
}

/** The Applications that are played, in the order of their waves: those that no line of the table leaves out. */
export function played(tree: Tree, way: Way): readonly ApplicationView[] {
  return tree.applications.filter((view) => {
    const item = tree.itemOf(view);
    const row = item && standInOf(item, way);
    return item !== undefined && (row?.application !== view.name || row.replace !== undefined);
  });
}

/** What of an Application is applied together, in order: hooks before the sync, then wave by wave, what defines others first. */
export function batches(items: readonly Item[], circumstances: Circumstances): readonly Batch[] {
  const steps = new Map<string, Item[]>();
  for (const item of [...items].sort((a, b) => compare(place(a), place(b)))) {
    const key = place(item).join('/');
    const step = steps.get(key);
    if (step) step.push(item);
    else steps.set(key, [item]);
  }
  return [...steps.values()].map((step) => batch(step, circumstances)).filter(({ items }) => items.length > 0);
}

function batch(step: readonly Item[], circumstances: Circumstances): Batch {
  const files: string[] = [];
  const objects: JsonObject[] = [];
  const applied: Item[] = [];
  let secret = false;
  for (const item of step) {
    const row = standInOf(item, 'kubectl');
    if (row && !row.replace) continue;
    applied.push(item);
    if (row?.replace) {
      objects.push(row.replace(item.manifest, circumstances));
      secret ||= item.id.kind === 'Secret';
    } else if (item.chart === undefined && item.manifest.metadata['namespace'] === item.id.namespace) {
      files.push(`dist/${item.file}`);
    } else {
      // What names no namespace goes to that of its Application, as Argo CD does it.
      const { namespace } = item.id;
      objects.push({ ...item.manifest, metadata: { ...item.manifest.metadata, ...(namespace ? { namespace } : {}) } });
      secret ||= item.id.kind === 'Secret';
    }
  }
  return { files: [...new Set(files)], objects, secret, items: applied };
}

const phases = ['PreSync', 'Sync', 'PostSync'] as const;

/** As Argo CD orders the objects of an Application: by phase, by wave, and namespaces and definitions before the rest. */
function place({ manifest }: Item): readonly [number, number, number] {
  const first = ['Namespace', 'CustomResourceDefinition'].indexOf(manifest.kind);
  return [phases.indexOf(phaseOf(manifest)), waveOf(manifest), first < 0 ? 2 : first];
}

function phaseOf(manifest: Item['manifest']): (typeof phases)[number] {
  const hooks = argoAnnotation(manifest, 'hook') ?? textsOf(manifest.metadata, 'annotations')['helm.sh/hook'] ?? '';
  if (/PreSync|pre-install|pre-upgrade/.test(hooks)) return 'PreSync';
  return /PostSync|post-install|post-upgrade/.test(hooks) ? 'PostSync' : 'Sync';
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
