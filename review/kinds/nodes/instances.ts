import { type InstanceType, instanceCatalogue } from '../../../imports/instances.ts';
import type { JsonObject } from '../../../imports/json.ts';
import type { Amounts } from '../pods/size.ts';
import { holds, type Requirement } from './requirements.ts';

/** An instance type, and what a node of it says of itself. */
export interface Instance extends InstanceType {
  readonly labels: JsonObject;
}

/** The instance types that pools choose from. */
export const instances: readonly Instance[] = instanceCatalogue().types.map((type) => ({
  ...type,
  labels: labelsOf(type),
}));

/** The types of one family, e.g. `m7i`, in all sizes; none of a family that is not known here. */
export function sizesOf(family: string): readonly Instance[] {
  return instances.filter((one) => one.family === family);
}

/** The type of a name, e.g. `m7i.xlarge`. */
export function instanceNamed(name: string): Instance | undefined {
  return instances.find((one) => one.name === name);
}

function labelsOf({ name, family, category, generation, vcpus, memoryMib, ...type }: InstanceType): JsonObject {
  const prefix = 'karpenter.k8s.aws/instance';
  return {
    'kubernetes.io/arch': type.architecture,
    'node.kubernetes.io/instance-type': name,
    [`${prefix}-category`]: category,
    [`${prefix}-generation`]: String(generation),
    [`${prefix}-family`]: family,
    [`${prefix}-size`]: name.slice(family.length + 1),
    [`${prefix}-cpu`]: String(vcpus),
    [`${prefix}-memory`]: String(memoryMib),
    ...(type.diskGb > 0 ? { [`${prefix}-local-nvme`]: String(type.diskGb) } : {}),
    ...(type.gpuMaker
      ? {
          [`${prefix}-gpu-count`]: String(type.gpus),
          [`${prefix}-gpu-manufacturer`]: type.gpuMaker,
          [`${prefix}-gpu-name`]: type.gpuName,
        }
      : {}),
  };
}

/** Labels of what a type may have or not; where another label is missing, nobody knows it here. */
const ofDevices = /^karpenter\.k8s\.aws\/instance-(gpu-|local-nvme$)/;

/** Whether a node with the labels of its type keeps a requirement. */
export function meets(labels: JsonObject, one: Requirement): boolean {
  const value = labels[one.key];
  if (value === undefined) return !ofDevices.test(one.key) || holds(one, undefined);
  return holds(one, String(value));
}

/** What Karpenter counts on for pods, in cores, bytes and devices: before the daemons of the node. */
export function allocatable({ cpuMillicores, podMemoryMib, gpuMaker, gpus }: InstanceType): Amounts {
  return {
    cpu: cpuMillicores / 1000,
    memory: podMemoryMib * 1024 ** 2,
    ...(gpus > 0 ? { [`${gpuMaker}.com/gpu`]: gpus } : {}),
  };
}

/** What limits of a pool count: all of a type, what its node keeps for itself included. */
export function capacity({ vcpus, memoryMib }: InstanceType): Amounts {
  return { cpu: vcpus, memory: memoryMib * 1024 ** 2 };
}
