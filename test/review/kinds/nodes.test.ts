import { allocatable, instanceNamed, meets, sizesOf } from '../../../review/kinds/nodes/instances.ts';
import { agree, holds, type Requirement } from '../../../review/kinds/nodes/requirements.ts';
import { describeTaint, tolerates, untolerated } from '../../../review/kinds/nodes/taints.ts';

describe('a node', () => {
  // From Karpenter's reference of instance types.
  test.each([
    ['c7a.medium', 0.94, 1451],
    ['m7i.large', 1.93, 6903],
    ['m7i.xlarge', 3.92, 14_162],
    ['m8i.xlarge', 3.92, 13_502],
    ['r6i.2xlarge', 7.91, 59_627],
    ['m7i.4xlarge', 15.89, 57_691],
    ['m8i.4xlarge', 15.89, 55_931],
    ['c7i.8xlarge', 31.85, 57_691],
    ['m6i.12xlarge', 47.81, 178_933],
    ['r7i.16xlarge', 63.77, 476_504],
    ['m6a.48xlarge', 191.45, 718_987],
  ])('%s has for pods what Karpenter counts on', (name, cpu, mebibytes) => {
    const type = instanceNamed(name);
    expect(type && allocatable(type)).toEqual({ cpu, memory: mebibytes * 1024 ** 2 });
  });

  test('says its type in labels', () => {
    expect(instanceNamed('m7i-flex.xlarge')?.labels).toEqual({
      'kubernetes.io/arch': 'amd64',
      'karpenter.k8s.aws/instance-category': 'm',
      'karpenter.k8s.aws/instance-generation': '7',
      'karpenter.k8s.aws/instance-family': 'm7i-flex',
      'karpenter.k8s.aws/instance-size': 'xlarge',
      'karpenter.k8s.aws/instance-cpu': '4',
      'karpenter.k8s.aws/instance-memory': '16384',
      'node.kubernetes.io/instance-type': 'm7i-flex.xlarge',
    });
  });

  test('with GPUs and local disks has them for pods, and says so', () => {
    const type = instanceNamed('g6.12xlarge');
    expect(type && allocatable(type)).toMatchObject({ 'nvidia.com/gpu': 4 });
    expect(type?.labels).toMatchObject({
      'karpenter.k8s.aws/instance-gpu-count': '4',
      'karpenter.k8s.aws/instance-gpu-manufacturer': 'nvidia',
      'karpenter.k8s.aws/instance-gpu-name': 'l4',
      'karpenter.k8s.aws/instance-local-nvme': '3760',
    });
  });

  test('without local disks keeps no requirement of them, and any of what is not known here', () => {
    const { labels = {} } = instanceNamed('m7i.xlarge') ?? {};
    const needs = (key: string) => ({ key: `karpenter.k8s.aws/instance-${key}`, operator: 'Gt', values: ['0'] });
    expect([meets(labels, needs('local-nvme')), meets(labels, needs('network-bandwidth'))]).toEqual([false, true]);
  });

  test('of a family or size that nobody knows has no size', () => {
    expect([instanceNamed('m7i.metal'), instanceNamed('nonsense')]).toEqual([undefined, undefined]);
    expect(sizesOf('m99')).toEqual([]);
  });
});

describe('a requirement', () => {
  const one = (operator: string, ...values: string[]): Requirement => ({ key: 'key', operator, values });

  test.each<[Requirement, (string | undefined)[], (string | undefined)[]]>([
    [one('In', 'a', 'b'), ['a', 'b'], ['c', undefined]],
    [one('NotIn', 'a'), ['b', undefined], ['a']],
    [one('Exists'), ['a', ''], [undefined]],
    [one('DoesNotExist'), [undefined], ['a']],
    [one('Gt', '4'), ['5', '10'], ['4', '3', undefined]],
    [one('Gte', '4'), ['4', '10'], ['3', undefined]],
    [one('Lt', '4'), ['3'], ['4', '10', undefined]],
    [one('Lte', '4'), ['4'], ['5', undefined]],
    [one('Near', '4'), [], ['4', undefined]],
  ])('%j holds for %j and not for %j', (requirement, kept, broken) => {
    expect(kept.filter((value) => !holds(requirement, value))).toEqual([]);
    expect(broken.filter((value) => holds(requirement, value))).toEqual([]);
  });

  test.each<[boolean, Requirement[]]>([
    [true, [one('In', 'a', 'b'), one('In', 'b', 'c')]],
    [false, [one('In', 'a'), one('In', 'b')]],
    [true, [one('In', 'a', 'b'), one('NotIn', 'a')]],
    [false, [one('In', 'a'), one('NotIn', 'a')]],
    [true, [one('Exists'), one('NotIn', 'a')]],
    [false, [one('Exists'), one('DoesNotExist')]],
    [true, [one('DoesNotExist'), one('NotIn', 'a')]],
    [true, [one('Gt', '4'), one('Lt', '6')]],
    [false, [one('Gt', '4'), one('Lt', '5')]],
    [true, [one('Gte', '4'), one('Lte', '4')]],
    [true, []],
  ])('agrees with others: %j for %j', (expected, requirements) => {
    expect(agree(requirements)).toBe(expected);
  });
});

describe('a toleration', () => {
  const taint = { key: 'dedicated', value: 'jobs', effect: 'NoSchedule' };

  test.each<[string, boolean, object]>([
    ['everything', true, { operator: 'Exists' }],
    ['the key', true, { key: 'dedicated', operator: 'Exists' }],
    ['the value', true, { key: 'dedicated', value: 'jobs' }],
    ['the value and the effect', true, { key: 'dedicated', operator: 'Equal', value: 'jobs', effect: 'NoSchedule' }],
    ['another value', false, { key: 'dedicated', value: 'web' }],
    ['no value', false, { key: 'dedicated' }],
    ['another key', false, { key: 'other', operator: 'Exists' }],
    ['another effect', false, { key: 'dedicated', value: 'jobs', effect: 'NoExecute' }],
    ['nothing', false, {}],
  ])('of %s: %j', (_, expected, toleration) => {
    expect(tolerates(toleration as never, taint)).toBe(expected);
  });

  test('of a taint without value needs none', () => {
    expect(tolerates({ key: 'dedicated' }, { key: 'dedicated', effect: 'NoSchedule' })).toBe(true);
  });

  test('is needed for each taint but those that only advise', () => {
    const advice = { ...taint, effect: 'PreferNoSchedule' };
    const other = { key: 'other', effect: 'NoExecute' };
    const spec = { tolerations: [{ key: 'dedicated', operator: 'Exists' }] };
    expect(untolerated(spec, [advice, taint, other])).toBe(other);
    expect(untolerated({}, [advice])).toBeUndefined();
    expect([taint, other].map(describeTaint)).toEqual(['dedicated=jobs:NoSchedule', 'other:NoExecute']);
  });
});
