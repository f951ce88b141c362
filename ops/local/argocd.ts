import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { namespaces } from '../../config/names.ts';
import { isObject, type Json, type JsonObject } from '../../imports/json.ts';
import type { ApplicationView } from '../../review/tree/application.ts';
import { type Item, isApplication, type Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { type Deadline, elapsed } from '../cli/wait.ts';
import { chartFolder, installArgoCd } from '../clients/helm.ts';
import { watchApplications } from '../convergence.ts';
import { applicationsOf, argoCdChart } from '../dist.ts';
import { applyObjects, playApplication } from './apply.ts';
import { bringHead, hasChanges, type Overlay } from './data.ts';
import { played } from './plan.ts';
import { git } from './services.ts';
import { type Circumstances, standInOf } from './stand-ins.ts';
import { troubles } from './workloads.ts';

/**
 * The table of stand-ins as one commit on top of HEAD, which only the repository in the cluster has. Secrets are in no commit:
 * Argo CD does not know them, so it leaves them alone.
 *
 * @param charts folder of the Helm charts, where their repositories cannot be reached: the commit has them too
 */
export function overlayOf(tree: Tree, circumstances: Circumstances, charts?: string): Overlay {
  const texts: Record<string, string> = {};
  const removed: string[] = [];
  const views = ofArgoCd(tree);
  const folders = new Set(views.map(({ name }) => name));
  const applications = new Set(views.map((view) => tree.itemOf(view)));
  for (const item of tree.items) {
    const path = `dist/${item.file}`;
    const row = standInOf(item, true);
    const isLeftOut = isApplication(item.manifest) ? !applications.has(item) : !folders.has(item.application);
    if (isLeftOut || isWithoutStandIn(item) || isSecret(item)) removed.push(path);
    else if (row?.replace) texts[path] = JSON.stringify(row.replace(item.manifest, circumstances));
    else if (item.manifest.apiVersion.startsWith('argoproj.io/'))
      texts[path] = JSON.stringify(redirected(item.manifest, circumstances, charts));
  }
  if (charts !== undefined) {
    for (const { chart, version } of views.flatMap((view) => view.charts))
      Object.assign(texts, chartTexts(chartFolder(charts, chart, version), chart));
  }
  return { texts, removed };
}

/** The Applications that Argo CD has: a folder that is empty without its Secrets would be an error to it. */
function ofArgoCd(tree: Tree): readonly ApplicationView[] {
  return played(tree, true).filter(
    (view) => view.charts.length > 0 || tree.of(view.name).some((item) => !isSecret(item) && !isWithoutStandIn(item)),
  );
}

function isWithoutStandIn(item: Item): boolean {
  const row = standInOf(item, true);
  return row !== undefined && row.replace === undefined;
}

function isSecret({ id: { kind } }: Item): boolean {
  return kind === 'Secret' || kind === 'ExternalSecret';
}

/**
 * The same Application or project, with the repository in the cluster. Only where Argo CD reads: pods of Airflow find it by
 * their settings of Git.
 */
function redirected(manifest: JsonObject, { repoUrl }: Circumstances, charts: string | undefined): JsonObject {
  const address = (url: Json) => (url === repoUrl ? git.url : url);
  const changed = (key: string, value: Json): Json => {
    if (key === 'repoURL') return address(value);
    if (key === 'sourceRepos' && Array.isArray(value)) return value.map(address);
    if (charts === undefined || !isObject(value) || typeof value['repoURL'] !== 'string') return value;
    const { chart, ...source } = value;
    if (typeof chart !== 'string') return value;
    return { ...source, path: `${chartsFolder}/${chart}`, repoURL: git.url, targetRevision: 'HEAD' };
  };
  return JSON.parse(JSON.stringify(manifest, changed)) as JsonObject;
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
    const row = standInOf(item, true);
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
  await installArgoCd(run, argoCdChart(tree));
  const root = tree.of('root').filter(({ id }) => id.name === 'root');
  await applyObjects(
    run,
    root.map(({ manifest }) => redirected(manifest, circumstances, run.flags.charts)),
  );
  const names = new Set(ofArgoCd(tree).map(({ name }) => name));
  await watchApplications(
    run,
    limit,
    // It manages itself by hand only, and was installed a minute ago.
    applicationsOf(tree).filter(({ name }) => names.has(name) && name !== namespaces.argocd),
    () => causesIn(run),
  );
}
