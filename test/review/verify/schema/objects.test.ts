import { readable, unique } from '../../../../review/verify/schema/objects.ts';
import { applicationOf, objectOf, treeOf } from '../../tree/objects.ts';

describe('schema/readable', () => {
  test('finds what is no object, with file and line', () => {
    const tree = treeOf({ 'shop/a.yaml': 'apiVersion: v1\nkind: [', 'shop/b.yaml': objectOf('Service', 'b') });
    expect(readable.find(tree)).toMatchObject([{ file: 'dev/shop/a.yaml', line: 2 }]);
  });

  test('takes empty documents', () => {
    expect(readable.find(treeOf({ 'shop/a.yaml': `---\n---\n${objectOf('Service', 'a')}\n---\n` }))).toEqual([]);
  });
});

describe('schema/unique', () => {
  test('finds an object that two files have, also where one leaves the namespace to its Application', () => {
    const tree = treeOf({
      'root/Application.shop.yaml': applicationOf('shop'),
      'shop/a.yaml': objectOf('Service', 'web'),
      'shop/b.yaml': objectOf('Service', 'web', { metadata: { namespace: 'shop' } }),
    });
    expect(unique.find(tree)).toMatchObject([
      {
        item: { file: 'dev/shop/b.yaml' },
        message: expect.stringContaining('Service shop/web is also in dev/shop/a.yaml'),
      },
    ]);
  });

  test.each([
    ['of two namespaces', { metadata: { namespace: 'other' } }],
    ['of two groups', { apiVersion: 'serving.knative.dev/v1' }],
  ])('takes two objects of one kind and name %s', (_, rest) => {
    const tree = treeOf({ 'shop/a.yaml': objectOf('Service', 'web'), 'shop/b.yaml': objectOf('Service', 'web', rest) });
    expect(unique.find(tree)).toEqual([]);
  });
});
