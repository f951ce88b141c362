import { cidr, distinct, dnsLabel, text } from '../fields.ts';
import { z } from '../zod.ts';

const zoneId = text(
  /^[a-z]+\d-az\d$/,
  "use the id of a zone, which is the same in every account, e.g. 'euw1-az1'; 'aws ec2 describe-availability-zones' lists them",
);

/** AWS takes such a range beside every range that a VPC may begin with. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const podRange = text(
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.0\.0\/16$/,
  "use a /16 of 100.64.0.0/10, e.g. '100.65.0.0/16'",
);

/** The way to networks of the company, through a transit gateway that is there. */
const transitGateway = z.strictObject({
  /** Its id. It is in the region of the cluster; one of another account is shared through AWS RAM first. */
  id: text(/^tgw-[0-9a-f]+$/, "use the id of a transit gateway, e.g. 'tgw-0123456789abcdef0'"),
  /**
   * Ranges behind it. Each becomes a route of the nodes to a private NAT gateway in the VPC's own range, which costs what a public one
   * does, and from there one to the transit gateway. The other side sees addresses of `vpcCidr` and needs no route to `podCidr`.
   */
  cidrs: distinct(z.array(cidr), 'range')
    .min(1, "use at least one address range, e.g. '10.0.0.0/8'")
    .max(40, 'use at most 40 address ranges, because a route table holds 50 routes'),
});

const subnets = (why: string) =>
  distinct(z.array(text(/^subnet-[0-9a-f]+$/, "use the id of a subnet, e.g. 'subnet-0123456789abcdef0'")), 'subnet')
    .min(2, `use two subnets or more, in two zones, because ${why}`)
    .max(16, 'use at most 16 subnets, because EKS takes no more');

const ranges = distinct(z.array(cidr), 'range')
  .min(1, "use at least one address range, e.g. '10.60.0.0/22'")
  .max(5, 'use at most 5 address ranges, because a VPC has no more');

/** Where the cluster, its nodes and the database are: docs/network.md. */
export const network = z.discriminatedUnion('kind', [
  /** A VPC of the environment's own, made by the network stack. */
  z.strictObject({
    kind: z.literal('new'),
    /**
     * Zones that nodes and subnets are spread over: how many, and CloudFormation takes the first ones of the account, or two or three
     * ids. A third can be added later: the core nodes are then made again, one group after the other. None can be taken away or
     * replaced, because its subnets are in use.
     */
    availabilityZones: z.union([
      z.literal([2, 3]),
      distinct(z.array(zoneId), 'zone')
        .min(2, 'use two or three zones, because EKS and RDS want two')
        .max(3, 'use two or three zones'),
    ]),
    /**
     * Address range of the VPC, /16 to /22; load balancers and RDS live here. It cannot be changed: CloudFormation would make another
     * VPC, and the cluster and the database cannot move there.
     */
    vpcCidr: cidr,
    /**
     * Second range of the VPC, for nodes and pods: a /16 of 100.64.0.0/10. It cannot be changed while the cluster runs. Give another one
     * where the VPC is to be peered with one that has 100.64.0.0/16 too.
     * @default '100.64.0.0/16'
     */
    podCidr: podRange.optional(),
    /** NAT gateways: `one` is cheap and a single point of failure, `per-zone` costs one each. Private ones for `transitGateway` are as many. */
    natGateways: z.enum(['one', 'per-zone']),
    /** @default - no way but to the internet */
    transitGateway: transitGateway.optional(),
    /**
     * Environments of this repository whose VPC is to be peered with this one. It makes nothing: synth refuses ranges that they share,
     * because AWS peers no such VPCs, and neither range can be changed later. Peering connection and routes are made by hand.
     * @default - none
     */
    peers: distinct(z.array(dnsLabel()), 'environment').min(1, 'use at least one environment, or remove it').optional(),
  }),
  /** A VPC that is there. No network stack is made, and nothing in the VPC is changed; routes and endpoints are its owner's. */
  z.strictObject({
    kind: z.literal('existing'),
    /** VPC of the account and region of the cluster, its own or shared with it. Another one later is another cluster. */
    vpcId: text(/^vpc-[0-9a-f]+$/, "use the id of a VPC, e.g. 'vpc-0123456789abcdef0'"),
    /**
     * Ranges in which `controlPlaneSubnets` and `loadBalancerSubnets` lie: webhooks and Airflow's API server let them in. Best those
     * of these subnets alone, because whoever has an address in them is taken for the Kubernetes API or the load balancer.
     */
    vpcCidrs: ranges,
    /**
     * Ranges in which `nodeSubnets` lie: the database lets them in.
     * @default - `vpcCidrs`, where nodes and load balancers share subnets
     */
    podCidrs: ranges.optional(),
    /** Network interfaces of the Kubernetes API: six free addresses in each. Later ones must be in the same zones, because EKS takes no other. */
    controlPlaneSubnets: subnets('EKS wants its API in two'),
    /** Nodes and pods, which take their addresses here. */
    nodeSubnets: subnets('one zone fails as a whole'),
    /**
     * Load balancers: private subnets for scheme `internal`, public ones for `internet-facing`. Eight free addresses in each.
     * @default - none; needed where something is exposed
     */
    loadBalancerSubnets: subnets('a load balancer wants two').optional(),
    /**
     * RDS. Others later must hold the zone in which the database is.
     * @default - none; needed with a database of kind `rds`
     */
    databaseSubnets: subnets('RDS wants two').optional(),
  }),
]);
