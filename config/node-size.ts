import { type InstanceType, instanceCatalogue } from '../imports/instances.ts';

/** What a node has left for pods. */
export interface NodeSize {
  readonly cpu: number;
  readonly memoryGib: number;
}

/** What decides which instance types a pool may choose from. */
export interface TypeChoice {
  readonly instanceCategories?: readonly string[] | undefined;
  readonly minGeneration?: number | undefined;
  readonly instanceFamilies?: readonly string[] | undefined;
  readonly architecture?: string | undefined;
  readonly localDisks?: string | undefined;
  readonly accelerator?: unknown;
  readonly minVcpus: number;
  readonly maxVcpus: number;
}

interface Pod {
  readonly cpuMillicores: number;
  readonly memoryMib: number;
}

/**
 * Categories that a pool may name, by Karpenter's label; `g` and `p` have GPUs. Left out are burstable types, whose credits end
 * under a job that runs long.
 */
export const categories = ['c', 'm', 'r', 'i', 'x', 'g', 'p'] as const;

/** Families that a pool may name beside those of the categories: storage, memory and GPUs in other forms. */
const moreCategories: readonly string[] = ['d', 'im', 'is', 'z', 'gr'];

/** Generations that pools take of a category where they do not say another. */
export const defaultGeneration = 6;

/** What the daemons of each node request: VPC CNI, kube-proxy, EBS CSI driver, node exporter; rounded up. */
const daemons = { millicores: 250, mebibytes: 512, pods: 5 } as const;

/** The instance types that pools may be made of, in all sizes. */
export const knownTypes: readonly InstanceType[] = instanceCatalogue().types.filter(
  ({ category, gpuMaker, gpus }) =>
    [...categories, ...moreCategories].includes(category) && (gpuMaker === '' || (gpuMaker === 'nvidia' && gpus > 0)),
);

/** One type of each of their families: all types of a family have one category, one architecture, and GPUs or none. */
export const families: ReadonlyMap<string, InstanceType> = new Map(knownTypes.map((type) => [type.family, type]));

/** The architecture of a pool's nodes: what it says, or that of the first of its families. */
export function architectureOf({
  architecture,
  instanceFamilies,
}: Pick<TypeChoice, 'architecture' | 'instanceFamilies'>): string {
  return architecture ?? families.get(instanceFamilies?.[0] ?? '')?.architecture ?? 'amd64';
}

/** The instance types that a pool may choose from, in all sizes. */
export function typesOfEverySize(pool: Omit<TypeChoice, 'minVcpus' | 'maxVcpus'>): readonly InstanceType[] {
  const { instanceCategories = [], instanceFamilies, minGeneration = defaultGeneration, localDisks } = pool;
  const architecture = architectureOf(pool);
  const disks = localDisks === 'required';
  const hasGpus = pool.accelerator !== undefined;
  // Every rule asks for the types of every pool.
  const key = [instanceCategories, minGeneration, instanceFamilies, architecture, disks, hasGpus].join();
  const types =
    found.get(key) ??
    knownTypes.filter(
      (type) =>
        (instanceFamilies
          ? instanceFamilies.includes(type.family)
          : instanceCategories.includes(type.category) && type.generation >= minGeneration) &&
        type.architecture === architecture &&
        type.gpus > 0 === hasGpus &&
        (!disks || type.diskGb > 0),
    );
  found.set(key, types);
  return types;
}

const found = new Map<string, readonly InstanceType[]>();

/** The instance types that a pool may choose from. */
export function poolTypes(pool: TypeChoice): readonly InstanceType[] {
  const { minVcpus, maxVcpus } = pool;
  return typesOfEverySize(pool).filter(({ vcpus }) => vcpus >= minVcpus && vcpus <= maxVcpus);
}

/** The instance sizes that a pool may choose from, in vCPUs, smallest first. */
export function poolVcpus(pool: TypeChoice): readonly number[] {
  return [...new Set(poolTypes(pool).map(({ vcpus }) => vcpus))].sort((a, b) => a - b);
}

/** The fewest GPUs that a node of so many vCPUs of the pool has. */
export function fewestGpus(pool: TypeChoice, vcpus: number): number {
  return Math.min(...poolTypes(pool).flatMap((type) => (type.vcpus === vcpus ? [type.gpus] : [])));
}

/** The least GiB of memory that a node of so many vCPUs of the pool has. */
export function leastMemoryGib(pool: TypeChoice, vcpus: number): number {
  const sizes = poolTypes(pool).filter((type) => type.vcpus === vcpus);
  return Math.ceil(Math.min(...sizes.map(({ memoryMib }) => memoryMib)) / 1024);
}

/** Room for pods on the largest node of a pool, of the type with the most memory; zero where no size fits the bounds. */
export function largestNode(pool: TypeChoice): NodeSize {
  const vcpus = poolVcpus(pool).at(-1);
  const largest = poolTypes(pool)
    .filter((type) => type.vcpus === vcpus)
    .reduce<InstanceType | undefined>((a, b) => (a && a.podMemoryMib >= b.podMemoryMib ? a : b), undefined);
  if (!largest) return { cpu: 0, memoryGib: 0 };
  return {
    cpu: (largest.cpuMillicores - daemons.millicores) / 1000,
    memoryGib: Math.max(0, (largest.podMemoryMib - daemons.mebibytes) / 1024),
  };
}

/** How many pods of one size run at once in a pool at its limits, on the largest nodes first, with the fewest addresses of their size. */
export function podsWithin(
  pool: TypeChoice & { readonly limitVcpus: number; readonly limitMemoryGib: number },
  pod: Pod,
): number {
  const types = poolTypes(pool);
  const perVcpu = ({ memoryMib, vcpus }: InstanceType) => memoryMib / vcpus;
  return Math.max(
    0,
    ...[...new Set(types.map(perVcpu))].map((memoryMib) => {
      let [vcpusLeft, memoryLeft, pods] = [pool.limitVcpus, pool.limitMemoryGib * 1024, 0];
      for (const vcpus of poolVcpus(pool).toReversed()) {
        const alike = types.filter((type) => type.vcpus === vcpus && perVcpu(type) === memoryMib);
        if (alike.length === 0) continue;
        const nodes = Math.min(Math.floor(vcpusLeft / vcpus), Math.floor(memoryLeft / (vcpus * memoryMib)));
        const addresses = Math.min(...alike.map(({ pods: most }) => most));
        pods += nodes * Math.max(...alike.map((type) => podsOnNode({ ...type, pods: addresses }, pod)));
        vcpusLeft -= nodes * vcpus;
        memoryLeft -= nodes * vcpus * memoryMib;
      }
      return pods;
    }),
  );
}

function podsOnNode({ cpuMillicores, podMemoryMib, pods }: InstanceType, pod: Pod): number {
  return Math.max(
    0,
    Math.min(
      Math.floor((cpuMillicores - daemons.millicores) / pod.cpuMillicores),
      Math.floor((podMemoryMib - daemons.mebibytes) / pod.memoryMib),
      pods - daemons.pods,
    ),
  );
}
