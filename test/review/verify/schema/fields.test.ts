import type { Manifest } from '../../../../review/tree/manifest.ts';
import { fields, rules } from '../../../../review/verify/schema/fields.ts';
import { crdOf, treeOf } from '../../tree/objects.ts';
import { found, only } from '../found.ts';

const pool = {
  apiVersion: 'karpenter.sh/v1',
  kind: 'NodePool',
  metadata: { name: 'spark' },
  spec: {
    disruption: { consolidateAfter: '1m' },
    limits: { cpu: 10, memory: '20Gi' },
    template: {
      spec: {
        nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'spark' },
        requirements: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }],
      },
    },
  },
};

/** A copy with other fields in `spec`. */
const edited = (spec: object): Manifest => ({ ...pool, spec: { ...pool.spec, ...spec } }) as never;

describe('schema/fields', () => {
  test.each<[string, object, string, string, string]>([
    [
      'an unknown field',
      { limit: {} },
      'spec.limit',
      'spec.limit is not a field of NodePool: the API server refuses it or drops it',
      "write 'limits', or remove it",
    ],
    [
      'an unknown field that is like no other',
      { somethingElse: 1 },
      'spec.somethingElse',
      'spec.somethingElse is not a field of NodePool: the API server refuses it or drops it',
      'remove it',
    ],
    [
      'a wrong type',
      { limits: 'many' },
      'spec.limits',
      'spec.limits needs object, got string, so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'a value that is neither a number nor a text',
      { limits: { cpu: true } },
      'spec.limits.cpu',
      'spec.limits.cpu needs integer or string, got boolean, so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'null',
      { template: null },
      'spec.template',
      'spec.template needs object, got null, so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'a fraction',
      { weight: 1.5 },
      'spec.weight',
      'spec.weight needs integer, got number, so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'a list',
      { disruption: [] },
      'spec.disruption',
      'spec.disruption needs object, got array, so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'a number that is too large',
      { weight: 101 },
      'spec.weight',
      'spec.weight breaks maximum 100, so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'a missing field',
      { disruption: {} },
      'spec.disruption',
      'spec.disruption misses consolidateAfter, so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'a value of no list',
      { disruption: { consolidateAfter: '1m', consolidationPolicy: 'Never' } },
      'spec.disruption.consolidationPolicy',
      'spec.disruption.consolidationPolicy is not one of "WhenEmpty", "WhenEmptyOrUnderutilized", "Balanced", so the API server refuses the object',
      'write a value that the schema allows',
    ],
    [
      'an item of a list that matches no pattern',
      { disruption: { consolidateAfter: 'soon' } },
      'spec.disruption.consolidateAfter',
      'spec.disruption.consolidateAfter does not match ^(([0-9]+(s|m|h))+|Never)$, so the API server refuses the object',
      'write a value that the schema allows',
    ],
  ])('finds %s', (_, spec, field, message, remedy) => {
    expect(found(fields, only(edited(spec)))).toEqual([`NodePool spark | ${field} | ${message} | ${remedy}`]);
  });

  test('names the item of a list', () => {
    const requirements = [pool.spec.template.spec.requirements[0], { key: 'a', operator: 'In', value: ['b'] }];
    const template = { spec: { ...pool.spec.template.spec, requirements } };
    expect(found(fields, only(edited({ template })))[0]).toContain(
      "spec.template.spec.requirements[1].value | spec.template.spec.requirements[1].value is not a field of NodePool: the API server refuses it or drops it | write 'values'",
    );
  });

  test('takes an object with every field right, and free maps', () => {
    const template = { ...pool.spec.template, metadata: { labels: { anything: 'goes' } } };
    expect(found(fields, only(edited({ template })))).toEqual([]);
  });

  test('goes by the CRD in the tree before the committed one', () => {
    const files = (required: readonly string[]) => ({
      ...only(edited({ limits: 'many' })),
      'crds/a.yaml': crdOf('karpenter.sh', 'NodePool', { type: 'object', required }),
    });
    expect(found(fields, files([]))).toEqual([]);
    expect(found(fields, files(['data']))).toEqual([
      'NodePool spark | NodePool misses data, so the API server refuses the object | write a value that the schema allows',
    ]);
  });
});

describe('schema/rules', () => {
  test.each<[string, object, string]>([
    [
      'a budget with a schedule and no duration',
      { disruption: { consolidateAfter: '1m', budgets: [{ nodes: '0', schedule: '@daily' }] } },
      "NodePool spark | spec.disruption.budgets | the API server refuses the object: 'schedule' must be set with 'duration' | change the fields that the rule names",
    ],
    [
      'a weight on a static pool',
      { replicas: 2, limits: {}, weight: 5 },
      "NodePool spark | spec | the API server refuses the object: 'weight' is not supported on static NodePools | change the fields that the rule names",
    ],
  ])('finds %s', (_, spec, expected) => {
    expect(found(rules, only(edited(spec)))).toEqual([expected]);
  });

  test('takes a budget with both, and a static pool without a weight', () => {
    const budgets = [{ nodes: '0', schedule: '@daily', duration: '1h' }];
    expect(found(rules, only(edited({ disruption: { consolidateAfter: '1m', budgets } })))).toEqual([]);
    expect(found(rules, only(edited({ replicas: 2, limits: {} })))).toEqual([]);
  });

  test('says nothing of an object whose fields are wrong already', () => {
    expect(found(rules, only(edited({ replicas: 2, limits: {}, weight: 'x' })))).toEqual([]);
  });

  const ruled = (rule: string) =>
    treeOf({
      'shop/a.yaml': JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Shop', metadata: { name: 'a' }, size: 1 }),
      'crds/a.yaml': crdOf('example.com', 'Shop', {
        type: 'object',
        properties: { size: { type: 'integer' }, metadata: { type: 'object' }, apiVersion: {}, kind: {} },
        'x-kubernetes-validations': [{ rule }],
      }),
    });

  test('quotes a rule that has no message, also where it ends with an error', () => {
    expect(found(rules, ruled('self.size > 1'))[0]).toContain(
      'Shop a | the API server refuses the object: self.size > 1 |',
    );
    expect(found(rules, ruled('self.other == 1'))[0]).toContain('refuses the object: self.other == 1');
    expect(found(rules, ruled('self.size == 1'))).toEqual([]);
  });

  test('counts a rule with a function that only Kubernetes has as not checked', () => {
    const tree = ruled('quantity(self.size).isInteger()');
    expect(found(rules, tree)).toEqual([]);
    expect(rules.blindSpots?.(tree)).toEqual([
      'a CEL rule that calls functions of Kubernetes alone: Shop: quantity(self.size).isInteger()',
    ]);
    expect(rules.blindSpots?.(ruled('self.size > 1'))).toEqual([]);
  });
});
