import { exposures } from '../alb.ts';
import { type NewNetwork, podCidr } from '../network.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { problem } from '../problem.ts';
import { zonePrefix, zonesWithoutEks } from '../regions.ts';
import type { Found, Rule } from '../rule.ts';
import { each } from '../valid-parts.ts';
import { kindOf, overlap, prefixLength } from './network.ts';

const inNetwork = (name: string) => `cluster.network.${name}`;

/** AWS makes VPCs from /16 down; below /22 there is no room for the subnets of three zones, load balancers and RDS. */
const vpcSize = ofNewNetwork(({ vpcCidr }) => {
  const bits = prefixLength(vpcCidr);
  if (bits >= 16 && bits <= 22) return [];
  const rule = bits < 16 ? 'is larger than a VPC can be' : 'is too small for the subnets of three zones';
  return problem(inNetwork('vpcCidr'), vpcCidr, `${rule}; use a prefix from /16 to /22, e.g. '10.42.0.0/16'`);
});

/** AWS makes no VPC in ranges that mean something else to every host. */
const vpcUsable = ofNewNetwork(({ vpcCidr }) => {
  if (isOfHosts(vpcCidr)) return [];
  const complaint = "is a range that no VPC can have; use a private one, e.g. '10.42.0.0/16'";
  return problem(inNetwork('vpcCidr'), vpcCidr, complaint);
});

/** Regions that show two zones to an account. Which zones an account has differs, so `cluster:deploy` asks AWS. */
const twoZones: readonly string[] = ['us-west-1'];

const zonesOfRegion = ofNewNetwork((network, { aws: { region } }) => {
  const field = inNetwork('availabilityZones');
  const { availabilityZones: zones } = network;
  if (typeof zones === 'number') {
    if (!twoZones.includes(region) || zones <= 2) return [];
    return problem(field, zones, `is more than the two zones of ${region}; use 2`);
  }
  const prefix = zonePrefix(region);
  const others = zonesWithoutEks.filter((zone) => zone.startsWith(prefix));
  return each(zones, (zone, index) => {
    if (!zone.startsWith(prefix)) {
      return problem(`${field}[${index}]`, zone, `is no zone of ${region}; use one of there, e.g. '${prefix}1'`);
    }
    const advice = `use another zone of ${region} than ${others.join(', ')}`;
    return others.includes(zone)
      ? [problem(`${field}[${index}]`, zone, `is a zone in which EKS makes no control plane; ${advice}`)]
      : [];
  });
});

/** Nodes and pods get a second range of the VPC, which may not overlap the first. */
const vpcApartFromPods = ofNewNetwork((network) => {
  if (!overlap(network.vpcCidr, podCidr(network))) return [];
  const complaint = `overlaps the range of the pods, ${podCidr(network)}; use e.g. '10.42.0.0/16'`;
  return problem(inNetwork('vpcCidr'), network.vpcCidr, complaint);
});

/**
 * A range may hold those of the VPC, whose own routes are more specific. EC2 takes no route to a part of them, and none beside the
 * default route of the NAT gateways.
 */
const rangesBehindGateway = ofNewNetwork((network) => {
  const { vpcCidr, transitGateway } = network;
  const own = [vpcCidr, podCidr(network)];
  return each(transitGateway?.cidrs ?? [], (cidr, index) => {
    const field = inNetwork(`transitGateway.cidrs[${index}]`);
    if (prefixLength(cidr) < 8) {
      const complaint =
        "is the internet, to which natGateways are the way; use the ranges of the company, e.g. '10.0.0.0/8'";
      return problem(field, cidr, complaint);
    }
    if (!isOfHosts(cidr)) return problem(field, cidr, "holds no address of a host; use e.g. '10.0.0.0/8'");
    const inside = own.find((range) => overlap(range, cidr) && prefixLength(cidr) >= prefixLength(range));
    if (inside === undefined) return [];
    const complaint = `lies in ${inside}, a range of this VPC, which nothing leaves; remove it, or use a larger one`;
    return problem(field, cidr, complaint);
  });
});

/** Whether hosts may have addresses of the range. */
function isOfHosts(range: string): boolean {
  return !['unspecified', 'loopback', 'linkLocal', 'multicast', 'reserved', 'broadcast'].includes(kindOf(range));
}

/** A rule about a VPC of the environment's own. */
function ofNewNetwork(find: (network: NewNetwork, config: PlatformConfig) => Found): Rule {
  return (config) => (config.cluster.network.kind === 'new' ? find(config.cluster.network, config) : []);
}

/** A VPC that is there has subnets for everything that is put into it. */
const subnetsForAll: Rule = (config) => {
  const { network } = config.cluster;
  if (network.kind !== 'existing') return [];
  const [exposed] = exposures(config);
  const needs = [
    ['databaseSubnets', config.airflow.database.kind === 'rds', "airflow.database of kind 'rds'", 'is in them'],
    ['loadBalancerSubnets', exposed !== undefined, `${exposed?.field} of kind 'alb'`, 'has its load balancer in them'],
  ] as const;
  return needs.flatMap(([name, isNeeded, what, why]) =>
    isNeeded && network[name] === undefined
      ? [{ field: inNetwork(name), text: `is missing; ${what} ${why}: use the ids of two subnets or more` }]
      : [],
  );
};

/** Whoever is in these ranges is let in, so they are some of the company's. */
const ownRanges: Rule = ({ cluster: { network } }) => {
  if (network.kind !== 'existing') return [];
  return (['vpcCidrs', 'podCidrs'] as const).flatMap((name) =>
    each(network[name] ?? [], (range, index) => {
      const field = inNetwork(`${name}[${index}]`);
      if (prefixLength(range) < 16) {
        return problem(field, range, "is larger than a VPC can be; use the ranges of its subnets, e.g. '10.60.0.0/22'");
      }
      return isOfHosts(range) ? [] : problem(field, range, "is a range that no VPC has; use e.g. '10.60.0.0/22'");
    }),
  );
};

/** Ranges that are named apart hold no address of the other's, or a pod would be taken for the load balancer after all. */
const podsApart: Rule = ({ cluster: { network } }) => {
  if (network.kind !== 'existing') return [];
  return each(network.podCidrs ?? [], (range, index) => {
    const other = network.vpcCidrs.find((one) => overlap(one, range));
    if (other === undefined) return [];
    const complaint = `overlaps ${other} of vpcCidrs; use the ranges of each side's own subnets, or remove podCidrs where nodes and load balancers share subnets`;
    return problem(inNetwork(`podCidrs[${index}]`), range, complaint);
  });
};

/** Who made the cluster has put it into a VPC. */
const networkOfExistingCluster: Rule = ({ cluster: { existing, network } }) => {
  if (!existing || network.kind === 'existing') return [];
  const complaint =
    "is no network of a cluster that is there (cluster.existing); use kind 'existing' with the VPC of the cluster";
  return problem(inNetwork('kind'), network.kind, complaint);
};

export const vpcRules: readonly Rule[] = [
  networkOfExistingCluster,
  vpcSize,
  vpcUsable,
  zonesOfRegion,
  vpcApartFromPods,
  rangesBehindGateway,
  subnetsForAll,
  ownRanges,
  podsApart,
];
