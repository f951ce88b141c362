import { type SplitValues, splitValues } from '../../charts/argo/helm-source.ts';
import { pick, render } from '../render.ts';
import { devLike, prodLike } from '../support/configs.ts';

describe('an explicit null', () => {
  const parameters = (values: object) => splitValues(values).parameters.map(({ name, value }) => `${name}=${value}`);

  test('becomes a Helm parameter, because cdk8s and Kubernetes drop it from an object', () => {
    expect(splitValues({ job: { ttl: null, keep: 1 } })).toEqual({
      valuesObject: { job: { keep: 1 } },
      parameters: [{ name: 'job.ttl', value: 'null' }],
    } satisfies SplitValues);
  });

  test('keeps its place: an item of a list is named by its index', () => {
    expect(parameters({ sets: [{ name: 'a' }, { name: 'b', size: null }] })).toEqual(['sets[1].size=null']);
  });

  test.each([
    ['a dot', { 'karpenter.sh/do-not-disrupt': null }, 'karpenter\\.sh/do-not-disrupt=null'],
    ['a comma', { 'a,b': null }, 'a\\,b=null'],
    ['an equals sign', { 'a=b': null }, 'a\\=b=null'],
    ['a bracket', { 'a[0]': null }, 'a\\[0]=null'],
    ['a backslash', { 'a\\b': null }, 'a\\\\b=null'],
  ])('is not led astray by %s in its key', (_, values, expected) => {
    expect(parameters(values)).toEqual([expected]);
  });

  test('as an item of a list is refused, because there is no default for it to remove', () => {
    expect(() => splitValues({ args: ['a', null] })).toThrow(
      'Helm value args[1]: null in a list removes nothing and would be lost on the way; leave the item out',
    );
  });

  test.each([devLike, prodLike])('of Airflow reaches Argo CD: $environment', (config) => {
    const { spec } = pick(render(config), 'Application', 'airflow');
    expect(spec).toMatchObject({
      source: {
        helm: {
          parameters: [
            { name: 'migrateDatabaseJob.ttlSecondsAfterFinished', value: 'null' },
            { name: 'createUserJob.ttlSecondsAfterFinished', value: 'null' },
          ],
        },
      },
    });
  });
});

describe('a number', () => {
  test.each([0, 0.0001, 0.5, -999_999, 999_999.5])('survives as it is: %d', (size) => {
    expect(splitValues({ size }).valuesObject).toEqual({ size });
  });

  test.each([1_000_000, -3_000_000, 123_456_789_012, Number.MAX_SAFE_INTEGER])(
    'that Go would print with an exponent survives as a Helm parameter, which is read as an integer: %d',
    (size) => {
      expect(splitValues({ job: { size } })).toEqual({
        valuesObject: { job: { size } },
        parameters: [{ name: 'job.size', value: String(size) }],
      } satisfies SplitValues);
    },
  );

  test('of that size in a list keeps its place', () => {
    expect(splitValues({ sizes: [1, { max: 2_000_000 }], counts: [3_000_000] }).parameters).toEqual([
      { name: 'sizes[1].max', value: '2000000' },
      { name: 'counts[0]', value: '3000000' },
    ]);
  });

  test.each([
    [
      1_234_567.5,
      "Helm value job.size: 1234567.5 is a number that a template prints as 1.2345675e+6; write it as the string '1234567.5'",
    ],
    [0.00001, 'Helm value job.size: 0.00001 is a number that a template prints as 1e-5'],
    [2 ** 53, "write it as the string '9007199254740992'"],
  ])('that is no exact integer and has an exponent in Go is refused, with what to write: %d', (size, message) => {
    expect(() => splitValues({ job: { size } })).toThrow(message);
  });
});

test('a key without a value is left out', () => {
  expect(splitValues({ a: undefined, b: { c: undefined } })).toStrictEqual({ valuesObject: { b: {} }, parameters: [] });
});
