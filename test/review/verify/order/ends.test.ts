import { findingsOf } from '../../../../review/verify/check.ts';
import { ends } from '../../../../review/verify/order/ends.ts';
import { applicationOf, objectOf, treeOf } from '../../tree/objects.ts';
import { oldShape } from './old-shape.ts';

const messages = (tree: ReturnType<typeof treeOf>) =>
  ends.flatMap((check) => findingsOf(check, tree).map(({ rule, message }) => `${rule}: ${message}`));

const root = (edit: Parameters<typeof applicationOf>[1] = () => {}) =>
  applicationOf('root', (draft) => {
    draft.metadata['finalizers'] = [];
    draft.spec['destination'] = { namespace: 'argocd' };
    edit(draft);
  });

const shop = {
  'root/Application.root.yaml': root(),
  'root/Application.shop.yaml': applicationOf('shop'),
  'shop/ConfigMap.a.yaml': objectOf('ConfigMap', 'a'),
  'shop/Namespace.shop.yaml': objectOf('Namespace', 'shop'),
};

describe('order/install and order/removal', () => {
  test('are content with a namespace that comes and goes with its Application', () => {
    expect(messages(treeOf(shop))).toEqual([]);
  });

  test('name what a namespace is missing for', () => {
    const { 'shop/Namespace.shop.yaml': _, ...without } = shop;
    expect(messages(treeOf(without))).toContainEqual(
      expect.stringMatching(/^order\/install: shop never gets ready .* ConfigMap shop\/a: the namespace is not there$/),
    );
  });

  test('see that a team of the old shape can never be removed', () => {
    expect(messages(oldShape(['spark-team-a', 'spark-team-b']))).toContainEqual(
      expect.stringMatching(
        /^order\/removal: if everything in namespace spark-team-b is removed one day, the removal never ends: /,
      ),
    );
  });

  test('see an Application that stands in a namespace which goes with another one', () => {
    const inShop = applicationOf('stock', (draft) => {
      draft.metadata['namespace'] = 'shop';
      draft.metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': '1' };
    });
    const stock = {
      'stock/ConfigMap.b.yaml': objectOf('ConfigMap', 'b'),
      'stock/Namespace.stock.yaml': objectOf('Namespace', 'stock'),
    };
    expect(messages(treeOf({ ...shop, ...stock, 'root/Application.stock.yaml': inShop }))).toContainEqual(
      expect.stringMatching(
        /^order\/removal: if shop is removed one day, the removal never ends: root waits for .* Application shop\/stock: the namespace is not there$/,
      ),
    );
  });

  test('see that the root would wait for a person', () => {
    const asking = applicationOf('shop', (draft) => {
      draft.metadata['annotations'] = { 'argocd.argoproj.io/sync-options': 'Prune=confirm' };
    });
    expect(messages(treeOf({ ...shop, 'root/Application.shop.yaml': asking }))).toContain(
      'order/removal: while a person is asked about root, root waits for a person who agrees to a deletion',
    );
  });

  test('see the one of many like Applications whose removal waits for a person', () => {
    const team = (name: string, option: string) => ({
      [`${name}/Namespace.${name}.yaml`]: objectOf('Namespace', name),
      [`root/Application.${name}.yaml`]: applicationOf(name, (draft) => {
        draft.metadata['annotations'] = { 'argocd.argoproj.io/sync-options': option };
      }),
    });
    const teams = [team('team-a', 'Validate=true'), team('team-b', 'Prune=confirm'), team('team-c', 'Validate=true')];
    expect(messages(treeOf(Object.assign({ 'root/Application.root.yaml': root() }, ...teams)))).toEqual([
      'order/removal: while a person is asked about root, root waits for a person who agrees to a deletion',
      'order/removal: while a person is asked about root, team-b waits for its folder in Git',
    ]);
  });

  test('let an Application wait for a person by itself', () => {
    const asking = objectOf('Namespace', 'shop', {
      metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Delete=confirm' } },
    });
    expect(messages(treeOf({ ...shop, 'shop/Namespace.shop.yaml': asking }))).toEqual([]);
  });

  test('name the Application that waits, and what to do', () => {
    const { 'shop/Namespace.shop.yaml': _, ...without } = shop;
    const asking = applicationOf('shop', (draft) => {
      draft.metadata['annotations'] = { 'argocd.argoproj.io/sync-options': 'Prune=confirm' };
    });
    const found = (tree: ReturnType<typeof treeOf>) =>
      ends
        .flatMap((check) => findingsOf(check, tree))
        .map(({ item, remedy }) => [item?.file, /^[^\s(]+(\s[^\s(]+){3}/.exec(remedy)?.[0]]);
    expect(found(treeOf(without))).toEqual([
      ['dev/root/Application.root.yaml', 'let what it needs'],
      ['dev/root/Application.shop.yaml', 'let what it needs'],
    ]);
    expect(found(treeOf({ ...shop, 'root/Application.shop.yaml': asking }))).toContainEqual([
      'dev/root/Application.root.yaml',
      'ask in the Application',
    ]);
    expect(found(oldShape(['spark-team-a']))).toContainEqual([
      'dev/root/Application.root.yaml',
      'let a namespace come',
    ]);
  });

  test('say of what never gets ready that its removal was not judged', () => {
    const [, removal] = ends;
    const { 'shop/Namespace.shop.yaml': _, ...without } = shop;
    expect(removal?.find(treeOf(without))).toEqual([]);
    expect(removal?.blindSpots?.(treeOf(without))).toEqual([expect.stringMatching(/^what a removal does: /)]);
    expect(removal?.blindSpots?.(treeOf(shop))).toEqual([]);
  });

  test('find the removal of each of two like teams', () => {
    const found = messages(oldShape(['spark-team-a', 'spark-team-b']));
    for (const team of ['spark-team-a', 'spark-team-b']) {
      expect(found).toContainEqual(expect.stringContaining(`if everything in namespace ${team} is removed one day`));
    }
  });

  /** An Application that writes one ConfigMap into some namespace. */
  const writer = (name: string, ...namespaces: readonly string[]) => ({
    [`root/Application.${name}.yaml`]: applicationOf(name, (draft) => {
      draft.metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': '1' };
      draft.spec['destination'] = { namespace: namespaces[0] };
    }),
    ...Object.fromEntries(
      namespaces.map((namespace) => [
        `${name}/ConfigMap.${namespace}.yaml`,
        objectOf('ConfigMap', name, { metadata: { namespace } }),
      ]),
    ),
  });

  test('let an Application go whose neighbour writes into namespaces of a third one, and of the cluster', () => {
    const stock = {
      'root/Application.stock.yaml': applicationOf('stock'),
      'stock/Namespace.stock.yaml': objectOf('Namespace', 'stock'),
    };
    const files = { ...shop, ...stock, ...writer('till', 'shop', 'stock', 'kube-system'), ...writer('page', 'shop') };
    const found = messages(treeOf(files));
    expect(found).toContainEqual(expect.stringMatching(/if stock is removed one day, .*: till waits for/));
    expect(found).not.toContainEqual(expect.stringMatching(/if page is removed one day/));
  });

  test('never take the namespace of Argo CD away with all that is in it', () => {
    const home = {
      ...shop,
      'shop/Namespace.argocd.yaml': objectOf('Namespace', 'argocd'),
      ...writer('page', 'argocd'),
    };
    expect(messages(treeOf(home))).toEqual([]);
  });

  test('know that what a controller deletes goes only while the controller runs', () => {
    const pool = objectOf('NodePool', 'web', { apiVersion: 'karpenter.sh/v1' });
    const karpenter = applicationOf('karpenter', (draft) => {
      draft.metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': '-1' };
      draft.spec['destination'] = { namespace: 'kube-system' };
      draft.spec['source'] = { chart: 'karpenter', targetRevision: '1.0.0', helm: { valuesObject: {} } };
    });
    const files = { ...shop, 'root/Application.karpenter.yaml': karpenter, 'shop/NodePool.web.yaml': pool };
    expect(messages(treeOf(files))).not.toContainEqual(expect.stringMatching(/if shop is removed one day/));
  });

  test('say nothing of a tree without a root', () => {
    expect(messages(treeOf({ 'shop/ConfigMap.a.yaml': objectOf('ConfigMap', 'a') }))).toEqual([]);
  });
});
