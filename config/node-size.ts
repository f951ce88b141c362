/** Instance categories of general use, and their GiB of memory for each vCPU. */
export const memoryPerVcpu = { c: 2, m: 4, r: 8 } as const;

export type InstanceCategory = keyof typeof memoryPerVcpu;

/**
 * The sizes in which the c, m and r families of today come: vCPUs, and how many pods the network interfaces of the oldest
 * family that a pool takes (generation 6) have addresses for. Newer families have more, and keep more memory for them.
 */
const sizes = [
  { vcpus: 2, pods: 29 },
  { vcpus: 4, pods: 58 },
  { vcpus: 8, pods: 58 },
  { vcpus: 16, pods: 234 },
  { vcpus: 32, pods: 234 },
  { vcpus: 48, pods: 234 },
  { vcpus: 64, pods: 737 },
  { vcpus: 96, pods: 737 },
  { vcpus: 128, pods: 737 },
  { vcpus: 192, pods: 737 },
] as const;

export const instanceVcpus = sizes.map(({ vcpus }) => vcpus);

/** What a node has left for pods. */
export interface NodeSize {
  readonly cpu: number;
  readonly memoryGib: number;
}

interface Bounds {
  readonly minVcpus: number;
  readonly maxVcpus: number;
}

type PoolSizes = Bounds & { readonly instanceCategories: readonly InstanceCategory[] };

/** What the daemons of each node request: VPC CNI, kube-proxy, EBS CSI driver, node exporter; rounded up. */
const daemons = { millicores: 250, mebibytes: 512, pods: 5 } as const;

/** The instance sizes that a pool may choose from, in vCPUs, smallest first. */
export function poolVcpus({ minVcpus, maxVcpus }: Bounds): readonly number[] {
  return instanceVcpus.filter((vcpus) => vcpus >= minVcpus && vcpus <= maxVcpus);
}

/**
 * What Karpenter counts on for pods and daemons on a node: the instance less 7.5 % of its memory for the virtual machine
 * (`VM_MEMORY_OVERHEAD_PERCENT`), what the kubelet keeps for itself (by pods and by cores), and 100 MiB before it evicts.
 * Source: `pkg/providers/instancetype/types.go` of karpenter-provider-aws 1.14, whose reference page lists the results.
 *
 * @returns millicores and MiB; undefined for a size that no family has
 */
export function allocatable(
  vcpus: number,
  category: InstanceCategory,
): { readonly millicores: number; readonly mebibytes: number; readonly pods: number } | undefined {
  const size = sizes.find((known) => known.vcpus === vcpus);
  if (!size) return undefined;
  const memory = vcpus * memoryPerVcpu[category] * 1024;
  const kubelet = 11 * size.pods + 255;
  return {
    millicores: vcpus * 1000 - keptMillicores(vcpus * 1000),
    mebibytes: memory - Math.ceil(memory * 0.075) - kubelet - 100,
    pods: size.pods,
  };
}

/** The kubelet keeps 6 % of the first core, 1 % of the second, 0.5 % of the next two, and 0.25 % of all others. */
function keptMillicores(millicores: number): number {
  const shares = [
    { upTo: 1000, share: 0.06 },
    { upTo: 2000, share: 0.01 },
    { upTo: 4000, share: 0.005 },
    { upTo: Number.POSITIVE_INFINITY, share: 0.0025 },
  ];
  let from = 0;
  return shares.reduce((kept, { upTo, share }) => {
    const part = Math.max(0, Math.min(millicores, upTo) - from);
    from = upTo;
    return kept + Math.floor(part * share);
  }, 0);
}

/** Room for pods on the largest node of a pool, in its category with the most memory; zero where no size fits the bounds. */
export function largestNode(pool: PoolSizes): NodeSize {
  const vcpus = poolVcpus(pool).at(-1) ?? 0;
  const category = pool.instanceCategories.reduce((a, b) => (memoryPerVcpu[a] >= memoryPerVcpu[b] ? a : b));
  const node = allocatable(vcpus, category);
  if (!node) return { cpu: 0, memoryGib: 0 };
  return {
    cpu: (node.millicores - daemons.millicores) / 1000,
    memoryGib: Math.max(0, (node.mebibytes - daemons.mebibytes) / 1024),
  };
}

/** How many pods of one size run at once in a pool at its limits, on the largest nodes first. */
export function podsWithin(
  pool: PoolSizes & { readonly limitVcpus: number; readonly limitMemoryGib: number },
  pod: { readonly cpuMillicores: number; readonly memoryMib: number },
): number {
  return Math.max(
    0,
    ...pool.instanceCategories.map((category) => {
      let [vcpusLeft, memoryLeft, pods] = [pool.limitVcpus, pool.limitMemoryGib, 0];
      for (const vcpus of poolVcpus(pool).toReversed()) {
        const memory = vcpus * memoryPerVcpu[category];
        const nodes = Math.min(Math.floor(vcpusLeft / vcpus), Math.floor(memoryLeft / memory));
        pods += nodes * podsOnNode(vcpus, category, pod);
        vcpusLeft -= nodes * vcpus;
        memoryLeft -= nodes * memory;
      }
      return pods;
    }),
  );
}

function podsOnNode(
  vcpus: number,
  category: InstanceCategory,
  pod: { readonly cpuMillicores: number; readonly memoryMib: number },
): number {
  const node = allocatable(vcpus, category);
  if (!node) return 0;
  return Math.max(
    0,
    Math.min(
      Math.floor((node.millicores - daemons.millicores) / pod.cpuMillicores),
      Math.floor((node.mebibytes - daemons.mebibytes) / pod.memoryMib),
      node.pods - daemons.pods,
    ),
  );
}
