import { parameterPath } from '../../../review/tree/application.ts';
import { isHook, type Manifest, textsOf } from '../../../review/tree/manifest.ts';
import { describeId, versionOf } from '../../../review/tree/object-id.ts';
import { parseTrees } from '../../../review/tree/parse.ts';
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
    expect(tree.ofKind('Planet')).toEqual([]);
  });

  test('is found by its kind and namespace, and as the manifest of its Application', () => {
    const names = (kind: string, namespace: string) => tree.ofKindIn(kind, namespace).map(({ id }) => id.name);
    expect([names('ConfigMap', 'shop'), names('ConfigMap', 'elsewhere')]).toEqual([['a'], ['b']]);
    expect([names('Namespace', 'ignored'), tree.of('missing')]).toEqual([[], []]);
    const shop = tree.application('shop');
    expect(shop && tree.itemOf(shop)?.file).toBe('dev/root/Application.shop.yaml');
  });

  test('is the first of those that have its identity', () => {
    const twice = treeOf({
      'a/one.yaml': objectOf('Namespace', 'x'),
      'b/two.yaml': objectOf('Namespace', 'x'),
      'c/1.yaml': applicationOf('same'),
      'c/2.yaml': applicationOf('same', ({ spec }) => {
        spec['project'] = 'later';
      }),
    });
    expect(twice.get({ group: '', kind: 'Namespace', name: 'x' })?.file).toBe('dev/a/one.yaml');
    expect(twice.application('same')?.project).toBe('platform');
  });

  test('that a chart renders belongs to the Application of the chart, wherever the file is', () => {
    const manifest = JSON.parse(objectOf('ConfigMap', 'rendered')) as Manifest;
    const more = tree.with([{ file: 'dev/root/x.yaml', manifest, chart: 'web 1.0.0', application: 'shop' }]);
    expect(more.of('shop').at(-1)).toMatchObject({
      id: { namespace: 'shop', name: 'rendered' },
      application: 'shop',
      chart: 'web 1.0.0',
    });
    expect(more.items).toHaveLength(tree.items.length + 1);
    expect(more.items[0]).not.toHaveProperty('chart');
  });

  test('of another group is no Application', () => {
    const kind = JSON.stringify({ apiVersion: 'app.k8s.io/v1', kind: 'Application', metadata: { name: 'x' } });
    const project = JSON.stringify({ apiVersion: 'argoproj.io/v1', kind: 'AppProject', metadata: { name: 'x' } });
    expect(treeOf({ 'a/b.yaml': kind, 'a/c.yaml': project }).applications).toEqual([]);
  });

  test('is written with its namespace, where it has one', () => {
    expect(tree.items.map(({ id }) => describeId(id)).slice(-3)).toEqual([
      'ConfigMap shop/a',
      'ConfigMap elsewhere/b',
      'Namespace shop',
    ]);
    expect([versionOf('apps/v1'), versionOf('v1')]).toEqual(['v1', 'v1']);
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

  test.each([
    ['has a namespace', 'ns', 'ns'],
    ['has an empty namespace', '', 'shop'],
    ['has one that is no text', 1, 'shop'],
  ])('which %s goes where Argo CD takes it', (_, namespace, expected) => {
    const found = treeOf({
      'root/a.yaml': applicationOf('shop'),
      'shop/x.yaml': objectOf('ConfigMap', 'x', { metadata: { namespace } }),
    }).of('shop');
    expect(found.map(({ id }) => id.namespace)).toEqual([expected]);
  });

  test('is each of the items of a List', () => {
    const list = {
      kind: 'List',
      apiVersion: 'v1',
      items: ['a', 'b'].map((name) => JSON.parse(objectOf('ConfigMap', name))),
    };
    expect(treeOf({ 'shop/all.yaml': JSON.stringify(list) }).items.map(({ id }) => id.name)).toEqual(['a', 'b']);
    const own = objectOf('Listing', 'c', { items: [] });
    expect(treeOf({ 'shop/own.yaml': own }).items.map(({ id }) => id.kind)).toEqual(['Listing']);
  });

  test.each([
    [{ 'argocd.argoproj.io/hook': 'PreSync' }, true],
    [{ 'helm.sh/hook': 'pre-install' }, true],
    [{ 'helm.sh/hook': 'crd-install' }, false],
    [{ 'argocd.argoproj.io/sync-wave': '1' }, false],
    [undefined, false],
  ])('with the annotations %j: whether it is a hook is %s', (annotations, expected) => {
    expect(isHook(JSON.parse(objectOf('Job', 'x', { metadata: { annotations } })) as Manifest)).toBe(expected);
  });

  test('has the labels that are text', () => {
    expect(textsOf({ name: 'x', labels: { a: '1', b: 2 } }, 'labels')).toEqual({ a: '1' });
    expect(textsOf({ name: 'x', labels: 'a' }, 'labels')).toEqual({});
  });
});

describe('the trees of some files', () => {
  const files = ['prod/shop/b.yaml', 'dev/shop/b.json', 'dev/shop/a.yml', 'dev/shop/a.yaml.txt', 'note.yaml'];
  const trees = parseTrees(files.map((path, index) => ({ path, text: objectOf('ConfigMap', `c${index}`) })));

  test('are one for each environment, in the order of names, with manifests only', () => {
    expect(trees.map(({ environment, items }) => [environment, items.map(({ file }) => file)])).toEqual([
      ['dev', ['dev/shop/a.yml', 'dev/shop/b.json']],
      ['prod', ['prod/shop/b.yaml']],
    ]);
  });

  test('keep the texts, and use what another tree has read from the same text', () => {
    expect(trees[1]?.texts.get('prod/shop/b.yaml')).toBe(objectOf('ConfigMap', 'c0'));
    const parsed = new Map();
    const read = (name: string) =>
      parseTrees([{ path: 'dev/a/b.yaml', text: objectOf('ConfigMap', name) }], parsed)[0]?.items[0]?.manifest;
    const first = read('x');
    expect(read('x')).toBe(first);
    expect(read('y')).not.toEqual(first);
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
    const equal = treeOf({
      'x/1.yaml': applicationOf('b', inWave('1.5')),
      'x/2.yaml': applicationOf('c'),
      'x/3.yaml': applicationOf('a'),
    });
    expect(equal.applications.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  test('is the root wherever its wave would put it', () => {
    const tree = treeOf({
      'root/a.yaml': applicationOf('shop'),
      'root/b.yaml': applicationOf('root', ({ metadata }) => {
        metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': '7' };
      }),
    });
    expect(tree.applications.map(({ name }) => name)).toEqual(['root', 'shop']);
  });

  test('is read with its project, its namespace, its folders and what it ignores', () => {
    const tree = treeOf({
      'root/a.yaml': applicationOf('shop', ({ spec }) => {
        delete spec['project'];
        delete spec['source'];
        spec['sources'] = [{ path: './dist/dev//shop/' }, { path: 'dist/dev/cart' }, { ref: 'values' }, 'x'];
        spec['ignoreDifferences'] = [{ kind: 'Secret' }, 'x'];
      }),
      'root/b.yaml': applicationOf('bare', (application) => {
        application.spec['destination'] = { namespace: 1 };
        application.metadata['finalizers'] = ['resources-finalizer.argocd.argoproj.io/background'];
      }),
    });
    expect(tree.application('shop')).toMatchObject({
      project: 'default',
      namespace: 'shop',
      folders: ['shop', 'cart'],
      sources: [{ path: './dist/dev//shop/' }, { path: 'dist/dev/cart' }, { ref: 'values' }],
      ignoreDifferences: [{ kind: 'Secret' }],
      isRoot: false,
    });
    expect(tree.application('bare')).toMatchObject({ project: 'platform', cascades: true });
    expect(tree.application('bare')?.namespace).toBeUndefined();
  });

  const asText = { valuesField: 'spec.source.helm.values' };

  test.each([
    [
      'everything said',
      {
        releaseName: 'r',
        skipCrds: true,
        kubeVersion: '1.35',
        apiVersions: ['a/v1'],
        values: 'a: 1',
        valuesObject: { b: 2 },
        parameters: [
          { name: 'x', value: 1 },
          { name: 'y', value: '2', forceString: true },
        ],
      },
      {
        releaseName: 'r',
        skipCrds: true,
        kubeVersion: '1.35',
        apiVersions: ['a/v1'],
        values: { b: 2 },
        parameters: [
          { name: 'x', value: '1' },
          { name: 'y', value: '2', isText: true },
        ],
      },
    ],
    ['nothing said', {}, {}],
    ['what is no text', { releaseName: 1, kubeVersion: 1, values: 1 }, asText],
    ['values that are no map', { values: 'a' }, asText],
    ['values that are no YAML', { values: 'a: [' }, { unreadableValues: true, ...asText }],
  ])('gives its charts with %s', (_, helm, expected) => {
    const chart = { chart: 'c', targetRevision: '1.0', repoURL: 'https://x' };
    const charts = (source: object) =>
      treeOf({
        'root/a.yaml': applicationOf('shop', ({ spec }) => {
          delete spec['source'];
          Object.assign(spec, source);
        }),
      }).application('shop')?.charts;
    const found = {
      chart: 'c',
      version: '1.0',
      repoUrl: 'https://x',
      releaseName: 'shop',
      skipCrds: false,
      values: {},
      valuesField: 'spec.source.helm.valuesObject',
      unreadableValues: false,
      parameters: [],
      kubeVersion: undefined,
      apiVersions: [],
      ...expected,
    };
    const placed = (field: string) => [
      { ...found, field, valuesField: found.valuesField.replace('spec.source', field) },
    ];
    expect(charts({ source: { ...chart, helm } })).toEqual(placed('spec.source'));
    expect(charts({ sources: [null, { ...chart, helm }], source: { path: 'x' } })).toEqual(placed('spec.sources[1]'));
    expect(charts({ sources: [], source: { ...chart, helm } })).toEqual(placed('spec.source'));
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
      { chart: 'c', version: '1.0', releaseName: 'shop', values: { a: 1 } },
    ]);
  });

  test.each([
    [{ automated: { prune: true } }, { automated: true, prune: true, selfHeal: false, retries: 5 }],
    [{ automated: { selfHeal: true } }, { automated: true, prune: false, selfHeal: true }],
    [{ automated: { enabled: false, prune: true } }, { automated: false, prune: false }],
    [{ retry: { limit: -1 } }, { automated: false, retries: -1 }],
    [{ retry: {} }, { retries: 0 }],
    [{ retry: null }, { retries: 5 }],
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

  test('stays where no Application of the tree applies it', () => {
    const tree = treeOf({ 'nobody/x.yaml': objectOf('ConfigMap', 'x') });
    expect(tree.items.map((item) => [whenPruned(item, tree), whenApplicationGoes(item, tree)])).toEqual([
      ['keep', 'keep'],
    ]);
  });
});

test('a parameter of a chart is a path of keys, and a dot that is escaped is part of one', () => {
  expect(parameterPath('config.common\\.io.share')).toEqual(['config', 'common.io', 'share']);
});
