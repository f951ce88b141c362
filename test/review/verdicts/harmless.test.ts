import { judge } from '../../../review/compare/judge.ts';
import { allVerdicts } from '../../../review/compare/verdicts/index.ts';
import { application, type Case, chart, comparison, type Draft, draft } from '../compare/trees.ts';
import { deployment, namespace, nodeClass, platform, policy, pool, role, secret, settings, team } from './fixture.ts';

type Pair = Pick<Case, 'before' | 'after'>;

const pair = (before: Draft, after: Draft): Pair => ({ before: [before], after: [after] });
const rule = (resources: readonly string[], verbs: readonly string[]) => ({ apiGroups: [''], resources, verbs });
const quota = (cpu: string, memory: string) => draft('ResourceQuota', { spec: { hard: { cpu, memory } } });
const labels = (value: string) => ({ labels: { 'app.kubernetes.io/part-of': value } });
const ports = (...numbers: readonly number[]) => ({ ports: numbers.map((containerPort) => ({ containerPort })) });
const peers = (...cidrs: readonly string[]) => ({
  policyTypes: ['Ingress'],
  ingress: [{ from: cidrs.map((cidr) => ({ ipBlock: { cidr } })) }],
});
const nobody = {
  podSelector: { matchExpressions: ['Exists', 'DoesNotExist'].map((operator) => ({ key: 'nobody', operator })) },
};
const options = (list: string) => ({ annotations: { 'argocd.argoproj.io/sync-options': list } });
const needs = (key: string, ...values: readonly string[]) => ({ key, operator: 'In', values });
const [arch, kind] = [needs('kubernetes.io/arch', 'amd64'), needs('karpenter.sh/capacity-type', 'spot', 'on-demand')];
const limits = (cpu: string, memory: string) => ({ resources: { limits: { cpu, memory } } });

/** Changes of the text, or of what nobody reads, as people make them while they tidy up. */
const refactors: Readonly<Record<string, Pair>> = {
  'nothing at all': pair(deployment(), deployment()),
  'files in another order': {
    before: [settings({}, 'a'), settings({}, 'b')],
    after: [settings({}, 'b'), settings({}, 'a')],
  },
  'keys of a map in another order': pair(settings({ a: '1', b: '2' }), settings({ b: '2', a: '1' })),
  'millicores for a core': pair(quota('1', '1Gi'), quota('1000m', '1Gi')),
  'mebibytes for a gibibyte': pair(quota('1', '1Gi'), quota('1', '1024Mi')),
  'another spelling of a container limit': pair(deployment(limits('1', '1Gi')), deployment(limits('1000m', '1024Mi'))),
  'another spelling of the limit of a pool': pair(pool({ limits: { cpu: '64' } }), pool({ limits: { cpu: '64000m' } })),
  'another spelling of a duration': pair(pool({}, { expireAfter: '48h' }), pool({}, { expireAfter: '48h0m0s' })),
  'the default lifetime of a node written out': pair(pool(), pool({}, { expireAfter: '720h' })),
  'requirements in another order': pair(
    pool({}, { requirements: [arch, kind] }),
    pool({}, { requirements: [kind, arch] }),
  ),
  'values of a requirement in another order': pair(
    pool({}, { requirements: [kind] }),
    pool({}, { requirements: [needs('karpenter.sh/capacity-type', 'on-demand', 'spot')] }),
  ),
  'a rule for nobody in place of an empty list': pair(
    policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [] }),
    policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [nobody] }] }),
  ),
  'a heavier weight for a pool': pair(pool({ weight: 1 }), pool({ weight: 2 })),
  'a larger limit for a pool': pair(pool(), pool({ limits: { cpu: '128', memory: '256Gi' } })),
  'tags in another order': pair(nodeClass({ tags: { a: '1', b: '2' } }), nodeClass({ tags: { b: '2', a: '1' } })),
  'the family of an AMI that its alias names already': pair(nodeClass(), nodeClass({ amiFamily: 'AL2023' })),
  'verbs in another order': pair(role([rule(['pods'], ['get', 'list'])]), role([rule(['pods'], ['list', 'get'])])),
  'one rule written as two': pair(
    role([rule(['pods', 'services'], ['get'])]),
    role([rule(['pods'], ['get']), rule(['services'], ['get'])]),
  ),
  'a rule written twice': pair(
    role([rule(['pods'], ['get'])]),
    role([rule(['pods'], ['get']), rule(['pods'], ['get'])]),
  ),
  'peers of a policy in another order': pair(
    policy(peers('10.0.0.0/8', '172.16.0.0/12')),
    policy(peers('172.16.0.0/12', '10.0.0.0/8')),
  ),
  'a label of an object': pair(
    settings({ a: '1' }),
    draft('ConfigMap', { metadata: { name: 'settings', ...labels('x') }, data: { a: '1' } }),
  ),
  'a label of a namespace': pair(namespace('team', labels('a')), namespace('team', labels('b'))),
  'a label of an Application': pair(application('cart'), application('cart', {}, labels('a'))),
  'sync options in another order': pair(
    namespace('team', options('Prune=confirm,Delete=confirm')),
    namespace('team', options('Delete=confirm, Prune=confirm')),
  ),
  'finalizers, the same one twice': pair(
    application('cart'),
    application(
      'cart',
      {},
      { finalizers: ['resources-finalizer.argocd.argoproj.io', 'resources-finalizer.argocd.argoproj.io'] },
    ),
  ),
  'the address of the repository with .git': pair(
    application('cart', { source: { repoURL: 'https://git.example.com/a.git', path: 'x', targetRevision: 'main' } }),
    application('cart', { source: { repoURL: 'https://git.example.com/a', path: 'x', targetRevision: 'main' } }),
  ),
  'job namespaces in another order': pair(
    chart('spark-operator', { spark: { jobNamespaces: ['a', 'b'] } }),
    chart('spark-operator', { spark: { jobNamespaces: ['b', 'a'] } }),
  ),
  'keys of Helm values in another order': pair(
    chart('airflow', { a: 1, b: { c: 1, d: 2 } }),
    chart('airflow', { b: { d: 2, c: 1 }, a: 1 }),
  ),
  'JSON in a ConfigMap with spaces': pair(
    settings({ 'a.json': '{"a":1,"b":2}' }),
    settings({ 'a.json': '{ "b": 2, "a": 1 }' }),
  ),
  'the schedule of a clean-up': pair(
    chart('airflow', { cleanup: { schedule: '1 * * * *' } }),
    chart('airflow', { cleanup: { schedule: '2 * * * *' } }),
  ),
  'more pods of a component': pair(
    chart('airflow', { apiServer: { replicas: 2 } }),
    chart('airflow', { apiServer: { replicas: 3 } }),
  ),
  'more replicas': pair(deployment({}, { replicas: 2 }), deployment({}, { replicas: 3 })),
  'a larger quota': pair(quota('1', '1Gi'), quota('2', '1Gi')),
  'a team more in the file for DAGs': pair(platform([team()]), platform([team(), team({ name: 'team-b' })])),
  'how often a Secret is read again': pair(secret({ refreshInterval: '1h' }), secret({ refreshInterval: '60m' })),
  'a new ConfigMap': { before: [], after: [settings({ a: '1' })] },
  'a ConfigMap less that nobody names': {
    before: [settings({ a: '1' }), settings({}, 'b')],
    after: [settings({}, 'b')],
  },
  'a protocol written out that is the default': pair(
    deployment(ports(80)),
    deployment({ ports: [{ containerPort: 80, protocol: 'TCP' }] }),
  ),
  'a namespace written out that is the Application’s own': pair(
    settings({ a: '1' }),
    draft('ConfigMap', { metadata: { name: 'settings', namespace: 'shop' }, data: { a: '1' } }),
  ),
};

test.each(Object.entries(refactors))('%s has no danger and no warning', (_, { before, after }) => {
  const loud = judge(comparison(before, after), allVerdicts).filter(({ severity }) => severity !== 'info');
  expect(loud.map(({ rule: name, message }) => `${name}: ${message}`)).toEqual([]);
});

test('there are thirty of them at least', () => {
  expect(Object.keys(refactors).length).toBeGreaterThanOrEqual(30);
});
