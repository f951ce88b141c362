import { namespaces } from '../config/names.ts';
import type { Tree } from '../review/tree/tree.ts';
import type { Run } from './cli/command.ts';
import { type Deadline, waitUntil } from './cli/wait.ts';
import { type Application, applicationKind, listApplications, reasons, state } from './clients/argocd.ts';
import { kubectl } from './clients/kubectl.ts';
import { formatArgv } from './clients/shell.ts';

const name = 'argocd';

/**
 * Lets Argo CD take over its own objects, once. Helm made them without the annotation by which Argo CD knows what is its own:
 * its Application would be OutOfSync forever, so that nobody would see a real difference.
 */
export async function syncArgoCd(
  run: Run,
  limit: Deadline,
  tree: Tree,
  applications: readonly Application[],
): Promise<void> {
  const view = tree.application(name);
  if (!view) return;
  // An operation knows only the options that are written in it.
  const operation = { initiatedBy: { username: run.script }, sync: { prune: true, syncOptions: view.sync.options } };
  const patch = JSON.stringify({ operation });
  const start = kubectl(
    run.config,
    ...['patch', applicationKind, name, '--namespace', namespaces.argocd, '--type', 'merge', '--patch', patch],
  );
  if (run.dryRun) run.progress(`where the Application ${name} is not Synced: ${formatArgv(start)}`);
  if (find(applications)?.status?.sync?.status === 'Synced') return;

  await run.shell.run(start);
  await waitUntil(run, limit, {
    goal: `the Application ${name} is Synced`,
    probe: async () => {
      const application = find(await listApplications(run, []));
      const { sync, operationState } = application?.status ?? {};
      const done = sync?.status === 'Synced' && operationState?.phase === 'Succeeded';
      return done ? [] : [`${name}: ${reasons(application)[0] ?? state(application)}`];
    },
    explain: (missing) =>
      `${missing.join('')} after ${limit.text}; everything else runs, run 'npm run ${run.script} -- ${run.config.environment}' again to sync it`,
  });
}

function find(applications: readonly Application[]): Application | undefined {
  return applications.find(({ metadata }) => metadata.name === name);
}
