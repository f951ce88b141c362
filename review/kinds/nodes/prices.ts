import type { Requirement } from './requirements.ts';
import { holds } from './requirements.ts';

/** Where and when these prices were read: On-Demand, Linux, as Karpenter's AWS provider 1.14.1 has them. */
export const pricesFrom = { region: 'us-east-1', date: '2026-07-06' } as const;

/** US dollars an hour for one vCPU: the cheapest and the dearest family of a category, a generation and an architecture. */
const perVcpu: readonly (readonly [category: string, generation: number, arch: string, low: number, high: number])[] = [
  ['c', 5, 'amd64', 0.0385, 0.054],
  ['c', 6, 'amd64', 0.03825, 0.0567],
  ['c', 6, 'arm64', 0.034, 0.0432],
  ['c', 7, 'amd64', 0.04239, 0.05132],
  ['c', 7, 'arm64', 0.03625, 0.0624],
  ['c', 8, 'amd64', 0.04451, 0.08505],
  ['c', 8, 'arm64', 0.03988, 0.0593],
  ['m', 5, 'amd64', 0.043, 0.0826],
  ['m', 6, 'amd64', 0.0432, 0.07956],
  ['m', 6, 'arm64', 0.0385, 0.0452],
  ['m', 7, 'amd64', 0.04788, 0.05796],
  ['m', 7, 'arm64', 0.0408, 0.0534],
  ['m', 8, 'amd64', 0.05027, 0.10443],
  ['m', 8, 'arm64', 0.04488, 0.0728],
  ['r', 5, 'amd64', 0.0565, 0.0835],
  ['r', 6, 'amd64', 0.0567, 0.0977],
  ['r', 6, 'arm64', 0.0504, 0.0576],
  ['r', 7, 'amd64', 0.06615, 0.093],
  ['r', 7, 'arm64', 0.05355, 0.06805],
  ['r', 8, 'amd64', 0.06599, 0.11724],
  ['r', 8, 'arm64', 0.05891, 0.0911],
];

/** What one vCPU costs an hour on the nodes that the requirements allow; `undefined` where none of them has a price here. */
export function pricePerVcpu(
  requirements: readonly Requirement[],
): { readonly low: number; readonly high: number } | undefined {
  const prefix = 'karpenter.k8s.aws/instance-';
  const allowed = perVcpu.filter(([category, generation, arch]) =>
    requirements.every((one) => {
      if (one.key === `${prefix}category`) return holds(one, category);
      if (one.key === `${prefix}generation`) return holds(one, String(generation));
      return one.key === 'kubernetes.io/arch' ? holds(one, arch) : true;
    }),
  );
  if (allowed.length === 0) return undefined;
  return {
    low: Math.min(...allowed.map(([, , , low]) => low)),
    high: Math.max(...allowed.map(([, , , , high]) => high)),
  };
}
