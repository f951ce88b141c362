import * as eksL1 from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { PlatformNames } from '../../config/names.ts';
import { nodeRole } from '../control-plane/node-role.ts';
import type { eks } from '../eks.ts';

/**
 * Role and instance profile of the nodes that Karpenter launches. The profile is made here, under a name that the
 * EC2NodeClass knows: so Karpenter may not write to IAM, and no profile is left over that blocks deleting the role.
 */
export class KarpenterNodes extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { names, cluster }: { readonly names: PlatformNames; readonly cluster: eks.Cluster },
  ) {
    super(scope, id);
    const role = nodeRole(this, 'Role', karpenterNodeRoleName(names));

    new iam.CfnInstanceProfile(this, 'InstanceProfile', {
      instanceProfileName: names.nodeInstanceProfile,
      roles: [role.roleName],
    });
    // Managed node groups get their entry from EKS; these nodes would not be let into the cluster.
    new eksL1.CfnAccessEntry(this, 'AccessEntry', {
      clusterName: cluster.clusterName,
      principalArn: role.roleArn,
      type: 'EC2_LINUX',
    });
  }
}

/** The controller may pass this role, and no other, to the instances it launches. */
export function karpenterNodeRoleName(names: PlatformNames): string {
  return names.role('karpenter-node');
}
