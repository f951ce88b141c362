import type { JsonObject } from '../../imports/json.ts';
import type { ApplicationView, ChartSource } from '../../review/tree/application.ts';
import { objectsOf, templateCommand } from '../../review/tree/chart.ts';
import { isHook } from '../../review/tree/manifest.ts';
import type { Item, Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import type { Deadline } from '../cli/wait.ts';
import { chartPlace } from '../clients/helm.ts';
import { kubectl } from '../clients/kubectl.ts';
import { fieldManager } from './context.ts';
import { type Batch, batches } from './plan.ts';
import type { Circumstances } from './replacements.ts';
import { waitForWorkloads } from './workloads.ts';

/** Applies objects that are made here. Their text goes to the standard input, in no file and no list of processes. */
export async function applyObjects(run: Run, objects: readonly JsonObject[], secret?: string): Promise<void> {
  if (objects.length === 0) return;
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const summary = secret ?? `${objects.length} rendered objects: ${objects.map(describe).join(', ')}`;
  await run.shell.run(apply(run, '--filename', '-'), { input: { text, secret: summary } });
}

function describe({ kind, metadata }: JsonObject): string {
  return `${kind} ${(metadata as JsonObject)['name']}`;
}

function apply({ config }: Run, ...args: readonly string[]) {
  return kubectl(config, 'apply', '--server-side', '--force-conflicts', `--field-manager=${fieldManager}`, ...args);
}

/** Applies one Application as Argo CD would, and waits until its pods run. */
export async function playApplication(
  run: Run,
  limit: Deadline,
  tree: Tree,
  view: ApplicationView,
  circumstances: Circumstances,
): Promise<void> {
  const items: Item[] = [...tree.of(view.name)];
  for (const source of view.charts) items.push(...(await render(run, tree, view, source)));
  for (const batch of batches(items, circumstances)) {
    await applyBatch(run, batch);
    await waitForWorkloads(run, limit, view.name, batch.items);
  }
}

async function applyBatch(run: Run, { files, objects, secret, items }: Batch): Promise<void> {
  const { config, shell } = run;
  for (const { id } of items.filter((item) => isHook(item.manifest) && item.id.kind === 'Job')) {
    const place = ['--namespace', id.namespace ?? 'default'];
    await shell.run(kubectl(config, 'delete', 'job', id.name, ...place, '--ignore-not-found', '--wait'));
  }
  if (files.length > 0) await shell.run(apply(run, ...files.flatMap((file) => ['--filename', file])));
  await applyObjects(
    run,
    objects,
    secret ? `${objects.map(describe).join(', ')}, with values of this cluster only` : undefined,
  );

  const definitions = items
    .filter(({ id }) => id.kind === 'CustomResourceDefinition')
    .map(({ id }) => `crd/${id.name}`);
  if (definitions.length > 0) {
    await shell.run(kubectl(config, 'wait', '--for=condition=Established', '--timeout=60s', ...definitions));
  }
}

/** What Argo CD would make of a chart: the same values, the same release, the same versions. */
async function render(run: Run, tree: Tree, view: ApplicationView, source: ChartSource): Promise<readonly Item[]> {
  const { place, from } = await chartPlace(run, source);
  const text = await run.shell.run(['helm', ...templateCommand(place, source, view), ...from], {
    input: { text: JSON.stringify(source.values), secret: `the values of Application ${view.name}, as committed` },
  });
  const documents = objectsOf(text, source, view.name, tree.itemOf(view)?.file ?? '');
  return tree
    .with(documents)
    .of(view.name)
    .filter(({ chart }) => chart !== undefined);
}
