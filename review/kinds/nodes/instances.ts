import type { JsonObject } from '../../../imports/json.ts';

/** An instance type, or all types that are alike in what counts here. */
export interface Instance {
  /** Letter of the family: `c`, `m`, `r`. */
  readonly category: string;
  /** Absent where all families of a generation are alike. */
  readonly family?: string;
  readonly generation: number;
  readonly size: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  /** Pods that its network interfaces have addresses for. */
  readonly mostPods: number;
  /** What a node of it says of its type. */
  readonly labels: JsonObject;
}

const mib = 1024 ** 2;

/** MiB of memory for each vCPU. */
const memoryPerVcpu: Readonly<Record<string, number>> = { c: 2048, m: 4096, r: 8192 };

/**
 * Sizes of the c, m and r families, and how many pods EKS lets run there: addresses of the network interfaces, up to the
 * seventh generation and in the eighth. From Karpenter's reference of instance types.
 */
const sizes: readonly (readonly [size: string, vcpus: number, mostPods: number, inEighth: number])[] = [
  ['medium', 1, 8, 8],
  ['large', 2, 29, 59],
  ['xlarge', 4, 58, 118],
  ['2xlarge', 8, 58, 118],
  ['4xlarge', 16, 234, 394],
  ['8xlarge', 32, 234, 492],
  ['12xlarge', 48, 234, 590],
  ['16xlarge', 64, 737, 1010],
  ['24xlarge', 96, 737, 1010],
  ['32xlarge', 128, 737, 1514],
  ['48xlarge', 192, 737, 1514],
];

/** Generations that EC2 has of these families, the older ones left out. */
const generations = [5, 6, 7, 8] as const;

/** The instance types that pools choose from. */
export const instances: readonly Instance[] = Object.entries(memoryPerVcpu).flatMap(([category, memory]) =>
  generations.flatMap((generation) =>
    sizes.map(([size, vcpus, classic, inEighth]) => {
      const mostPods = generation >= 8 ? inEighth : classic;
      return withLabels({ category, generation, size, vcpus, memoryMib: vcpus * memory, mostPods });
    }),
  ),
);

/** The types of one family, e.g. `m7i`, in all sizes; none of a family that is not known here. */
export function sizesOf(family: string): readonly Instance[] {
  const [, letter, digits] = /^([a-z]+)(\d+)/.exec(family) ?? [];
  const generation = Math.min(Math.max(Number(digits), 5), 8);
  return instances
    .filter((one) => one.category === letter && one.generation === generation)
    .map((one) => withLabels({ ...one, family, generation: Number(digits) }));
}

/** The type of a name, e.g. `m7i.xlarge`. */
export function instanceNamed(name: string): Instance | undefined {
  const [family = '', size] = name.split('.');
  return sizesOf(family).find((one) => one.size === size);
}

function withLabels(type: Omit<Instance, 'labels'>): Instance {
  const { category, generation, family, size, vcpus, memoryMib } = type;
  const prefix = 'karpenter.k8s.aws/instance';
  return {
    ...type,
    labels: {
      [`${prefix}-category`]: category,
      [`${prefix}-generation`]: String(generation),
      [`${prefix}-size`]: size,
      [`${prefix}-cpu`]: String(vcpus),
      [`${prefix}-memory`]: String(memoryMib),
      ...(family ? { [`${prefix}-family`]: family, 'node.kubernetes.io/instance-type': `${family}.${size}` } : {}),
    },
  };
}

/** What Karpenter counts on for pods, in cores and bytes: before the daemons of the node. */
export function allocatable({ vcpus, memoryMib, mostPods }: Instance): {
  readonly cpu: number;
  readonly memory: number;
} {
  // The virtual machine itself takes 7.5 % of the memory.
  const visible = memoryMib - Math.ceil(memoryMib * 0.075);
  // The kubelet keeps 255 MiB and 11 for each pod, and evicts below 100.
  const memory = visible - (255 + 11 * mostPods) - 100;
  return { cpu: (vcpus * 1000 - kubeletMillicores(vcpus)) / 1000, memory: Math.max(0, memory) * mib };
}

/** 6 % of the first vCPU, 1 % of the second, 0.5 % of the next two, 0.25 % of all others. */
function kubeletMillicores(vcpus: number): number {
  const share = (from: number, to: number, part: number) => Math.max(0, Math.min(vcpus, to) - from) * part * 1000;
  return Math.floor(
    share(0, 1, 0.06) + share(1, 2, 0.01) + share(2, 4, 0.005) + share(4, Number.POSITIVE_INFINITY, 0.0025),
  );
}
