import { application, comparison, type Draft, draft } from './trees.ts';

/** `<verb> <object>` for each change; `old => new` where the name differs, and where it moved. */
function verbs(before: readonly Draft[], after: readonly Draft[]): readonly string[] {
  return comparison(before, after).changes.map(({ verb, before: was, after: is }) => {
    const names = [was, is].flatMap((item) => (item ? [`${item.id.namespace ?? ''}/${item.id.name}`] : []));
    const moved = was && is && was.application !== is.application ? ` (${was.application} => ${is.application})` : '';
    return `${verb} ${[...new Set(names)].join(' => ')}${moved}`;
  });
}

const config = (name: string, data: object, metadata: object = {}) =>
  draft('ConfigMap', { metadata: { name, namespace: 'shop', ...metadata }, data });
const long = { a: '1', b: '2', c: '3', d: '4' };

describe('an object that is on both sides', () => {
  test('is no change where it is the same', () => {
    expect(verbs([config('a', long)], [config('a', long)])).toEqual([]);
  });

  test('is the same object in another version of its API', () => {
    const of = (apiVersion: string) => ({ ...draft('NodePool', { spec: { weight: 1 } }), apiVersion });
    expect(verbs([of('karpenter.sh/v1beta1')], [of('karpenter.sh/v1')])).toEqual(['changed /web']);
  });

  test('is rewritten where every difference means nothing', () => {
    const quota = (cpu: string) => draft('ResourceQuota', { spec: { hard: { cpu } } });
    expect(verbs([quota('1')], [quota('1000m')])).toEqual(['rewritten shop/web']);
  });

  test('is no change where its namespace is only written out', () => {
    const without = draft('ConfigMap', { metadata: { name: 'a' }, data: long });
    expect(verbs([without], [config('a', long)])).toEqual([]);
  });

  test('is a change where another Application applies it', () => {
    const shared = { ...config('a', long), folder: 'bar' };
    const bar = application('bar');
    expect(verbs([bar, config('a', long)], [bar, shared])).toEqual(['changed shop/a (shop => bar)']);
  });
});

describe('an object whose name changes', () => {
  test('is followed where only the digest of its content is another', () => {
    const before = config('settings-0a1b2c3d', { a: '1' });
    const after = config('settings-4e5f6a7b', { a: '2' });
    expect(verbs([before], [after])).toEqual(['followed shop/settings-0a1b2c3d => shop/settings-4e5f6a7b']);
  });

  test('is not followed where its kind has no digest in its name', () => {
    const of = (name: string, replicas: number) =>
      draft('Deployment', { metadata: { name, namespace: 'shop' }, spec: { replicas } });
    expect(verbs([of('a-0a1b2c3d', 1)], [of('a-4e5f6a7b', 2)])).toEqual([
      'removed shop/a-0a1b2c3d',
      'added shop/a-4e5f6a7b',
    ]);
  });

  test('is renamed where it says the same', () => {
    expect(verbs([config('old', long)], [config('new', long)])).toEqual(['renamed shop/old => shop/new']);
  });

  test('is renamed where its own name stands in it', () => {
    const of = (name: string) =>
      draft('Service', {
        metadata: { name, namespace: 'shop' },
        spec: { selector: { app: name }, ports: [{ port: 80 }] },
      });
    expect(verbs([of('old')], [of('new')])).toEqual(['renamed shop/old => shop/new']);
  });

  test('is another object where it says something else', () => {
    expect(verbs([config('old', long)], [config('new', { x: '9', y: '8', z: '7' })])).toEqual([
      'removed shop/old',
      'added shop/new',
    ]);
  });

  test('is the one that is most like it', () => {
    const before = [config('one', { ...long, e: '5' }), config('two', { ...long, e: '6' })];
    const after = [config('three', { ...long, e: '6' }), config('four', { ...long, e: '5' })];
    expect(verbs(before, after)).toEqual(['renamed shop/one => shop/four', 'renamed shop/two => shop/three']);
  });

  test('is renamed where its namespace is another', () => {
    const of = (namespace: string) =>
      draft('ServiceAccount', { metadata: { name: 'driver', namespace, labels: long } });
    expect(verbs([of('team-a')], [of('team-b')])).toEqual(['renamed team-a/driver => team-b/driver']);
  });
});
