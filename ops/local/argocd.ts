import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { namespaces } from '../../config/names.ts';
import type { JsonObject } from '../../imports/json.ts';
import { chartsIn } from '../../review/tree/application.ts';
import type { Manifest } from '../../review/tree/manifest.ts';
import { type Item, isApplication, type Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { type Deadline, elapsed, rest } from '../cli/wait.ts';
import { chartFolder, installArgoCd } from '../clients/helm.ts';
import { watchApplications } from '../convergence.ts';
import { applicationsOf, argoCdChart } from '../dist.ts';
import { applyObjects, playApplication } from './apply.ts';
import { bringHead, hasChanges, type Overlay } from './data.ts';
import { played } from './plan.ts';
import { type Circumstances, followsCluster, redisToo } from './replacements.ts';
import { standInOf } from './stand-ins.ts';
import { troubles } from './workloads.ts';

/**
 * The table of stand-ins as one commit on top of HEAD, which only the repository in the cluster has. Secrets are in no commit:
 * Argo CD does not know them, so it leaves them alone.
 *
 * @param charts folder of the Helm charts, where their repositories cannot be reached: the commit has them too
 */
export function overlayOf(tree: Tree, outer: Circumstances, charts?: string): Overlay {
  const circumstances = inCommit(outer, charts);
  const texts: Record<string, string> = {};
  const removed: string[] = [];
  for (const item of tree.items) {
    const path = `dist/${item.file}`;
    const row = standInOf(item, 'argocd');
    if (row === undefined) continue;
    if (row.replace === undefined || isSecret(item)) removed.push(path);
    else texts[path] = JSON.stringify(row.replace(item.manifest, circumstances));
  }
  if (charts !== undefined) {
    for (const { chart, version } of played(tree, 'argocd').flatMap((view) => view.charts))
      Object.assign(texts, chartTexts(chartFolder(charts, chart, version), chart));
  }
  return { texts, removed };
}

function isSecret({ id: { kind } }: Item): boolean {
  return kind === 'Secret' || kind === 'ExternalSecret';
}

function inCommit(circumstances: Circumstances, charts: string | undefined): Circumstances {
  return charts === undefined ? circumstances : { ...circumstances, chartsFolder };
}

/** Where the commit has the charts. */
const chartsFolder = 'helm-charts';

function chartTexts(folder: string, chart: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`${chartsFolder}/${chart}/${relative(folder, path)}`, readFileSync(path, 'utf8')];
    }),
  );
}

/** Lets Argo CD play the waves: installed as `bootstrap` installs it, it follows the repository in the cluster. */
export async function playByArgoCd(run: Run, limit: Deadline, tree: Tree, circumstances: Circumstances): Promise<void> {
  if (await hasChanges(run, 'dags', 'dist'))
    run.progress('warning: dags/ or dist/ has changes that are not committed; Argo CD gets the last commit');
  await bringHead(run, overlayOf(tree, circumstances, run.flags.charts));
  const first = tree.application('namespaces');
  if (first) await playApplication(run, limit, tree, first, circumstances);
  const secrets = tree.items.flatMap((item): JsonObject[] => {
    const row = standInOf(item, 'argocd');
    return row?.replace && isSecret(item) ? [row.replace(item.manifest, circumstances)] : [];
  });
  await applyObjects(run, secrets, `${secrets.length} Secrets, with values of this cluster only`);
  try {
    await handOver(run, limit, tree, circumstances);
  } catch (error) {
    for (const cause of await causesIn(run)) run.progress(`cause: ${cause}`);
    throw error;
  }
}

/** What keeps pods from running: neither Helm nor Argo CD says it. */
const causesIn = (run: Run) => troubles(run, ['--all-namespaces']);

async function handOver(run: Run, limit: Deadline, tree: Tree, circumstances: Circumstances): Promise<void> {
  run.progress(`${elapsed(run.clock, limit.started)} Helm installs Argo CD and waits until it runs`);
  const own = tree.items.find(({ id, manifest }) => isApplication(manifest) && id.name === namespaces.argocd);
  const [chart = argoCdChart(tree)] = own ? chartsIn(redisToo(own.manifest) as Manifest) : [];
  await installArgoCd(run, chart, rest(run.clock, limit, 600));
  const root = tree.of('root').filter(({ id }) => id.name === 'root');
  await applyObjects(
    run,
    root.map(({ manifest }) => followsCluster(manifest, inCommit(circumstances, run.flags.charts))),
  );
  const names = new Set(played(tree, 'argocd').map(({ name }) => name));
  await watchApplications(
    run,
    limit,
    // It manages itself by hand only, and was installed a minute ago.
    applicationsOf(tree).filter(({ name }) => names.has(name) && name !== namespaces.argocd),
    () => causesIn(run),
  );
}
