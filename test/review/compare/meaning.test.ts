import type { Json } from '../../../imports/json.ts';
import { compareAll } from '../../../review/compare/compare.ts';
import { diff } from '../../../review/compare/diff.ts';
import { isUnder, pathText, valueAt } from '../../../review/compare/path.ts';
import type { Shape } from '../../../review/compare/shape.ts';
import { shapeOf } from '../../../review/compare/shapes/index.ts';
import { helmValues } from '../../../review/compare/shapes/values.ts';
import { count, list, some } from '../../../review/compare/words.ts';
import { comparison, type Draft, draft, tree } from './trees.ts';

/** `path: before → after`, and `~how path` for what is only written differently. */
function between(before: Json, after: Json, shape: Shape = {}): readonly string[] {
  const { differences, rewritings } = diff(before, after, shape);
  const text = (value: Json | undefined) => (value === undefined ? '-' : JSON.stringify(value));
  return [
    ...differences.map((one) => `${pathText(one.path)}: ${text(one.before)} → ${text(one.after)}`),
    ...rewritings.map(({ path, how }) => `~${how} ${pathText(path)}`),
  ];
}
const shaped = (kind: string) => shapeOf(draft(kind) as never);

test.each<[what: string, before: Json, after: Json, changes: readonly string[]]>([
  ['a value', { a: 1 }, { a: 2 }, ['a: 1 → 2']],
  ['a value more', { a: 1 }, { a: 1, b: 2 }, ['b: - → 2']],
  ['a value less', { a: 1, b: 2 }, { a: 1 }, ['b: 2 → -']],
  ['a map for a value', { a: 1 }, { a: { b: 1 } }, ['a: 1 → {"b":1}']],
  ['a list for a value', { a: 1 }, { a: [1] }, ['a: 1 → [1]']],
  ['a value for a list', { a: [1] }, { a: 'x' }, ['a: [1] → "x"']],
  ['a null, which is nothing', { a: null, b: 1 }, { b: 1 }, []],
  ['the order of keys', { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 }, []],
  ['keys in the order of the alphabet', { b: 1, a: 1 }, { b: 2, a: 2 }, ['a: 1 → 2', 'b: 1 → 2']],
  ['a list of values', { a: [1, 2] }, { a: [2, 1] }, ['a: [1,2] → [2,1]']],
  ['maps without names', { a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }, { x: 3 }] }, ['a[1].x: 2 → 3']],
  ['a map without a name less', { a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }] }, ['a: [{"x":1},{"x":2}] → [{"x":1}]']],
  ['a map and a value', { a: [{ x: 1 }, 1] }, { a: [{ x: 2 }, 1] }, ['a: [{"x":1},1] → [{"x":2},1]']],
  [
    'maps with a name',
    { a: [{ name: 'x', v: 1 }] },
    { a: [{ name: 'y' }, { name: 'x', v: 2 }] },
    [
      'a[name=x].v: 1 → 2',
      'a[name=y]: - → {"name":"y"}',
      'a[order]: ["[name=x]","[name=y]"] → ["[name=y]","[name=x]"]',
    ],
  ],
  [
    'maps with a key',
    { a: [{ key: 'x', v: 1 }, { key: 'y' }] },
    { a: [{ key: 'x', v: 2 }, { key: 'y' }] },
    ['a[key=x].v: 1 → 2'],
  ],
  [
    'maps with an id',
    { a: [{ id: 'x', v: 1 }, { id: 'y' }] },
    { a: [{ id: 'x', v: 2 }, { id: 'y' }] },
    ['a[id=x].v: 1 → 2'],
  ],
  [
    'maps with one name for two',
    { a: [{ name: 'x', v: 1 }, { name: 'x' }] },
    { a: [{ name: 'x', v: 2 }, { name: 'x' }] },
    ['a[0].v: 1 → 2'],
  ],
  [
    'maps of which one has no name',
    { a: [{ name: 'x', v: 1 }, {}] },
    { a: [{ name: 'x', v: 2 }, {}] },
    ['a[0].v: 1 → 2'],
  ],
  ['maps of which one has a name now', { a: [{ v: 1 }] }, { a: [{ v: 1, name: 'x' }] }, ['a[0].name: - → "x"']],
  ['maps with a number for a name', { a: [{ name: 1, v: 1 }] }, { a: [{ name: 1, v: 2 }] }, ['a[0].v: 1 → 2']],
])('%s, of which nothing is known', (_, before, after, changes) => {
  expect(between(before, after)).toEqual(changes);
});

const data = (text: string) => ({ data: { 'a.yaml': text } });
const whole = (before: string, after: string) => [
  `data["a.yaml"]: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
];

test.each<[what: string, before: string, after: string, changes?: readonly string[]]>([
  ['words', 'a', 'b'],
  ['words with a colon within', 'see a:b', 'see a:c'],
  ['a map', 'x: 1\ny: 1\n', 'x: 2\ny: 1\n', ['data["a.yaml"].x: 1 → 2']],
  ['a key without a value', 'x:\n  y: 1\nz:', 'x:\n  y: 2\nz:', ['data["a.yaml"].x.y: 1 → 2']],
  ['a map that begins with an empty line', '\nx: 1\n', '\n\nx: 1\n', ['~layout data["a.yaml"]']],
  ['a list of maps', '- name: x\n  v: 1\n', '- name: x\n  v: 2\n', ['data["a.yaml"][name=x].v: 1 → 2']],
  ['a list of values', '- a\n- b\n', '- b\n- a\n'],
  ['JSON', '{"x": 1}', ' {"x":2}', ['data["a.yaml"].x: 1 → 2']],
  ['YAML that begins like JSON', '{x: 1}', '{x: 2}', ['data["a.yaml"].x: 1 → 2']],
  ['JSON that is none', '{"x"', '{"x": 1}'],
  ['YAML that is none', 'x: [', 'x: 1'],
  ['YAML that begins like JSON and is none', '{x: [', '{x: 1}'],
  ['a map for words', 'a', 'x: 1'],
  ['words for a map', 'x: 1', 'a'],
  ['a map for a list', '- x: 1', 'x: 1'],
  ['a null', 'x: null\ny: 1\n', 'y: 1\n', ['~layout data["a.yaml"]']],
  ['nothing of the one is left in the other', '- a\n', '- b\n- c\n'],
])('%s in a text', (_, before, after, changes = whole(before, after)) => {
  expect(between(data(before), data(after), shaped('ConfigMap'))).toEqual(changes);
});

test.each<[what: string, before: Json, after: Json, changes: readonly string[]]>([
  ['of its own', { a: null }, {}, ['a: null → -']],
  ['in a map', { a: { b: null } }, { a: {} }, ['a.b: null → -']],
  ['in a list', { a: [{ name: 'x', b: null }] }, { a: [{ name: 'x' }] }, ['a[name=x].b: null → -']],
  ['in a list of maps without names', { a: [{ b: null }] }, { a: [{}] }, ['a[0].b: null → -']],
])('a null %s takes a default away in Helm values', (_, before, after, changes) => {
  expect(between(before, after, helmValues)).toEqual(changes);
});

const spec = (fields: object) => ({ spec: fields }) as Json;

test.each<[what: string, kind: string, before: Json, after: Json, changes: readonly string[]]>([
  [
    'a quantity that is none',
    'ResourceQuota',
    spec({ hard: { cpu: 'a' } }),
    spec({ hard: { cpu: 'b' } }),
    ['spec.hard.cpu: "a" → "b"'],
  ],
  [
    'another quantity',
    'ResourceQuota',
    spec({ hard: { cpu: '1' } }),
    spec({ hard: { cpu: '1001m' } }),
    ['spec.hard.cpu: "1" → "1001m"'],
  ],
  [
    'a value that is not the default',
    'Deployment',
    spec({ a: 1 }),
    spec({ a: 1, replicas: 2 }),
    ['spec.replicas: - → 2'],
  ],
  ['the default of a list', 'Service', spec({ a: 1 }), spec({ a: 1, type: 'ClusterIP' }), ['~default spec.type']],
  [
    'two ports of one number',
    'Service',
    spec({
      ports: [
        { port: 1, name: 'a' },
        { port: 1, name: 'b' },
      ],
    }),
    spec({
      ports: [
        { port: 1, name: 'a' },
        { port: 1, name: 'c' },
      ],
    }),
    ['spec.ports[port=1,protocol=TCP]#2.name: "b" → "c"'],
  ],
  [
    'ports of which one has no number',
    'ServiceAccount',
    { secrets: [{ a: 1 }] } as Json,
    { secrets: [{ a: 2 }] } as Json,
    ['secrets[0].a: 1 → 2'],
  ],
  [
    'names of a certificate',
    'Ingress',
    spec({ tls: [{ secretName: 'a', hosts: ['x'], b: 1 }] }),
    spec({ tls: [{ secretName: 'a', hosts: ['x'], b: 2 }] }),
    ['spec.tls[secretName=a,hosts=["x"]].b: 1 → 2'],
  ],
  [
    'a set',
    'NetworkPolicy',
    spec({ policyTypes: ['Ingress', 'Egress'] }),
    spec({ policyTypes: ['Egress', 'Ingress'] }),
    ['~order spec.policyTypes'],
  ],
  [
    'a set of sets',
    'NetworkPolicy',
    spec({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['x', 'y'] }] } }),
    spec({ podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['y', 'x'] }] } }),
    ['~order spec.podSelector.matchExpressions'],
  ],
  [
    'the address of the API in a role',
    'ClusterRole',
    { rules: [{ nonResourceURLs: ['/a', '/b'], verbs: ['get'] }] } as Json,
    { rules: [{ nonResourceURLs: ['/b'], verbs: ['get'] }] } as Json,
    ['rules[/a get]: {"nonResourceURLs":["/a"],"verbs":["get"]} → -'],
  ],
  [
    'one object in a role',
    'Role',
    { rules: [{ apiGroups: [''], resources: ['pods'], resourceNames: ['a', 'b'], verbs: ['get'] }] } as Json,
    { rules: [{ apiGroups: [''], resources: ['pods'], resourceNames: ['a'], verbs: ['get'] }] } as Json,
    ['rules[b pods get]: {"apiGroups":[""],"resources":["pods"],"verbs":["get"],"resourceNames":["b"]} → -'],
  ],
  [
    'a rule of a role that is none',
    'Role',
    { rules: [{ verbs: ['get'] }] } as Json,
    { rules: [] } as Json,
    ['~order rules'],
  ],
])('%s of a %s', (_, kind, before, after, changes) => {
  expect(between(before, after, shaped(kind))).toEqual(changes);
});

test.each([
  [['a', 'b'], 'a.b'],
  [['a', '[name=b]', 'c'], 'a[name=b].c'],
  [['a', 'b.c/d'], 'a["b.c/d"]'],
  [['a', 'b-c', '$d'], 'a.b-c.$d'],
  [['a', '[{"x":"b","y":["c",""]}]'], 'a[b c]'],
  [['a', '[["b","c"]]'], 'a[b c]'],
  [['[0]', 'a'], '[0].a'],
])('the path %j is written %s', (path, text) => {
  expect(pathText(path)).toBe(text);
});

test.each([
  [['a', 'b'], 1],
  [['list', '[name=x]', 'v'], 2],
  [['list', '[name=y]', 'v'], undefined],
  [['list', 'v'], undefined],
  [['a', 'b', 'c'], undefined],
  [[], 'all'],
])('at %j stands %j', (path, value) => {
  const root: Json = { a: { b: 1 }, list: [{ name: 'z' }, { name: 'x', v: 2 }] };
  expect(valueAt(root, path)).toEqual(value === 'all' ? root : value);
});

test.each([
  [['a', 'b', 'c'], 'a.b', true],
  [['a', 'b'], 'a.b', true],
  [['a'], 'a.b', false],
  [['a', 'c'], 'a.b', false],
  [['x', 'b'], '*.b', true],
  [['x', 'c'], '*.b', false],
])('%j is under %s: %s', (path, place, under) => {
  expect(isUnder(path, place)).toBe(under);
});

test('words are joined as people write them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  expect([0, 1, 2].map((number) => count(number, 'node'))).toEqual(['0 nodes', '1 node', '2 nodes']);
  expect(some(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
  expect(some(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d and 1 more');
  expect(some(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
});

test('each environment of either side is compared, in the order of their names', () => {
  const all = compareAll([tree([draft('ConfigMap')], 'prod')], [tree([draft('Secret')], 'dev'), tree([], 'prod')]);
  expect(all.map(({ environment, changes }) => [environment, changes.map(({ verb }) => verb)])).toEqual([
    ['dev', ['added', 'added', 'added']],
    ['prod', ['removed']],
  ]);
});

const verbs = (before: readonly Draft[], after: readonly Draft[]) =>
  comparison(before, after).changes.map(({ verb }) => verb);
const named = (name: string, kind: string, fields: object) => draft(kind, { metadata: { name }, ...fields });
const ten = (changed: number) => ({
  data: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`k${index}`, index < changed ? 'new' : 'old'])),
});

test('an object is renamed where most of it is the same, within its kind', () => {
  expect(verbs([named('one', 'ConfigMap', ten(0))], [named('two', 'ConfigMap', ten(1))])).toEqual(['renamed']);
  expect(verbs([named('one', 'ConfigMap', ten(0))], [named('two', 'ConfigMap', ten(4))])).toEqual(['removed', 'added']);
  expect(verbs([named('one', 'ConfigMap', ten(0))], [named('two', 'Secret', ten(0))])).toEqual(['removed', 'added']);
});

test('an object with its digest in its name is followed within its kind and namespace', () => {
  const digested = (name: string, kind = 'ConfigMap', namespace = 'shop') =>
    draft(kind, { metadata: { name, namespace }, data: { [name]: name } });
  const from = [digested('a-0123abcd'), digested('b-0123abcd')];
  expect(verbs(from, [digested('b-4567cdef'), digested('a-4567cdef')])).toEqual(['followed', 'followed']);
  expect(verbs([digested('a-0123abcd')], [digested('c-4567cdef')])).toEqual(['removed', 'added']);
  expect(verbs([digested('a-0123abcd')], [digested('a-4567cdef', 'Secret')])).toEqual(['removed', 'added']);
  expect(verbs([digested('a-0123abcd')], [digested('a-4567cdef', 'ConfigMap', 'b')])).toEqual(['removed', 'added']);
});

test('of two objects with one name the first counts', () => {
  const [one, two] = [named('a', 'ConfigMap', { data: { a: '1' } }), named('a', 'ConfigMap', { data: { a: '2' } })];
  expect(verbs([one, two], [one])).toEqual([]);
  expect(verbs([one], [two, one])).toEqual(['changed']);
});

test('a rename is found where its own name and namespace stand in an object', () => {
  const own = (name: string, namespace: string) =>
    draft('Service', {
      metadata: { name, namespace },
      spec: { host: `${name}.${namespace}.svc`, selector: { app: name, of: namespace }, ports: [{ port: 80 }] },
    });
  expect(verbs([own('one', 'one-team')], [own('two', 'two-team')])).toEqual(['renamed']);
  const cluster = (name: string) => draft('PriorityClass', { metadata: { name }, description: `of ${name}`, value: 1 });
  expect(verbs([cluster('one')], [cluster('two')])).toEqual(['renamed']);
});

test('the same name in another namespace makes up for a difference, and another name does not', () => {
  const at = (namespace: string, name: string, changed: number) =>
    draft('ConfigMap', { metadata: { name, namespace }, ...ten(changed) });
  expect(verbs([at('a-team', 'one', 0)], [at('b-team', 'one', 3)])).toEqual(['renamed']);
  expect(verbs([at('a-team', 'one', 0)], [at('b-team', 'two', 3)])).toEqual(['removed', 'added']);
});

test('one new object is the new name of one old object only', () => {
  const all = (...names: readonly string[]) => names.map((name) => named(name, 'ConfigMap', ten(0)));
  expect(verbs(all('one', 'two'), all('three'))).toEqual(['renamed', 'removed']);
  expect(verbs(all('one'), all('two', 'three'))).toEqual(['renamed', 'added']);
});

test('so many objects that go and come are not looked at one by one', () => {
  const all = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => named(`${prefix}${index}`, 'ConfigMap', { data: { a: 'b' } }));
  expect(new Set(verbs(all('a', 145), all('b', 145)))).toEqual(new Set(['removed', 'added']));
});
