import { isObject, listIn, objectIn } from '../../../imports/json.ts';
import type { Item } from '../../tree/tree.ts';
import { type Amounts, amounts } from '../pods/size.ts';
import { type NodeGroup, nodeOf } from './group.ts';
import { allocatable, capacity, type Instance, instances, meets, sizesOf } from './instances.ts';
import { equalTo, type Requirement, requirementsIn } from './requirements.ts';

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
function isWithin(type: Instance, limits: Amounts): boolean {
  const all: Amounts = { ...allocatable(type), ...capacity(type) };
  return Object.entries(all).every(([name, amount]) => amount <= (limits[name] ?? amount));
}

const instanceLabel = 'karpenter.k8s.aws/instance-';

/** The types that a pool may choose from; `undefined` where it may choose one whose size is not known. */
function typesOf(requirements: readonly Requirement[]): readonly Instance[] | undefined {
  const valuesOf = (key: string) => requirements.find((one) => one.key === key && one.operator === 'In')?.values;
  const names = valuesOf('node.kubernetes.io/instance-type')?.map((name) =>
    instances.filter((one) => one.name === name),
  );
  const families = valuesOf(`${instanceLabel}family`)?.map(sizesOf);
  const categories = valuesOf(`${instanceLabel}category`)?.map((letter) =>
    instances.filter(({ category }) => category === letter),
  );
  const groups = names ?? families ?? categories ?? [instances];
  if (groups.some((group) => group.length === 0)) return undefined;
  return groups.flat().filter(({ labels }) => requirements.every((one) => meets(labels, one)));
}
