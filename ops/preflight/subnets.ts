import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { type ExistingNetwork, podCidrs } from '../../config/network.ts';
import { type Problem, problem } from '../../config/problem.ts';
import { zonesWithoutEks } from '../../config/regions.ts';
import type { Run } from '../cli/command.ts';
import { listOf } from '../clients/aws.ts';
import { nameProblems, warnWithoutWayOut } from './vpc.ts';
import type { NetworkFacts } from './zones.ts';

const purposes = ['controlPlaneSubnets', 'nodeSubnets', 'loadBalancerSubnets', 'databaseSubnets'] as const;
type Purpose = (typeof purposes)[number];

/** Addresses that have to be free: EKS and Elastic Load Balancing refuse a subnet with fewer, and a node takes some 30 for its pods. */
const fewest: Readonly<Record<Purpose, number>> = {
  controlPlaneSubnets: 6,
  nodeSubnets: 64,
  loadBalancerSubnets: 8,
  databaseSubnets: 2,
};

const subnetSchema = z.object({
  id: z.string(),
  vpc: z.string(),
  zone: z.string(),
  zoneId: z.string(),
  cidr: z.string(),
  free: z.number(),
});
type Subnet = z.infer<typeof subnetSchema>;

/** A subnet and the field that names it. */
interface Named extends Subnet {
  readonly purpose: Purpose;
  readonly field: string;
}

/** Asks for the subnets of a VPC that is there: whether they are in it, and fit their purpose. Warns of what may be meant so. */
export async function existingSubnets(run: Run, network: ExistingNetwork): Promise<NetworkFacts> {
  const wanted = purposes.flatMap((purpose) =>
    (network[purpose] ?? []).map((id, index) => ({ id, purpose, field: `cluster.network.${purpose}[${index}]` })),
  );
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const found = await listOf(
    run,
    subnetSchema,
    [
      ...['ec2', 'describe-subnets', '--filters', `Name=subnet-id,Values=${ids.join(',')}`, '--query'],
      'Subnets[].{id:SubnetId,vpc:VpcId,zone:AvailabilityZone,zoneId:AvailabilityZoneId,cidr:CidrBlock,free:AvailableIpAddressCount}',
    ],
    planned(network, ids),
  );
  const named = wanted.flatMap((one) =>
    found.filter(({ id }) => id === one.id).map((subnet) => ({ ...subnet, ...one })),
  );
  const { accountId, region } = run.config.aws;
  const complaint = `is no subnet that account ${accountId} sees in ${region}; use one that is there`;
  const missing = wanted
    .filter(({ id }) => !found.some((subnet) => subnet.id === id))
    .map(({ id, field }) => problem(field, id, complaint));
  for (const one of named) warnIfFull(run, one);
  await warnWithoutWayOut(run, network);
  const zonesFor = (purpose: Purpose) =>
    [...new Set(named.filter((one) => one.purpose === purpose).map(({ zone }) => zone))].sort();
  return {
    zones: zonesFor('nodeSubnets'),
    databaseZones: zonesFor('databaseSubnets'),
    problems: [
      ...missing,
      ...named.flatMap((one) => subnetProblems(one, network)),
      ...purposes.flatMap((purpose) => spreadProblems(purpose, named, missing)),
      ...(await nameProblems(run, network)),
    ],
  };
}

function subnetProblems({ id, vpc, cidr, zone, zoneId, purpose, field }: Named, network: ExistingNetwork): Problem[] {
  if (vpc !== network.vpcId)
    return [problem(field, id, `is in ${vpc}, not in ${network.vpcId}; use a subnet of that VPC`)];
  if (purpose === 'controlPlaneSubnets' && zonesWithoutEks.includes(zoneId)) {
    const complaint = `is in ${zone}, which is ${zoneId}, and there EKS makes no control plane; use a subnet of another zone`;
    return [problem(field, id, complaint)];
  }
  if (purpose === 'databaseSubnets') return [];
  const [name, ranges] =
    purpose === 'nodeSubnets'
      ? ([network.podCidrs ? 'podCidrs' : 'vpcCidrs', podCidrs(network)] as const)
      : (['vpcCidrs', network.vpcCidrs] as const);
  if (ranges.some((range) => holds(range, cidr))) return [];
  return [problem(field, id, `has the range ${cidr}, which lies in none of cluster.network.${name}; add it there`)];
}

/** A purpose that one failing zone would take away as a whole; a load balancer has one subnet in a zone. */
function spreadProblems(purpose: Purpose, named: readonly Named[], missing: readonly Problem[]): readonly Problem[] {
  const own = named.filter((one) => one.purpose === purpose);
  const field = `cluster.network.${purpose}`;
  const zones = new Set(own.map(({ zone }) => zone));
  if (own.length === 0 || missing.some((one) => one.field.startsWith(`${field}[`))) return [];
  if (zones.size < 2) return [{ field, text: `are all in ${own[0]?.zone}; use subnets of two zones or more` }];
  if (purpose !== 'loadBalancerSubnets' || zones.size === own.length) return [];
  return [{ field, text: 'are two in one zone, and a load balancer takes one subnet of a zone; remove the others' }];
}

function warnIfFull(run: Run, { id, free, purpose, field }: Named): void {
  if (free >= fewest[purpose]) return;
  run.progress(`warning: ${field}: '${id}' has ${free} free addresses left, and should have ${fewest[purpose]}`);
}

function holds(range: string, cidr: string): boolean {
  const [outer, inner] = [ipaddr.IPv4.parseCIDR(range), ipaddr.IPv4.parseCIDR(cidr)];
  return outer[1] <= inner[1] && inner[0].match(outer);
}

/** What a dry run goes on with: subnets that fit. */
function planned(network: ExistingNetwork, ids: readonly string[]): readonly Subnet[] {
  return ids.map((id, index) => {
    const isOfNodes = network.nodeSubnets.includes(id);
    const cidr = (isOfNodes ? podCidrs(network) : network.vpcCidrs)[0] as string;
    return { id, vpc: network.vpcId, zone: `zone-${index + 1}`, zoneId: `id-${index + 1}`, cidr, free: 1000 };
  });
}
