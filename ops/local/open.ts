import { z } from 'zod';
import type { Exit } from '../../config/cli.ts';
import { adminUser } from '../../config/login.ts';
import { namespaces, sparkPorts } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { deadline, waitUntil } from '../cli/wait.ts';
import { listApplications } from '../clients/argocd.ts';
import { list, objectSchema } from '../clients/kubectl.ts';
import { type Served, ShellError } from '../clients/shell.ts';
import { readDist } from '../dist.ts';
import { adminLogin, airflowService, forward, loginIn } from './airflow-api.ts';
import { overlayOf } from './argocd.ts';
import { defaultProvisioner, environmentIn, requireCluster, requireUp } from './cluster.ts';
import { onContext, requireTools } from './context.ts';
import { bringHead, hasChanges } from './data.ts';

/** Forwards Airflow until Ctrl-C, with Argo CD and the Spark UI of each running job, and brings each new commit into the cluster. */
export async function open(outer: Run): Promise<Exit> {
  requireTools(outer, ['kubectl', 'git']);
  const run = onContext(outer);
  await requireCluster(run);
  requireUp(await environmentIn(run), run);
  const first = await forwarded(run);
  const { url } = first;
  run.print(`Airflow: ${url}`);
  if (adminUser(run.config.airflow.login) === 'generated') {
    const { username, password } = await adminLogin(run);
    if (!run.dryRun) run.print(`  user ${username}, password ${password}`);
  }
  const hasArgoCd = (await listApplications(run, [])).length > 0;
  const others = hasArgoCd ? [await forwardArgoCd(run)] : [];
  openBrowser(run, url);
  run.print('Ctrl-C ends it; until then each commit of this working tree arrives in the cluster');
  if (await hasChanges(run, 'dags', ...(hasArgoCd ? ['dist'] : [])))
    run.progress('warning: there are changes that are not committed; they arrive with your next commit');
  const forwards = [first.served, ...others];
  try {
    await follow(run, forwards, hasArgoCd);
  } finally {
    for (const one of forwards) one.stop();
  }
  return 'done';
}

/** Until Ctrl-C. The first of the forwards is that of Airflow, which ends with the pod that it leads to. */
async function follow(run: Run, forwards: Served[], hasArgoCd: boolean): Promise<void> {
  let isOver = false;
  const watch = () =>
    void forwards[0]?.ended.then(() => {
      isOver = true;
    });
  watch();
  const drivers = new Set<string>();
  let head = '';
  do {
    const now = (await run.shell.run(['git', 'rev-parse', 'HEAD'])).trim();
    if (now !== head) {
      const tree = readDist(run);
      const nobody = { repoUrl: run.config.git.repoUrl, values: {} };
      const overlay = hasArgoCd
        ? overlayOf(tree, { ...nobody, provisioner: await defaultProvisioner(run) }, run.flags.charts)
        : undefined;
      await bringHead(run, overlay);
      if (head !== '') run.progress(`commit ${now.slice(0, 8)} is in the cluster`);
    }
    head = now;
    forwards.push(...(await forwardSparkUis(run, drivers)));
    await run.clock.sleep(2000);
    if (isOver && !run.dryRun) {
      await forwardAgain(run, forwards);
      isOver = false;
      watch();
    }
  } while (!run.dryRun);
}

/** A new pod of Airflow takes its time to start. */
async function forwardAgain(run: Run, forwards: Served[]): Promise<void> {
  const limit = deadline(run, '10m');
  await waitUntil(run, limit, {
    goal: 'Airflow answers again: the connection to it ended',
    probe: async () => {
      try {
        forwards[0] = (await forwarded(run)).served;
        return [];
      } catch (error) {
        if (!(error instanceof ShellError)) throw error;
        return [`no connection: ${error.output.trim().split('\n').at(-1)}`];
      }
    },
    explain: (missing) =>
      `Airflow does not answer for ${limit.text} (${missing.join()}); see 'npm run local -- status', then run 'open' again`,
  });
}

async function forwarded(run: Run) {
  const { port = '8080' } = run.flags;
  try {
    return await forward(run, airflowService.name, namespaces.airflow, { port, to: airflowService.port });
  } catch (error) {
    if (!(error instanceof ShellError) || !/address already in use/.test(error.output)) throw error;
    throw new UserError(`port ${port} of this machine is in use; end what listens there, or give another with --port`);
  }
}

async function forwardArgoCd(run: Run): Promise<Served> {
  const { url, served } = await forward(run, 'service/argocd-server', namespaces.argocd, { to: 443 });
  run.print(`Argo CD: ${url.replace('http:', 'https:')}`);
  const { password } = await loginIn(run, 'argocd-initial-admin-secret', namespaces.argocd);
  run.print(`  user admin, password ${password}`);
  return served;
}

const driver = objectSchema.extend({ metadata: z.object({ name: z.string(), namespace: z.string() }) });

/** The Spark UIs of jobs that are not forwarded yet. */
async function forwardSparkUis(run: Run, known: Set<string>): Promise<readonly Served[]> {
  const selectors = ['--selector', 'spark-role=driver', '--field-selector', 'status.phase=Running'];
  const pods = await list(run, 'pods', ['--all-namespaces', ...selectors], { item: driver, planned: [] });
  const forwards: Served[] = [];
  for (const { metadata } of pods.filter(({ metadata: { name } }) => !known.has(name))) {
    known.add(metadata.name);
    const { url, served } = await forward(run, `pod/${metadata.name}`, metadata.namespace, { to: sparkPorts.ui });
    run.print(`Spark UI of ${metadata.name}: ${url}`);
    forwards.push(served);
  }
  return forwards;
}

/** A machine without a desktop has neither program; the address is printed anyway. Some end with the browser only. */
function openBrowser({ shell }: Run, url: string): void {
  const program = ['open', 'xdg-open'].find((one) => shell.missing([one]).length === 0);
  if (program !== undefined) shell.run([program, url]).catch(() => {});
}
