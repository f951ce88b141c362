import { stackNames } from '../../config/names.ts';
import type { Command } from './command.ts';
import { main } from './main.ts';

/** Renders the CloudFormation templates. Needs neither AWS nor credentials. */
export const synth: Command = {
  scope: 'all environments',
  script: 'cluster:synth',
  summary: 'Renders the CloudFormation templates of all environments into cdk.out, without AWS.',
  options: ['dry-run'],
  example: '--dry-run',
  run: async ({ shell, environments, dryRun, print }) => {
    await shell.run(['cdk', 'synth', '--quiet'], { terminal: true });
    if (dryRun) return;
    // The last line of cdk is about one more argument of cdk, which this script does not take.
    const stacks = environments.flatMap((config) => Object.values(stackNames(config)));
    print(`${stacks.length} templates:`);
    for (const stack of stacks) print(`  cdk.out/${stack}.template.json`);
    print(`next: npm run cluster:diff -- ${environments[0]?.environment}`);
  },
};

await main(synth, import.meta.url);
