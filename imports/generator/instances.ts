import { columns, type InstanceType } from '../instances.ts';
import type { Json, JsonObject } from '../json.ts';

/**
 * The instance types of EC2 as Karpenter sees them, from the pages that its project generates: "Instance Types" with labels and
 * with what a node has for pods, and the On-Demand prices that the controller begins with. Bare metal is left out, as no pool asks for it.
 */
export function readInstances(page: string, prices: string, file: string): JsonObject {
  const [, date = '', region = ''] = /generated at (\d{4}-\d\d-\d\d)\S* for (\S+)/.exec(prices) ?? [];
  const usd = new Map(
    [...prices.matchAll(/"([a-z0-9-]+\.[a-z0-9-]+)": ([\d.]+)/g)].map(([, name, price]) => [name, price]),
  );
  const types = page
    .split(/^### /m)
    .slice(1)
    .map((section) => instanceType(section, usd))
    .filter(({ name }) => !name.includes('.metal'));
  if (types.length === 0 || date === '') throw new Error(`${file}: has no instance types or no prices; check the file`);
  return {
    region,
    date,
    columns: [...columns],
    types: types.map((type) => columns.map((column): Json => type[column])),
  };
}

function instanceType(
  section: string,
  usd: ReadonlyMap<string | undefined, string | undefined>,
): Omit<InstanceType, 'family'> {
  const row = new Map([...section.matchAll(/^ \|([\w./-]+)\|(.*)\|$/gm)].map(([, key, value]) => [key, value ?? '']));
  const label = (name: string) => row.get(`karpenter.k8s.aws/instance-${name}`) ?? '';
  const name = row.get('node.kubernetes.io/instance-type') ?? '';
  return {
    name,
    category: label('category'),
    generation: Number(label('generation')),
    architecture: row.get('kubernetes.io/arch') ?? '',
    vcpus: Number(label('cpu')),
    memoryMib: Number(label('memory')),
    cpuMillicores: millicores(row.get('cpu') ?? ''),
    podMemoryMib: Number.parseInt(row.get('memory') ?? '0', 10),
    pods: Number(row.get('pods')),
    gpuMaker: label('gpu-manufacturer'),
    gpus: Number(label('gpu-count')),
    gpuName: label('gpu-name'),
    diskGb: Number(label('local-nvme')),
    usd: Number(usd.get(name) ?? 0),
  };
}

function millicores(quantity: string): number {
  return quantity.endsWith('m') ? Number.parseInt(quantity, 10) : Number(quantity) * 1000;
}
