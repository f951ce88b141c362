import type { Exit } from '../../config/cli.ts';
import type { Run } from '../cli/command.ts';
import { kubectl } from '../clients/kubectl.ts';
import { onRunningCluster } from './cluster.ts';

/** Shows the pods of all namespaces that are not the cluster's own, and which environment they are of. */
export async function status(outer: Run): Promise<Exit> {
  const run = await onRunningCluster(outer);
  const { environment, cluster } = run.config;
  const which = ['--field-selector', 'metadata.namespace!=kube-system'];
  const pods = await run.shell.run(
    kubectl(run.config, 'get', 'pods', '--all-namespaces', '--output', 'wide', ...which),
  );
  if (run.dryRun) return 'done';
  run.print(`${environment} on ${cluster.name}`);
  run.print(pods.trimEnd());
  return 'done';
}
