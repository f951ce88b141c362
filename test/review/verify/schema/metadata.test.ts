import { metadata, name, namespace, ofCluster } from '../../../../review/verify/schema/metadata.ts';
import { applicationOf, objectOf } from '../../tree/objects.ts';
import { found } from '../found.ts';

const service = (rest: object, own = 'web') => ({
  'root/Application.shop.yaml': applicationOf('shop'),
  'shop/a.yaml': objectOf('Service', own, rest as never),
});
const quotes = 'put it in quotes';
const labelText = "use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends";

describe('schema/metadata', () => {
  test.each<[string, object, string]>([
    [
      'a mistyped field',
      { lables: {} },
      "metadata.lables | metadata.lables is not a field of metadata: the API server refuses it or drops it | write 'labels'",
    ],
    [
      'an unknown field',
      { owner: 'me' },
      'metadata.owner | metadata.owner is not a field of metadata: the API server refuses it or drops it | remove it',
    ],
    [
      'a label that is a number',
      { labels: { size: 5 } },
      `metadata.labels.size | label size is a number, so the API server refuses the object | ${quotes}`,
    ],
    [
      'a label with a value that is none',
      { labels: { size: 'very large' } },
      `metadata.labels.size | label size has the value 'very large', so the API server refuses the object | ${labelText}`,
    ],
    [
      'a label with a long value',
      { labels: { size: 'x'.repeat(64) } },
      `metadata.labels.size | label size has the value '${'x'.repeat(64)}', so the API server refuses the object | ${labelText}`,
    ],
    [
      'a label with a name that is none',
      { labels: { 'a b': '' } },
      `metadata.labels.a b | 'a b' is no name of a label, so the API server refuses the object | ${labelText}`,
    ],
    [
      'an annotation that is a truth value',
      { annotations: { 'example.com/on': true } },
      `metadata.annotations.example.com/on | annotation example.com/on is a boolean, so the API server refuses the object | ${quotes}`,
    ],
  ])('finds %s', (_, fields, expected) => {
    expect(found(metadata, service({ metadata: fields }))).toEqual([`Service shop/web | ${expected}`]);
  });

  test.each<[string, object]>([
    ['every field that a person may write', { namespace: 'shop', finalizers: [], ownerReferences: [], labels: {} }],
    ['the begin of a name that a hook leaves to the server', { generateName: 'web-' }],
    ['what the cluster writes, which is another rule', { creationTimestamp: null, uid: 'a' }],
    [
      'labels with a prefix, empty ones and the longest',
      { labels: { 'example.com/a.b_c': '', b: 'x'.repeat(63), c: '1' } },
    ],
    ['an annotation with any text', { annotations: { note: 'very large\n' } }],
    ['labels that are no map, which the schema finds', { labels: null }],
  ])('takes %s', (_, fields) => {
    expect(found(metadata, service({ metadata: fields }))).toEqual([]);
  });
});

describe('schema/status', () => {
  const expected = (field: string) =>
    `Service shop/web | ${field} | ${field} is written by the cluster, so Git and cluster differ forever | remove it`;

  test.each<[string, object]>([
    ['status', { status: {} }],
    ['metadata.uid', { metadata: { uid: 'a' } }],
    ['metadata.resourceVersion', { metadata: { resourceVersion: '1' } }],
    ['metadata.creationTimestamp', { metadata: { creationTimestamp: '2026-01-01T00:00:00Z' } }],
    ['metadata.managedFields', { metadata: { managedFields: [] } }],
  ])('finds %s', (field, rest) => {
    expect(found(ofCluster, service(rest))).toEqual([expected(field)]);
  });

  test('takes the empty timestamp that kubectl prints, and the status of a CRD', () => {
    expect(found(ofCluster, service({ metadata: { creationTimestamp: null } }))).toEqual([]);
    expect(found(ofCluster, { 'shop/a.yaml': objectOf('CustomResourceDefinition', 'a', { status: {} }) })).toEqual([]);
  });
});

describe('schema/namespace', () => {
  test('finds a namespace on a kind that has none', () => {
    const files = { 'shop/a.yaml': objectOf('Namespace', 'shop', { metadata: { namespace: 'shop' } }) };
    expect(found(namespace, files)).toEqual([
      'Namespace shop | metadata.namespace | Namespace has no namespace, and who reads the file looks for it in shop | remove metadata.namespace',
    ]);
  });

  test('finds an object without one where its Application has none either', () => {
    const application = applicationOf('shop', ({ spec }) => {
      spec['destination'] = { name: 'in-cluster' };
    });
    expect(found(namespace, { ...service({}), 'root/Application.shop.yaml': application })).toEqual([
      'Service web | metadata | Service has no namespace and neither has its Application, so it lands where the controller happens to be | write metadata.namespace',
    ]);
  });

  test.each([
    ['an object that leaves it to its Application', service({})],
    ['an object that names it', service({ metadata: { namespace: 'other' } })],
    ['an object of the cluster', { 'shop/a.yaml': objectOf('Namespace', 'shop') }],
    ['a kind that nobody knows', { 'shop/a.yaml': objectOf('Anything', 'a', { apiVersion: 'example.com/v1' }) }],
  ])('takes %s', (_, files) => {
    expect(found(namespace, files)).toEqual([]);
  });
});

describe('schema/name', () => {
  test.each(['Web', 'web_1', '-web', 'web.', 'a'.repeat(254)])("finds '%s'", (own) => {
    expect(found(name, service({}, own))).toEqual([
      `Service shop/${own} | metadata.name | '${own}' is no name of an object, so the API server refuses it | use lower-case letters, digits, '-' and '.', at most 253`,
    ]);
  });

  test('finds a name that cdk8s made up', () => {
    expect(found(name, service({}, 'shop-web-c8a1b2c3'))).toEqual([
      "Service shop/shop-web-c8a1b2c3 | metadata.name | 'shop-web-c8a1b2c3' was made up by cdk8s and changes with the object's place in the code, which deletes the object and makes another | give the object a name of its own in metadata.name",
    ]);
  });

  test.each(['web', 'w', 'web-1.example', 'a'.repeat(253), 'shop-web-c8a1b2c', 'shop-d8a1b2c3'])(
    "takes '%s'",
    (own) => {
      expect(found(name, service({}, own))).toEqual([]);
    },
  );

  test('takes any text for what grants rights', () => {
    const role = objectOf('ClusterRole', 'system:Shop', { apiVersion: 'rbac.authorization.k8s.io/v1' });
    expect(found(name, { 'shop/a.yaml': role })).toEqual([]);
  });
});
