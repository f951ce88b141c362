import { applied, folder } from '../../../../review/verify/references/folders.ts';
import { applicationOf, type Files, objectOf } from '../../tree/objects.ts';
import { found } from '../found.ts';

const tree: Files = { 'root/shop.yaml': applicationOf('shop'), 'shop/a.yaml': objectOf('Service', 'a') };

describe('references/folder', () => {
  test('finds an Application whose folder has nothing', () => {
    expect(found(folder, { ...tree, 'root/stock.yaml': applicationOf('stock') })).toEqual([
      'Application argocd/stock | spec.source.path | the Application stock applies the folder stock, which has no manifest: Git keeps no empty folder, so Argo CD reports an error and no longer syncs it | run npm run synth, or remove the Application',
    ]);
  });

  test('finds an Application that applies a folder of another environment', () => {
    const stock = applicationOf('stock', ({ spec }) => {
      spec['source'] = { repoURL: 'https://github.com/example/platform.git', path: 'dist/prod/stock' };
    });
    expect(found(folder, { ...tree, 'root/stock.yaml': stock })).toEqual([
      'Application argocd/stock | spec.source.path | the Application stock applies the folder dist/prod/stock, which is none of dev: what is there replaces what it applied before | name a folder of dev',
    ]);
  });

  test('names the source of several that has the folder', () => {
    const stock = applicationOf('stock', ({ spec }) => {
      const repoURL = 'https://github.com/example/platform.git';
      delete spec['source'];
      spec['sources'] = ['shop', 'stock'].map((name) => ({ repoURL, path: `dist/dev/${name}` }));
    });
    expect(found(folder, { ...tree, 'root/stock.yaml': stock })).toEqual([
      expect.stringMatching(/^Application argocd\/stock \| spec\.sources\[1\]\.path \| .* applies the folder stock,/),
    ]);
  });

  test('takes folders with manifests, and folders of repositories that are not here', () => {
    expect(found(folder, tree)).toEqual([]);
    const foreign = applicationOf('stock', ({ spec }) => {
      spec['source'] = { repoURL: 'https://example.com/other.git', path: 'stock', targetRevision: 'main' };
    });
    expect(found(folder, { ...tree, 'root/stock.yaml': foreign })).toEqual([]);
    expect(found(folder, { 'root/shop.yaml': applicationOf('shop') })).toEqual([]);
  });
});

describe('references/applied', () => {
  test('finds a folder that no Application applies, once', () => {
    const files = { 'stock/a.yaml': objectOf('Service', 'a'), 'stock/b.yaml': objectOf('Service', 'b') };
    const root = { 'root/root.yaml': applicationOf('root') };
    expect(found(applied, { ...tree, ...root, ...files })).toEqual([
      'Service b | no Application applies the folder stock, so none of its objects is in the cluster | add an Application for it, or remove the folder',
    ]);
  });

  test('takes a tree without Applications', () => {
    expect(found(applied, { 'shop/a.yaml': objectOf('Service', 'a') })).toEqual([]);
  });
});
