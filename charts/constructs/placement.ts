import { coreNodeGroup, dedicatedTaint, nodeGroupLabel, nodeGroupTypes } from '../../config/names.ts';

/** Scheduling terms in the form that pod specs and Helm charts share. */
export interface Placement {
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: { key: string; operator: string; value?: string; effect?: string }[];
}

/** The managed node group: for what must run before Karpenter can launch anything. */
export const onCoreNodes: Placement = {
  nodeSelector: { [nodeGroupLabel]: coreNodeGroup.nodeGroupType },
  tolerations: [{ key: coreNodeGroup.taint.key, operator: 'Exists' }],
};

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
