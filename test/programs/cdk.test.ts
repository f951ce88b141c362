import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { synthesize } from '../cluster/templates.ts';
import { company } from '../support/company.ts';
import { devLike, everything } from '../support/configs.ts';
import { runNode } from '../support/program.ts';
import { RepositoryCopy } from '../support/repository-copy.ts';

const folder = mkdtempSync(join(tmpdir(), 'synth-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** `cdk synth` as a newcomer runs it: no credentials, no profile, no answer of a look-up from before. */
function cdk(cwd: string, env: Readonly<Record<string, string>> = {}) {
  return runNode([join(cwd, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
}

const copyOf = (config: PlatformConfig) => new RepositoryCopy(mkdtempSync(join(folder, 'copy-')), 'real', [config]);

// All start at once: each spends seconds on the start of CDK's validator.
const synths = [everything, company].map((config) => {
  const copy = copyOf(config);
  const run = cdk(copy.folder, { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' });
  return { environment: config.environment, config, copy: copy.folder, run };
});
const broken = copyOf(devLike);
broken.edit('cluster/data/buckets.ts', 'RETAIN_ON_UPDATE_OR_DELETE', 'DESTROY');
broken.edit('cluster/karpenter/interruption-queue.ts', 'name: ruleName(name),', "$& state: 'OFF',");
const refused = cdk(broken.folder);

test.each(synths)(
  'cdk synth of $environment needs no AWS, passes the validator without a warning, and makes the same each time',
  async ({ config, copy, run }) => {
    const { exitCode, stdout, stderr } = await run;
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toMatch(/warning|deprecated|not configured|credentials/i);

    const again = await synthesize(config);
    const { name } = config.cluster;
    const written = readdirSync(join(copy, 'cdk.out')).filter((file) => file.endsWith('.template.json'));
    const parts = (['cluster', 'data', 'network'] as const).filter(
      (part) => Object.keys(again[part].resources).length > 0,
    );
    expect(written.sort()).toEqual(parts.map((part) => `${name}-${part}.template.json`));
    for (const part of parts) {
      const { Resources } = JSON.parse(readFileSync(join(copy, `cdk.out/${name}-${part}.template.json`), 'utf8'));
      expect(JSON.stringify(Resources)).toBe(JSON.stringify(again[part].resources));
    }
  },
);

// Only the app itself and its cdk.json say that anything is checked.
test('cdk synth refuses what breaks a rule of ours or one of CDK, with what is wrong and no stack trace', async () => {
  const { exitCode, stderr } = await refused;
  expect(exitCode).toBe(1);
  expect(stderr).toContain("'CloudFormation-Validate::DATA_KEPT'");
  expect(stderr).toContain("State: 'OFF' is not one of");
  expect(stderr).not.toMatch(/^ +at /m);
});
