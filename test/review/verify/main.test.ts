import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { execute } from '../../../config/cli.ts';
import { verifyAction, verifyCommand } from '../../../review/verify/command.ts';
import { unique } from '../../../review/verify/schema/objects.ts';
import { checkouts } from '../checkouts.ts';
import { applicationOf, objectOf } from '../tree/objects.ts';

const root = join(import.meta.dirname, '../../..');
const checkoutWith = checkouts();

/** Runs the command there, with one check. */
async function verify(files: Readonly<Record<string, string>>, ...argv: string[]) {
  return verifyIn(checkoutWith(files), ...argv);
}

async function verifyIn(checkout: string, ...argv: string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const out = (text: string) => void stdout.push(text);
  const error = (text: string) => void stderr.push(text);
  const status = await execute(verifyCommand(), verifyAction([unique], checkout, out), { argv, out, error });
  return { status, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

const twice = {
  'dist/dev/shop/a.yaml': `# generated\n${objectOf('Service', 'web')}`,
  'dist/dev/shop/b.yaml': `# generated\n${objectOf('Service', 'web')}`,
};
const waiver = (until: string) =>
  JSON.stringify([{ rule: 'schema/unique', object: 'Service web', reason: 'a demo', until }]);

describe('npm run verify', () => {
  test('names rule, object, file, line, what happens and what to do, counts, and ends with 3', async () => {
    const { status, stdout } = await verify(twice);
    expect(status).toBe(3);
    expect(stdout).toContain(
      'dist/dev/shop/b.yaml:2  schema/unique  Service web\n  Service web is also in dev/shop/a.yaml',
    );
    expect(stdout).toContain('\n  to do: keep one of them');
    expect(stdout).toMatch(/\ndev: 2 objects, 1 check, 1 finding, 0 waived/);
  });

  test('ends with 0 where nothing is found, and says what it could not look at', async () => {
    const shop = applicationOf('shop', ({ spec }) => {
      spec['source'] = { repoURL: 'https://charts.example.com', chart: 'shop', targetRevision: '1.2.3' };
    });
    const { status, stdout } = await verify({ 'dist/dev/root/Application.shop.yaml': shop });
    expect(stdout).toContain('not checked:\n  - objects that Helm renders, which are not looked into: shop 1.2.3');
    expect(status).toBe(0);
  });

  test('prints JSON that its schema describes', async () => {
    const { status, stdout } = await verify({ ...twice, ...waived('2999-12-31') }, '--format', 'json');
    const file = join(root, 'review/verify/formats/verify.schema.json');
    const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;
    const result = JSON.parse(stdout) as object;
    expect(new Validator(schema, '2020-12', false).validate(result).errors).toEqual([]);
    expect(result).toMatchObject({ waived: [{ rule: 'schema/unique', line: 2, reason: 'a demo' }] });
    expect(status).toBe(0);
  });

  test('prints SARIF with a place for each finding and the reason of each waiver', async () => {
    const { stdout } = await verify({ ...twice, ...waived('2000-01-01') }, '--format', 'sarif');
    const { version, runs } = JSON.parse(stdout) as Sarif;
    expect(version).toBe('2.1.0');
    const rules = runs[0]?.tool.driver.rules.map(({ id }) => id);
    const results = runs[0]?.results ?? [];
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['schema/unique', 'waivers/expired']);
    expect(results.every(({ ruleId }) => rules?.includes(ruleId))).toBe(true);
    expect(results[0]?.locations[0]).toEqual({
      physicalLocation: { artifactLocation: { uri: 'dist/dev/shop/b.yaml' }, region: { startLine: 2 } },
    });
    const waivedNow = await verify({ ...twice, ...waived('2999-12-31') }, '--format', 'sarif');
    const { runs: accepted } = JSON.parse(waivedNow.stdout) as Sarif;
    expect(accepted[0]?.results[0]?.suppressions).toEqual([
      { kind: 'external', justification: 'a demo (until 2999-12-31)' },
    ]);
  });

  const twoEnvironments = { ...twice, 'dist/prod/shop/a.yaml': objectOf('Service', 'web') };

  test('looks at the named environments only, and calls no waiver of another one unused', async () => {
    const { status, stdout } = await verify({ ...twoEnvironments, ...waived('2999-12-31') }, 'prod');
    expect(stdout).toBe('prod: 1 object, 1 check, 0 findings, 0 waived');
    expect(status).toBe(0);
  });

  test('reads a revision of Git, with the waivers that it had', async () => {
    const checkout = checkoutWith({ ...twoEnvironments, ...waived('2999-12-31') });
    const git = (...parameters: string[]) => execFileSync('git', parameters, { cwd: checkout, stdio: 'ignore' });
    git('init', '--quiet');
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'all');
    rmSync(join(checkout, 'dist'), { recursive: true });
    rmSync(join(checkout, 'config'), { recursive: true });

    const { status, stdout } = await verifyIn(checkout, '--rev', 'HEAD');
    expect(stdout).toContain('dev: 2 objects, 1 check, 0 findings, 1 waived');
    expect(status).toBe(0);
  });

  test('lists what it would check, and checks nothing', async () => {
    const { status, stdout } = await verify({}, '--list');
    expect(stdout).toBe(`| rule | what holds |\n| --- | --- |\n| \`schema/unique\` | ${unique.promise} |`);
    expect(status).toBe(0);
  });

  test('is a program that knows every check', () => {
    const program = [join(root, 'config/node.mjs'), join(root, 'review/verify/main.ts'), '--list'];
    const { status, stdout } = spawnSync(process.execPath, program, { encoding: 'utf8' });
    expect(stdout).toContain('| `schema/unique` |');
    expect(status).toBe(0);
  });

  test.each([
    [
      'an environment that is not there',
      twice,
      ['prod'],
      "verify: environment 'prod' is not in this tree; use one of dev",
    ],
    ['no dist', {}, ['--dist', 'nowhere'], '/nowhere: is no folder'],
    ['an empty dist', { 'dist/note.txt': '' }, [], '/dist: has no manifest'],
    ['no template', twice, ['--cluster', 'cdk.out'], 'verify: cdk.out: has no CloudFormation template'],
    ['a bad waiver', { ...twice, ...waived('soon') }, [], "verify: config/waivers.yaml: [0].until: 'soon' is no day"],
    ['no such format', twice, ['--format', 'xml'], 'allowed choices are text, json, sarif'],
    ['no such option', twice, ['--formt', 'json'], 'did you mean --format?'],
  ])('ends with 1 and one message for %s', async (_, files, parameters, message) => {
    const { status, stderr, stdout } = await verify(files, ...parameters);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});

function waived(until: string) {
  return { 'config/waivers.yaml': waiver(until) };
}

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly unknown[];
      readonly suppressions?: readonly unknown[];
    }[];
  }[];
}
