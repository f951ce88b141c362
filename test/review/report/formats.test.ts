import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Schema, Validator } from '@cfworker/json-schema';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { formats } from '../../../review/report/formats.ts';
import { application, chart, draft } from '../compare/trees.ts';
import { reportOf } from './reports.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../review/report/review.schema.json'), 'utf8'),
) as Schema;
const settings = (data: object, name = 'settings') => draft('ConfigMap', { metadata: { name }, data });
const namespace = draft('Namespace', { metadata: { name: 'team' } });

const reports = {
  nothing: reportOf([], []),
  'a removal, an addition and a change': reportOf(
    [namespace, settings({ a: '1' })],
    [settings({ a: '2' }), draft('ServiceAccount')],
    ['dev', 'prod'],
  ),
  'a rename': reportOf([settings({ a: '1', b: '2', c: '3' }, 'one')], [settings({ a: '1', b: '2', c: '3' }, 'two')]),
  'a digest that is followed': reportOf([settings({ a: '1' }, 'a-0123456789')], [settings({ a: '2' }, 'a-9876543210')]),
  'another spelling': reportOf(
    [draft('ResourceQuota', { spec: { hard: { cpu: '1' } } })],
    [draft('ResourceQuota', { spec: { hard: { cpu: '1000m' } } })],
  ),
  'a chart': reportOf([chart('web', { a: 1 })], [chart('web', { a: 2 }, { targetRevision: '2.0.0' })]),
  'an Application that moves': reportOf([application('cart')], [application('cart', { project: 'default' })]),
};

describe.each(Object.entries(reports))('the JSON of %s', (_, report) => {
  test('is what its schema describes', () => {
    const { errors } = new Validator(schema, '2020-12').validate(JSON.parse(formats.json(report)));
    expect(errors).toEqual([]);
  });
});

test('the schema demands each field of the contract, and refuses one that nobody described', () => {
  const validator = new Validator(schema, '2020-12');
  const report = reports['a removal, an addition and a change'];
  const first = report.findings[0];
  for (const field of ['base', 'head', 'stale', 'summary', 'findings', 'changes', 'notChecked'] as const) {
    const { [field]: _, ...rest } = report;
    expect([field, validator.validate(rest).valid]).toEqual([field, false]);
  }
  for (const field of ['rule', 'severity', 'environments', 'application', 'objects', 'message', 'changes'] as const) {
    const { [field]: _, ...rest } = first as NonNullable<typeof first>;
    expect([field, validator.validate({ ...report, findings: [rest] }).valid]).toEqual([field, false]);
  }
  expect(validator.validate({ ...report, more: 1 }).valid).toBe(false);
});

describe('the SARIF of a report', () => {
  const report = reports['a removal, an addition and a change'];
  const log = JSON.parse(formats.sarif(report, allVerdicts)) as {
    readonly runs: readonly {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly { readonly ruleId: string; readonly level: string; readonly locations: unknown }[];
    }[];
  };
  const [run] = log.runs;

  test('has one result for each finding, as bad as it is, at the file of its object', () => {
    expect(run?.results.length).toBe(report.findings.length);
    expect(run?.results[0]).toMatchObject({
      ruleId: 'removal/deleted',
      level: 'error',
      message: { text: expect.stringMatching(/^Namespace team \(dev, prod\): Argo CD deletes it.*To do: /) },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'dist/dev/shop/2.yaml' }, region: { startLine: 1 } } },
      ],
    });
  });

  test('describes the rule of each result', () => {
    const known = new Set(run?.tool.driver.rules.map(({ id }) => id));
    expect(run?.results.filter(({ ruleId }) => !known.has(ruleId))).toEqual([]);
  });
});

describe('the page of a report', () => {
  const hostile = '</script><script>alert(1)</script>';
  const page = formats.html(reportOf([settings({ a: '1' })], [settings({ a: hostile })]));

  test('loads nothing: no address stands in an attribute, and its policy allows none', () => {
    expect(page).not.toMatch(/\s(src|href)=/);
    expect(page).toMatch(/content="default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+';/);
  });

  test('holds the text of a manifest as data that cannot end its element', () => {
    expect(page).not.toContain(hostile);
    const data = /<script type="application\/json" id="report">(.*)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.stringify(JSON.parse(data))).toContain(hostile);
  });

  test('makes no HTML of a text', () => {
    const script = readFileSync(join(import.meta.dirname, '../../../review/report/html/page.js'), 'utf8');
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });
});
