import { at } from '../../../imports/json.ts';
import { compareTrees } from '../../../review/compare/compare.ts';
import { judge } from '../../../review/compare/judge.ts';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { newAndFixed } from '../../../review/compare/verified.ts';
import type { Check } from '../../../review/verify/check.ts';
import { readable } from '../../../review/verify/schema/objects.ts';
import { images } from '../../../review/verify/security/images.ts';
import { secrets } from '../../../review/verify/security/secrets.ts';
import { applicationOf, objectOf, treeOf } from '../tree/objects.ts';
import { application, chart, comparison, type Draft, draft } from './trees.ts';

/** What a change breaks and repairs, as `<severity> <object>`. */
function found(before: readonly Draft[], after: readonly Draft[]): readonly string[] {
  return newAndFixed(comparison(before, after), [images, secrets]).map(
    ({ rule, severity, objects }) => `${rule} ${severity} ${objects.map((one) => 'id' in one && one.id.name).join()}`,
  );
}

const pod = (name: string, image: string): Draft =>
  draft('Pod', { metadata: { name }, spec: { containers: [{ name: 'a', image }] } });
const login = (value: string) => chart('airflow', { createUserJob: { env: [{ name: 'ADMIN_PASSWORD', value }] } });
const ingress = draft('Ingress');

test('an image that loses its version is new, and one that had none already is not', () => {
  const old = pod('old', 'nginx');
  expect(found([old, pod('web', 'nginx:1.29')], [old, pod('web', 'nginx')])).toEqual(['security/images warn web']);
});

test('an image that gets its version is fixed', () => {
  expect(found([pod('web', 'nginx')], [pod('web', 'nginx:1.29')])).toEqual(['security/images info web']);
});

test('a login that everybody knows is found where the Ingress that leads to it did not change', () => {
  expect(found([ingress, login('')], [ingress, login('admin')])).toEqual(['security/secrets warn airflow']);
});

test('a new Ingress makes a secret of the login that everybody knows, which did not change', () => {
  expect(found([login('admin')], [login('admin'), ingress])).toEqual(['security/secrets warn airflow']);
});

/** Finds each object that says it is broken. */
const check = (rule: string): Check => ({
  rule,
  promise: 'nothing is broken',
  find: ({ items }) =>
    items
      .filter(({ manifest }) => at(manifest, 'spec.broken') === true)
      .map((item) => ({ item, message: 'it is broken', remedy: 'repair it' })),
});
const widget = (spec: object, name = 'web') => draft('Widget', { metadata: { name }, spec });

function says(rule: string, before: readonly Draft[], after: readonly Draft[]): readonly string[] {
  return newAndFixed(comparison(before, after), [check(rule)]).map(
    ({ severity, message, remedy, environment }) =>
      `${environment} ${severity}: ${message}${remedy === undefined ? '' : `, ${remedy}`}`,
  );
}

test.each([
  ['references/secret', 'danger'],
  ['schema/fields', 'danger'],
  ['schema/quantities', 'info'],
  ['scheduling/limit-range', 'danger'],
  ['scheduling/spread', 'warn'],
  ['airflow/settings', 'warn'],
])('%s, no longer kept, is %s', (rule, severity) => {
  expect(says(rule, [widget({ broken: false })], [widget({ broken: true })])).toEqual([
    `prod ${severity}: it is broken, repair it`,
  ]);
});

test('what stops to work is a danger, whatever its rule', () => {
  const breaking: Check = {
    ...check('airflow/settings'),
    find: (tree) =>
      check('')
        .find(tree)
        .map((one) => ({ ...one, breaks: true })),
  };
  const [found] = newAndFixed(comparison([], [widget({ broken: true })]), [breaking]);
  expect(found?.severity).toBe('danger');
});

/** Says something of each Deployment of the tree. */
const saying = (...texts: readonly ((name: string) => string)[]): Check => ({
  ...check('network/needed'),
  find: (tree) =>
    tree
      .ofKind('Deployment')
      .flatMap((item) => texts.map((text) => ({ item, message: text(item.id.name), remedy: 'open it' }))),
});
const two = ['a', 'b'].map((name) => draft('Deployment', { metadata: { name } }));
const messages = (...texts: readonly ((name: string) => string)[]) =>
  newAndFixed(comparison([], two), [saying(...texts)]).map(({ message, objects }) => `${objects.length}: ${message}`);
const to = (port: number) => (name: string) => `Deployment ${name} cannot reach b on port ${port} (TCP): no names`;

test('what is said of several pods and ports in the same words is one finding', () => {
  expect(messages(to(53), to(54))).toEqual([
    '2: Deployment a and Deployment b cannot reach b on port 53 (TCP) and port 54 (TCP): no names',
  ]);
});

test('pods with other ports are not said together', () => {
  expect(messages((name) => to(name === 'a' ? 53 : 54)(name))).toHaveLength(2);
});

test('what is said of several pods in other words is several findings', () => {
  expect(messages((name) => `Deployment ${name} has ${name === 'a' ? 'no' : 'one'} name`)).toEqual([
    '1: Deployment a has no name',
    '1: Deployment b has one name',
  ]);
});

test('a quota that changes says itself which pods it refuses', () => {
  const refusing: Check = {
    ...check('scheduling/quota'),
    find: (tree) =>
      tree
        .ofKind('ResourceQuota')
        .map((item) => ({ item, message: 'a is refused by ResourceQuota shop/web: b', remedy: 'c' })),
  };
  expect(newAndFixed(comparison([], [quota('1')]), [refusing])).toHaveLength(1);
  expect(newAndFixed(comparison([quota('2'), widget({})], [quota('1')]), [refusing])).toEqual([]);
});

test.each(['order/needs', 'order/install', 'scheduling/fits'])('%s is said by a verdict', (rule) => {
  expect(says(rule, [], [widget({ broken: true })])).toEqual([]);
});

test('what was broken is fixed where the object is still there, and no news where it goes', () => {
  const broken = widget({ broken: true });
  expect(says('airflow/settings', [broken], [widget({})])).toEqual(['prod info: this is fixed: it is broken']);
  expect(says('airflow/settings', [broken], [])).toEqual([]);
  expect(says('airflow/settings', [broken], [broken])).toEqual([]);
});

const service = (labels: object, spec: object = {}) => draft('Service', { metadata: { labels }, spec });
const quota = (pods: string) => draft('ResourceQuota', { spec: { hard: { pods } } });
const role = (verb: string) => draft('Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }] });
const annotated = (annotations: object) => draft('Widget', { metadata: { annotations } });
const labelled = (a: string) => draft('Widget', { metadata: { labels: { a } } });
const wave = 'argocd.argoproj.io/sync-wave';
const version = (targetRevision: string) => chart('app', {}, { targetRevision });

/** A check that no change can matter to is not run: it would find what it found before. */
test.each<[rule: string, what: string, before: Draft | undefined, after: Draft, asked: boolean]>([
  ['network/egress', 'a quota', quota('1'), quota('2'), false],
  ['scheduling/quota', 'a quota', quota('1'), quota('2'), true],
  ['network/egress', 'a role', role('get'), role('list'), false],
  ['airflow/access', 'a role', role('get'), role('list'), true],
  ['network/egress', 'another object', widget({ a: 1 }), widget({ a: 2 }), true],
  ['network/egress', 'a label that nobody selects', labelled('1'), labelled('2'), false],
  ['schema/metadata', 'a label that nobody selects', labelled('1'), labelled('2'), true],
  ['network/egress', 'a label that somebody may select', service({ a: '1' }), service({ a: '2' }), true],
  ['security/rbac-escalation', 'a role', role('get'), role('list'), true],
  ['security/rbac-escalation', 'another object', widget({ a: 1 }), widget({ a: 2 }), false],
  ['order/play', 'a field', widget({ a: 1 }), widget({ a: 2 }), false],
  ['order/play', 'a new object', undefined, widget({}), true],
  ['order/play', 'an annotation of nobody', annotated({ a: '1' }), annotated({ a: '2' }), false],
  ['order/play', 'a wave', annotated({ [wave]: '1' }), annotated({ [wave]: '2' }), true],
  ['order/play', 'a version of a chart', version('1.2.3'), version('1.2.4'), false],
  ['order/play', 'values of a chart', chart('app', { a: 1 }), chart('app', { a: 2 }), false],
  ['order/play', 'how an Application syncs', application('app'), application('app', { syncPolicy: {} }), true],
  ['order/play', 'another spelling', quota('1'), quota('1000m'), false],
])('%s for %s', (rule, _, before, after, asked) => {
  let runs = 0;
  const counting: Check = {
    ...check(rule),
    find: () => {
      runs += 1;
      return [];
    },
  };
  newAndFixed(comparison(before ? [before] : [], [after]), [counting]);
  expect(runs > 0).toBe(asked);
});

test('a finding is the same one as long as its rule, object and field are, whatever numbers its sentence has', () => {
  const numbers = (count: number) => widget({ broken: true, count });
  const told: Check = {
    ...check('airflow/settings'),
    find: (tree) =>
      tree.ofKind('Widget').map((item) => ({
        item,
        field: at(item.manifest, 'spec.count') === 3 ? 'spec.count' : 'spec.broken',
        message: `it has ${at(item.manifest, 'spec.count')}`,
        remedy: 'repair it',
      })),
  };
  const messages = (before: Draft, after: Draft) =>
    newAndFixed(comparison([before], [after]), [told]).map(({ message }) => message);
  expect(messages(numbers(1), numbers(2))).toEqual([]);
  expect(messages(numbers(1), numbers(3))).toEqual(['it has 3', 'this is fixed: it has 1']);
});

describe('what one more namespace has as the others', () => {
  const space = (name: string) => draft('Namespace', { metadata: { name } });
  const inside = (namespace: string, name = 'web') =>
    draft('Widget', { metadata: { name, namespace }, spec: { broken: true } });
  const base = [space('a'), inside('a')];

  test('is no news', () => {
    expect(says('security/a', base, [...base, space('b'), inside('b')])).toEqual([]);
  });

  test('is news where it is a danger, where no other has it, or where the namespace was there', () => {
    expect(says('references/secret', base, [...base, space('b'), inside('b')])).toHaveLength(1);
    expect(says('security/a', base, [...base, space('b'), inside('b', 'other')])).toHaveLength(1);
    expect(says('security/a', [...base, space('b')], [...base, space('b'), inside('b')])).toHaveLength(1);
  });
});

test('a finding that breaks more than before is told again, and is not fixed', () => {
  const lacks = (...verbs: readonly string[]) => widget({ verbs: [...verbs] });
  const told: Check = {
    ...check('airflow/spark-jobs'),
    find: (tree) =>
      tree.ofKind('Widget').map((item) => {
        const verbs = at(item.manifest, 'spec.verbs') as readonly string[];
        const breaks = verbs.includes('create') ? ({ breaks: true } as const) : {};
        return { item, message: `it may not ${verbs.join('/')}`, remedy: 'add it', ...breaks };
      }),
  };
  const found = (before: Draft, after: Draft) =>
    newAndFixed(comparison([before], [after]), [told]).map(({ severity, message }) => `${severity}: ${message}`);
  expect(found(lacks('list'), lacks('list', 'create'))).toEqual(['danger: it may not list/create']);
  expect(found(lacks('list'), lacks('list', 'get'))).toEqual([]);
});

test.each(['scheduling/quota', 'network/needed'])('%s is known by its pod too', (rule) => {
  const pods = (...names: readonly string[]) => widget({ pods: [...names] });
  const told: Check = {
    ...check(rule),
    find: (tree) =>
      tree.ofKind('Widget').flatMap((item) =>
        (at(item.manifest, 'spec.pods') as readonly string[]).map((pod, index) => ({
          item,
          message: `${pod} asks for ${index}.5 vCPU`,
          remedy: 'ask for less',
        })),
      ),
  };
  const found = newAndFixed(comparison([pods('a', 'b')], [pods('c', 'a', 'b')]), [told]);
  expect(found.map(({ message }) => message)).toEqual(['c asks for 0.5 vCPU']);
});

test('what is fixed is said once for each rule', () => {
  const broken = ['a', 'b', 'c'].map((name) => widget({ broken: true }, name));
  const repaired = ['a', 'b', 'c'].map((name) => widget({}, name));
  expect(says('airflow/settings', broken, repaired)).toEqual([
    'prod info: this is fixed: it is broken; and 2 more like it',
  ]);
});

describe('a file that cannot be read', () => {
  const files = { 'root/Application.shop.yaml': applicationOf('shop') };
  const web = JSON.stringify(widget({ broken: true }));
  const found = compareTrees(
    treeOf({ ...files, 'shop/web.yaml': web, 'shop/other.yaml': objectOf('Service', 'other') }),
    treeOf({ ...files, 'shop/web.yaml': web.replace('true', 'false'), 'shop/other.yaml': 'a: [' }),
  );

  test('is named, and nothing is called fixed beside it', () => {
    expect(newAndFixed(found, [readable, check('airflow/settings')]).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^dev\/shop\/other.yaml:\d+: the file is no YAML: /),
    ]);
  });

  test('makes Argo CD delete nothing of its Application', () => {
    expect(judge(found, allVerdicts).filter(({ rule }) => rule.startsWith('removal/'))).toEqual([]);
    const withRoot = (text: string) => treeOf({ 'root/root.yaml': applicationOf('root'), 'root/shop.yaml': text });
    const change = compareTrees(withRoot(applicationOf('shop')), withRoot('a: ['));
    expect(change.changes).toHaveLength(1);
    expect(judge(change, allVerdicts)).toEqual([]);
  });
});

test('a file that is no YAML is found where no object changes', () => {
  const files = { 'shop/web.yaml': objectOf('Service', 'web') };
  const change = compareTrees(treeOf(files), treeOf({ ...files, 'shop/new.yaml': 'a: [' }));
  expect(change.changes).toEqual([]);
  expect(newAndFixed(change, [readable, check('airflow/settings')])).toHaveLength(1);
  expect(newAndFixed(compareTrees(treeOf(files), treeOf(files)), [readable])).toEqual([]);
});

test('a finding of the tree as a whole is known by what it says', () => {
  const whole: Check = {
    ...check('airflow/settings'),
    find: ({ items }) => [{ message: `there are ${items.length} objects`, remedy: 'count again' }],
  };
  const found = newAndFixed(comparison([], [widget({})]), [whole]);
  expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'warn: there are 3 objects',
    'info: this is fixed: there are 2 objects',
  ]);
});
