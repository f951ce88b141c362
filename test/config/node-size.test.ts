import { largestNode, podsWithin, poolTypes, poolVcpus, type TypeChoice } from '../../config/node-size.ts';

const pool: TypeChoice = { instanceCategories: ['c'], minVcpus: 2, maxVcpus: 16 };
const families = (choice: Partial<TypeChoice>) => [
  ...new Set(poolTypes({ minVcpus: 4, maxVcpus: 4, ...choice }).map(({ family }) => family)),
];

describe('the types that a pool may choose from', () => {
  test('are x86 of the sixth generation and newer where it says no more', () => {
    const types = poolTypes(pool);
    expect(new Set(types.map(({ architecture }) => architecture))).toEqual(new Set(['amd64']));
    expect(Math.min(...types.map(({ generation }) => generation))).toBe(6);
    expect(poolVcpus(pool)).toEqual([2, 4, 8, 16]);
  });

  test('are of its architecture and not older than its generation', () => {
    expect(families({ instanceCategories: ['m'], architecture: 'arm64', minGeneration: 8 })).toEqual(
      expect.arrayContaining(['m8g', 'm8gd']),
    );
    expect(families({ instanceCategories: ['m'], architecture: 'arm64', minGeneration: 8 })).not.toContain('m7g');
  });

  test('are those of its families, whose architecture they have', () => {
    expect(families({ instanceFamilies: ['r7gd', 'r8gd'] })).toEqual(['r7gd', 'r8gd']);
  });

  test('have local disks where it requires them', () => {
    expect(families({ instanceCategories: ['m'], minGeneration: 6, localDisks: 'required' })).toContain('m6id');
    expect(families({ instanceCategories: ['m'], localDisks: 'required' })).not.toContain('m6i');
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

  test('is of the family with the most memory: 16 vCPUs of r7gd hold 114 GiB', () => {
    const graviton = { instanceFamilies: ['c7gd', 'r7gd'], minVcpus: 2, maxVcpus: 16 };
    expect(Math.floor(largestNode(graviton).memoryGib)).toBe(114);
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
    const both = ['c', 'r'];
    expect(podsWithin({ ...pool, instanceCategories: both, limitVcpus: 16, limitMemoryGib: 128 }, large)).toBe(28);
  });

  test('are no more than a node has addresses for', () => {
    const tiny = { cpuMillicores: 10, memoryMib: 16 };
    expect(podsWithin({ ...pool, maxVcpus: 2, limitVcpus: 2, limitMemoryGib: 4 }, tiny)).toBe(24);
  });
});
