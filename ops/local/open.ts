import type { Exit } from '../../config/cli.ts';
import { adminUser } from '../../config/login.ts';
import { namespaces } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { deadline, waitUntil } from '../cli/wait.ts';
import { listApplications } from '../clients/argocd.ts';
import { ShellError } from '../clients/shell.ts';
import { readDist } from '../dist.ts';
import { adminLogin, airflowService, forward } from './airflow-api.ts';
import { overlayOf } from './argocd.ts';
import { defaultProvisioner, onRunningCluster } from './cluster.ts';
import { bringHead, hasChanges } from './data.ts';
import { forwardSparkUis, type Link, link, renewArgoCd, showArgoCd } from './links.ts';
import { repositories } from './replacements.ts';

/** Forwards Airflow until Ctrl-C, with Argo CD and the Spark UI of each running job, and brings each new commit into the cluster. */
export async function open(outer: Run): Promise<Exit> {
  refusePort(outer.flags.port);
  const run = await onRunningCluster(outer, ['kubectl', 'git']);
  const links: Links = { airflow: await link(() => forwarded(run)), argoCd: undefined, spark: new Map() };
  try {
    await show(run, links);
    await follow(run, links);
  } finally {
    for (const one of [links.airflow, links.argoCd, ...links.spark.values()]) one?.served.stop();
  }
  return 'done';
}

/** Prints the addresses and who may log in there, and opens the browser. */
async function show(run: Run, links: Links): Promise<void> {
  const { url } = links.airflow;
  run.print(`Airflow: ${url}`);
  for (const line of await howToLogIn(run)) run.print(`  ${line}`);
  if ((await listApplications(run, [])).length > 0) links.argoCd = await showArgoCd(run);
  openBrowser(run, url);
  run.print('Ctrl-C ends it; until then each commit of this working tree arrives in the cluster');
  if (await hasChanges(run, 'dags', ...(links.argoCd ? ['dist'] : [])))
    run.progress('warning: there are changes that are not committed; they arrive with your next commit');
}

function refusePort(port: string | undefined): void {
  if (port === undefined || (/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) return;
  throw new UserError(`--port: '${port}' is not a port; use a number from 1 to 65535, e.g. '8081'`);
}

/** Who may log in to Airflow. */
async function howToLogIn(run: Run): Promise<readonly string[]> {
  const user = adminUser(run.config.airflow.login);
  if (user === 'well-known') return ['user admin, password admin'];
  if (user === undefined) {
    return [
      "nobody can log in: the provider of airflow.login does not know this address, and there is no user 'admin'; with breakGlass: true there is one",
    ];
  }
  const { username, password } = await adminLogin(run);
  return run.dryRun ? [] : [`user ${username}, password ${password}`];
}

interface Links {
  airflow: Link;
  argoCd: Link | undefined;
  /** By the name of the driver's pod. */
  readonly spark: Map<string, Link>;
}

/** Until Ctrl-C: brings commits, and renews each forward that has ended, at the same port. */
async function follow(run: Run, links: Links): Promise<void> {
  let head = '';
  do {
    const now = (await run.shell.run(['git', 'rev-parse', 'HEAD'])).trim();
    if (now !== head) await bringCommit(run, links.argoCd !== undefined);
    if (now !== head && head !== '') run.progress(`commit ${now.slice(0, 8)} is in the cluster`);
    head = now;
    await forwardSparkUis(run, links.spark);
    await run.clock.sleep(2000);
    if (run.dryRun) return;
    if (links.argoCd?.isOver) links.argoCd = await renewArgoCd(run, links.argoCd);
    if (links.airflow.isOver) links.airflow = await linkAgain(run);
  } while (!run.dryRun);
}

async function bringCommit(run: Run, hasArgoCd: boolean): Promise<void> {
  const nobody = { ...repositories(run.config), values: {} };
  const overlay = hasArgoCd
    ? overlayOf(readDist(run), { ...nobody, provisioner: await defaultProvisioner(run) }, run.flags.charts)
    : undefined;
  await bringHead(run, overlay);
}

/** A new pod of Airflow takes its time to start. */
async function linkAgain(run: Run): Promise<Link> {
  const limit = deadline(run, '10m');
  let made: Link | undefined;
  await waitUntil(run, limit, {
    goal: 'Airflow answers again: the connection to it ended',
    probe: async () => {
      try {
        made = await link(() => forwarded(run));
        return [];
      } catch (error) {
        if (!(error instanceof ShellError)) throw error;
        return [`no connection: ${error.reason}`];
      }
    },
    explain: (missing) =>
      `Airflow does not answer for ${limit.text} (${missing.join()}); see 'npm run local -- status', then run 'open' again`,
  });
  return made as Link;
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

/** A machine without a desktop has neither program; the address is printed anyway. Some end with the browser only. */
function openBrowser({ shell }: Run, url: string): void {
  const program = ['open', 'xdg-open'].find((one) => shell.missing([one]).length === 0);
  if (program !== undefined) shell.run([program, url]).catch(() => {});
}
