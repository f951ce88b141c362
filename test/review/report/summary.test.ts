import { doesNotHappen } from '../../../review/report/calm.ts';
import { headlineOf, objectsText } from '../../../review/report/headline.ts';
import type { Merged } from '../../../review/report/merge.ts';
import { comparison, type Draft, draft } from '../compare/trees.ts';
import { namespace, platform, pool, settings, team } from '../verdicts/fixture.ts';
import { reportOf } from './reports.ts';

const id = (kind: string, name: string) => ({ group: '', kind, name });
const says = (finding: Partial<Merged>): Merged => ({
  rule: 'a/b',
  severity: 'danger',
  environments: ['prod'],
  applications: ['shop'],
  objects: [id('Namespace', 'team')],
  message: 'all that is in the namespace goes with it: nobody can take it back',
  whys: [],
  differences: [],
  effects: [],
  order: 0,
  ...finding,
});
const effect = (verb: 'ask' | 'restart' | 'replace', what: string) => ({ verb, what, environment: 'prod' });
const warning = says({ severity: 'warn', environments: ['dev', 'prod'] });

describe('the headline', () => {
  test.each([
    [[says({})], 'Stop and plan: all that is in the namespace goes with it (Namespace team; prod)'],
    [[says({}), warning], 'Stop and plan: all that is in the namespace goes with it (Namespace team; prod)'],
    [
      [says({}), says({})],
      'Stop and plan: all that is in the namespace goes with it (Namespace team; prod), and 1 more danger',
    ],
    [
      [warning, warning, warning],
      'Look closely: all that is in the namespace goes with it (Namespace team; dev and prod), and 2 more warnings',
    ],
    [
      [
        says({ effects: [effect('restart', 'a')] }),
        says({ objects: [], effects: [effect('ask', 'a'), effect('restart', 'a')] }),
      ],
      'Stop and plan: all that is in the namespace goes with it (Namespace team; prod), and 1 more danger; every other change waits until a person confirms',
    ],
    [
      [says({ objects: [], effects: [effect('restart', 'a')] })],
      'Stop and plan: all that is in the namespace goes with it (prod)',
    ],
  ])('of findings %# says what weighs most', (findings, headline) => {
    expect(headlineOf(findings, [])).toBe(headline);
  });

  const quota = (cpu: string) => draft('ResourceQuota', { spec: { hard: { cpu } } });
  const changes = (before: readonly Draft[], after: readonly Draft[]) =>
    ['dev', 'prod'].flatMap((environment) => comparison(before, after, environment).changes);
  const renamed = (name: string) => settings({ a: '1', b: '2', c: '3' }, name);
  test.each([
    [[], [], [], 'Nothing changes'],
    [[says({ severity: 'info' })], [quota('1')], [quota('1000m')], 'Nothing changes in the cluster'],
    [[], [], [settings({})], 'No danger and no warning: Argo CD adds 2 objects (dev and prod)'],
    [
      [says({ severity: 'info' })],
      [quota('1'), settings({ a: '1' }, 'a-0123456789'), namespace()],
      [quota('2'), settings({ a: '2' }, 'a-9876543210')],
      'No danger and no warning: Argo CD changes 4 objects and removes 2 objects (dev and prod)',
    ],
    [
      [],
      [quota('1'), renamed('one')],
      [quota('1000m'), renamed('two')],
      'No danger and no warning: Argo CD adds 2 objects and removes 2 objects (dev and prod)',
    ],
  ])('of a change %# without a danger or a warning counts', (findings, before, after, headline) => {
    expect(headlineOf(findings, changes(before, after))).toBe(headline);
  });

  test.each([
    [['Pod a', 'Pod a'], 'Pod a'],
    [['Pod a', 'Pod b', 'Pod c'], 'Pod a, Pod b and Pod c'],
    [
      ['NodePool a', 'NodePool b', 'NodePool c', 'EC2NodeClass a', 'EC2NodeClass b'],
      '3 NodePools and 2 EC2NodeClasses',
    ],
    [['Gateway a', 'Gateway b', 'Gateway c', 'NetworkPolicy a', 'NetworkPolicy b'], '3 Gateways and 2 NetworkPolicies'],
    [['Pod a', 'Pod b', 'Pod c', 'Ingress a'], '3 Pods and 1 Ingress'],
    [['Chair a', 'Ychange a', 'Box a', 'Box b', 'Ychange b', 'Chair b'], '2 Chairs, 2 Ychanges and 2 Boxes'],
  ])('writes %j as %s', (names, text) => {
    const ids = names.map((name) => name.split(' ')).map(([kind = '', name = '']) => id(kind, name));
    expect(objectsText(ids)).toBe(text);
  });
});

describe('what does not happen', () => {
  const moves = [comparison([settings({ a: '1' })], [settings({ a: '2' })])];
  const all = ['no node is replaced', 'no pod restarts', 'no definition of a kind is removed'];
  const [noNode, noPod, noKind] = all;
  const crd = draft('CustomResourceDefinition', { metadata: { name: 'a.example.com' } });
  const removes = (...objects: readonly Draft[]) => [comparison([...objects, namespace()], [namespace()])];

  test.each([
    ['a change that does none of it', [], moves, all],
    ['no change', [], [comparison([], [])], []],
    ['no change in one of two environments', [], [comparison([], [], 'dev'), ...moves], all],
    [
      'a restart',
      [says({ effects: [effect('restart', 'Deployment shop/web')] })],
      moves,
      [noNode, 'Airflow does not restart', noKind],
    ],
    [
      'a restart of Airflow and others',
      [says({ effects: [effect('restart', 'airflow scheduler'), effect('restart', 'Deployment shop/web')] })],
      moves,
      [noNode, noKind],
    ],
    ['another effect', [says({ effects: [effect('ask', 'airflow')] })], moves, all],
    ['nodes that are replaced', [says({ effects: [effect('replace', 'spark')] })], moves, [noKind]],
    ['nodes that a budget holds', [says({ rule: 'nodes/replaced' })], moves, all],
    ['a pool that goes, and more', [], removes(pool(), settings({})), [noKind]],
    ['a definition that goes, and more', [], removes(crd, settings({})), [noNode, noPod]],
    ['a pool that goes in one environment', [], [...moves, ...removes(pool())], [noKind]],
  ] as const)('is said of %s', (_, findings, comparisons, expected) => {
    expect(doesNotHappen(findings, comparisons)).toEqual(expected);
  });

  test('names the teams of which nothing changes, where something of another one does', () => {
    const teams = (...names: readonly string[]) =>
      platform(names.map((name) => team({ name, namespace: `spark-${name}` })));
    const inTeam = (name: string, a: string) =>
      draft('ConfigMap', { metadata: { name: 'x', namespace: `spark-${name}` }, data: { a } });
    const last = (names: readonly string[], before: readonly Draft[], after: readonly Draft[]) =>
      doesNotHappen([], [comparison([teams(...names), ...before], [teams(...names), ...after])]).slice(3);
    expect(last(['a', 'b'], [inTeam('a', '1')], [inTeam('a', '2')])).toEqual(['b is not touched']);
    expect(last(['a', 'b', 'c'], [], [inTeam('a', '2')])).toEqual(['b and c are not touched']);
    expect(last(['a', 'b', 'c'], [inTeam('a', '2')], [])).toEqual(['b and c are not touched']);
    expect(last(['a', 'b'], [settings({ a: '1' })], [settings({ a: '2' })])).toEqual([]);
    expect(last(['a'], [inTeam('a', '1')], [inTeam('a', '2')])).toEqual([]);
  });
});

describe('a report', () => {
  test('says which object is the new name of which, and which chart renders one', () => {
    const rename = (name: string) => settings({ a: '1', b: '2', c: '3' }, name);
    const rendered = { renderedBy: 'web 1.0.0' };
    const report = reportOf(
      [rename('one'), settings({ a: '1' }, 'a-0123456789'), settings({ a: '1' }, 'rendered', rendered)],
      [rename('two'), settings({ a: '2' }, 'a-9876543210'), settings({ a: '2' }, 'rendered', rendered)],
    );
    expect(report.summary).toMatchObject({ added: 1, removed: 1, changed: 2 });
    const changes = Object.fromEntries(
      report.changes.map(({ verb, object, before, chart }) => [object.name, [verb, before?.name, chart]]),
    );
    expect(changes).toMatchObject({
      two: ['renamed', 'one', undefined],
      'a-9876543210': ['followed', 'a-0123456789', undefined],
      rendered: ['changed', undefined, 'web 1.0.0'],
    });
  });
});
