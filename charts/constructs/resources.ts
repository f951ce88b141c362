import { k8s } from 'cdk8s-plus-28';
import type { PodSize } from '../../config/pod-sizes.ts';

/** Requests and limits in the form that pod specs and Helm charts share. */
export function resources({ cpuMillicores, memoryMib, memoryLimitMib = memoryMib }: PodSize) {
  return {
    requests: { cpu: `${cpuMillicores}m`, memory: memory(memoryMib) },
    limits: { memory: memory(memoryLimitMib) },
  };
}

function memory(mib: number): string {
  return mib % 1024 === 0 ? `${mib / 1024}Gi` : `${mib}Mi`;
}

/** The same for the pod specs that we write ourselves, whose quantities have a type. */
export function quantities({ requests, limits }: ReturnType<typeof resources>): k8s.ResourceRequirements {
  const quantity = k8s.Quantity.fromString;
  return {
    requests: { cpu: quantity(requests.cpu), memory: quantity(requests.memory) },
    limits: { memory: quantity(limits.memory) },
  };
}
