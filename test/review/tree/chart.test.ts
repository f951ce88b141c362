import { objectsOf, templateCommand } from '../../../review/tree/chart.ts';
import { applicationOf, treeOf } from './objects.ts';

const objects = (text: string) => objectsOf(text, { chart: 'web', version: '1.2.3' }, 'shop', 'root/shop.yaml');
const configMap = (name: string, hook?: string, data = '{}') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${hook ? `, annotations: { helm.sh/hook: '${hook}' }` : ''} }\ndata: ${data}\n`;
const names = (...texts: readonly string[]) =>
  objects(texts.join('---\n')).map(({ manifest }) => manifest.metadata.name);

describe('the objects of a rendered chart', () => {
  test('belong to the Application, name the chart with its version, and are as they are written', () => {
    expect(objects(configMap('a', undefined, '{ key: value }'))).toEqual([
      {
        file: 'root/shop.yaml',
        application: 'shop',
        chart: 'web 1.2.3',
        manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { key: 'value' } },
      },
    ]);
  });

  test('end at a line of three hyphens, and nowhere else', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  b: |\n    ---\n    x---\n    ---x\n';
    expect(objects(`${text}---\n${configMap('b')}`).map(({ manifest }) => manifest['data'])).toEqual([
      { b: '---\nx---\n---x\n' },
      {},
    ]);
  });

  test('have no field that is null, in a list neither', () => {
    const [found] = objects(
      'apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec: { a: , b: [{ c: , d: 1 }, null] }\n',
    );
    expect(found?.manifest['spec']).toEqual({ b: [{ d: 1 }, null] });
  });

  test.each(['test', 'test-success', 'test-failure', 'pre-rollback', 'post-rollback', 'test, post-rollback'])(
    'lack a hook of %s, which Argo CD never runs',
    (hook) => {
      expect(names(configMap('a'), configMap('b', hook))).toEqual(['a']);
    },
  );

  test.each(['pre-install', 'test, pre-install', 'pre-install, post-rollback', 'pretest', 'tests'])(
    'have a hook of %s',
    (hook) => {
      expect(names(configMap('a', hook))).toEqual(['a']);
    },
  );

  test('are parsed once where renders have them in common', () => {
    const parsed = new Map();
    const render = () => objectsOf(configMap('a'), { chart: 'web', version: '1' }, 'shop', 'a', parsed)[0]?.manifest;
    expect(render()).toBe(render());
  });

  test('are refused where they are no YAML', () => {
    expect(() => objects('a: [')).toThrow();
  });
});

test('a chart whose Application names no namespace is rendered for the one that is called default', () => {
  const text = applicationOf('shop', ({ spec }) => {
    spec['destination'] = { name: 'in-cluster' };
    spec['source'] = { repoURL: 'https://charts.example.com', chart: 'web', targetRevision: '1.2.3' };
  });
  const [view] = treeOf({ 'root/Application.shop.yaml': text }).applications;
  const [chart] = view?.charts ?? [];
  expect(view && chart && templateCommand('place', chart, view)).toContain('--namespace=default');
});
