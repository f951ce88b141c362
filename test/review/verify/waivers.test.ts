import type { Finding } from '../../../review/verify/check.ts';
import { verify } from '../../../review/verify/run.ts';
import { parseWaivers } from '../../../review/verify/waivers.ts';
import { applicationOf, objectOf, treeOf } from '../tree/objects.ts';

const file = 'config/waivers.yaml';
const secretless = {
  rule: 'test/no-secret',
  promise: 'there is no Secret',
  find: (tree: ReturnType<typeof treeOf>) =>
    tree.ofKind('Secret').map((item) => ({ item, message: 'is a Secret', remedy: 'remove it' })),
};
const files = {
  'root/Application.shop.yaml': applicationOf('shop'),
  'shop/Secret.key.yaml': objectOf('Secret', 'key'),
};

/** The rules of what is found, of what is waived, and of the findings about waivers. */
function outcome(waivers: string, { today = '2026-06-01', leftOut = false, environment = 'dev', tree = files } = {}) {
  const report = verify([treeOf(tree, environment)], {
    checks: [secretless],
    waivers: parseWaivers(file, waivers, [secretless.rule]),
    today,
    leftOut,
  });
  const rules = (findings: readonly Finding[]) => findings.map(({ rule }) => rule);
  const [one] = report.environments;
  return {
    found: rules(one?.findings ?? []),
    waived: one?.waived.map(({ waiver }) => waiver.reason),
    waivers: rules(report.waivers),
  };
}

const entry = (edit: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify([
    { rule: 'test/no-secret', object: 'Secret shop/key', reason: 'a demo', until: '2026-06-01', ...edit },
  ]);

describe('a waiver', () => {
  test('keeps its finding out of the result up to and with its day', () => {
    expect(outcome(entry())).toEqual({ found: [], waived: ['a demo'], waivers: [] });
  });

  test('is a finding itself when its day is over, and its finding is back', () => {
    expect(outcome(entry(), { today: '2026-06-02' })).toEqual({
      found: ['test/no-secret'],
      waived: [],
      waivers: ['waivers/expired'],
    });
  });

  test.each([
    ['another object', { object: 'Secret shop/other' }],
    ['another environment', { environment: 'prod' }],
  ])('is a finding itself when it matches nothing: it names %s', (_, edit) => {
    expect(outcome(entry(edit))).toEqual({ found: ['test/no-secret'], waived: [], waivers: ['waivers/unused'] });
  });

  test('may be for one environment', () => {
    expect(outcome(entry({ environment: 'dev' }))).toEqual({ found: [], waived: ['a demo'], waivers: [] });
  });

  test('is not called unused where the run left out what it may be for', () => {
    const other = entry({ object: 'Secret shop/other' });
    expect(outcome(other, { leftOut: true }).waivers).toEqual([]);

    const withChart = applicationOf('db', (application) => {
      application.spec['source'] = { repoURL: 'https://charts.example.com', chart: 'db', targetRevision: '1.0.0' };
    });
    const tree = { ...files, 'root/Application.db.yaml': withChart };
    expect(outcome(other, { tree }).waivers).toEqual([]);
    // The object is no chart's: it stands in the tree, and the rule does not find it.
    expect(outcome(entry({ object: 'Application argocd/db' }), { tree }).waivers).toEqual(['waivers/unused']);
  });
});

describe('the file of waivers', () => {
  test.each([
    ['no YAML', 'a: [', 'config/waivers.yaml:1: is no YAML'],
    ['no list', 'rule: a', 'config/waivers.yaml: is no list'],
    ['an entry that is no map', '- a', 'config/waivers.yaml: [0]: is no map; give rule, object, reason, until'],
    ['no reason', entry({ reason: undefined }), '[0].reason: got nothing; say why the finding is accepted'],
    ['an empty reason', entry({ reason: ' ' }), '[0].reason: got " "; say why'],
    [
      'no end',
      entry({ until: undefined }),
      "[0].until: got nothing; give the last day on which it counts, e.g. '2026-12-31'",
    ],
    ['a day that is none', entry({ until: '2026-02-30' }), "[0].until: '2026-02-30' is no day"],
    ['a time', entry({ until: '2026-02-03T10:00:00Z' }), "[0].until: '2026-02-03T10:00:00Z' is no day"],
    ['an unknown rule', entry({ rule: 'test/none' }), "[0].rule: 'test/none' is no rule"],
    ['an unknown field', entry({ owner: 'me' }), '[0].owner: is no field of a waiver'],
  ])('is refused with every problem: %s', (_, text, message) => {
    expect(() => parseWaivers(file, text, ['test/no-secret'])).toThrow(message);
  });

  test('may be empty', () => {
    expect(parseWaivers(file, '# nothing is waived\n', [])).toEqual([]);
  });

  test('takes a day without quotes', () => {
    const text = '- { rule: a/b, object: Secret a/b, reason: demo, until: 2026-12-31 }';
    expect(parseWaivers(file, text, ['a/b'])).toMatchObject([{ until: '2026-12-31' }]);
  });
});
