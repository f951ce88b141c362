import type { Exit } from '../../config/cli.ts';
import { adminUser } from '../../config/login.ts';
import { namespaces } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { ShellError } from '../clients/shell.ts';
import { adminLogin, airflowService, forward } from './airflow-api.ts';
import { environmentIn, requireCluster, requireUp } from './cluster.ts';
import { onContext, requireTools } from './context.ts';
import { pushHead } from './data.ts';

/** Forwards Airflow until Ctrl-C, and brings each new commit of this working tree into the cluster. */
export async function open(outer: Run): Promise<Exit> {
  requireTools(outer, ['kubectl', 'git']);
  const run = onContext(outer);
  await requireCluster(run);
  requireUp(await environmentIn(run), run);
  const { url, served } = await forwarded(run);
  run.print(`Airflow: ${url}`);
  if (adminUser(run.config.airflow.login) === 'generated') {
    const { username, password } = await adminLogin(run);
    if (!run.dryRun) run.print(`user ${username}, password ${password}`);
  }
  await openBrowser(run, url);
  run.print('Ctrl-C ends it; until then each commit of this working tree arrives in the cluster');
  let head = '';
  let isOver = false;
  void served.ended.then(() => {
    isOver = true;
  });
  do {
    const now = (await run.shell.run(['git', 'rev-parse', 'HEAD'])).trim();
    if (now !== head) await pushHead(run);
    if (head !== '' && now !== head) run.progress(`commit ${now.slice(0, 8)} is in the cluster`);
    head = now;
    await run.clock.sleep(2000);
  } while (!isOver && !run.dryRun);
  return 'done';
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

/** A machine without a desktop has neither program; the address is printed anyway. */
async function openBrowser({ shell }: Run, url: string): Promise<void> {
  const program = ['open', 'xdg-open'].find((one) => shell.missing([one]).length === 0);
  if (program === undefined) return;
  await shell.run([program, url]).catch((error: unknown) => {
    if (!(error instanceof ShellError)) throw error;
  });
}
