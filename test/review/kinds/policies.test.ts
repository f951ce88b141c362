import { type End, Policies, type Port } from '../../../review/kinds/network/policies.ts';
import { selects } from '../../../review/kinds/selector.ts';
import { objectOf, treeOf } from '../tree/objects.ts';

const web = { namespace: 'shop', labels: { app: 'web' }, ports: { http: 8080 } };
const tcp = (number: number): Port => ({ number, protocol: 'TCP' });

function refusal(rule: object | undefined, from: End, port = tcp(8080), spec: object = {}) {
  const policy = objectOf('NetworkPolicy', 'a', {
    apiVersion: 'networking.k8s.io/v1',
    metadata: { namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: rule ? [rule] : [], ...spec },
  });
  const bank = objectOf('Namespace', 'bank', { metadata: { labels: { zone: 'safe' } } });
  return new Policies(treeOf({ 'shop/policy.yaml': policy, 'shop/bank.yaml': bank })).refusal(from, web, port);
}

describe('a NetworkPolicy', () => {
  const here = { namespace: 'shop', labels: { app: 'cart' } };
  const there = { namespace: 'bank', labels: { app: 'cart' } };
  const address = { cidr: '10.1.2.0/24' };

  test.each<[string, object | undefined, End]>([
    ['no rule', undefined, here],
    ['pods of its own namespace, and the sender is in another', { from: [{ podSelector: {} }] }, there],
    ['another label', { from: [{ podSelector: { matchLabels: { app: 'other' } } }] }, here],
    ['another namespace', { from: [{ namespaceSelector: { matchLabels: { zone: 'wild' } } }] }, there],
    [
      'pods of a namespace, with another label',
      { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }] },
      there,
    ],
    ['another port', { ports: [{ port: 80 }] }, here],
    ['another protocol', { ports: [{ port: 8080, protocol: 'UDP' }] }, here],
    ['a port by a name that the pod has not', { ports: [{ port: 'metrics' }] }, here],
    ['a range of ports below', { ports: [{ port: 8000, endPort: 8079 }] }, here],
    ['pods, and the sender is none', { from: [{ namespaceSelector: {} }] }, address],
    ['another range', { from: [{ ipBlock: { cidr: '10.1.3.0/24' } }] }, address],
    ['a smaller range', { from: [{ ipBlock: { cidr: '10.1.2.0/25' } }] }, address],
    ['a range without the sender', { from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }, address],
    ['a range of IPv6', { from: [{ ipBlock: { cidr: '::/0' } }] }, address],
    ['a range, and the sender is a pod', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }, here],
  ])('with %s refuses at the receiver', (_, rule, from) => {
    expect(refusal(rule, from)).toBe('ingress');
  });

  test.each<[string, object, End]>([
    ['an empty rule', {}, address],
    ['pods of its own namespace', { from: [{ podSelector: {} }] }, here],
    ['the label of a namespace', { from: [{ namespaceSelector: { matchLabels: { zone: 'safe' } } }] }, there],
    [
      'the name of a namespace',
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bank' } } }] },
      there,
    ],
    ['one of two peers', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { podSelector: {} }] }, here],
    ['the port by its name', { ports: [{ port: 'http' }] }, here],
    ['a range of ports', { ports: [{ port: 8000, endPort: 8090 }] }, here],
    ['only a protocol', { ports: [{ protocol: 'TCP' }] }, here],
    ['a larger range', { from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.2.0.0/16'] } }] }, address],
    ['every address', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }, here],
  ])('with %s allows', (_, rule, from) => {
    expect(refusal(rule, from)).toBeUndefined();
  });

  test('closes nobody whom it does not select', () => {
    expect(refusal(undefined, here, tcp(8080), { podSelector: { matchLabels: { app: 'other' } } })).toBeUndefined();
  });

  test('without types closes inwards, and outwards where it has such rules: an empty list of them is none', () => {
    const egress = [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }];
    expect(refusal(undefined, here, tcp(8080), { policyTypes: [] })).toBe('ingress');
    expect(refusal({}, here, tcp(8080), { policyTypes: [], egress })).toBe('egress');
    expect(refusal({}, there, tcp(8080), { policyTypes: [], egress })).toBeUndefined();
    expect(refusal({}, here, tcp(8080), { policyTypes: [], egress: [] })).toBeUndefined();
  });
});

describe('a label selector', () => {
  const labels = { app: 'web' };
  const expression = (operator: string, values?: readonly string[], key = 'app') => ({
    matchExpressions: [{ key, operator, ...(values ? { values } : {}) }],
  });

  test.each([
    [{}],
    [{ matchLabels: { app: 'web' } }],
    [expression('In', ['web', 'cart'])],
    [expression('NotIn', ['cart'])],
    [expression('NotIn', ['cart'], 'tier')],
    [expression('Exists')],
    [expression('DoesNotExist', undefined, 'tier')],
  ])('%j matches', (selector) => {
    expect(selects(selector, labels)).toBe(true);
  });

  test.each([
    [{ matchLabels: { app: 'web', tier: 'front' } }],
    [{ matchLabels: { constructor: 'Object' } }],
    [expression('In', ['cart'])],
    [expression('NotIn', ['web'])],
    [expression('Exists', undefined, 'tier')],
    [expression('DoesNotExist')],
    [expression('Like', ['w*'])],
  ])('%j does not', (selector) => {
    expect(selects(selector, labels)).toBe(false);
  });
});
