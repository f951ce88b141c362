import { isObject, listIn, objectIn } from '../../../imports/json.ts';
import type { Item } from '../../tree/tree.ts';
import { type Amounts, amounts } from '../pods/size.ts';
import { type NodeGroup, nodeOf } from './group.ts';
import { type Instance, instanceNamed, instances, sizesOf } from './instances.ts';
import { equalTo, holds, type Requirement, requirementsIn } from './requirements.ts';

/** A NodePool of Karpenter's as a group of nodes. */
export function poolOf(item: Item, daemons: Amounts): NodeGroup {
  const spec = objectIn(item.manifest, 'spec');
  const labels = objectIn(spec, 'template.metadata.labels');
  const requirements = [
    ...equalTo({ ...labels, 'karpenter.sh/nodepool': item.id.name }),
    ...requirementsIn(spec, 'template.spec.requirements'),
  ];
  const types = typesOf(requirements);
  const limits = amounts(spec['limits']);
  return {
    name: item.id.name,
    item,
    requirements,
    taints: listIn(spec, 'template.spec.taints').filter(isObject),
    ...(types ? { nodes: types.filter((type) => isWithin(type, limits)).map((type) => nodeOf(type, daemons)) } : {}),
  };
}

/** Karpenter makes no node that would bring the pool above its limits. */
function isWithin({ vcpus, memoryMib }: Instance, limits: Amounts): boolean {
  const { cpu = vcpus, memory = Number.POSITIVE_INFINITY } = limits;
  return vcpus <= cpu && memoryMib * 1024 ** 2 <= memory;
}

const instanceLabel = 'karpenter.k8s.aws/instance-';

/** The types that a pool may choose from; `undefined` where it may choose one whose size is not known. */
function typesOf(requirements: readonly Requirement[]): readonly Instance[] | undefined {
  const valuesOf = (key: string) =>
    requirements.find((one) => one.key === key && one.operator === 'In')?.values ?? undefined;
  const names = valuesOf('node.kubernetes.io/instance-type')?.map((name) => [instanceNamed(name) ?? []].flat());
  const families = valuesOf(`${instanceLabel}family`)?.map(sizesOf);
  const categories = valuesOf(`${instanceLabel}category`)?.map((letter) =>
    instances.filter(({ category }) => category === letter),
  );
  const groups = names ?? families ?? categories ?? [instances];
  if (groups.some((group) => group.length === 0)) return undefined;
  return groups.flat().filter((type) => requirements.every((one) => keeps(one, type.labels[one.key])));
}

function keeps(requirement: Requirement, label: unknown): boolean {
  return label === undefined || holds(requirement, String(label));
}
