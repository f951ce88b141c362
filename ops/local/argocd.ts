import { namespaces } from '../../config/names.ts';
import type { JsonObject } from '../../imports/json.ts';
import type { ApplicationView } from '../../review/tree/application.ts';
import { type Item, isApplication, type Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import type { Deadline } from '../cli/wait.ts';
import { installArgoCd } from '../clients/helm.ts';
import { watchApplications } from '../convergence.ts';
import { applicationsOf, argoCdChart } from '../dist.ts';
import { applyObjects, playApplication } from './apply.ts';
import { bringHead, type Overlay } from './data.ts';
import { played } from './plan.ts';
import { git } from './services.ts';
import { type Circumstances, standInOf } from './stand-ins.ts';

/**
 * The table of stand-ins as one commit on top of HEAD, which only the repository in the cluster has. Secrets are in no commit:
 * Argo CD does not know them, so it leaves them alone.
 */
export function overlayOf(tree: Tree, circumstances: Circumstances): Overlay {
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
      texts[path] = JSON.stringify(redirected(item.manifest, circumstances));
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

/** The same Application or project, with the repository in the cluster. */
function redirected(manifest: JsonObject, { repoUrl }: Circumstances): JsonObject {
  return JSON.parse(JSON.stringify(manifest).replaceAll(repoUrl, git.url)) as JsonObject;
}

/** Lets Argo CD play the waves: installed as `bootstrap` installs it, it follows the repository in the cluster. */
export async function playByArgoCd(run: Run, limit: Deadline, tree: Tree, circumstances: Circumstances): Promise<void> {
  await bringHead(run, overlayOf(tree, circumstances));
  const first = tree.application('namespaces');
  if (first) await playApplication(run, limit, tree, first, circumstances);
  const secrets = tree.items.flatMap((item): JsonObject[] => {
    const row = standInOf(item, true);
    return row?.replace && isSecret(item) ? [row.replace(item.manifest, circumstances)] : [];
  });
  await applyObjects(run, secrets, `${secrets.length} Secrets, with values of this cluster only`);
  await installArgoCd(run, argoCdChart(tree));

  const root = tree.of('root').filter(({ id }) => id.name === 'root');
  await applyObjects(
    run,
    root.map(({ manifest }) => redirected(manifest, circumstances)),
  );
  const names = new Set(ofArgoCd(tree).map(({ name }) => name));
  await watchApplications(
    run,
    limit,
    // It manages itself by hand only, and was installed a minute ago.
    applicationsOf(tree).filter(({ name }) => names.has(name) && name !== namespaces.argocd),
  );
}
