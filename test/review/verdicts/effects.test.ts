import { judge } from '../../../review/compare/judge.ts';
import type { Verdict } from '../../../review/compare/verdict.ts';
import { newImage, replaced } from '../../../review/compare/verdicts/nodes/replaced.ts';
import { shrinks } from '../../../review/compare/verdicts/removal/moved.ts';
import { asks, cascades, deleted, orphaned } from '../../../review/compare/verdicts/removal/removed.ts';
import { airflowRestarts } from '../../../review/compare/verdicts/restarts/airflow.ts';
import { chartRestarts } from '../../../review/compare/verdicts/restarts/charts.ts';
import { podsRestart } from '../../../review/compare/verdicts/restarts/workloads.ts';
import { application, chart, comparison, type Draft, staying } from '../compare/trees.ts';
import { deployment, guarded, namespace, nodeClass, pool, settings } from './fixture.ts';

const parent = (metadata: object = {}, policy: object = { automated: { prune: true } }) =>
  application('root', { syncPolicy: policy }, metadata);
const left = parent({}, {});
const inCart = { ...settings({}), folder: 'cart' };
const operator = (targetRevision: string) => chart('spark-operator', {}, { targetRevision });

/** What each finding adds to the line of counts. */
test.each<
  [what: string, verdict: Verdict, before: readonly Draft[], after: readonly Draft[], counts: readonly string[]]
>([
  ['an object', deleted, [settings({}), staying], [staying], ['delete ConfigMap shop/settings']],
  ['a namespace', deleted, [namespace(), staying], [staying], ['delete Namespace team']],
  ['a guarded namespace', deleted, [namespace('team', guarded), staying], [staying], ['ask Namespace team']],
  ['what an Application applied', deleted, [application('cart'), inCart], [], ['delete ConfigMap cart/settings']],
  ['a guarded namespace', asks, [namespace('team', guarded), staying], [staying], ['ask Namespace team']],
  ['what is not pruned', orphaned, [left, application('cart'), inCart], [left], ['leave ConfigMap cart/settings']],
  [
    'the last object of an Application',
    shrinks,
    [settings({}), settings({}, 'more')],
    [],
    ['leave ConfigMap shop/settings', 'leave ConfigMap shop/more'],
  ],
  ['an Application', cascades, [application('cart')], [], ['delete Application argocd/cart']],
  ['one that is guarded', cascades, [application('cart', {}, guarded)], [], ['ask Application argocd/cart']],
  [
    'one without a finalizer',
    cascades,
    [application('cart', {}, { finalizers: [] })],
    [],
    ['delete Application argocd/cart'],
  ],
  ['one that is not pruned', cascades, [left, application('cart')], [left], ['leave Application argocd/cart']],
  ['nodes', replaced, [pool()], [pool({}, { expireAfter: '1h' })], ['replace spark']],
  [
    'the nodes of a class',
    newImage,
    [pool(), pool({}, {}, { name: 'large' }), nodeClass()],
    [pool(), pool({}, {}, { name: 'large' }), nodeClass({ amiSelectorTerms: [{ alias: 'al2023@latest' }] })],
    ['replace spark', 'replace large'],
  ],
  ['pods', podsRestart, [deployment()], [deployment({ image: 'a:2' })], ['restart Deployment shop/web']],
  [
    'components',
    airflowRestarts,
    [chart('airflow', { jwtSecretName: 'a' })],
    [chart('airflow', { jwtSecretName: 'b' })],
    ['restart airflow api-server', 'restart airflow scheduler'],
  ],
  [
    'pods of a chart',
    chartRestarts,
    [operator('2.5.2')],
    [operator('2.6.0')],
    ['restart spark-operator spark-operator-controller', 'restart spark-operator spark-operator-webhook'],
  ],
])('%s is counted', (_, verdict, before, after, counts) => {
  const effects = judge(comparison(before, after), [verdict]).flatMap((found) => found.effects ?? []);
  expect(effects.map(({ verb, what }) => `${verb} ${what}`)).toEqual(counts);
});
