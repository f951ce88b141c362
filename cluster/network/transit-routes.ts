import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

interface TransitRoutesProps {
  /** Id of the transit gateway. */
  readonly id: string;
  /** Ranges behind it. */
  readonly cidrs: readonly string[];
  /** Becomes the name of attachment and gateways. */
  readonly name: string;
  readonly vpc: ec2.IVpc;
  readonly nodeSubnets: readonly ec2.ISubnet[];
  /** A private NAT gateway in each zone, or one for all. */
  readonly perZone: boolean;
}

/**
 * The way of nodes and pods to networks behind a transit gateway, and back. The other side knows the VPC's own range only, so what
 * leaves goes through a private NAT gateway in the private subnets: the answer comes to an address of theirs.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html#private-nat-overlapping-networks
 */
export class TransitRoutes extends Construct {
  constructor(scope: Construct, id: string, props: TransitRoutesProps) {
    super(scope, id);
    const { vpc, nodeSubnets, name } = props;

    const attachment = new ec2.CfnTransitGatewayAttachment(this, 'Attachment', {
      transitGatewayId: props.id,
      vpcId: vpc.vpcId,
      subnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId),
    });
    Tags.of(attachment).add('Name', name);
    const gateways = vpc.privateSubnets.slice(0, props.perZone ? undefined : 1).map((subnet, zone) => {
      const gateway = new ec2.CfnNatGateway(this, `Gateway${zone + 1}`, {
        connectivityType: 'private',
        subnetId: subnet.subnetId,
      });
      Tags.of(gateway).add('Name', `${name}-transit-${zone + 1}`);
      return gateway;
    });

    // Named by their range: with a number in its place, a range that moves in the list would be made twice in one table.
    const routes = (place: string, { routeTable }: ec2.ISubnet, to: Partial<ec2.CfnRouteProps>) =>
      props.cidrs.map(
        (destinationCidrBlock) =>
          new ec2.CfnRoute(this, `${place}To${destinationCidrBlock.replace('/', '-')}`, {
            routeTableId: routeTable.routeTableId,
            destinationCidrBlock,
            ...to,
          }),
      );
    for (const [zone, subnet] of vpc.privateSubnets.entries()) {
      for (const route of routes(`Private${zone + 1}`, subnet, { transitGatewayId: props.id })) {
        route.addDependency(attachment);
      }
    }
    for (const [zone, subnet] of nodeSubnets.entries()) {
      routes(`Nodes${zone + 1}`, subnet, { natGatewayId: (gateways[zone] ?? gateways[0])?.ref });
    }
  }
}
