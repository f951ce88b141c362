import { parameterPath } from '../../../review/tree/application.ts';
import { whenApplicationGoes, whenPruned } from '../../../review/tree/removal.ts';
import { applicationOf, type Draft, objectOf, treeOf } from './objects.ts';

const root = applicationOf('root', (application) => {
  application.spec['destination'] = { name: 'in-cluster', namespace: 'argocd' };
});

describe('an object of a tree', () => {
  const tree = treeOf({
    'root/Application.root.yaml': root,
    'root/Application.shop.yaml': applicationOf('shop'),
    'shop/ConfigMap.a.yaml': objectOf('ConfigMap', 'a'),
    'shop/ConfigMap.b.yaml': objectOf('ConfigMap', 'b', { metadata: { namespace: 'elsewhere' } }),
    'shop/Namespace.shop.yaml': objectOf('Namespace', 'shop', { metadata: { namespace: 'ignored' } }),
    'nobody/ConfigMap.c.yaml': objectOf('ConfigMap', 'c'),
  });
  const ids = (folder: string) =>
    tree.items.filter(({ file }) => file.startsWith(`dev/${folder}/`)).map(({ id }) => id);

  test('goes into the namespace of its Application where it names none', () => {
    expect(ids('shop')).toEqual([
      { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'a' },
      { group: '', kind: 'ConfigMap', namespace: 'elsewhere', name: 'b' },
      { group: '', kind: 'Namespace', name: 'shop' },
    ]);
  });

  test('belongs to the Application that applies its folder, or to the folder where none does', () => {
    expect(tree.of('shop').map(({ id }) => id.name)).toEqual(['a', 'b', 'shop']);
    expect(tree.of('nobody').map(({ id }) => id.name)).toEqual(['c']);
    expect(tree.of('root').map(({ id }) => id.name)).toEqual(['root', 'shop']);
  });

  test('is found by its identity, and by its kind', () => {
    expect(tree.get({ group: '', kind: 'ConfigMap', namespace: 'elsewhere', name: 'b' })?.file).toBe(
      'dev/shop/ConfigMap.b.yaml',
    );
    expect(tree.get({ group: 'apps', kind: 'ConfigMap', namespace: 'elsewhere', name: 'b' })).toBeUndefined();
    expect(tree.ofKind('ConfigMap')).toHaveLength(3);
  });

  test('has no namespace where a CRD of the tree says so', () => {
    const crd = { spec: { group: 'example.com', scope: 'Cluster', names: { kind: 'Planet' } } };
    const planet = treeOf({
      'sky/CustomResourceDefinition.planets.yaml': objectOf('CustomResourceDefinition', 'planets.example.com', crd),
      'sky/Planet.mars.yaml': objectOf('Planet', 'mars', {
        apiVersion: 'example.com/v1',
        metadata: { namespace: 'x' },
      }),
    }).ofKind('Planet')[0];
    expect(planet?.id).toEqual({ group: 'example.com', kind: 'Planet', name: 'mars' });
  });

  test('is each of the items of a List', () => {
    const list = {
      kind: 'List',
      apiVersion: 'v1',
      items: ['a', 'b'].map((name) => JSON.parse(objectOf('ConfigMap', name))),
    };
    expect(treeOf({ 'shop/all.yaml': JSON.stringify(list) }).items.map(({ id }) => id.name)).toEqual(['a', 'b']);
  });
});

describe('an Application of a tree', () => {
  test('is the root where it applies a folder with Applications in it', () => {
    const tree = treeOf({ 'root/a.yaml': root, 'root/b.yaml': applicationOf('shop') });
    expect(tree.applications.map(({ name, isRoot }) => [name, isRoot])).toEqual([
      ['root', true],
      ['shop', false],
    ]);
  });

  test('stands in the order of the waves', () => {
    const inWave = (wave: string) => (application: Draft) => {
      application.metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': wave };
    };
    const tree = treeOf({
      'x/1.yaml': applicationOf('late', inWave('10')),
      'x/2.yaml': applicationOf('early', inWave('-5')),
      'x/3.yaml': applicationOf('unwritten'),
    });
    expect(tree.applications.map(({ name, wave }) => [name, wave])).toEqual([
      ['early', -5],
      ['unwritten', 0],
      ['late', 10],
    ]);
  });

  test.each([
    [
      'one source',
      { source: { chart: 'c', targetRevision: '1.0', repoURL: 'https://x', helm: { valuesObject: { a: 1 } } } },
    ],
    [
      'several sources',
      {
        sources: [
          { path: 'dist/dev/x' },
          { chart: 'c', targetRevision: '1.0', repoURL: 'https://x', helm: { values: 'a: 1' } },
        ],
      },
    ],
  ])('shows its chart with %s', (_, sources) => {
    const tree = treeOf({
      'root/a.yaml': applicationOf('shop', (application) => {
        delete application.spec['source'];
        Object.assign(application.spec, sources);
      }),
    });
    expect(tree.application('shop')?.charts).toMatchObject([
      { chart: 'c', version: '1.0', releaseName: 'c', values: { a: 1 } },
    ]);
  });

  test.each([
    [{ automated: { prune: true } }, { automated: true, prune: true, selfHeal: false, retries: 0 }],
    [{ automated: { enabled: false, prune: true } }, { automated: false, prune: false }],
    [{ retry: { limit: -1 } }, { automated: false, retries: -1 }],
  ])('with the policy %j is read as %j', (syncPolicy, expected) => {
    const tree = treeOf({
      'root/a.yaml': applicationOf('shop', (application) => {
        application.spec.syncPolicy = syncPolicy;
      }),
    });
    expect(tree.application('shop')?.sync).toMatchObject(expected);
  });
});

describe('an object that leaves Git', () => {
  const fates = (own: string, options: readonly string[], edit: (application: Draft) => void = () => {}) => {
    const annotations = own === '' ? {} : { 'argocd.argoproj.io/sync-options': own };
    const tree = treeOf({
      'root/a.yaml': applicationOf('shop', (application) => {
        application.spec.syncPolicy['syncOptions'] = options;
        edit(application);
      }),
      'shop/x.yaml': objectOf('ConfigMap', 'x', { metadata: { annotations } }),
    });
    const [item] = tree.of('shop');
    return item && [whenPruned(item, tree), whenApplicationGoes(item, tree)];
  };

  test.each([
    ['', [], ['delete', 'delete']],
    ['Prune=confirm', [], ['ask', 'ask']],
    ['Delete=false, Prune=confirm', [], ['ask', 'keep']],
    ['Delete=confirm,Prune=false', [], ['keep', 'ask']],
    ['', ['Prune=confirm'], ['ask', 'ask']],
    ['Prune=false', ['Prune=confirm'], ['keep', 'delete']],
    ['Prune=true', ['Prune=confirm'], ['delete', 'delete']],
  ])('with the options "%s" of its own and %j of its Application is met by %j', (own, options, expected) => {
    expect(fates(own, options)).toEqual(expected);
  });

  test('stays where its Application does not prune, or has no finalizer', () => {
    const manual = fates('', [], (application) => {
      application.spec.syncPolicy['automated'] = { selfHeal: true };
    });
    const orphaned = fates('', [], (application) => {
      delete application.metadata['finalizers'];
    });
    expect([manual, orphaned]).toEqual([
      ['keep', 'delete'],
      ['delete', 'keep'],
    ]);
  });
});

test('a parameter of a chart is a path of keys, and a dot that is escaped is part of one', () => {
  expect(parameterPath('config.common\\.io.share')).toEqual(['config', 'common.io', 'share']);
});
