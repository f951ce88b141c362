import type { Exit } from '../../config/cli.ts';
import type { Run } from '../cli/command.ts';
import { kubectl } from '../clients/kubectl.ts';
import { environmentIn, requireCluster, requireUp } from './cluster.ts';
import { onContext, requireTools } from './context.ts';

/** Shows the pods of all namespaces that are not the cluster's own, and which environment they are of. */
export async function status(outer: Run): Promise<Exit> {
  requireTools(outer, ['kubectl']);
  const run = onContext(outer);
  await requireCluster(run);
  const environment = await environmentIn(run);
  requireUp(environment, run);
  const pods = await run.shell.run(
    kubectl(
      run.config,
      'get',
      'pods',
      '--all-namespaces',
      '--output',
      'wide',
      '--field-selector',
      'metadata.namespace!=kube-system',
    ),
  );
  if (run.dryRun) return 'done';
  run.print(`${environment} on ${run.config.cluster.name}`);
  run.print(pods.trimEnd());
  return 'done';
}
