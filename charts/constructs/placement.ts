import { dedicatedTaint, nodeGroupLabel, nodeGroupTypes } from '../../config/names.ts';
import type { Placement } from '../../config/placement.ts';

/** Nodes of one Karpenter role. The selector says where, the toleration lets the pod in. */
export function onNodesOf(role: 'airflow' | 'airflow-task'): Placement {
  return {
    nodeSelector: { [nodeGroupLabel]: nodeGroupTypes[role] },
    tolerations: [{ key: dedicatedTaint, operator: 'Equal', value: role, effect: 'NoSchedule' }],
  };
}

/** Replicas in different zones as far as the zones go; a zone that is full stops no pod. */
export function spreadOverZones(matchLabels: Record<string, string>) {
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels },
    },
  ];
}
