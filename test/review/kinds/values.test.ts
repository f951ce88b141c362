import { milliseconds } from '../../../review/kinds/duration.ts';
import { chartsOf } from '../../../review/kinds/helm/values.ts';
import { platformFile } from '../../../review/kinds/platform-file.ts';
import { amount, quantity } from '../../../review/kinds/quantity.ts';
import { stored } from '../../../review/kinds/stored.ts';
import { applicationOf, objectOf, treeOf } from '../tree/objects.ts';

describe('a quantity', () => {
  test.each([
    [1, 1_000_000_000n],
    ['500m', 500_000_000n],
    [' 0.5 ', 500_000_000n],
    ['5e-1', 500_000_000n],
    ['5E2', 500_000_000_000n],
    ['.5', 500_000_000n],
    ['1.', undefined],
    ['-1', -1_000_000_000n],
    ['+1', 1_000_000_000n],
    ['1n', 1n],
    ['0.5n', 1n],
    ['1.1n', 2n],
    ['2.000n', 2n],
    ['1u', 1_000n],
    ['1k', 10n ** 12n],
    ['1.5Ki', 1_536n * 10n ** 9n],
    ['1Gi', 1_073_741_824n * 10n ** 9n],
    ['1E', 10n ** 27n],
    ['', undefined],
    ['.', undefined],
    ['m', undefined],
    ['1Kb', undefined],
    ['one', undefined],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%j is %j billionths', (value, expected) => {
    expect(quantity(value)).toBe(expected);
    expect(amount(value)).toBe(expected === undefined ? undefined : Number(expected) / 1e9);
  });
});

describe('a duration', () => {
  test.each([
    ['1h30m', 5_400_000],
    ['90s', 90_000],
    ['1.25s', 1_250],
    ['1ms1us1µs1ns', 1.002001],
    ['720h', 2_592_000_000],
    ['Never', undefined],
    ['1h later', undefined],
    ['in 1h', undefined],
    ['1', undefined],
    [1, undefined],
    ['', undefined],
  ])('%j is %j milliseconds', (value, expected) => {
    expect(milliseconds(value)).toEqual(expected === undefined ? undefined : expect.closeTo(expected, 6));
  });
});

test('an object is stored with the defaults of its schema, at every depth', () => {
  const schema = {
    properties: {
      size: { default: 1 },
      none: {},
      list: { items: { properties: { mode: { default: 'a' } } } },
      inner: { default: {}, properties: { deep: { default: true } } },
    },
    additionalProperties: { properties: { more: { default: 2 } } },
  };
  expect(stored(schema, { list: [{}, { mode: 'b' }, 'x'], other: {}, text: 'y' })).toEqual({
    size: 1,
    list: [{ mode: 'a' }, { mode: 'b' }, 'x'],
    inner: { deep: true },
    other: { more: 2 },
    text: 'y',
  });
});

describe('the file that tells DAGs of the platform', () => {
  const read = (text: unknown, other: object = {}) =>
    platformFile(
      treeOf({
        'a/a.yaml': objectOf('ConfigMap', 'a', { data: { 'other.json': '{}' } }),
        'a/b.yaml': objectOf('ConfigMap', 'b', { data: { 'platform.json': text }, ...other }),
      }),
    );

  test('is read with its pools, its teams and its proxy', () => {
    const team = {
      name: 'a',
      namespace: 'spark-a',
      pools: ['spark'],
      largestPod: { cpu: 8, memoryGib: 32 },
      driverNodeGroupType: 'Driver',
      containers: { pool: 'task' },
      deferrable: true,
      egress: [{ to: 'hive', ports: [9083, '1'] }],
    };
    const body = {
      spark: { coreRequestShare: 0.95 },
      pools: [{ name: 'spark', nodeGroupType: 'Spark', accelerator: 'nvidia' }],
      tasks: { pools: [{ name: 'task', nodeGroupType: 'Task' }] },
      driverNodeGroupType: 'AllDrivers',
      proxy: { egress: { to: '0.0.0.0/0', ports: [3128] } },
      teams: [team, { name: 'b', largestPod: { cpu: '8' } }],
    };
    expect(read(JSON.stringify(body))).toMatchObject({
      item: { id: { name: 'b' } },
      coreRequestShare: 0.95,
      pools: [{ name: 'spark', nodeGroupType: 'Spark', accelerator: 'nvidia' }],
      taskPools: [{ name: 'task', nodeGroupType: 'Task', accelerator: '' }],
      proxy: { to: '0.0.0.0/0', ports: [3128] },
      teams: [
        {
          ...{ name: 'a', namespace: 'spark-a', pools: ['spark'], largestPod: { cpu: 8, memoryGib: 32 } },
          ...{ driverNodeGroupType: 'Driver', runsContainers: true, defers: true },
          egress: [{ to: 'hive', ports: [9083] }],
        },
        {
          ...{ name: 'b', namespace: '', pools: [], largestPod: { cpu: 0, memoryGib: 0 } },
          ...{ driverNodeGroupType: 'AllDrivers', runsContainers: false, defers: false, egress: [] },
        },
      ],
    });
    expect(read('{}')).toMatchObject({ coreRequestShare: 1, pools: [], teams: [], proxy: undefined });
  });

  test.each([['{'], ['[]'], [1], [undefined]])('is none where its text is %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('the charts of a tree', () => {
  const chart = { chart: 'web', repoURL: 'https://a', targetRevision: '1.0' };
  const treeWith = (spec: object) =>
    treeOf({
      'root/a.yaml': applicationOf('shop', (draft) => {
        delete draft.spec['source'];
        Object.assign(draft.spec, spec);
      }),
    });
  const fields = (spec: object) => chartsOf(treeWith(spec)).map(({ field }) => field);

  test('have their values where the Application says them', () => {
    expect(fields({ source: chart })).toEqual(['spec.source.helm.valuesObject']);
    expect(fields({ source: { ...chart, helm: { values: 'a: 1' } } })).toEqual(['spec.source.helm.values']);
    const both = { values: 'a: 1', valuesObject: { a: 2 } };
    expect(fields({ source: { ...chart, helm: both } })).toEqual(['spec.source.helm.valuesObject']);
    expect(fields({ sources: [{ path: 'x' }, chart, { ...chart, helm: { values: '' } }] })).toEqual([
      'spec.sources[1].helm.valuesObject',
      'spec.sources[2].helm.values',
    ]);
  });

  test('get the parameters that are given by path, as Helm reads them', () => {
    const parameters = [
      ...[
        ['a.b', 'true'],
        ['a.c', 'false'],
        ['d', 'null'],
        ['e', '-12'],
        ['f', '12x'],
        ['g\\.h', 'x12'],
        ['j', 'True'],
        ['k', '012345678901'],
        ['l', '0'],
        ['m', '+5'],
        ['n', 'NULL'],
        ['o', '{1,x, y}'],
        ['p', '{}'],
        ['q[1].r', 'z'],
        ['q[1].s[0]', '1'],
        ['old.list[0]', 'new'],
        ['old.list[65537]', 'nowhere'],
      ],
      ...[
        ['old.b', 'text'],
        ['none', '3'],
      ],
    ].map(([name, value]) => ({ name, value }));
    const text = { name: 'i', value: '12', forceString: true };
    const helm = {
      valuesObject: { old: { a: 1, list: ['old', 'kept'] }, none: null, d: 1 },
      parameters: [...parameters, text],
    };
    const [found] = chartsOf(treeWith({ source: { ...chart, helm } }));
    expect(found?.values).toEqual({
      ...{
        a: { b: true, c: false },
        e: -12,
        f: '12x',
        'g.h': 'x12',
        i: '12',
        none: 3,
        old: { a: 1, b: 'text', list: ['new', 'kept'] },
      },
      ...{ j: true, k: '012345678901', l: 0, m: 5 },
      ...{ o: [1, 'x', 'y'], p: [], q: [null, { r: 'z', s: [1] }] },
    });
    expect(found?.item.id.name).toBe('shop');
  });

  test('are rendered where objects of theirs are in the tree', () => {
    const manifest = JSON.parse(objectOf('ConfigMap', 'x'));
    const rendered = (of: string, application = 'shop') =>
      chartsOf(treeWith({ source: chart }).with([{ file: 'dev/a', manifest, chart: of, application }]))[0]?.rendered;
    expect([rendered('web 1.0'), rendered('other 1.0'), rendered('web 1.0', 'else')]).toEqual([true, false, false]);
  });
});
