import { store } from '../../../../review/verify/references/store.ts';
import { type Files, objectOf } from '../../tree/objects.ts';
import { found } from '../found.ts';

const group = { apiVersion: 'external-secrets.io/v1' };

function tree(conditions: object, kind = 'ClusterSecretStore'): Files {
  return {
    'a/store.yaml': objectOf('ClusterSecretStore', 'aws', { ...group, spec: { conditions } }),
    'a/Namespace.yaml': objectOf('Namespace', 'shop', { metadata: { labels: { team: 'a' } } }),
    'a/secret.yaml': objectOf('ExternalSecret', 'login', {
      ...group,
      metadata: { namespace: 'shop' },
      spec: { secretStoreRef: { kind, name: 'aws' } },
    }),
  };
}

describe('references/store', () => {
  test.each([
    ['other namespaces', [{ namespaces: ['stock'] }]],
    ['namespaces of another form', [{ namespaceRegexes: ['^stock-'] }]],
    ['namespaces with another label', [{ namespaceSelector: { matchLabels: { team: 'b' } } }]],
    ['none, by an empty condition', [{}]],
  ])('finds a reader that the store does not serve: it serves %s', (_, conditions) => {
    expect(found(store, tree(conditions))).toEqual([
      'ExternalSecret shop/login | spec.secretStoreRef.name | the ClusterSecretStore aws does not serve the namespace shop, so the secret is never written | add the namespace to spec.conditions of dev/a/store.yaml',
    ]);
  });

  test.each([
    ['every namespace', []],
    ['this one', [{ namespaces: ['stock', 'shop'] }]],
    ['this one by the second condition', [{ namespaces: ['stock'] }, { namespaceRegexes: ['^sh'] }]],
    ['this one by its label', [{ namespaceSelector: { matchLabels: { team: 'a' } } }]],
    ['all with any label', [{ namespaceSelector: {} }]],
  ])('takes a store that serves %s', (_, conditions) => {
    expect(found(store, tree(conditions))).toEqual([]);
  });

  test('leaves a store that is not in the tree, or inside a namespace, to others', () => {
    const { 'a/store.yaml': _, ...without } = tree([{}]);
    expect(found(store, without)).toEqual([]);
    expect(found(store, tree([{}], 'SecretStore'))).toEqual([]);
  });
});
