import { stacksOf } from '../config/network.ts';
import type { Command } from './cli/command.ts';
import { main } from './cli/main.ts';
import { checkAccount } from './preflight/account.ts';
import { requireOwnCluster } from './preflight/existing-cluster.ts';

/** Shows what a deployment would change in AWS. */
export const clusterDiff: Command = {
  script: 'cluster:diff',
  summary: "Compares the environment's stacks with what is deployed. Changes nothing.",
  options: [],
  example: '-- dev',
  run: async (run) => {
    requireOwnCluster(run);
    await checkAccount(run, ['aws', 'cdk']);
    await run.shell.run(['cdk', 'diff', ...stacksOf(run.config)], { terminal: true });
    return 'done';
  },
};

await main(clusterDiff, import.meta.url);
