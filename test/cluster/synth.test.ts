import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environments, RepositoryCopy } from '../output/repository-copy.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'synth-'));

afterAll(() => rmSync(folder, { recursive: true }));

const newCopy = () => new RepositoryCopy(mkdtempSync(join(folder, 'copy-')));

/** `cdk synth` as a newcomer runs it: no credentials, no profile, no answer of a look-up from before. */
function cdk(cwd: string, options: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return run(process.execPath, [join(cwd, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', ...options], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  });
}

async function cdkSynth(cwd: string, name: string, options: readonly string[], env: Readonly<Record<string, string>>) {
  const output = join(folder, name);
  const { stdout, stderr } = await cdk(cwd, ['--output', output, ...options], env);
  const templates = readdirSync(output).filter((file) => file.endsWith('.template.json'));
  return {
    said: stdout + stderr,
    templates: Object.fromEntries(templates.map((file) => [file, readFileSync(join(output, file), 'utf8')])),
  };
}

test('cdk synth needs no AWS, passes the validator without a warning, and makes the same bytes each time', async () => {
  const copy = newCopy().folder;
  const validated = await cdkSynth(copy, 'validated', [], { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' });
  const again = await cdkSynth(copy, 'again', ['--no-validation'], { TZ: 'America/New_York', LANG: 'C' });

  expect(Object.keys(validated.templates).sort()).toEqual(
    environments
      .flatMap(({ cluster }) => ['cluster', 'data', 'network'].map((part) => `${cluster.name}-${part}.template.json`))
      .sort(),
  );
  expect(again.templates).toEqual(validated.templates);
  expect(validated.said).not.toMatch(/warning|deprecated|not configured|credentials/i);
}, 180_000);

// Only the app itself and its cdk.json say that anything is checked.
test('cdk synth refuses what breaks a rule of ours, and tells what breaks one of CDK', async () => {
  const copy = newCopy();
  copy.edit('cluster/data/buckets.ts', 'RETAIN_ON_UPDATE_OR_DELETE', 'DESTROY');
  copy.edit('cluster/karpenter/interruption-queue.ts', 'name: ruleName(name),', "$& state: 'OFF',");

  const failure = await cdk(copy.folder, []).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 1 });
  expect(failure).toMatchObject({ stderr: expect.stringContaining("'CloudFormation-Validate::DATA_KEPT'") });
  expect(failure).toMatchObject({ stderr: expect.stringContaining("State: 'OFF' is not one of") });
}, 180_000);
