import type { Problem } from '../../../../review/verify/check.ts';
import { limitRange, resources } from '../../../../review/verify/scheduling/admission.ts';
import { quota } from '../../../../review/verify/scheduling/quota.ts';
import { objectOf } from '../../tree/objects.ts';
import { chartOf, clusterOf, on, platformOf, sized, webOf } from './cluster.ts';

const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);

const inShop = { metadata: { namespace: 'shop' } };
const rangeOf = (...limits: readonly object[]) => objectOf('LimitRange', 'bounds', { ...inShop, spec: { limits } });
const quotaOf = (hard: object, rest: object = {}) =>
  objectOf('ResourceQuota', 'sum', { ...inShop, spec: { hard, ...rest } });

describe('scheduling/resources', () => {
  const find = (container: Parameters<typeof webOf>[1], files = {}) =>
    resources.find(clusterOf({ 'shop/web.yaml': webOf(on('shop'), container), ...files }));

  test.each<[string, object, string]>([
    ['no memory limit', { requests: { cpu: 1, memory: '1Gi' } }, 'no limits.memory'],
    ['no request of CPU', { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } }, 'no requests.cpu'],
    ['a request that is no quantity', { requests: { cpu: 'much' }, limits: { memory: '1Gi' } }, 'no requests.cpu'],
    ['nothing', {}, 'no requests.cpu and no requests.memory and no limits.memory'],
  ])('finds a container with %s', (_, given, missing) => {
    expect(find({ resources: given })).toMatchObject([
      {
        field: 'spec.template.spec.containers[0].resources',
        message: expect.stringContaining(`container web of Deployment web has ${missing}:`),
      },
    ]);
  });

  test('finds an init container without them', () => {
    const web = webOf({ ...on('shop'), initContainers: [{ name: 'load' }] });
    expect(resources.find(clusterOf({ 'shop/web.yaml': web }))).toMatchObject([
      { field: 'spec.template.spec.initContainers[0].resources' },
    ]);
  });

  test('takes limits for requests, and what a LimitRange gives', () => {
    expect(find({ resources: { limits: { cpu: 1, memory: '1Gi' } } })).toEqual([]);
    const range = rangeOf({ type: 'Container', default: { memory: '1Gi' }, defaultRequest: { cpu: '100m' } });
    expect(find({}, { 'shop/range.yaml': range })).toEqual([]);
    expect(find({}, { 'shop/range.yaml': rangeOf({ type: 'Pod', max: { memory: '1Gi' } }) })).toHaveLength(1);
  });

  test('reads the values of a chart', () => {
    const tree = clusterOf({ 'root/karpenter.yaml': chartOf('karpenter', 'karpenter', {}) });
    expect(resources.find(tree)).toMatchObject([
      {
        field: 'spec.source.helm.valuesObject.controller.resources',
        message: expect.stringContaining('container controller'),
      },
    ]);
  });
});

describe('scheduling/limit-range', () => {
  const find = (range: object, container: object = sized('1', '1Gi')) =>
    messages(
      limitRange.find(
        clusterOf({ 'shop/web.yaml': webOf(on('shop'), container as never), 'shop/range.yaml': rangeOf(range) }),
      ),
    );
  const refused = (what: string) => [`Deployment web is refused by LimitRange shop/bounds: ${what}`];

  test.each<[string, object, string]>([
    [
      'max',
      { type: 'Container', max: { memory: '1023Mi' } },
      'container web has a limit of 1 GiB, and the most is 1023 MiB',
    ],
    ['min', { type: 'Container', min: { cpu: '1001m' } }, 'container web asks for 1 vCPU, and the least is 1.001 vCPU'],
    ['min', { type: 'Container', min: { 'ephemeral-storage': 1 } }, ''],
    [
      'maxLimitRequestRatio',
      { type: 'Container', maxLimitRequestRatio: { cpu: 2 } },
      'container web has no limit or request of cpu, and their ratio is bounded',
    ],
    [
      'max of a pod',
      { type: 'Pod', max: { memory: '512Mi' } },
      'the pod has a limit of 1 GiB, and the most is 0.5 GiB',
    ],
    ['max of a pod', { type: 'Pod', max: { cpu: 4 } }, 'the pod has no limit of cpu, and the most is 4 vCPU'],
    [
      'min of a pod',
      { type: 'Pod', min: { 'nvidia.com/gpu': 1 } },
      'the pod asks for no nvidia.com/gpu, and the least is 1 nvidia.com/gpu',
    ],
  ])('applies %s', (_, range, what) => {
    expect(find(range)).toEqual(what === '' ? [] : refused(what));
  });

  test.each<[string, object]>([
    [
      'at its bounds',
      { type: 'Container', max: { memory: '1Gi' }, min: { cpu: 1 }, maxLimitRequestRatio: { memory: 1 } },
    ],
    ['that gets its limit from the maximum', { type: 'Container', max: { cpu: 4 } }],
    ['of another type', { type: 'PersistentVolumeClaim', max: { storage: '1Gi', memory: '1Mi' } }],
  ])('takes a container %s', (_, range) => {
    expect(find(range)).toEqual([]);
  });

  test('applies the ratio of limit to request', () => {
    const resources = { requests: { memory: '1Gi' }, limits: { memory: '3Gi' } };
    expect(find({ type: 'Container', maxLimitRequestRatio: { memory: 2 } }, { resources })).toEqual(
      refused('container web has a limit of memory above 2 times its request'),
    );
    expect(find({ type: 'Container', maxLimitRequestRatio: { memory: 3 } }, { resources })).toEqual([]);
  });

  test('is one of the namespace, and names the field of the pod', () => {
    const other = rangeOf({ type: 'Container', max: { memory: '1Mi' } }).replace('"shop"', '"other"');
    expect(limitRange.find(clusterOf({ 'shop/web.yaml': webOf(), 'shop/range.yaml': other }))).toEqual([]);
    const own = rangeOf({ type: 'Container', max: { memory: '1Mi' } });
    expect(limitRange.find(clusterOf({ 'shop/web.yaml': webOf(), 'shop/range.yaml': own }))).toMatchObject([
      { item: { id: { kind: 'Deployment' } }, field: 'spec.template.spec.containers[0].resources' },
    ]);
  });
});

describe('scheduling/quota', () => {
  const find = (hard: object, { web = webOf(), ...files }: Record<string, string> = {}, rest = {}) =>
    messages(quota.find(clusterOf({ 'shop/web.yaml': web, 'shop/quota.yaml': quotaOf(hard, rest), ...files })));
  const refused = (what: string) => [`Deployment web is refused by ResourceQuota shop/sum: ${what}`];
  const twice = webOf(on('shop'), sized('1', '1Gi'), 2);

  test.each<[string, object, string]>([
    [
      'requests.cpu',
      { 'requests.cpu': '1999m' },
      'requests.cpu would be 2 vCPU with what runs beside it, and the quota is 1.999 vCPU',
    ],
    [
      'memory, which is requests.memory',
      { memory: '1Gi' },
      'memory would be 2 GiB with what runs beside it, and the quota is 1 GiB',
    ],
    [
      'limits.memory',
      { 'limits.memory': '1Gi' },
      'limits.memory would be 2 GiB with what runs beside it, and the quota is 1 GiB',
    ],
    ['pods', { pods: 1 }, 'pods would be 2 pods with what runs beside it, and the quota is 1 pods'],
    ['a limit that a container does not have', { 'limits.cpu': 8 }, 'it has no limits.cpu, which the quota counts'],
  ])('finds two pods that exceed %s', (_, hard, what) => {
    expect(find(hard, { web: twice })).toEqual(refused(what));
  });

  test('takes two pods that just fit, and counts of other kinds', () => {
    const hard = {
      'requests.cpu': 2,
      'requests.memory': '2Gi',
      'limits.memory': '2Gi',
      pods: 2,
      'services.nodeports': 0,
      secrets: 1,
    };
    expect(find(hard, { web: twice })).toEqual([]);
  });

  test('counts what a LimitRange gives', () => {
    const range = rangeOf({ type: 'Container', default: { cpu: 2 } });
    expect(find({ 'limits.cpu': 2 }, { 'shop/range.yaml': range })).toEqual([]);
    expect(find({ 'limits.cpu': 1 }, { 'shop/range.yaml': range })).toEqual(
      refused('limits.cpu would be 2 vCPU with what runs beside it, and the quota is 1 vCPU'),
    );
  });

  test('admits a pod that ends only beside those that always run', () => {
    const job = objectOf('Job', 'load', {
      ...inShop,
      apiVersion: 'batch/v1',
      spec: { template: { spec: { containers: [{ name: 'load', ...sized('1', '1Gi') }] } } },
    });
    expect(find({ 'requests.cpu': 2 }, { 'shop/job.yaml': job })).toEqual([]);
    expect(find({ 'requests.cpu': 1 }, { 'shop/job.yaml': job })).toEqual([
      'Job load is refused by ResourceQuota shop/sum: requests.cpu would be 2 vCPU with what runs beside it, and the quota is 1 vCPU',
    ]);
  });

  test('admits a job of a team with its driver', () => {
    const files = {
      'shop/web.yaml': webOf(),
      'a/platform.yaml': platformOf({ namespace: 'shop', largestPod: { cpu: 8, memoryGib: 32 } }),
    };
    const of = (cpu: string) =>
      messages(quota.find(clusterOf({ ...files, 'shop/quota.yaml': quotaOf({ 'requests.cpu': cpu }) })));
    expect(of('10')).toEqual([]);
    expect(of('9')).toEqual([
      'largest executor of risk is refused by ResourceQuota shop/sum: requests.cpu would be 9.55 vCPU with what runs beside it, and the quota is 9 vCPU',
    ]);
  });

  describe('counts only pods in its scope:', () => {
    const exceeded = (rest: object, pod: object = {}) =>
      find({ pods: 0 }, { web: webOf({ ...on('shop'), ...pod }) }, rest).length;

    test.each<[string, object, object, number]>([
      ['not best effort', { scopes: ['NotBestEffort'] }, {}, 1],
      ['best effort', { scopes: ['BestEffort'] }, {}, 0],
      ['with a deadline', { scopes: ['Terminating'] }, { activeDeadlineSeconds: 5 }, 1],
      ['with a deadline', { scopes: ['Terminating'] }, {}, 0],
      ['without a deadline', { scopes: ['NotTerminating'] }, {}, 1],
      ['without a deadline', { scopes: ['NotTerminating'] }, { activeDeadlineSeconds: 5 }, 0],
      [
        'of a class',
        { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] } },
        { priorityClassName: 'high' },
        1,
      ],
      [
        'of a class',
        { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] } },
        { priorityClassName: 'low' },
        0,
      ],
      [
        'of no such class',
        { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'NotIn', values: ['high'] }] } },
        { priorityClassName: 'low' },
        1,
      ],
      ['of any class', { scopes: ['PriorityClass'] }, { priorityClassName: 'low' }, 1],
      ['of any class', { scopes: ['PriorityClass'] }, {}, 0],
      [
        'of no class',
        { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'DoesNotExist' }] } },
        {},
        1,
      ],
    ])('%s', (_, scope, pod, count) => {
      expect(exceeded(scope, pod)).toBe(count);
    });
  });
});
