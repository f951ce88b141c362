import { z } from 'zod';
import type { Exit } from '../../config/cli.ts';
import { namespaces } from '../../config/names.ts';
import type { Run } from '../cli/command.ts';
import { applicationKind } from '../clients/argocd.ts';
import { kubectl, label, list, objectSchema, texts } from '../clients/kubectl.ts';
import { onRunningCluster } from './cluster.ts';
import { fieldManager, kindCluster, requireTools } from './context.ts';
import { takeRoles } from './nodes.ts';
import { standInNamespace } from './services.ts';

/** Removes what `up` has made: the kind cluster, or of another one each object that it applied, and nothing else. */
export async function down(outer: Run): Promise<Exit> {
  if (outer.flags.context === undefined) {
    requireTools(outer, ['kind']);
    await outer.shell.run(['kind', 'delete', 'cluster', '--name', kindCluster(outer.config)]);
    return 'done';
  }
  const run = await onRunningCluster(outer);
  const mine = await ownObjects(run);
  await endArgoCd(run, mine);
  const gone = new Set(mine.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  // It says that there is something to take back: an interrupted run goes on by it.
  const isMarker = ({ kind, metadata }: Own) => kind === 'Namespace' && metadata.name === standInNamespace;
  const goesWithNamespace = ({ metadata }: Own) => gone.has(metadata.namespace ?? '');
  // A webhook whose pods are gone first would refuse the rest; the definitions of kinds go when nothing of the kind is left.
  const stages = [
    mine.filter(({ kind }) => /Webhook|AdmissionPolicy/.test(kind)),
    mine.filter((own) => own.metadata.namespace !== undefined && !goesWithNamespace(own)),
    mine.filter((own) => own.kind === 'Namespace' && !isMarker(own)),
    mine.filter(
      ({ kind, metadata }) => metadata.namespace === undefined && !/Webhook|AdmissionPolicy|^Namespace$/.test(kind),
    ),
  ];
  for (const stage of stages) await remove(run, stage);
  await takeRoles(run);
  await remove(run, mine.filter(isMarker));
  if (!run.dryRun) run.print(`${mine.length} objects are deleted`);
  return 'done';
}

/** Takes the charge from Argo CD: it would bring back what is deleted, and its Applications wait for it to delete theirs. */
async function endArgoCd({ config, shell }: Run, mine: readonly Own[]): Promise<void> {
  const applications = mine.filter(({ kind }) => kind === 'Application');
  if (applications.length === 0) return;
  const inNamespace = ['--namespace', namespaces.argocd];
  await shell.run(kubectl(config, 'delete', 'statefulsets', '--all', '--cascade=foreground', ...inNamespace));
  const patch = ['--type=merge', '--patch={"metadata":{"finalizers":null}}'];
  const names = applications.map(({ metadata: { name } }) => name);
  await shell.run(kubectl(config, 'patch', applicationKind, ...names, ...inNamespace, ...patch));
}

async function remove({ config, shell, progress }: Run, objects: readonly Own[]): Promise<void> {
  if (objects.length === 0) return;
  progress(`delete ${objects.map((own) => `${own.kind} ${label(own)}`).join(', ')}`);
  const items = objects.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  }));
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await shell.run(kubectl(config, 'delete', '--ignore-not-found', '--timeout=5m', '--filename', '-'), {
    input: { text },
  });
}

const own = objectSchema.extend({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
    annotations: texts,
    managedFields: z.array(z.object({ manager: z.string() })).default([]),
  }),
});

type Own = z.infer<typeof own>;

/** Every object of the cluster, of whatever kind, that has a field of ours, or of the Argo CD that we brought: the API server keeps the books. */
async function ownObjects(run: Run): Promise<readonly Own[]> {
  const { config, shell } = run;
  const kinds = await shell.run(kubectl(config, 'api-resources', '--verbs=delete,list', '--output', 'name'), {
    planned: 'namespaces',
  });
  const listed = kinds.trim().split('\n').join(',');
  const all = await list(run, listed, ['--all-namespaces', '--show-managed-fields'], own);
  return all.filter(
    ({ metadata }) =>
      metadata.managedFields.some(({ manager }) => [fieldManager, 'argocd-controller'].includes(manager)) ||
      metadata.annotations['meta.helm.sh/release-namespace'] === namespaces.argocd,
  );
}
