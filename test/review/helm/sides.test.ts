import { renderSides } from '../../../review/helm/sides.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { treeOf } from '../tree/objects.ts';
import { chartApplication, deployment, describeWithHelm, writeChart } from './charts.ts';

const folder = temporaryFolder();

const tree = (version: string, options: object = {}) =>
  treeOf({ 'root/Application.shop.yaml': chartApplication(version, options) });

const sides = (before: string, after: string, options: object = {}, mode: 'auto' | 'require' | 'off' = 'auto') =>
  renderSides([tree(before)], [tree(after, options)], { mode, folder });

const names = (trees: readonly ReturnType<typeof tree>[]) =>
  trees.flatMap(({ items }) => items.map(({ id }) => `${id.kind} ${id.namespace}/${id.name}`));

describeWithHelm('two sides of a review', () => {
  writeChart(folder, '1.0.0', { 'templates/web.yaml': deployment });
  writeChart(folder, '1.1.0', { 'templates/web.yaml': deployment });

  test('get the objects of a chart whose Application differs', async () => {
    const { before, after, charts, unrendered } = await sides('1.0.0', '1.1.0');
    expect(names(before)).toEqual(['Application argocd/shop', 'Deployment shop/web']);
    expect(names(after)).toEqual(names(before));
    expect({ charts, unrendered }).toEqual({ charts: ['shop 1.0.0', 'shop 1.1.0'], unrendered: [] });
  });

  test('do without Helm where no Application differs', async () => {
    expect(await sides('1.0.0', '1.0.0', {}, 'require')).toMatchObject({ charts: [], unrendered: [] });
  });

  test('keep their objects out where one of them cannot be rendered: all would seem to be gone', async () => {
    const { before, after, charts, unrendered } = await sides('1.0.0', '1.2.0');
    expect([...names(before), ...names(after)]).toEqual(['Application argocd/shop', 'Application argocd/shop']);
    expect(charts).toEqual([]);
    expect(unrendered).toEqual([
      expect.stringMatching(
        /^what these charts make, because they are not rendered: shop 1\.2\.0 \(https:.* does not give it/,
      ),
    ]);
  });

  test('are an error where rendering is required, and a stated gap where it is off', async () => {
    await expect(sides('1.0.0', '1.2.0', {}, 'require')).rejects.toThrow(
      /^--render-helm: shop 1\.2\.0 is not rendered: /,
    );
    expect((await sides('1.0.0', '1.1.0', {}, 'off')).unrendered).toEqual([
      'what these charts make, because they are not rendered: shop 1.0.0, shop 1.1.0 (--render-helm is off)',
    ]);
  });
});
