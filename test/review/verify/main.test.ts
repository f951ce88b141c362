import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { applicationOf, objectOf } from '../tree/objects.ts';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

/** Runs the command on a checkout with these files, as `npm run verify` does. */
function verify(files: Readonly<Record<string, string>>, ...parameters: string[]) {
  count += 1;
  const checkout = join(folder, String(count));
  mkdirSync(checkout);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  }
  const program = ['--import', import.meta.resolve('tsx/esm'), join(root, 'review/verify/main.ts'), ...parameters];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: checkout, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const twice = {
  'dist/dev/shop/a.yaml': `# generated\n${objectOf('Service', 'web')}`,
  'dist/dev/shop/b.yaml': `# generated\n${objectOf('Service', 'web')}`,
};
const waiver = (until: string) =>
  JSON.stringify([{ rule: 'schema/unique', object: 'Service web', reason: 'a demo', until }]);

describe('npm run verify', () => {
  test('names rule, object, file, line, what happens and what to do, counts, and ends with 3', () => {
    const { status, stdout } = verify(twice);
    expect(status).toBe(3);
    expect(stdout).toContain(
      'dist/dev/shop/b.yaml:2  schema/unique  Service web\n  Service web is also in dev/shop/a.yaml',
    );
    expect(stdout).toContain('\n  to do: keep one of them');
    expect(stdout).toMatch(/\ndev: 2 objects, \d+ checks, 1 finding, 0 waived/);
  });

  test('ends with 0 where nothing is found, and says what it could not look at', () => {
    const shop = applicationOf('shop', ({ spec }) => {
      spec['source'] = { repoURL: 'https://charts.example.com', chart: 'shop', targetRevision: '1.2.3' };
    });
    const { status, stdout } = verify({ 'dist/dev/root/Application.shop.yaml': shop });
    expect(stdout).toContain('not checked:\n  - objects that Helm renders: give --charts to see inside shop 1.2.3');
    expect(status).toBe(0);
  });

  test('prints JSON that its schema describes', () => {
    const { status, stdout } = verify({ ...twice, ...waived('2999-12-31') }, '--format', 'json');
    const schema = JSON.parse(readFileSync(join(root, 'review/verify/formats/verify.schema.json'), 'utf8')) as Schema;
    const result = JSON.parse(stdout) as object;
    expect(new Validator(schema, '2020-12', false).validate(result).errors).toEqual([]);
    expect(result).toMatchObject({ waived: [{ rule: 'schema/unique', line: 2, reason: 'a demo' }] });
    expect(status).toBe(0);
  });

  test('prints SARIF with a place for each finding and the reason of each waiver', () => {
    const { stdout } = verify({ ...twice, ...waived('2000-01-01') }, '--format', 'sarif');
    const { version, runs } = JSON.parse(stdout) as Sarif;
    expect(version).toBe('2.1.0');
    const rules = runs[0]?.tool.driver.rules.map(({ id }) => id);
    const results = runs[0]?.results ?? [];
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['schema/unique', 'waivers/expired']);
    expect(results.every(({ ruleId }) => rules?.includes(ruleId))).toBe(true);
    expect(results[0]?.locations[0]).toEqual({
      physicalLocation: { artifactLocation: { uri: 'dist/dev/shop/b.yaml' }, region: { startLine: 2 } },
    });
    const { runs: accepted } = JSON.parse(
      verify({ ...twice, ...waived('2999-12-31') }, '--format', 'sarif').stdout,
    ) as Sarif;
    expect(accepted[0]?.results[0]?.suppressions).toEqual([
      { kind: 'external', justification: 'a demo (until 2999-12-31)' },
    ]);
  });

  test.each([
    [
      'an environment that is not there',
      twice,
      ['prod'],
      "verify: environment 'prod' is not in this tree; use one of dev",
    ],
    ['no dist', {}, ['--dist', 'nowhere'], 'verify: nowhere: is no folder'],
    ['an empty dist', { 'dist/note.txt': '' }, [], 'verify: dist: has no manifest'],
    ['no template', twice, ['--cluster', 'cdk.out'], 'verify: cdk.out: has no CloudFormation template'],
    ['a bad waiver', { ...twice, ...waived('soon') }, [], "verify: config/waivers.yaml: [0].until: 'soon' is no day"],
    ['no such format', twice, ['--format', 'xml'], 'allowed choices are text, json, sarif'],
    ['no such option', twice, ['--formt', 'json'], 'did you mean --format?'],
  ])('ends with 1 and one message for %s', (_, files, parameters, message) => {
    const { status, stderr, stdout } = verify(files, ...parameters);
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
