import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type App, Fn, Tags } from 'aws-cdk-lib/core';
import { type NewNetwork, podCidr } from '../../config/network.ts';
import type { Platform } from '../../config/resolve.ts';
import type { ClusterNetwork } from '../network/cluster-network.ts';
import { TransitRoutes } from '../network/transit-routes.ts';
import { PlatformStack } from './platform-stack.ts';

/**
 * The VPC. Load balancers, the API's network interfaces and RDS take addresses of the company (`vpcCidr`: a /22 is
 * enough); nodes and pods, which need thousands, take those of `podCidr`. The nodes are in those subnets themselves, so no
 * manifest carries a subnet id, as custom networking with ENIConfig would need.
 */
export class NetworkStack extends PlatformStack implements ClusterNetwork {
  readonly vpc: ec2.Vpc;

  /** One per zone, in `podCidr`. Karpenter finds them by the tag `karpenter.sh/discovery`. */
  readonly nodeSubnets: readonly ec2.ISubnet[];

  readonly controlPlaneSubnets: readonly ec2.ISubnet[];

  readonly databaseSubnets: readonly ec2.ISubnet[];

  private readonly zones: readonly string[];

  constructor(app: App, config: Platform, network: NewNetwork) {
    super(app, config, 'network', `VPC of the EKS cluster ${config.cluster.name}`);
    const { names } = config;

    this.zones = zonesOf(network, config.aws.region);
    const nat = ec2.NatProvider.gateway();
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      vpcName: names.vpc,
      ipAddresses: ec2.IpAddresses.cidr(network.vpcCidr),
      maxAzs: this.zones.length,
      // Leaves the third zone its addresses, so that adding it later moves no subnet.
      reservedAzs: mostZones - this.zones.length,
      natGatewayProvider: nat,
      natGateways: network.natGateways === 'one' ? 1 : this.zones.length,
      // Emptying the default security group would take a Lambda function; nothing uses that group.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 26, mapPublicIpOnLaunch: false },
        { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 25 },
        { name: 'database', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 27 },
      ],
    });
    // Two zones, whatever the nodes have: EKS wants two, and takes no subnet in a zone that it did not start with.
    this.controlPlaneSubnets = this.vpc.privateSubnets.slice(0, 2);
    this.databaseSubnets = this.vpc.isolatedSubnets;
    // The Load Balancer Controller chooses subnets by these tags; node subnets have none, so no load balancer goes there.
    for (const subnet of this.vpc.publicSubnets) Tags.of(subnet).add('kubernetes.io/role/elb', '1');
    for (const subnet of this.vpc.privateSubnets) Tags.of(subnet).add('kubernetes.io/role/internal-elb', '1');

    const nodeRange = new ec2.CfnVPCCidrBlock(this, 'NodeRange', {
      vpcId: this.vpc.vpcId,
      cidrBlock: podCidr(network),
    });
    // Not the VPC's own list, which has the reserved zone too.
    this.nodeSubnets = this.zones.map((availabilityZone, zone) => {
      const subnet = new ec2.PrivateSubnet(this, `NodeSubnet${zone + 1}`, {
        vpcId: this.vpc.vpcId,
        availabilityZone,
        cidrBlock: nodeSubnetCidr(podCidr(network), zone),
      });
      subnet.node.addDependency(nodeRange);
      nat.configureSubnet(subnet);
      Tags.of(subnet).add(names.discoveryTag.key, names.discoveryTag.value);
      return subnet;
    });

    // Free of charge, while the same bytes through a NAT gateway are paid by the GB.
    this.vpc.addGatewayEndpoint('S3', {
      service: ec2.GatewayVpcEndpointAwsService.S3,
      subnets: [{ subnets: [...this.vpc.privateSubnets, ...this.nodeSubnets] }],
    });

    if (network.transitGateway) {
      new TransitRoutes(this, 'TransitGateway', {
        ...network.transitGateway,
        name: names.cluster,
        vpc: this.vpc,
        nodeSubnets: this.nodeSubnets,
        perZone: network.natGateways === 'per-zone',
      });
    }
    if (typeof network.availabilityZones !== 'number') this.nameZonesById();
  }

  /** Without this, CDK would ask AWS for the zones at synthesis, which takes credentials. */
  override get availabilityZones(): string[] {
    return [...this.zones];
  }

  /** The constructs know zones by one text, and write it as a name. */
  private nameZonesById(): void {
    const { publicSubnets, privateSubnets, isolatedSubnets } = this.vpc;
    for (const subnet of [...publicSubnets, ...privateSubnets, ...isolatedSubnets, ...this.nodeSubnets]) {
      const resource = subnet.node.defaultChild as ec2.CfnSubnet;
      resource.availabilityZoneId = subnet.availabilityZone;
      resource.availabilityZone = undefined;
    }
  }
}

/** What `cluster.network.availabilityZones` may be at most. */
const mostZones = 3;

/**
 * The zones of the config, or the region's first ones, chosen by CloudFormation: fixed letters would fail in regions and
 * accounts that lack one, as `us-west-1` or `ap-northeast-1` do.
 */
function zonesOf({ availabilityZones }: NewNetwork, region: string): readonly string[] {
  if (typeof availabilityZones !== 'number') return availabilityZones;
  return Array.from({ length: availabilityZones }, (_, index) => Fn.select(index, Fn.getAzs(region)));
}

/** A quarter of the range for each zone: 16 379 addresses for nodes and pods. */
function nodeSubnetCidr(range: string, zone: number): string {
  const [first, second] = range.split('.');
  return `${first}.${second}.${zone * 64}.0/18`;
}
