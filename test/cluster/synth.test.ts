import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RepositoryCopy } from '../output/repository-copy.ts';
import { company } from '../support/company.ts';
import { devLike, everything } from '../support/configs.ts';
import { synthesize } from './templates.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'synth-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** `cdk synth` as a newcomer runs it: no credentials, no profile, no answer of a look-up from before. */
function cdk(cwd: string, env: Readonly<Record<string, string>> = {}) {
  return run(process.execPath, [join(cwd, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
}

test.each([everything, company])(
  'cdk synth of $environment needs no AWS, passes the validator without a warning, and makes the same each time',
  async (config) => {
    const { folder: copy } = new RepositoryCopy(mkdtempSync(join(folder, 'copy-')), 'real', [config]);
    const { stdout, stderr } = await cdk(copy, { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' });
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
  180_000,
);

// The stacks of a cluster that others make are not to be deployed, and their templates say what has to exist.
test.each([
  ['only the stacks of the other environments', {}, ['airflow-dev-cluster', 'airflow-dev-data', 'airflow-dev-network']],
  [
    'for cluster:synth the templates of all',
    { existing: 'true' },
    [
      ...['airflow-company-cluster', 'airflow-company-data'],
      ...['airflow-dev-cluster', 'airflow-dev-data', 'airflow-dev-network'],
    ],
  ],
])(
  'the app makes %s where a cluster is made by others',
  async (_, context, stacks) => {
    const { git, teams } = devLike;
    const existing = { ...company, git, teams, cluster: { ...company.cluster, existing: true as const } };
    const { folder: copy } = new RepositoryCopy(mkdtempSync(join(folder, 'copy-')), 'real', [devLike, existing]);
    const { context: flags } = JSON.parse(readFileSync(join(copy, 'cdk.json'), 'utf8'));
    const env = {
      CDK_OUTDIR: join(copy, 'out'),
      CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...context }),
      CDK_VALIDATION: 'false',
    };
    await run(process.execPath, ['config/node.mjs', 'cluster/app.ts'], { cwd: copy, env: { ...process.env, ...env } });
    const written = readdirSync(join(copy, 'out')).filter((file) => file.endsWith('.template.json'));
    expect(written.sort()).toEqual(stacks.map((stack) => `${stack}.template.json`));
  },
  180_000,
);

// Only the app itself and its cdk.json say that anything is checked.
test('cdk synth refuses what breaks a rule of ours or one of CDK, with what is wrong and no stack trace', async () => {
  const copy = new RepositoryCopy(mkdtempSync(join(folder, 'copy-')), 'real', [devLike]);
  copy.edit('cluster/data/buckets.ts', 'RETAIN_ON_UPDATE_OR_DELETE', 'DESTROY');
  copy.edit('cluster/karpenter/interruption-queue.ts', 'name: ruleName(name),', "$& state: 'OFF',");

  const { code, stderr } = await cdk(copy.folder).then(
    () => ({ code: 0, stderr: '' }),
    (error: { readonly code: number; readonly stderr: string }) => error,
  );
  expect(code).toBe(1);
  expect(stderr).toContain("'CloudFormation-Validate::DATA_KEPT'");
  expect(stderr).toContain("State: 'OFF' is not one of");
  expect(stderr).not.toMatch(/^ +at /m);
}, 180_000);
