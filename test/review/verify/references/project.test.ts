import { project } from '../../../../review/verify/references/project.ts';
import { applicationOf, type Draft, type Files, objectOf } from '../../tree/objects.ts';
import { found } from '../found.ts';

const url = 'https://github.com/example/platform.git';

/** An AppProject with this `spec` over one that allows what the tree below does. */
function platform(spec: object = {}): Files {
  const allowed = {
    sourceRepos: [url],
    destinations: [{ name: 'in-cluster', namespace: 'shop' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    ...spec,
  };
  return {
    'root/AppProject.yaml': objectOf('AppProject', 'platform', {
      apiVersion: 'argoproj.io/v1alpha1',
      metadata: { namespace: 'argocd' },
      spec: allowed,
    }),
  };
}
const tree: Files = {
  ...platform(),
  'root/Application.yaml': applicationOf('shop'),
  'shop/Namespace.yaml': objectOf('Namespace', 'shop'),
  'shop/Service.yaml': objectOf('Service', 'web'),
};
const refused = (what: string) =>
  `the AppProject platform does not allow the Application shop ${what}, so its sync is refused`;
const edited = (edit: (draft: Draft) => void): Files => ({ 'root/Application.yaml': applicationOf('shop', edit) });
const into = (destination: object) => edited(({ spec }) => Object.assign(spec, { destination }));

describe('references/project', () => {
  test('takes what the project allows', () => {
    expect(found(project, tree)).toEqual([]);
  });

  test.each<[string, Files, string]>([
    [
      'a repository',
      platform({ sourceRepos: ['https://github.com/example/other.git'] }),
      `Application argocd/shop | spec | ${refused(`to read ${url}`)} | add it to sourceRepos of the AppProject platform, or put the object elsewhere`,
    ],
    [
      'a repository, because one pattern excludes it',
      platform({ sourceRepos: ['*', '!https://github.com/example/platform'] }),
      `Application argocd/shop | spec | ${refused(`to read ${url}`)} | add it to sourceRepos of the AppProject platform, or put the object elsewhere`,
    ],
    [
      'a namespace',
      { 'shop/b.yaml': objectOf('Service', 'b', { metadata: { namespace: 'other' } }) },
      `Service other/b | metadata.namespace | ${refused('to write into the namespace other')} | add it to destinations of the AppProject platform, or put the object elsewhere`,
    ],
    [
      'the namespace that it installs into',
      platform({ destinations: [{ name: 'in-cluster', namespace: 'other-*' }] }),
      `Application argocd/shop | spec.destination.namespace | ${refused('to write into the namespace shop')} | add it to destinations of the AppProject platform, or put the object elsewhere`,
    ],
    [
      'a kind of the cluster',
      { 'shop/b.yaml': objectOf('PersistentVolume', 'b') },
      `PersistentVolume b | kind | ${refused('to have a PersistentVolume')} | add it to clusterResourceWhitelist of the AppProject platform, or put the object elsewhere`,
    ],
    [
      'a kind inside a namespace',
      platform({ namespaceResourceBlacklist: [{ group: '', kind: 'Serv*' }] }),
      `Service shop/web | kind | ${refused('to have a Service')} | add it to the kinds for namespaces of the AppProject platform, or put the object elsewhere`,
    ],
  ])('finds that it does not allow %s', (_, files, expected) => {
    expect(found(project, { ...tree, ...files })).toEqual([expected]);
  });

  test('names each kind and each namespace once', () => {
    const two = { 'shop/b.yaml': objectOf('PersistentVolume', 'b'), 'shop/c.yaml': objectOf('PersistentVolume', 'c') };
    expect(found(project, { ...tree, ...two })).toHaveLength(1);
  });

  test('says nothing of a project that is not in the tree, or is of another Argo CD', () => {
    const { 'root/AppProject.yaml': _, ...without } = tree;
    expect(found(project, without)).toEqual([]);
    const foreign = objectOf('AppProject', 'platform', {
      apiVersion: 'argoproj.io/v1alpha1',
      metadata: { namespace: 'b' },
    });
    expect(found(project, { ...without, 'root/AppProject.yaml': foreign })).toEqual([]);
  });

  test.each<[string, object]>([
    ['a repository by a glob', { sourceRepos: ['https://github.com/example/*'] }],
    ['a repository in another spelling', { sourceRepos: ['https://GitHub.com/example/platform'] }],
    ['a repository, although a pattern excludes another', { sourceRepos: ['*', '!https://github.com/example/other'] }],
    ['a repository over two steps', { sourceRepos: ['https://**'] }],
    ['one of several', { sourceRepos: ['https://github.com/{example,other}/plat????'] }],
    [
      'a cluster by its address',
      { destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'sh[a-p]p' }] },
    ],
    ['every namespace', { destinations: [{ server: '*', namespace: '*' }] }],
    [
      'every namespace but another',
      {
        destinations: [
          { name: '*', namespace: '*' },
          { server: '*', namespace: '!b' },
        ],
      },
    ],
    ['every kind', { clusterResourceWhitelist: [{ group: '*', kind: '*' }] }],
    ['a kind of a name', { clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 's*' }] }],
    ['the kinds of a list', { namespaceResourceWhitelist: [{ group: '', kind: 'Service' }] }],
    ['all but another kind', { namespaceResourceBlacklist: [{ group: 'apps', kind: 'Service' }] }],
  ])('takes %s', (_, spec) => {
    expect(found(project, { ...tree, ...platform(spec) })).toEqual([]);
  });

  test.each<[string, object, number]>([
    ['one step', { sourceRepos: ['https://*'] }, 1],
    ['a dot is a dot', { sourceRepos: ['https://github?com/example/platformXgit'] }, 1],
    ['a class that is turned round', { destinations: [{ name: 'in-cluster', namespace: 'sh[!a-p]p' }] }, 1],
    [
      'this namespace excluded',
      {
        destinations: [
          { name: '*', namespace: '*' },
          { server: '*', namespace: '!shop' },
        ],
      },
      1,
    ],
    ['another cluster', { destinations: [{ name: 'other', namespace: 'shop' }] }, 1],
    [
      'this cluster excluded',
      {
        destinations: [
          { name: '*', namespace: 'shop' },
          { name: '!in-cluster', namespace: 'shop' },
        ],
      },
      1,
    ],
    [
      'this address excluded',
      {
        destinations: [
          { name: '*', namespace: '*' },
          { server: '!https://kubernetes.default.svc', namespace: '*' },
        ],
      },
      1,
    ],
    ['no kind of a list', { namespaceResourceWhitelist: [] }, 1],
    ['a kind of another name', { clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'a' }] }, 1],
    [
      'a kind that two lists name',
      {
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
        clusterResourceBlacklist: [{ group: '', kind: 'Namespace' }],
      },
      1,
    ],
    ['no cluster-wide kind at all', { clusterResourceWhitelist: [] }, 1],
  ])('does not take %s', (_, spec, count) => {
    expect(found(project, { ...tree, ...platform(spec) })).toHaveLength(count);
  });

  test('knows the cluster by its address too, and another one by what is written', () => {
    expect(
      found(project, { ...tree, ...into({ server: 'https://kubernetes.default.svc', namespace: 'shop' }) }),
    ).toEqual([]);
    expect(found(project, { ...tree, ...into({ server: 'https://10.0.0.1', namespace: 'shop' }) })).toHaveLength(1);
    const other = platform({ destinations: [{ server: 'https://10.0.0.1', namespace: 'shop' }] });
    expect(found(project, { ...tree, ...other, ...into({ server: 'https://10.0.0.1', namespace: 'shop' }) })).toEqual(
      [],
    );
  });
});
