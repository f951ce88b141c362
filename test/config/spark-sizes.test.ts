import { checkPlatformConfig } from '../../config/check.ts';
import { podsWithin, poolVcpus } from '../../config/node-size.ts';
import { memoryGibOf, requestedCpu, type SparkPodSize, sparkSizes } from '../../config/spark-sizes.ts';
import { platformConfig } from '../fixtures.ts';

/** Cores of the executors that one node runs. */
function coresOn(vcpus: number, category: string, pod: SparkPodSize): number {
  const node = { minVcpus: vcpus, maxVcpus: vcpus, limitVcpus: vcpus, limitMemoryGib: 8 * vcpus };
  const size = { cpuMillicores: requestedCpu(pod.cores) * 1000, memoryMib: memoryGibOf(pod) * 1024 };
  return pod.cores * podsWithin({ ...node, instanceCategories: [category] }, size);
}

describe('executors of the size', () => {
  const { small, medium, large, memory } = sparkSizes;
  const nodes = poolVcpus({ instanceCategories: ['r'], minVcpus: 8, maxVcpus: 192 });

  test.each([
    ['small', 'm', small],
    ['medium', 'm', medium],
    ['large', 'm', large],
    ['memory', 'r', memory],
  ] as const)('%s use every core of each %s node from 8 vCPUs up', (_, category, { executor }) => {
    for (const vcpus of nodes) expect(coresOn(vcpus, category, executor)).toBeGreaterThanOrEqual(vcpus);
  });

  test('memory use more than nine tenths of the memory that an r node has for pods', () => {
    const { heapGib, ...rest } = memory.executor;
    const larger = { ...rest, heapGib: heapGib + 3 };
    for (const vcpus of nodes) expect(coresOn(vcpus, 'r', larger)).toBeLessThan(vcpus);
  });
});

test('a pod may have as many cores as its node, because it requests a share of them', () => {
  const config = platformConfig();
  const [team] = config.teams;
  const teams = [{ ...team, largestPod: { cpu: 16, memoryGib: 32 } }];
  expect(() => checkPlatformConfig({ ...config, teams })).not.toThrow();
});
