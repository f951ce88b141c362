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

/** A review of two trees in every format at once: its exit code, what it prints and writes, and its report where it made one. */
export async function review(before: readonly string[], after: readonly string[]) {
  const printed: string[] = [];
  const file = (ending: string) => join(folder, `report.${ending}`);
  const sides = ['--render-helm', 'off', '--base', write('base', before), '--head', write('head', after)];
  const files = ['json', 'md', 'html', 'sarif', 'txt'].flatMap((ending) => ['--output', file(ending)]);
  const action = reviewAction({ verdicts: allVerdicts, checks: allChecks }, folder, (line) => void printed.push(line));
  const terminal = { out: (line: string) => void printed.push(line), error: (line: string) => void printed.push(line) };
  const status = await execute(reviewCommand(), action, { argv: [...sides, ...files], ...terminal });
  if (status === 1) return { status, text: printed.join('\n') };
  const [report, text] = ['json', 'txt'].map((ending) => readFileSync(file(ending), 'utf8'));
  return { status, text: [...printed, text].join('\n'), report: JSON.parse(report ?? '') };
}

export const good = objects.map((object) => JSON.stringify(object));

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

/** Objects that are nothing like their schema. */
export const spoiledTree = fc.gen().map((gen) => {
  const choose = (most: number) => gen(fc.nat, most - 1);
  return objects.map((object) => JSON.stringify(spoiled(object, choose, () => gen(() => junk))));
});

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../review/report/review.schema.json'), 'utf8'));
const validator = new Validator(schema as Schema, '2020-12');

/** The review is a report as its schema says, or a refusal. */
export async function expectReview(before: readonly string[], after: readonly string[]): Promise<void> {
  const { status, report } = await review(before, after);
  if (status !== 1) expect(validator.validate(report).errors).toEqual([]);
}
