import { helmNumbers, helmValues } from '../../../../review/verify/schema/helm.ts';
import { applicationOf, type Draft, treeOf } from '../../tree/objects.ts';
import { found } from '../found.ts';

/** An Application that installs a chart. */
function chart(name: string, helm: object, version = '1.14.1') {
  const edit = ({ spec }: Draft) => {
    spec['source'] = { repoURL: 'https://charts.example.com', chart: name, targetRevision: version, helm };
  };
  return { 'root/Application.shop.yaml': applicationOf('shop', edit) };
}
const values = (valuesObject: object) => chart('karpenter', { valuesObject });
const place = 'Application argocd/shop | spec.source.helm.valuesObject';

describe('schema/helm-values', () => {
  test.each<[string, object, string]>([
    [
      'a value that the chart does not know',
      { replica: 1 },
      `${place}.replica | replica is not a value of the chart karpenter, so it does nothing | write 'replicas', or remove it`,
    ],
    [
      'one inside another',
      { settings: { clusterNam: 'a' } },
      `${place}.settings.clusterNam | settings.clusterNam is not a value of the chart karpenter, so it does nothing | write 'clusterName', or remove it`,
    ],
    [
      'a value of the wrong type',
      { replicas: 'two' },
      `${place}.replicas | replicas needs number, got string, so the chart karpenter refuses it or renders what it should not | write a value that the schema allows`,
    ],
  ])('finds %s', (_, own, expected) => {
    expect(found(helmValues, values(own))).toEqual([expected]);
  });

  test('finds any value of a chart that has none', () => {
    expect(found(helmValues, chart('karpenter-crd', { valuesObject: { a: 1 } }))).toEqual([
      `${place}.a | a is not a value of the chart karpenter-crd, so it does nothing | remove it`,
    ]);
    expect(found(helmValues, chart('karpenter-crd', {}))).toEqual([]);
  });

  test('looks into each of several sources, and into values that are a text', () => {
    const edit = ({ spec }: Draft) => {
      const source = { repoURL: 'https://charts.example.com', chart: 'karpenter', targetRevision: '1.14.1' };
      spec['source'] = undefined;
      spec['sources'] = [
        { repoURL: 'https://example.com', ref: 'values' },
        { ...source, helm: { values: 'replica: 1' } },
      ];
    };
    expect(found(helmValues, { 'root/a.yaml': applicationOf('shop', edit) })[0]).toContain(
      'spec.sources[1].helm.values.replica | replica is not',
    );
  });

  test('finds a text of values that is no YAML', () => {
    expect(found(helmValues, chart('anything', { values: 'a: [' }))).toEqual([
      'Application argocd/shop | spec.source.helm.values | the values of the chart anything are no YAML, so the sync fails | fix them, or use valuesObject',
    ]);
  });

  test.each([
    [
      'values that the chart knows',
      values({ replicas: 2, settings: { clusterName: 'a' }, podLabels: { any: 'thing' } }),
    ],
    ['a chart without values', chart('karpenter', {})],
    ['an empty text', chart('karpenter', { values: '# nothing' })],
    ['a chart that nobody has a schema of', chart('anything', { valuesObject: { any: 'thing' } })],
  ])('takes %s', (_, files) => {
    expect(found(helmValues, files)).toEqual([]);
  });

  test('counts what it cannot judge', () => {
    const spots = (files: Record<string, string>) => helmValues.blindSpots?.(treeOf(files));
    expect(spots(chart('anything', { valuesObject: { a: 1 } }))).toEqual([
      'Helm values of charts without a schema: anything 1.14.1',
    ]);
    expect(spots(chart('karpenter', {}, '0.1.0'))).toEqual([
      'whether Helm values suit this version of their chart, as the schema is of another one: karpenter 0.1.0',
    ]);
    expect(spots(chart('anything', {}))).toEqual([]);
    expect(spots(values({ replicas: 2 }))).toEqual([]);
  });
});

describe('schema/helm-numbers', () => {
  test.each<[string, object, string]>([
    [
      'a million',
      { a: { b: [{ c: 1_000_000 }] } },
      `${place}.a.b[0].c | a.b[0].c is 1000000, which a template of the chart prints as 1e+6, and most programs refuse that | add the parameter a.b[0].c with the value '1000000', or write it as a string`,
    ],
    [
      'a small fraction, below a key with a dot',
      { 'a.b': -0.00005 },
      `${place}.a\\.b | a\\.b is -0.00005, which a template of the chart prints as -5e-5, and most programs refuse that | add the parameter a\\.b with the value '-0.00005', or write it as a string`,
    ],
  ])('finds %s', (_, own, expected) => {
    expect(found(helmNumbers, values(own))).toEqual([expected]);
  });

  test('takes what a parameter gives too, and no other parameter', () => {
    const given = (name: string, value: string) =>
      chart('karpenter', { valuesObject: { a: 1_000_000 }, parameters: [{ name, value }] });
    expect(found(helmNumbers, given('a', '1000000'))).toEqual([]);
    expect(found(helmNumbers, given('b', '1000000'))).toHaveLength(1);
    expect(found(helmNumbers, given('a', '2000000'))).toHaveLength(1);
  });

  test('takes smaller numbers, zero and texts', () => {
    expect(found(helmNumbers, values({ a: 999_999, b: 0, c: '1000000', d: 0.0001, e: null, f: true }))).toEqual([]);
  });
});
