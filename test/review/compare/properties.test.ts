import fc from 'fast-check';
import { isObject, type Json } from '../../../imports/json.ts';
import { sameMeaning } from '../../../review/compare/canonical.ts';
import { diff } from '../../../review/compare/diff.ts';
import type { Shape } from '../../../review/compare/shape.ts';
import { shapeOf } from '../../../review/compare/shapes/index.ts';
import { apply } from './apply.ts';
import { comparison, type Draft, draft } from './trees.ts';

const word = fc.constantFrom('a', 'b', 'c', 'web', '1', '1000m', '1Gi', '1024Mi', '48h', 'TCP');
const scalar = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean());
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('name', 'key', 'spec', 'data', 'a', 'b', '__proto__'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const named = <T>(names: readonly string[], body: (name: string) => fc.Arbitrary<T>) =>
  fc.subarray([...names]).chain((found) => fc.tuple(...found.map(body)));
const resources = fc.record({ requests: fc.dictionary(fc.constantFrom('cpu', 'memory'), word) }, { requiredKeys: [] });
const container = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      image: word,
      args: fc.array(fc.constantFrom('--a', '--b=1', 'x'), { maxLength: 3 }),
      env: named(['A', 'B', 'C'], (variable) => fc.record({ name: fc.constant(variable), value: word })),
      ports: fc.uniqueArray(fc.record({ containerPort: fc.constantFrom(80, 81) }), {
        selector: (port) => port.containerPort,
      }),
      resources,
    },
    { requiredKeys: ['name'] },
  );
const podSpec = fc.record({
  containers: named(['main', 'side'], container),
  initContainers: named(['first', 'second', 'third'], container).chain((list) => fc.shuffledSubarray(list)),
  tolerations: fc.array(fc.record({ key: word }), { maxLength: 2 }),
});
const list = fc.array(word, { minLength: 1, maxLength: 2 });

/** Values of kinds with every form of list. */
const kinds: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  Deployment: fc.record({
    spec: fc.record({ replicas: fc.integer({ min: 0, max: 2 }), template: fc.record({ spec: podSpec }) }),
  }) as fc.Arbitrary<Json>,
  Role: fc.record({ rules: fc.array(fc.record({ apiGroups: list, resources: list, verbs: list }), { maxLength: 3 }) }),
  NetworkPolicy: fc.record({
    spec: fc.record({
      ingress: fc.array(
        fc.record({
          from: fc.array(fc.record({ ipBlock: fc.record({ cidr: word }) }), { maxLength: 2 }),
          ports: fc.array(fc.record({ port: word }), { maxLength: 2 }),
        }),
        { maxLength: 2 },
      ),
    }),
  }),
  ConfigMap: fc.record({
    data: fc.dictionary(
      word,
      fc.oneof(
        word,
        json.map((value) => JSON.stringify(value)),
      ),
    ),
  }),
  Application: fc.record({ spec: fc.record({ source: fc.record({ helm: fc.record({ valuesObject: json }) }) }) }),
  Widget: json,
};

describe.each(Object.entries(kinds))('of two values of the form of a %s', (kind, values) => {
  const shape: Shape = shapeOf(draft(kind) as never);

  test('one compared with itself has no difference, however its maps are ordered', () => {
    fc.assert(
      fc.property(values, (value) => {
        const found = diff(value, reversed(value), shape);
        expect(found).toEqual({ differences: [], rewritings: [] });
      }),
    );
  });

  test('the first one with the differences is the second one', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const { differences } = diff(before, after, shape);
        expect(sameMeaning(apply(before, differences, shape), after, shape)).toBe(true);
      }),
    );
  });

  test('there are no differences exactly if they mean the same', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        expect(diff(before, after, shape).differences.length === 0).toBe(sameMeaning(before, after, shape));
      }),
    );
  });
});

/** The same value with the keys of its maps in the reverse order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

test('the order of files says nothing', () => {
  const objects: readonly Draft[] = ['a', 'b', 'c'].map((name) =>
    draft('ConfigMap', { metadata: { name }, data: { name } }),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray([...objects], { minLength: 3 }), (shuffled) => {
      expect(comparison(objects, shuffled).changes).toEqual([]);
    }),
  );
});
