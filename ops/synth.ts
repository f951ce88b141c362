import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './command.ts';
import { main } from './main.ts';

/** Renders the CloudFormation templates. Needs neither AWS nor credentials. */
export const synth: Command = {
  scope: 'all environments',
  script: 'cluster:synth',
  summary: 'Renders the CloudFormation templates of all environments into cdk.out, without AWS.',
  options: ['dry-run', 'no-validation'],
  example: '--no-validation',
  run: async ({ shell, flags, root, dryRun, print }) => {
    const quick = flags['no-validation'] ? ['--no-validation'] : [];
    await shell.run(['cdk', 'synth', '--quiet', ...quick], { terminal: true });
    if (dryRun) return;
    // The last line of cdk is about one more argument of cdk, which this script does not take.
    const templates = listTemplates(root);
    print(`${templates.length} templates:`);
    for (const template of templates) print(`  cdk.out/${template}`);
    print('next: npm run cluster:diff -- <environment>');
  },
};

/** As cdk has listed them. Searched as text, because the config, or a schema for the list, would take longer to load than all else here. */
function listTemplates(root: string): readonly string[] {
  const manifest = readFileSync(join(root, 'cdk.out/manifest.json'), 'utf8');
  return [...manifest.matchAll(/"templateFile": *"([^"]+)"/g)].flatMap(([, file]) => file ?? []);
}

await main(synth, import.meta.url);
