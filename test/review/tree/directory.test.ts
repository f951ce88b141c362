import { appliesFile } from '../../../review/tree/directory.ts';

test.each([
  ['a file of the folder', {}, 'shop/a.yaml', true],
  ['a file of another folder', {}, 'shop-two/a.yaml', false],
  ['a file below the folder', {}, 'shop/b/a.yaml', false],
  ['a file below the folder, with recurse', { recurse: true }, 'shop/b/a.yaml', true],
  ['a file that is left out', { exclude: 'a.yaml' }, 'shop/a.yaml', false],
  ['another file than the one that is left out', { exclude: 'a.yaml' }, 'shop/b.yaml', true],
  ['one of several that are left out', { exclude: '{a,b}.yaml' }, 'shop/b.yaml', false],
  ['one that is named', { include: '*.yaml' }, 'shop/a.yaml', true],
  ['one that is not named', { include: 'b*' }, 'shop/a.yaml', false],
  ['one that is named and left out', { include: '*', exclude: 'a*' }, 'shop/a.yaml', false],
])('Argo CD applies %s or not', (_, directory, file, applies) => {
  expect(appliesFile({ path: 'dist/prod/shop', directory }, 'shop', file)).toBe(applies);
});

test('the root of an environment has the files beside its folders', () => {
  expect(appliesFile({}, '', 'a.yaml')).toBe(true);
  expect(appliesFile({}, '', 'shop/a.yaml')).toBe(false);
});
