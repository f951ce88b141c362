import { allocatable, type InstanceCategory, instanceVcpus, largestNode, podsWithin } from '../../config/node-size.ts';

/** vCPUs, allocatable millicores and MiB, and pods, as the reference page "Instance Types" of Karpenter 1.14 lists them. */
const reference: [string, InstanceCategory, number, number, number, number][] = [
  ['c6a.large', 'c', 2, 1930, 3114, 29],
  ['c6a.xlarge', 'c', 4, 3920, 6584, 58],
  ['c6a.2xlarge', 'c', 8, 7910, 14162, 58],
  ['c6a.4xlarge', 'c', 16, 15890, 27381, 234],
  ['c6a.8xlarge', 'c', 32, 31850, 57691, 234],
  ['c6a.12xlarge', 'c', 48, 47810, 88002, 234],
  ['c6a.16xlarge', 'c', 64, 63770, 112779, 737],
  ['c6a.24xlarge', 'c', 96, 95690, 173400, 737],
  ['c6a.32xlarge', 'c', 128, 127610, 234021, 737],
  ['c6a.48xlarge', 'c', 192, 191450, 355262, 737],
  ['m6a.large', 'm', 2, 1930, 6903, 29],
  ['m6a.xlarge', 'm', 4, 3920, 14162, 58],
  ['m6a.2xlarge', 'm', 8, 7910, 29317, 58],
  ['m6a.4xlarge', 'm', 16, 15890, 57691, 234],
  ['m6a.8xlarge', 'm', 32, 31850, 118312, 234],
  ['m6a.12xlarge', 'm', 48, 47810, 178933, 234],
  ['m6a.16xlarge', 'm', 64, 63770, 234021, 737],
  ['m6a.24xlarge', 'm', 96, 95690, 355262, 737],
  ['m6a.32xlarge', 'm', 128, 127610, 476504, 737],
  ['m6a.48xlarge', 'm', 192, 191450, 718987, 737],
  ['r7i.large', 'r', 2, 1930, 14481, 29],
  ['r7i.xlarge', 'r', 4, 3920, 29317, 58],
  ['r7i.2xlarge', 'r', 8, 7910, 59627, 58],
  ['r7i.4xlarge', 'r', 16, 15890, 118312, 234],
  ['r7i.8xlarge', 'r', 32, 31850, 239554, 234],
  ['r7i.12xlarge', 'r', 48, 47810, 360795, 234],
  ['r7i.16xlarge', 'r', 64, 63770, 476504, 737],
  ['r7i.24xlarge', 'r', 96, 95690, 718987, 737],
  ['r6i.32xlarge', 'r', 128, 127610, 961470, 737],
  ['r7i.48xlarge', 'r', 192, 191450, 1446437, 737],
];

const pool = { instanceCategories: ['c'] as InstanceCategory[], minVcpus: 2, maxVcpus: 16 };

describe('what a node has for pods', () => {
  test.each(reference)('is what Karpenter counts on for %s', (_, category, vcpus, millicores, mebibytes, pods) => {
    expect(allocatable(vcpus, category)).toEqual({ millicores, mebibytes, pods });
  });

  test('is known for every size of every category', () => {
    expect(reference.map(([, , vcpus]) => vcpus)).toEqual(['c', 'm', 'r'].flatMap(() => instanceVcpus));
  });

  test('is unknown for a size that no family has', () => {
    expect(allocatable(12, 'm')).toBeUndefined();
  });
});

describe('the largest node of a pool', () => {
  // Measured on Karpenter 1.14.1: an executor of 27 GiB stays Pending on such a pool, one of 26 GiB runs.
  test('has no room for an executor that stays Pending: 16 vCPUs of c hold 26 GiB and not 27', () => {
    expect(Math.floor(largestNode(pool).memoryGib)).toBe(26);
  });

  test('is the one of its category with the most memory', () => {
    expect(largestNode({ ...pool, instanceCategories: ['m', 'r', 'c'] })).toEqual(
      largestNode({ ...pool, instanceCategories: ['r'] }),
    );
  });

  test('keeps more than half a vCPU for the kubelet and the daemons from 128 vCPUs up', () => {
    expect(128 - largestNode({ ...pool, maxVcpus: 128 }).cpu).toBeCloseTo(0.64);
  });

  test('has no room at all where no size is within the bounds', () => {
    expect(largestNode({ ...pool, minVcpus: 9, maxVcpus: 15 })).toEqual({ cpu: 0, memoryGib: 0 });
  });
});

describe('the pods that run at once in a pool', () => {
  const task = { cpuMillicores: 500, memoryMib: 512 };

  // Measured on Karpenter 1.14.1.
  test('leave room for the kubelet and the daemons: 31 tasks of half a vCPU on 16 vCPUs, not 32', () => {
    expect(podsWithin({ ...pool, limitVcpus: 16, limitMemoryGib: 64 }, task)).toBe(31);
  });

  test('fill the largest nodes first, and what the limit leaves with smaller ones', () => {
    expect(podsWithin({ ...pool, limitVcpus: 20, limitMemoryGib: 64 }, task)).toBe(31 + 7);
  });

  test('are bounded by the limit on memory too, and by the best category', () => {
    expect(podsWithin({ ...pool, limitVcpus: 64, limitMemoryGib: 32 }, task)).toBe(31);
    const large = { cpuMillicores: 500, memoryMib: 4096 };
    const both: InstanceCategory[] = ['c', 'r'];
    expect(podsWithin({ ...pool, instanceCategories: both, limitVcpus: 16, limitMemoryGib: 128 }, large)).toBe(28);
  });

  test('are no more than a node has addresses for', () => {
    const tiny = { cpuMillicores: 10, memoryMib: 16 };
    expect(podsWithin({ ...pool, maxVcpus: 2, limitVcpus: 2, limitMemoryGib: 4 }, tiny)).toBe(24);
  });
});
