// `npm run test:cfn-lint`: cfn-lint, which knows what CloudFormation refuses, over the templates of every config.
// Makes .venv-cfn-lint/ from requirements.lock when it has changed.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npmScript, start } from '../../config/cli.ts';
import { loadEnvironments } from '../../config/load.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { writeTemplates } from '../cluster/templates.ts';
import { pythonWith, succeeds } from '../support/python.ts';
import { renderedConfigs } from '../support/rendered-configs.ts';

const command = npmScript({
  script: 'test:cfn-lint',
  summary:
    'Lints the CloudFormation templates of your environments and of every test config with cfn-lint, which is installed into .venv-cfn-lint/. An error or a warning fails.',
  example: '',
  ends: ['unavailable'],
});

await start(import.meta.url, command, async () => {
  const python = pythonWith({
    script: 'test:cfn-lint',
    installing: 'cfn-lint into .venv-cfn-lint (once for each requirements.lock)',
    venv: '.venv-cfn-lint',
    lock: 'test/cfn-lint/requirements.lock',
    otherwise: 'the templates were NOT linted',
  });
  const configs: (readonly [string, PlatformConfig])[] = [
    ...(await loadEnvironments()).map((config) => [config.environment, config] as const),
    ...renderedConfigs.map(([name, , config]) => [`test config '${name}'`, config] as const),
  ];
  let passed = true;
  for (const [name, config] of configs) {
    const clean = await isClean(python, config);
    console.log(`${name}: ${clean ? 'no error, no warning' : 'FAILED, see above'}`);
    passed &&= clean;
  }
  return passed ? 'done' : 'failed';
});

async function isClean(python: string, config: PlatformConfig): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  try {
    await writeTemplates(config, folder);
    const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
    const cfnLint = join(dirname(python), 'cfn-lint');
    return succeeds(cfnLint, ['--regions', config.aws.region, '--', ...templates], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
