import { stackNames } from '../config/names.ts';
import { checkAccount } from './checks.ts';
import type { Command } from './command.ts';
import { main } from './main.ts';

/** Shows what a deployment would change in AWS. */
export const diff: Command = {
  scope: 'one environment',
  script: 'cluster:diff',
  summary: "Compares the environment's stacks with what is deployed. Changes nothing.",
  options: ['dry-run'],
  example: 'dev',
  run: async (run) => {
    await checkAccount(run, ['aws', 'cdk']);
    await run.shell.run(['cdk', 'diff', ...Object.values(stackNames(run.config))], { terminal: true });
  },
};

await main(diff, import.meta.url);
