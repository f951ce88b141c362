import type { Command } from './command.ts';
import { main } from './main.ts';

/** Renders the CloudFormation templates. Needs neither AWS nor credentials. */
export const synth: Command = {
  scope: 'all environments',
  script: 'cluster:synth',
  summary: 'Renders the CloudFormation templates of all environments into cdk.out, without AWS.',
  options: ['dry-run'],
  example: '--dry-run',
  run: async ({ shell }) => {
    await shell.run(['cdk', 'synth', '--quiet'], { terminal: true });
  },
};

await main(synth, import.meta.url);
