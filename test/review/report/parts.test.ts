import { judge } from '../../../review/compare/judge.ts';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { buildReport } from '../../../review/report/build.ts';
import { html } from '../../../review/report/html/html.ts';
import { listOf } from '../../../review/report/list.ts';
import {
  countsOf,
  oneLine,
  proofOf,
  sentence,
  sentencesOf,
  valueText,
  valueTexts,
} from '../../../review/report/parts.ts';
import { redacted } from '../../../review/report/redact.ts';
import { terminal } from '../../../review/report/terminal.ts';
import { application, comparison, draft } from '../compare/trees.ts';
import { namespace, settings } from '../verdicts/fixture.ts';
import { reportOf, withFindings } from './reports.ts';

describe('the line of counts', () => {
  const report = reportOf([], []);
  const none = { ...report.summary, danger: 0, warn: 0, info: 0, added: 0, changed: 0, removed: 0, rewritten: 0 };
  const line = (summary: object, more: object = {}) =>
    countsOf({ ...report, ...more, doesNotHappen: ['no pod restarts'], summary: { ...none, ...summary } }).join(' · ');
  const calm = '0 dangers · 0 warnings · 2 objects written differently with the same meaning · no pod restarts';
  const removals = '0 removed: 0 deleted, 0 asked about, 0 left in the cluster · nodes of 0 pools replaced';

  test.each([
    [{ rewritten: 2 }, { stale: true }, `${calm} · dist/ is not what its source renders`],
    [{ rewritten: 2 }, { stale: false }, `${calm} · dist/ is what its source renders`],
    [{ rewritten: 2 }, { stale: null }, calm],
    [
      { added: 1, info: 3 },
      { stale: null },
      `0 dangers · 0 warnings · 3 for information · 1 added · 0 changed · ${removals} · 0 workloads restart`,
    ],
    [
      { changed: 1, rewritten: 1, restarts: 1 },
      { stale: null },
      `0 dangers · 0 warnings · 0 added · 1 changed · ${removals} · 1 workload restarts · 1 object written differently with the same meaning`,
    ],
    ...(['danger', 'warn', 'removed'] as const).map(
      (one) => [{ [one]: 1 }, { stale: null }, expect.stringContaining('0 added · 0 changed')] as const,
    ),
  ])('of %j and %j', (summary, more, text) => {
    expect(line(summary, more)).toEqual(text);
  });
});

describe('the last line', () => {
  const { proof, ...report } = reportOf([], []);
  test.each([
    [
      { charts: [], sources: [], hidden: {} },
      /^compared main \(0123456789ab\) with the working tree · 2 and 2 objects · \d+ rules and 0 checks, none skipped · no chart rendered$/,
    ],
    [
      { charts: ['a 1', 'b 2'], sources: ['config/a.ts:1', 'config/b.ts:2'], hidden: { quantity: 2, other: 1 } },
      /^from config\/a\.ts:1, config\/b\.ts:2 · compared .* · charts rendered: a 1, b 2 · hidden: 2 quantities in another form: Kubernetes compares them by value · 1 other$/,
    ],
  ])('says what was compared: %j', (more, text) => {
    expect(proofOf({ ...report, proof: { ...proof, ...more } }).join(' · ')).toMatch(text);
  });
});

describe('a text', () => {
  test.each([
    ['a', 'A.'],
    ['no pod', 'No pod.'],
    ['spark-operator starts', 'spark-operator starts.'],
    ['a.b is gone!', 'a.b is gone!'],
    ['a? b', 'a? b.'],
  ])('%j is the sentence %j', (text, expected) => {
    expect(sentence(text)).toBe(expected);
  });

  test.each([
    ['all that is in it is deleted: why', undefined, 'All that is in it is deleted', 'Why.'],
    ['it goes: at once', 'a reason', 'It goes: at once', 'A reason.'],
    ['exactly twenty-five letters: b; c', '', 'Exactly twenty-five letters', 'b; c.'],
    ['it is exactly so many now: b', '', 'It is exactly so many now', 'B.'],
  ])('%j begins with what happens', (message, why, lead, rest) => {
    const [finding] = withFindings([{ message, ...(why === undefined ? {} : { why }) }]).findings;
    expect(finding && sentencesOf(finding)).toEqual({ lead, rest });
  });

  test.each([
    ['a\u0000\u0007b\u202ec', 'a b c'],
    ['a\u2028b', 'a b'],
  ])('%j in one line is %j', (text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });

  test.each([
    ['a', 'a'],
    [undefined, ''],
    [{ a: 1 }, '{"a":1}'],
    ['a\nb', '"a\\nb"'],
    ['12345', '12345'],
    ['123456', '12345… (1 more characters)'],
  ])('%j as a value is %j', (value, expected) => {
    expect(valueText(value, value === '12345' || value === '123456' ? 5 : 300)).toBe(expected);
  });

  test('of a list of verdicts is a table', () => {
    expect(listOf([{ rule: 'a/b', severity: 'warn', promise: 'Where it is' }])).toBe(
      '| verdict | at worst | what a reviewer is told |\n| --- | --- | --- |\n| `a/b` | warn | Where it is |',
    );
  });
});

describe('a value in a report', () => {
  const hidden = '••••••';
  test.each([
    ['Secret', ['data'], { a: ['x', { b: 'y' }] }, { a: [hidden, { b: hidden }] }],
    ['Secret', ['stringData', 'a'], 'x', hidden],
    ['Secret', ['type'], 'Opaque', 'Opaque'],
    ['ConfigMap', ['data'], { a: 'x' }, { a: 'x' }],
    ['ConfigMap', ['data', 'password'], 'hunter2', hidden],
    ['Pod', ['env', '[name=DB_PASSWORD]', 'value'], 'hunter2', hidden],
    ['Pod', ['env', '[name=DB_HOST,x]', 'value'], 'hunter2', 'hunter2'],
    ['Pod', ['env', '[name=DB_PASSWORD]', 'other'], 'hunter2', 'hunter2'],
    ['Pod', ['value'], 'hunter2', 'hunter2'],
    ['Secret', [], 'hunter2', 'hunter2'],
    ['Secret', ['data'], undefined, undefined],
  ])('of a %s at %j shows no secret', (kind, path, value, expected) => {
    expect(redacted(value, path, kind)).toEqual(expected);
  });
});

describe('a report of sources', () => {
  const before = [namespace(), settings({ a: '1' }), settings({ a: '1' }, 'b')];
  const comparisons = ['prod', 'dev'].map((environment) => comparison(before, [settings({ a: '2' })], environment));
  const why = (number: number) => `reason ${number}`;
  const [item] = comparisons[0]?.before.ofKind('Namespace') ?? [];
  const said = (environment: string, reasons: number) =>
    Array.from({ length: reasons }, (_, index) => ({
      rule: 'a/b',
      severity: 'warn' as const,
      environment,
      objects: item ? [item] : [],
      message: 'it may go',
      why: index === 0 ? '' : why(index),
    }));
  const report = buildReport({
    base: 'a',
    head: 'b',
    stale: null,
    comparisons,
    judged: [...said('prod', 7), ...said('dev', 2), ...comparisons.flatMap((one) => judge(one, allVerdicts))],
    notChecked: [],
    rules: 1,
    checks: 2,
    charts: [],
    sources: ['config/a.ts:1'],
    sourceOf: (objects, environments) => `${objects.length} ${environments.join('+')}`,
  });

  test('says of each finding and each change where it comes from', () => {
    expect(report.findings.every(({ source }) => source !== undefined)).toBe(true);
    expect(report.changes[0]?.source).toBe('1 prod');
    expect(report.environments).toEqual(['prod', 'dev']);
  });

  test('says once what is the same, with a few of many reasons', () => {
    const finding = report.findings.find(({ rule }) => rule === 'a/b');
    expect(finding).toMatchObject({
      environments: ['dev', 'prod'],
      objects: [{ kind: 'Namespace', name: 'team' }],
      files: [item?.file],
      why: `${[1, 2, 3, 4, 5].map(why).join(' · ')} · and 1 more of this kind`,
    });
    expect(finding).not.toHaveProperty('remedy');
  });

  test('begins with what is worst', () => {
    const ranks = report.findings.map(({ severity }) => ['danger', 'warn', 'info'].indexOf(severity));
    expect(ranks).toEqual([...ranks].sort());
    expect(report.summary.deletes).toBeGreaterThan(0);
  });

  test('is one page that is also read without scripts', () => {
    const page = html({ ...report, summary: { ...report.summary, headline: 'a <b> & "c"' } });
    expect(page.split('\n').slice(0, 4)).toEqual([
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
    ]);
    expect(page).toContain('\n<title>a &lt;b&gt; &amp; &quot;c&quot;</title>\n');
    expect(page).toMatch(/<style>[^<]+<\/style>\n<\/head>\n<body>\n<noscript><pre>/);
    const [, plain = ''] = /<noscript><pre>([\s\S]*)<\/pre><\/noscript>/.exec(page) ?? [];
    expect(plain.split('\n')).toHaveLength(terminal(report).split('\n').length);
    expect(page).toMatch(/<script type="module">[\s\S]+<\/script>\n<\/body>\n<\/html>$/);
  });
});

test('an object that moves says from where, and a definition has no lines', () => {
  const crd = (description: string) =>
    draft('CustomResourceDefinition', { metadata: { name: 'a.example.com' }, spec: { description } });
  const inShop = draft('ConfigMap', { metadata: { name: 'x', namespace: 'shop' } });
  const cart = application('cart');
  const { changes } = reportOf([cart, { ...inShop, folder: 'cart' }, crd('1')], [cart, inShop, crd('2')]);
  expect(changes.find(({ object }) => object.name === 'x')).toMatchObject({ application: 'shop', movedFrom: 'cart' });
  expect(changes.find(({ object }) => object.kind === 'CustomResourceDefinition')).toMatchObject({
    fields: [],
    verb: 'changed',
  });
});

const same = 'x'.repeat(100);

test.each([
  ['short ones', 'a', 'b', ['a', 'b']],
  ['one that is new', undefined, same.repeat(2), ['', `${same}… (100 more characters)`]],
  ['one that goes', same.repeat(2), undefined, [`${same}… (100 more characters)`, '']],
  ['long ones with another end', `${same}1`, `${same}22`, [`…${'x'.repeat(40)}1`, `…${'x'.repeat(40)}22`]],
  ['long ones with another beginning', `1${same}`, '2', [`1${'x'.repeat(99)}… (1 more characters)`, '2']],
  ['a long one and how it begins', `${same}1`, same, [`…${'x'.repeat(40)}1`, `…${'x'.repeat(40)}`]],
  [
    'long ones that differ before the place is worth a mark',
    `${'y'.repeat(40)}1${same}`,
    `${'y'.repeat(40)}2`,
    [`${'y'.repeat(40)}1${'x'.repeat(59)}… (41 more characters)`, `${'y'.repeat(40)}2`],
  ],
])('two values in a line each: %s', (_, before, after, expected) => {
  expect(valueTexts(before, after, 100)).toEqual(expected);
});
