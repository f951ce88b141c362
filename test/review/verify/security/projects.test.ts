import { projects } from '../../../../review/verify/security/projects.ts';
import { applicationOf, type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf } from '../scheduling/cluster.ts';

type Fields = Readonly<Record<string, unknown>>;

const git = 'https://github.com/example/platform.git';
const here = (namespace: string) => ({ name: 'in-cluster', namespace });

const projectOf = (spec: Fields, name = 'platform') =>
  objectOf('AppProject', name, { apiVersion: 'argoproj.io/v1alpha1', metadata: { namespace: 'argocd' }, spec });

/** An Application `shop` of the project, with one object in its namespace and one without. */
const shop: Files = {
  'root/shop.yaml': applicationOf('shop'),
  'shop/web.yaml': objectOf('Service', 'web', { metadata: { namespace: 'shop-web' } }),
  'shop/class.yaml': objectOf('PriorityClass', 'high', { apiVersion: 'scheduling.k8s.io/v1' }),
};

const find = (spec: Fields, files: Files = {}) =>
  projects.find(treeOf({ ...shop, 'root/project.yaml': projectOf(spec), ...files })).map(({ field }) => field);

describe('security/projects', () => {
  test.each<[string, Fields]>([
    ['the repository that is read', { sourceRepos: [git] }],
    ['one that differs in case', { sourceRepos: ['https://github.com/Example/platform'] }],
    ['a repository of the platform that nothing reads now', { sourceRepos: ['https://charts.external-secrets.io'] }],
    ['a refusal', { sourceRepos: ['!https://evil.example.com/*'] }],
    ['the namespaces that are written', { destinations: [here('shop'), here('shop-web')] }],
    ['namespaces of the platform that nothing writes now', { destinations: [here('monitoring'), here('spark-*')] }],
    ['the address of the cluster', { destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'shop' }] }],
    ['a refused namespace', { destinations: [here('!kube-system')] }],
    ['kinds that are made', { clusterResourceWhitelist: [{ group: 'scheduling.k8s.io', kind: 'PriorityClass' }] }],
    ['nothing', { clusterResourceWhitelist: [], destinations: [], sourceNamespaces: [] }],
  ])('takes %s', (_, spec) => {
    expect(find(spec)).toEqual([]);
  });

  test.each<[string, Fields, string]>([
    ['a repository that nothing reads', { sourceRepos: [git, 'https://charts.example.com'] }, 'spec.sourceRepos[1]'],
    ['every repository', { sourceRepos: ['*'] }, 'spec.sourceRepos[0]'],
    ['all repositories of an owner', { sourceRepos: ['https://github.com/example/*'] }, 'spec.sourceRepos[0]'],
    ['a namespace that nothing writes', { destinations: [here('shop'), here('other')] }, 'spec.destinations[1]'],
    ['every namespace', { destinations: [here('*')] }, 'spec.destinations[0]'],
    ['many namespaces', { destinations: [here('shop*')] }, 'spec.destinations[0]'],
    ['every cluster', { destinations: [{ server: '*', namespace: 'shop' }] }, 'spec.destinations[0]'],
    ['a cluster that nothing writes', { destinations: [{ name: 'other', namespace: 'shop' }] }, 'spec.destinations[0]'],
    [
      'a kind that nothing makes',
      { clusterResourceWhitelist: [{ group: '', kind: 'Node' }] },
      'spec.clusterResourceWhitelist[0]',
    ],
    ['every kind', { clusterResourceWhitelist: [{ group: '*', kind: '*' }] }, 'spec.clusterResourceWhitelist[0]'],
    ['Applications from elsewhere', { sourceNamespaces: ['shop'] }, 'spec.sourceNamespaces[0]'],
  ])('finds %s', (_, spec, field) => {
    expect(find(spec)).toEqual([field]);
  });

  test('takes a mirror that the project names as one, and no pattern', () => {
    const annotations = { 'airflow-on-eks/helm-mirrors': 'https://charts.example.com *' };
    const project = (sourceRepos: readonly string[]) =>
      objectOf('AppProject', 'platform', {
        apiVersion: 'argoproj.io/v1alpha1',
        metadata: { namespace: 'argocd', annotations },
        spec: { sourceRepos },
      });
    const found = (...urls: readonly string[]) =>
      projects.find(treeOf({ ...shop, 'root/project.yaml': project(urls) })).map(({ field }) => field);
    expect(found('https://charts.example.com')).toEqual([]);
    expect(found('https://charts.example.com/other', '*')).toEqual(['spec.sourceRepos[0]', 'spec.sourceRepos[1]']);
  });

  test('takes what another Application of the project uses, and finds what one of another project uses', () => {
    const other = (project: string) => ({
      'root/other.yaml': applicationOf('other', ({ spec }) => Object.assign(spec, { project })),
    });
    expect(find({ destinations: [here('other')] }, other('platform'))).toEqual([]);
    expect(find({ destinations: [here('other')] }, other('data'))).toEqual(['spec.destinations[0]']);
  });

  test('takes the repository that the root reads, which may install anything already', () => {
    const root = applicationOf('root', ({ spec }) => {
      spec['project'] = 'root';
      spec['source'] = { repoURL: 'https://github.com/example/root.git', path: 'dist/dev/root' };
    });
    expect(find({ sourceRepos: ['https://github.com/example/root.git'] }, { 'root/root.yaml': root })).toEqual([]);
  });

  describe('with a chart', () => {
    const roles = { clusterResourceWhitelist: [{ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' }] };

    test('takes the kinds that are known of it', () => {
      expect(find(roles, { 'root/a.yaml': chartOf('a', 'karpenter', {}) })).toEqual([]);
      expect(find(roles, { 'root/a.yaml': chartOf('a', 'karpenter-crd', {}) })).toEqual([
        'spec.clusterResourceWhitelist[0]',
      ]);
    });

    test('says nothing of kinds where nobody knows what it makes, and says so', () => {
      const files = { ...shop, 'root/project.yaml': projectOf(roles), 'root/a.yaml': chartOf('a', 'unknown', {}) };
      expect(find(roles, files)).toEqual([]);
      expect(projects.blindSpots?.(treeOf(files))).toEqual([
        'whether the AppProject platform permits more kinds than it needs: nobody knows what unknown makes',
      ]);
      const manifest = JSON.parse(objectOf('Service', 'web'));
      const rendered = treeOf(files).with([{ file: 'a', application: 'a', chart: 'unknown 1.2.3', manifest }]);
      expect(projects.find(rendered).map(({ field }) => field)).toEqual(['spec.clusterResourceWhitelist[0]']);
      expect(projects.blindSpots?.(rendered)).toEqual([]);
    });
  });

  test('says who can do what with it', () => {
    const [problem] = projects.find(treeOf({ ...shop, 'root/project.yaml': projectOf({ sourceRepos: ['*'] }) }));
    expect(problem?.message).toBe(
      'the AppProject platform permits the repository *, and no Application of it needs that: who can write there can install anything',
    );
  });
});
