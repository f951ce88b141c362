import { cidr } from '../fields.ts';
import { z } from '../zod.ts';

/** Where the cluster, its nodes and the database are. */
export const network = z.discriminatedUnion('kind', [
  /** A VPC of the environment's own, made by the network stack. */
  z.strictObject({
    kind: z.literal('new'),
    /**
     * Zones that nodes and subnets are spread over. A third can be added later: the core nodes are then made again, one group after the
     * other. None can be taken away, because its subnets are in use.
     */
    availabilityZones: z.literal([2, 3]),
    /**
     * Address range of the VPC, /16 to /22; load balancers and RDS live here. Nodes and pods take 100.64.0.0/16. It cannot be changed:
     * CloudFormation would make another VPC, and the cluster and the database cannot move there.
     */
    vpcCidr: cidr,
    /** NAT gateways: `one` is cheap and a single point of failure, `per-zone` costs one each. */
    natGateways: z.enum(['one', 'per-zone']),
  }),
]);
