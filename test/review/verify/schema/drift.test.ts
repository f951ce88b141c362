import { storedDuration, storedQuantity } from '../../../../review/kinds/stored-form.ts';
import { defaults, durations, quantities } from '../../../../review/verify/schema/drift.ts';
import { found, only } from '../found.ts';

const nodeClass = (metadataOptions: object) => ({
  apiVersion: 'karpenter.k8s.aws/v1',
  kind: 'EC2NodeClass',
  metadata: { name: 'spark' },
  spec: { metadataOptions },
});
const complete = {
  httpEndpoint: 'enabled',
  httpProtocolIPv6: 'disabled',
  httpPutResponseHopLimit: 1,
  httpTokens: 'required',
};

describe('schema/defaults', () => {
  test('finds a default that is not written out', () => {
    const { httpTokens: _, ...rest } = complete;
    expect(found(defaults, only(nodeClass(rest)))).toEqual([
      'EC2NodeClass spark | spec.metadataOptions.httpTokens | the API server fills in spec.metadataOptions.httpTokens, so Argo CD may see a difference forever | write "required"',
    ]);
  });

  test('finds it in each item of a list, and once where the whole object is a default', () => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'a' },
      spec: { endpoints: [{ relabelings: [{ action: 'replace' }, {}] }], selector: {} },
    };
    expect(found(defaults, only(monitor)).map((line) => line.split(' | ')[1])).toEqual([
      'spec.endpoints[0].relabelings[1].action',
    ]);
    const empty = { ...nodeClass({}), spec: {} };
    expect(found(defaults, only(empty)).map((line) => line.split(' | ')[1])).toEqual(['spec.metadataOptions']);
  });

  test('takes an object that has them all, and another value than the default', () => {
    expect(found(defaults, only(nodeClass(complete)))).toEqual([]);
    expect(found(defaults, only(nodeClass({ ...complete, httpPutResponseHopLimit: 2 })))).toEqual([]);
  });
});

describe('schema/durations', () => {
  const secret = (refreshInterval: unknown) =>
    only({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'a' },
      spec: { refreshInterval },
    });

  test('finds a duration that External Secrets rewrites', () => {
    expect(found(durations, secret('1h'))).toEqual([
      'ExternalSecret a | spec.refreshInterval | 1h becomes 1h0m0s in the cluster, so Argo CD sees a difference forever | write 1h0m0s',
    ]);
  });

  test.each(['1h0m0s', '30s', 'soon', undefined])('takes %s', (interval) => {
    expect(found(durations, secret(interval))).toEqual([]);
  });

  test.each([
    ['1h', '1h0m0s'],
    ['90m', '1h30m0s'],
    ['5m', '5m0s'],
    ['90s', '1m30s'],
    ['0s', '0s'],
    ['2h3s', '2h0m3s'],
    ['1d', undefined],
    ['', undefined],
    ['x1h', undefined],
  ])('%s is stored as %s', (text, form) => {
    expect(storedDuration(text)).toBe(form);
  });
});

describe('schema/quantities', () => {
  const limits = (cpu: unknown, apiVersion = 'v1', kind = 'LimitRange') =>
    only({ apiVersion, kind, metadata: { name: 'a' }, spec: { limits: [{ default: { cpu } }] } });

  test('finds a quantity that Kubernetes stores in another form', () => {
    expect(found(quantities, limits('0.5'))).toEqual([
      'LimitRange a | spec.limits.0.default.cpu | 0.5 is stored as 500m: a tool that compares texts sees a difference forever | write 500m',
    ]);
  });

  test('finds it under a key with a dot, as a quota has it', () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'a' },
      spec: { hard: { 'requests.memory': '1024Mi' } },
    };
    expect(found(quantities, only(quota))[0]).toContain('spec.hard.requests.memory | 1024Mi is stored as 1Gi');
  });

  test.each([
    ['the form that is stored', limits('500m')],
    ['no quantity', limits('half')],
    ['a custom resource, which is stored as it is', limits('0.5', 'karpenter.sh/v1', 'NodePool')],
  ])('takes %s', (_, files) => {
    expect(found(quantities, files)).toEqual([]);
  });

  test.each([
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['0.25', '250m'],
    ['.5', '500m'],
    ['2.0', '2'],
    ['1000', '1k'],
    ['1.5Gi', '1536Mi'],
    ['2048Mi', '2Gi'],
    ['2048', '2048'],
    ['1023Ki', '1023Ki'],
    ['0Gi', '0'],
    ['1000Ei', '1000Ei'],
    ['1000000E', '1000000E'],
    ['1n', '1n'],
    ['0.1n', undefined],
    ['0.3Ki', undefined],
    ['1e3', undefined],
    ['1x', undefined],
    ['', undefined],
  ])('%s is stored as %s', (text, form) => {
    expect(storedQuantity(text)).toBe(form);
  });
});
