import { valuesChangesOf } from '../../../review/compare/values.ts';
import { allValues } from '../../../review/kinds/helm/values.ts';
import { application, chart, comparison, type Draft, draft } from './trees.ts';

const given = (values: object, parameters: readonly object[]) =>
  allValues({ values, parameters } as unknown as Parameters<typeof allValues>[0]);

test.each([
  [{ a: { b: 1 } }, [{ name: 'a.c', value: '2' }], { a: { b: 1, c: 2 } }],
  [{ a: { b: 1 } }, [{ name: 'a.b', value: '2' }], { a: { b: 2 } }],
  [{ a: 1 }, [{ name: 'a.b.c', value: '2' }], { a: { b: { c: 2 } } }],
  [{ a: true }, [{ name: 'a', value: 'false' }], { a: false }],
  [{ a: true }, [{ name: 'a', value: 'false', isText: true }], { a: 'false' }],
  [{ a: true }, [{ name: 'a', value: 'null' }], {}],
  [{ a: 1 }, [], { a: 1 }],
])('over the values %j the parameters %j are %j', (values, parameters, all) => {
  expect(given(values, parameters)).toEqual(all);
});

/** `chart: paths`, and whether what it makes is known, for each chart whose Application changes. */
function found(before: readonly Draft[], after: readonly Draft[]): readonly string[] {
  const { changes, ...trees } = comparison(before, after);
  return changes
    .flatMap((change) => valuesChangesOf(change, trees.before, trees.after))
    .map(
      ({ application: { name }, after: { chart: of }, differences, isRendered }) =>
        `${name} ${of}: ${differences.map(({ path }) => path.join('.')).join()}${isRendered ? ', rendered' : ''}`,
    );
}

const source = (name: string, a: number) => ({
  chart: name,
  repoURL: 'https://charts.example.com',
  targetRevision: '1.2.3',
  helm: { releaseName: name, valuesObject: { a } },
});
const two = (one: number, other: number) =>
  application('app', { source: undefined, sources: [source('one', one), source('other', other)] });
const made = (by: string) => ({ ...draft('Service'), renderedBy: by, folder: 'app' });
const [before, after] = [chart('app', { a: 1 }), chart('app', { a: 2 })];

test('each chart of an Application is compared with itself', () => {
  expect(found([two(1, 1)], [two(2, 3)])).toEqual(['app one: a', 'app other: a']);
  expect(found([before], [two(2, 3)])).toEqual([]);
});

test('an Application that comes, goes or has another name has nothing to compare', () => {
  expect(found([], [after])).toEqual([]);
  expect(found([before], [])).toEqual([]);
  expect(found([before], [{ ...before, metadata: { name: 'another', namespace: 'argocd' } }])).toEqual([]);
});

test('an Application whose values are only written differently is compared too', () => {
  const text = (values: string) => chart('app', {}, { helm: { releaseName: 'app', values } });
  expect(found([text('{"a": {"b": 1}}')], [text('a:\n  b: 1\n')])).toEqual(['app app: ']);
});

test('a chart is rendered where its objects are there on both sides', () => {
  const others = [draft('Secret'), { ...draft('Role'), folder: 'app' }];
  expect(found([before, made('app 1.2.3'), ...others], [after, made('app 1.2.3'), ...others])).toEqual([
    'app app: a, rendered',
  ]);
  expect(found([before, made('app 1.2.3')], [after])).toEqual(['app app: a']);
  expect(found([before], [after, made('app 1.2.3')])).toEqual(['app app: a']);
  expect(found([before, made('another 1.2.3')], [after, made('another 1.2.3')])).toEqual(['app app: a']);
});
