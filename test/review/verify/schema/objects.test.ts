import { kind, readable, unique } from '../../../../review/verify/schema/objects.ts';
import { applicationOf, crdOf, objectOf, treeOf } from '../../tree/objects.ts';
import { found, only } from '../found.ts';

describe('schema/readable', () => {
  test('finds what is no object, with file and line', () => {
    const tree = treeOf({ 'shop/a.yaml': 'apiVersion: v1\nkind: [', 'shop/b.yaml': objectOf('Service', 'b') });
    expect(readable.find(tree)).toMatchObject([{ file: 'dev/shop/a.yaml', line: 2 }]);
  });

  test('finds a key that stands twice, and does not say that nothing is synced', () => {
    const tree = treeOf({ 'shop/a.yaml': `${objectOf('Service', 'a').slice(0, -1)}, "kind": "Service"}` });
    expect(readable.find(tree)).toMatchObject([
      { message: expect.stringMatching(/^a key stands twice.*nobody sees that$/) },
    ]);
  });

  test('takes empty documents', () => {
    expect(found(readable, { 'shop/a.yaml': `---\n---\n${objectOf('Service', 'a')}\n---\n` })).toEqual([]);
  });
});

describe('schema/unique', () => {
  test('finds an object that two files have, also where one leaves the namespace to its Application', () => {
    const tree = treeOf({
      'root/Application.shop.yaml': applicationOf('shop'),
      'shop/a.yaml': objectOf('Service', 'web'),
      'shop/b.yaml': objectOf('Service', 'web', { metadata: { namespace: 'shop' } }),
    });
    expect(unique.find(tree)).toMatchObject([{ item: { file: 'dev/shop/b.yaml' } }]);
    expect(found(unique, tree)).toEqual([
      'Service shop/web | Service shop/web is also in dev/shop/a.yaml: each sync replaces what the other one wrote' +
        ' | keep one of them, or give one another name',
    ]);
  });

  test.each([
    ['of two namespaces', { metadata: { namespace: 'other' } }],
    ['of two groups', { apiVersion: 'serving.knative.dev/v1' }],
  ])('takes two objects of one kind and name %s', (_, rest) => {
    const files = { 'shop/a.yaml': objectOf('Service', 'web'), 'shop/b.yaml': objectOf('Service', 'web', rest) };
    expect(found(unique, files)).toEqual([]);
  });
});

describe('schema/kind', () => {
  const object = (apiVersion: string, name: string) => only({ apiVersion, kind: name, metadata: { name: 'a' } });

  test.each([
    ['v1', 'ConfigMapp', "kind | the core group has no kind ConfigMapp, so the sync fails | write 'ConfigMap'"],
    ['karpenter.sh/v1', 'NodePoool', "kind | karpenter.sh has no kind NodePoool, so the sync fails | write 'NodePool'"],
    [
      'apps/v1',
      'Ingress',
      'kind | apps has no kind Ingress, so the sync fails | use one of ControllerRevision, DaemonSet',
    ],
    [
      'policy/v1beta1',
      'PodDisruptionBudget',
      "apiVersion | PodDisruptionBudget of policy is not served in version v1beta1, so the sync fails | write 'policy/v1'",
    ],
    [
      'v2',
      'Secret',
      "apiVersion | Secret of the core group is not served in version v2, so the sync fails | write 'v1'",
    ],
    [
      'external-secrets.io/v1beta1',
      'ExternalSecret',
      "apiVersion | ExternalSecret of external-secrets.io is not served in version v1beta1, so the sync fails | write 'external-secrets.io/v1'",
    ],
  ])('finds %s %s', (apiVersion, name, expected) => {
    const problems = found(kind, object(apiVersion, name));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${name} a | ${expected}`);
  });

  test.each([
    ['v1', 'ConfigMap'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['karpenter.sh/v1', 'NodePool'],
    ['karpenter.sh/v1', 'NodeClaim'],
    ['cert-manager.io/v1', 'Certificate'],
    ['example.com/v1', 'Anything'],
  ])('takes %s %s', (apiVersion, name) => {
    expect(found(kind, object(apiVersion, name))).toEqual([]);
  });

  const crd = crdOf('example.com', 'Shop', { type: 'object' });

  test('knows the versions of a CRD in the tree', () => {
    const shop = (version: string) => ({ ...object(`example.com/${version}`, 'Shop'), 'crds/shop.yaml': crd });
    expect(found(kind, shop('v1'))).toEqual([]);
    expect(found(kind, shop('v2'))).toEqual([
      "Shop a | apiVersion | Shop of example.com is not served in version v2, so the sync fails | write 'example.com/v1' and read what changed between the versions",
    ]);
  });

  test('counts a kind that no schema describes as not checked, and no other', () => {
    const files = {
      ...object('example.com/v1', 'Anything'),
      'shop/pool.yaml': JSON.stringify({ apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name: 'a' } }),
      'shop/typo.yaml': JSON.stringify({ apiVersion: 'karpenter.sh/v1', kind: 'NodePoool', metadata: { name: 'a' } }),
    };
    expect(kind.blindSpots?.(treeOf(files))).toEqual([
      'fields of objects whose kind no schema describes: example.com/v1 Anything',
    ]);
    expect(kind.blindSpots?.(treeOf({}))).toEqual([]);
  });
});
