import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * What a node itself may do: join the cluster, pull images, be reached through Session Manager. Pods get nothing from
 * it (hop limit 1), and network interfaces are the business of the VPC CNI's own role.
 */
export function nodeRole(scope: Construct, id: string, roleName: string): iam.Role {
  return new iam.Role(scope, id, {
    roleName,
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: [
      'AmazonEKSWorkerNodePolicy',
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonSSMManagedInstanceCore',
    ].map((name) => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
  });
}
