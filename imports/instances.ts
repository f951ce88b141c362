import { readFileSync } from 'node:fs';

/** An instance type of EC2, as Karpenter's AWS provider knows it. */
export interface InstanceType {
  /** `m7i.xlarge`. */
  readonly name: string;
  /** `m7i`. */
  readonly family: string;
  /** Letters of the family: `c`, `m`, `r`. */
  readonly category: string;
  readonly generation: number;
  /** `amd64` or `arm64`, as nodes call it. */
  readonly architecture: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  /**
   * What Karpenter counts on for pods and daemons: the type less 7.5 % of its memory for the virtual machine, what the kubelet
   * keeps for itself, and 100 MiB before it evicts.
   */
  readonly cpuMillicores: number;
  readonly podMemoryMib: number;
  /** Pods that its network interfaces have addresses for. */
  readonly pods: number;
  /** `nvidia`, `amd`; empty for a type without a GPU. */
  readonly gpuMaker: string;
  /** Zero also for a share of one. */
  readonly gpus: number;
  /** `a10g`. */
  readonly gpuName: string;
  /** NVMe disks of the instance, all together. */
  readonly diskGb: number;
  /** US dollars an hour, On-Demand; zero where no price is known. */
  readonly usd: number;
}

/** Order of the values in a line of the catalogue. */
export const columns = [
  'name',
  'category',
  'generation',
  'architecture',
  'vcpus',
  'memoryMib',
  'cpuMillicores',
  'podMemoryMib',
  'pods',
  'gpuMaker',
  'gpus',
  'gpuName',
  'diskGb',
  'usd',
] as const satisfies readonly (keyof InstanceType)[];

interface Catalogue {
  readonly types: readonly InstanceType[];
  /** Where and when the prices were read. */
  readonly region: string;
  readonly date: string;
}

let read: Catalogue | undefined;

/** Every type of EC2 that Karpenter knows at the pinned version, bare metal left out. */
export function instanceCatalogue(): Catalogue {
  read ??= readCatalogue();
  return read;
}

function readCatalogue(): Catalogue {
  const { region, date, types } = JSON.parse(readFileSync(new URL('./instances/ec2.json', import.meta.url), 'utf8'));
  const ofRow = (row: readonly unknown[]) => ({
    ...Object.fromEntries(columns.map((column, index) => [column, row[index]])),
    family: String(row[0]).split('.')[0],
  });
  return { region, date, types: types.map(ofRow) };
}
