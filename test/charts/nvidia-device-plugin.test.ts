import { at, listIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, pick, render } from '../render.ts';

const config = platformConfig((draft) => {
  const [team] = draft.teams;
  draft.nodePools.push({
    ...draft.nodePools[3],
    name: 'spark-gpu',
    nodeGroupType: 'SparkGpu',
    instanceCategories: ['g'],
    accelerator: { kind: 'nvidia', limitGpus: 4 },
  } as (typeof draft.nodePools)[0]);
  draft.teams = [
    { ...team, quota: { cpu: 64, memoryGib: 256, pods: 200, gpus: 2 }, pools: ['spark-compute', 'spark-gpu'] },
    { ...team, name: 'others' },
  ] as typeof draft.teams;
  draft.registries = { 'nvcr.io': 'mirror.example.com/nvidia' };
});
const manifests = render(config);

describe('a pool with GPUs', () => {
  const { spec } = pick(manifests, 'NodePool', 'spark-gpu');

  test('takes no pod that does not ask for them: its nodes have a second taint', () => {
    expect(at(spec, 'template.spec.taints')).toEqual([
      { key: 'dedicated', value: 'spark-executor', effect: 'NoSchedule' },
      { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
    ]);
  });

  test('is made of instances with whole GPUs of NVIDIA, and has a limit on them', () => {
    expect(listIn(spec, 'template.spec.requirements')).toEqual(
      expect.arrayContaining([
        { key: 'karpenter.k8s.aws/instance-gpu-manufacturer', operator: 'In', values: ['nvidia'] },
        { key: 'karpenter.k8s.aws/instance-gpu-count', operator: 'Gt', values: ['0'] },
      ]),
    );
    expect(at(spec, 'limits')).toEqual({ cpu: 64, memory: '256Gi', 'nvidia.com/gpu': 4 });
  });

  test('has the image of all nodes: by its alias Karpenter finds the one with the driver', () => {
    const [gpu, other] = ['spark-gpu', 'spark-compute'].map((name) => pick(manifests, 'EC2NodeClass', name).spec);
    expect(at(gpu, 'amiSelectorTerms')).toEqual(at(other, 'amiSelectorTerms'));
  });

  test('gives each team the GPUs of its quota, and the others none', () => {
    const quotas = all(manifests, 'ResourceQuota').map(({ metadata, spec: quota }) => [
      metadata.namespace,
      at(quota, 'hard'),
    ]);
    expect(quotas).toEqual([
      ['spark-others', expect.objectContaining({ 'requests.nvidia.com/gpu': '0' })],
      ['spark-risk-models', expect.objectContaining({ 'requests.nvidia.com/gpu': '2' })],
    ]);
  });
});

describe("NVIDIA's device plugin", () => {
  test('runs on every node with GPUs and on no other, whatever its taints', () => {
    const { metadata, spec } = pick(manifests, 'DaemonSet', 'nvidia-device-plugin');
    expect(metadata.namespace).toBe('kube-system');
    expect(at(spec, 'template.spec')).toMatchObject({
      nodeSelector: { 'karpenter.k8s.aws/instance-gpu-manufacturer': 'nvidia' },
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'system-node-critical',
    });
  });

  test('comes from the mirror of its registry', () => {
    const { spec } = pick(manifests, 'DaemonSet', 'nvidia-device-plugin');
    expect(at(spec, 'template.spec.containers.0.image')).toBe(
      `mirror.example.com/nvidia/nvidia/k8s-device-plugin:${config.versions.nvidiaDevicePlugin}`,
    );
  });

  test('and a quota of GPUs are absent where no pool has any', () => {
    const without = render(platformConfig());
    expect(all(without, 'DaemonSet')).toEqual([]);
    expect(at(pick(without, 'ResourceQuota', 'team').spec, 'hard')).not.toHaveProperty(['requests.nvidia.com/gpu']);
  });
});
