import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { execute } from '../../config/cli.ts';
import { reviewAction, reviewCommand } from '../../review/command.ts';
import { allVerdicts } from '../../review/compare/verdicts/index.ts';
import { allChecks } from '../../review/verify/checks.ts';
import { application, chart, draft } from './compare/trees.ts';
import { deployment, nodeClass, platform, policy, pool, role, secret, team } from './verdicts/fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'review-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));
const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../review/report/review.schema.json'), 'utf8'));

/** An object of each form that a verdict looks into. */
const objects = [
  application('root'),
  application('shop'),
  chart('airflow', { config: { core: { parallelism: 1 } }, podTemplate: 'kind: Pod', scheduler: { replicas: 2 } }),
  draft('AppProject', { spec: { sourceRepos: ['*'], destinations: [{ namespace: '*' }] } }),
  ...[deployment({ resources: { limits: { memory: '1Gi' } } }), pool(), nodeClass(), role([{ verbs: ['get'] }])],
  ...[policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }), platform([team()]), secret({ data: [] })],
  draft('StatefulSet', { spec: { volumeClaimTemplates: [{ metadata: { name: 'a' } }] } }),
  draft('Ingress', { metadata: { annotations: { 'alb.ingress.kubernetes.io/scheme': 'internal' } } }),
  draft('ResourceQuota', { spec: { hard: { cpu: '1' } } }),
  draft('LimitRange', { spec: { limits: [{ max: { cpu: '1' } }] } }),
  draft('CustomResourceDefinition', { spec: { names: { kind: 'A' }, versions: [{ name: 'v1' }] } }),
  draft('MutatingWebhookConfiguration', { webhooks: [{ name: 'a', failurePolicy: 'Fail' }] }),
];

const junk = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -1,
  1e300,
  true,
  [],
  {},
  [null],
  [[]],
  { name: null },
  'x: [',
  '\u0000',
  '💥'.repeat(9),
  ['a', 1, {}],
  { __proto__: null, a: {} },
);

/** A copy in which some places hold something else than their schema says. */
function spoiled(value: unknown, choose: (number: number) => number, replace: () => unknown): unknown {
  if (choose(12) === 0) return replace();
  if (Array.isArray(value)) return value.map((item) => spoiled(item, choose, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoiled(item, choose, replace)]));
}

const tree = fc.gen().map((gen) => {
  const choose = (most: number) => gen(fc.nat, most - 1);
  return objects.map((object) => JSON.stringify(spoiled(object, choose, () => gen(() => junk))));
});
/** Texts that are hardly YAML. */
const text = fc.string({
  unit: fc.constantFrom(...'\n -:[]{}&*!|>\'"%@`#a1\t\u00e9'.split(''), 'kind: A\n', '---\n', 'apiVersion: v1\n'),
  maxLength: 60,
});

function write(name: string, files: readonly string[]): string {
  const place = join(folder, name);
  rmSync(place, { recursive: true, force: true });
  files.forEach((content, index) => {
    const file = join(place, 'dist/prod', index === 0 ? 'root' : 'shop', `${index}.yaml`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  });
  return place;
}

async function review(before: readonly string[], after: readonly string[]) {
  const printed: string[] = [];
  const argv = ['--render-helm', 'off', '--base', write('base', before), '--head', write('head', after)];
  const files = ['md', 'html', 'sarif', 'txt'].flatMap((ending) => ['--output', join(folder, `report.${ending}`)]);
  const action = reviewAction({ verdicts: allVerdicts, checks: allChecks }, folder, (line) => void printed.push(line));
  const terminal = { out: (line: string) => void printed.push(line), error: (line: string) => void printed.push(line) };
  const status = await execute(reviewCommand(), action, { argv: [...argv, '--format', 'json'], ...terminal });
  if (status === 1) return { status, text: printed.join('\n') };
  await execute(reviewCommand(), action, { argv: [...argv, ...files], ...terminal });
  return { status, text: printed.join('\n'), report: JSON.parse(printed.join('\n')) };
}

const good = objects.map((object) => JSON.stringify(object));

test('objects that are nothing like their schema are reviewed in every format, without a stack trace', async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.boolean(), async (files, isHead) => {
      const { status, report } = await review(isHead ? good : files, isHead ? files : good);
      if (status === 1) return;
      expect(new Validator(schema as Schema, '2020-12').validate(report).errors).toEqual([]);
    }),
    { numRuns: 25, seed: 11, endOnFailure: true },
  );
});

test('a file that is hardly YAML is a finding or a refusal in words, never a stack trace', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      const { text: said } = await review(good, [...good, content]);
      expect(said).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    }),
    { numRuns: 60, seed: 12, endOnFailure: true },
  );
});
