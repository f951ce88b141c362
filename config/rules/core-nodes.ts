import { instanceCatalogue } from '../../imports/instances.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { corePods, daemons, type FixedPod, largest, requested } from './fixed-pods.ts';

/** Smaller instances hold 17 pods or less: the daemons leave no room for Karpenter, Argo CD and the other controllers. */
const coreNodesHoldPods: Rule = ({ cluster: { coreNodes } }) => {
  if (!isTooSmall(coreNodes.instanceType)) return [];
  const [family] = coreNodes.instanceType.split('.');
  const complaint = `is too small for the controllers, because it holds 17 pods at most; use '${family}.large' or larger`;
  return problem('cluster.coreNodes.instanceType', coreNodes.instanceType, complaint);
};

function isTooSmall(instanceType: string): boolean {
  return /\.(nano|micro|small|medium)$/.test(instanceType);
}

/**
 * Nothing makes more of these nodes, so the controllers must fit on them while one is updated: a rolling update starts the
 * new pod before the old one ends, and a drained node sends its pods to the others. Free room is spread over the nodes by
 * chance: only where there is as much of it as the largest pod for each node does surely one node have it.
 */
const coreNodesHoldControllers: Rule = (config) => {
  const { instanceType, count } = config.cluster.coreNodes;
  const room = roomOnCoreNode(instanceType);
  if (room === undefined) return [];
  const needs = (['cpuMillicores', 'memoryMib'] as const).map((field) => {
    const controllers = requested(corePods, field, config);
    const surge = largest(corePods, field, config);
    const perNode = room[field] - surge;
    return {
      field,
      controllers,
      surge,
      nodes: perNode > 0 ? Math.ceil(controllers / perNode) : Number.POSITIVE_INFINITY,
    };
  });
  const { field, controllers, surge, nodes } = needs.reduce((most, need) => (need.nodes > most.nodes ? need : most));
  if (count >= nodes) return [];

  const unit = field === 'cpuMillicores' ? 'millicores' : 'MiB';
  const advice =
    nodes <= mostCoreNodes
      ? `use ${nodes} or more, or a larger instanceType`
      : 'use a larger instanceType, e.g. m7i.xlarge';
  const complaint = `of ${instanceType} leave ${count * room[field]} ${unit}, and the controllers request ${controllers} and, for an update, ${surge} free on each node; ${advice}`;
  return problem('cluster.coreNodes.count', count, complaint);
};

/** What the schema allows. */
const mostCoreNodes = 10;

/** Room for the controllers on one node; nothing where the instance type is not known. */
function roomOnCoreNode(instanceType: string): Pick<FixedPod, 'cpuMillicores' | 'memoryMib'> | undefined {
  const type = instanceCatalogue().types.find(({ name }) => name === instanceType);
  if (!type || isTooSmall(instanceType)) return undefined;
  const { vcpus, memoryMib } = type;
  // The kubelet keeps 70 millicores of two vCPUs, 80 of four, and 2.5 of each more; 255 MiB, 11 for each pod that a node
  // may hold, and 100 as its eviction threshold. The virtual machine itself takes up to 7.5 % of the memory.
  const kubelet = { cpu: vcpus === 2 ? 70 : 80 + 2.5 * (vcpus - 4), memory: 255 + 11 * mostPods(vcpus) + 100 };
  return {
    cpuMillicores: Math.floor(vcpus * 1000 - kubelet.cpu - daemons.cpuMillicores),
    memoryMib: Math.floor(memoryMib * 0.925 - kubelet.memory - daemons.memoryMib),
  };
}

/** EKS's limit: addresses of the network interfaces, at most 110 below 32 vCPUs and 250 from there on. */
function mostPods(vcpus: number): number {
  if (vcpus === 2) return 29;
  if (vcpus <= 8) return 58;
  return vcpus < 32 ? 110 : 250;
}

export const coreNodeRules: readonly Rule[] = [coreNodesHoldPods, coreNodesHoldControllers];
