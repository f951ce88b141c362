import ipaddr from 'ipaddr.js';
import { podCidr } from '../names.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { overlap, prefixLength } from './network.ts';

/** AWS makes VPCs from /16 down; below /22 there is no room for the subnets of three zones, load balancers and RDS. */
const vpcSize: Rule = ({ cluster: { network } }) => {
  const bits = prefixLength(network.vpcCidr);
  if (bits >= 16 && bits <= 22) return [];
  const rule = bits < 16 ? 'is larger than a VPC can be' : 'is too small for the subnets of three zones';
  return [
    problem('cluster.network.vpcCidr', network.vpcCidr, `${rule}; use a prefix from /16 to /22, e.g. '10.42.0.0/16'`),
  ];
};

/** AWS makes no VPC in ranges that mean something else to every host. */
const vpcUsable: Rule = ({ cluster: { network } }) => {
  const kind = ipaddr.IPv4.parse(network.vpcCidr.split('/')[0] as string).range();
  if (!['unspecified', 'loopback', 'linkLocal', 'multicast', 'reserved', 'broadcast'].includes(kind)) return [];
  const complaint = "is a range that no VPC can have; use a private one, e.g. '10.42.0.0/16'";
  return [problem('cluster.network.vpcCidr', network.vpcCidr, complaint)];
};

/** Regions that show two zones to an account. Which zones EKS refuses differs from account to account, so `cluster:deploy` asks AWS. */
const twoZones: readonly string[] = ['us-west-1'];

const zonesOfRegion: Rule = ({ aws: { region }, cluster: { network } }) =>
  twoZones.includes(region) && network.availabilityZones > 2
    ? [
        problem(
          'cluster.network.availabilityZones',
          network.availabilityZones,
          `is more than the two zones of ${region}; use 2`,
        ),
      ]
    : [];

/** Nodes and pods get a second range of the VPC, which may not overlap the first. */
const vpcApartFromPods: Rule = ({ cluster: { network } }) =>
  overlap(network.vpcCidr, podCidr)
    ? [
        problem(
          'cluster.network.vpcCidr',
          network.vpcCidr,
          `overlaps the range of the pods, ${podCidr}; use e.g. '10.42.0.0/16'`,
        ),
      ]
    : [];

export const vpcRules: readonly Rule[] = [vpcSize, vpcUsable, zonesOfRegion, vpcApartFromPods];
