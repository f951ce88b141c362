import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ExistingNetwork } from '../../config/network.ts';

/** The VPC as the other stacks use it, and the subnets for each of its purposes. */
export interface ClusterNetwork {
  readonly vpc: ec2.IVpc;
  readonly controlPlaneSubnets: readonly ec2.ISubnet[];
  readonly nodeSubnets: readonly ec2.ISubnet[];
  readonly databaseSubnets: readonly ec2.ISubnet[];
}

/** Gives a stack the network. */
export type NetworkOf = (scope: Construct) => ClusterNetwork;

/** A VPC of the company's by its ids, of which nothing is looked up or changed. Each stack has constructs of its own for it. */
export function existingNetwork(scope: Construct, network: ExistingNetwork): ClusterNetwork {
  // No stack reads a route table of these subnets.
  Annotations.of(scope).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
  const subnets = (purpose: string, ids: readonly string[] = []) =>
    ids.map((id, index) => ec2.Subnet.fromSubnetId(scope, `${purpose}Subnet${index + 1}`, id));
  return {
    // CDK divides by the number of zones, and uses none: every subnet is named.
    vpc: ec2.Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: network.vpcId, availabilityZones: ['any'] }),
    controlPlaneSubnets: subnets('ControlPlane', network.controlPlaneSubnets),
    nodeSubnets: subnets('Node', network.nodeSubnets),
    databaseSubnets: subnets('Database', network.databaseSubnets),
  };
}
