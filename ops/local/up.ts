import { z } from 'zod';
import type { Exit } from '../../config/cli.ts';
import type { Tree } from '../../review/tree/tree.ts';
import { type Run, refuse } from '../cli/command.ts';
import { type Deadline, deadline, elapsed } from '../cli/wait.ts';
import { listApplications } from '../clients/argocd.ts';
import { kubectl } from '../clients/kubectl.ts';
import { formatArgv } from '../clients/shell.ts';
import { readDist } from '../dist.ts';
import { alone } from './alone.ts';
import { applyObjects, playApplication } from './apply.ts';
import { playByArgoCd } from './argocd.ts';
import { compareVersions, defaultProvisioner, environmentLabel, refuseUsedCluster, requireCluster } from './cluster.ts';
import { compactPolicy, requirePolicies } from './compact.ts';
import { onContext, requireHelm, requireTools } from './context.ts';
import { bringHead, hasChanges, makeBuckets } from './data.ts';
import { createKindCluster } from './kind.ts';
import { type Assignment, assignRoles, giveRole } from './nodes.ts';
import { played } from './plan.ts';
import { requireCharts, whatIsNotHere } from './refusals.ts';
import { type Circumstances, repositories } from './replacements.ts';
import { secretValues } from './secrets.ts';
import { postgresql, services, standInNamespace, valuesSecret } from './services.ts';
import { type StandIn, standIns, subject } from './stand-ins.ts';
import { waitForWorkloads } from './workloads.ts';

/** Brings an environment to a throw-away cluster. Each step may be run again, so an interrupted run goes on. */
export async function up(outer: Run): Promise<Exit> {
  const { config: platform, flags } = outer;
  const limit = deadline(outer, '30m');
  const tree = readDist(outer);
  requireTools(
    outer,
    flags.context === undefined ? ['docker', 'kind', 'kubectl', 'helm', 'git'] : ['kubectl', 'helm', 'git'],
  );
  refuse(outer, whatIsNotHere(outer));
  requireCharts(outer, tree, flags.argocd ? 'argocd' : 'kubectl');
  await requireHelm(outer);
  outer.progress(`not as committed in dist/${platform.environment}, all else is:`);
  sayTable(outer, [undefined, flags.argocd ? 'argocd' : 'kubectl', ...(flags.compact ? (['compact'] as const) : [])]);

  if (flags.context === undefined) await createKindCluster(outer, tree, limit);
  const run = onContext(outer);
  await requireCluster(run);
  await refuseUsedCluster(run);
  await compareVersions(run);
  if (flags.compact) await requirePolicies(run);
  const provisioner = await defaultProvisioner(run);
  if (flags.compact)
    run.progress('COMPACT: pods lose their node selectors, and nodes have no taints; where a pod runs proves nothing');
  const assignments = flags.compact ? [] : await assignRoles(run, tree);

  // By this namespace `down` knows that there is something to take back.
  const namespace = { apiVersion: 'v1', kind: 'Namespace' };
  const labels = { [environmentLabel]: platform.environment };
  await applyObjects(run, [
    { ...namespace, metadata: { name: standInNamespace, labels } },
    ...(flags.compact ? compactPolicy : []),
  ]);
  await alone(run, () => bring(run, limit, tree, { provisioner, assignments }));

  if (run.dryRun) return 'done';
  const options = [
    ...(flags.context === undefined ? [] : ['--context', flags.context]),
    ...(flags.charts === undefined ? [] : ['--charts', flags.charts]),
  ];
  run.print(`${platform.environment} runs after ${elapsed(run.clock, limit.started)}`);
  run.print(`next: ${formatArgv(['npm', 'run', 'local', '--', 'open', platform.environment, ...options])}`);
  return 'done';
}

/** What only one `up` may do at a time. */
async function bring(
  run: Run,
  limit: Deadline,
  tree: Tree,
  { provisioner, assignments }: { readonly provisioner: string; readonly assignments: readonly Assignment[] },
): Promise<void> {
  const { config: platform, flags } = run;
  for (const assignment of assignments) await giveRole(run, assignment);
  const values = await storedValues(run);
  await applyObjects(run, [storeObject(values)], 'the Secret with all values, made here at random and in no file');
  await applyObjects(run, services(platform, tree));
  await waitForWorkloads(run, limit, 'Git and S3', [standInPod]);
  await makeBuckets(run);

  const circumstances: Circumstances = { provisioner, ...repositories(platform), values };
  // What is applied past Argo CD, it would take back.
  const byArgoCd = flags.argocd || (await listApplications(run, [])).length > 0;
  if (byArgoCd && !flags.argocd) {
    run.progress('Argo CD is in charge of this cluster and plays the waves, so these are not as committed either:');
    sayTable(run, ['argocd']);
  }
  if (byArgoCd) await playByArgoCd(run, limit, tree, circumstances);
  else await playByHand(run, limit, tree, circumstances);
}

/** The lines of the table that count in these ways. */
function sayTable({ progress }: Run, ways: readonly StandIn['way'][]): void {
  for (const row of standIns.filter(({ way }) => ways.includes(way))) progress(`  ${subject(row)}: ${row.instead}`);
}

async function playByHand(run: Run, limit: Deadline, tree: Tree, circumstances: Circumstances): Promise<void> {
  if (await hasChanges(run, 'dags'))
    run.progress('warning: dags/ has changes that are not committed; Airflow gets the last commit');
  if (await hasChanges(run, 'dist'))
    run.progress('warning: dist/ has changes that are not committed; they are applied as they are');
  await bringHead(run);
  const applications = played(tree, 'kubectl');
  for (const [index, view] of applications.entries()) {
    run.progress(
      `${elapsed(run.clock, limit.started)} ${view.name} (wave ${view.wave}, ${index + 1} of ${applications.length})`,
    );
    await playApplication(run, limit, tree, view, circumstances);
  }
}

const standInPod = {
  file: '',
  application: standInNamespace,
  key: '',
  id: { group: 'apps', kind: 'Deployment', namespace: standInNamespace, name: 'stand-ins' },
  manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'stand-ins' } },
};

type SecretValues = Circumstances['values'];

const secretSchema = z.object({ data: z.object({ values: z.string().optional() }) });
const valuesSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** All secret values: those of an earlier run that was interrupted, and new ones for what is missing. */
async function storedValues({ shell, config }: Run): Promise<SecretValues> {
  const options = ['--namespace', standInNamespace, '--ignore-not-found', '--output', 'json'];
  const answer = await shell.run(kubectl(config, 'get', 'secret', valuesSecret, ...options));
  const { values: stored } = answer.trim() === '' ? {} : secretSchema.parse(JSON.parse(answer)).data;
  const known = valuesSchema.parse(JSON.parse(Buffer.from(stored ?? '', 'base64').toString() || '{}'));
  return secretValues(config.secrets, known);
}

function storeObject(values: SecretValues) {
  const database = Object.values(values).find(({ host }) => host === postgresql.host);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: valuesSecret, namespace: standInNamespace },
    stringData: { databasePassword: database?.['password'] ?? '', values: JSON.stringify(values) },
  };
}
