import { coreNodeGroup, nodeGroupLabel } from './names.ts';

/** Scheduling terms in the form that pod specs, Helm charts and EKS add-ons share. */
export interface Placement {
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: { key: string; operator: string; value?: string; effect?: string }[];
}

/** The managed node group: for what must run before Karpenter can launch anything. */
export const onCoreNodes: Placement = {
  nodeSelector: { [nodeGroupLabel]: coreNodeGroup.nodeGroupType },
  tolerations: [{ key: coreNodeGroup.taint.key, operator: 'Exists' }],
};
