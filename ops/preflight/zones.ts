import { z } from 'zod';
import type { NewNetwork } from '../../config/network.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { type Problem, problem } from '../../config/problem.ts';
import { zonesWithoutEks } from '../../config/regions.ts';
import type { Run } from '../cli/command.ts';
import { aws, listOf } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';
import { transitGatewayProblems } from './transit-gateway.ts';

interface Zone {
  readonly name: string;
  /** Names differ from account to account, ids do not. */
  readonly id: string;
  readonly defaultSubnet: string | undefined;
}

const zoneSchema = z.object({ name: z.string(), id: z.string() });
const subnetSchema = z.object({ zone: z.string(), id: z.string() });

/** What AWS says of the network of an environment. */
export interface NetworkFacts {
  /** Names of the zones that nodes are spread over. */
  readonly zones: readonly string[];
  /** Names of the zones that the database may be in. */
  readonly databaseZones: readonly string[];
  readonly problems: readonly Problem[];
}

/** Asks for what a VPC that the network stack makes needs. */
export async function newZones(run: Run, network: NewNetwork): Promise<NetworkFacts> {
  const zones = await zonesOf(run, network);
  const problems = [...zoneProblems(run.config, network, zones), ...(await transitGatewayProblems(run, network))];
  const names = chosenZones(network, zones).map(({ name }) => name);
  return { zones: names, databaseZones: names, problems };
}

/** The zones of the region, in the order of their names. */
async function zonesOf(run: Run, { availabilityZones: wanted }: NewNetwork): Promise<readonly Zone[]> {
  const ids = typeof wanted === 'number' ? Array.from({ length: wanted }, (_, index) => `id-${index + 1}`) : wanted;
  const planned = ids.map((id, index) => ({ name: `zone-${index + 1}`, id }));
  const standard = ['--filters', 'Name=zone-type,Values=availability-zone', 'Name=state,Values=available'];
  const zones = await listOf(
    run,
    zoneSchema,
    ['ec2', 'describe-availability-zones', ...standard, '--query', 'AvailabilityZones[].{name:ZoneName,id:ZoneId}'],
    planned,
  );
  const byDefault = ['--filters', 'Name=default-for-az,Values=true'];
  const query = ['--query', 'Subnets[].{zone:AvailabilityZone,id:SubnetId}'];
  const subnets = await listOf(run, subnetSchema, ['ec2', 'describe-subnets', ...byDefault, ...query]);
  return zones
    .map((zone) => ({ ...zone, defaultSubnet: subnets.find((subnet) => subnet.zone === zone.name)?.id }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What `Fn::GetAZs` answers: zones with a default subnet; where there is none at all, every zone. In the order of their names. */
function zonesOfCloudFormation(zones: readonly Zone[]): readonly Zone[] {
  const withSubnet = zones.filter(({ defaultSubnet }) => defaultSubnet !== undefined);
  return withSubnet.length > 0 ? withSubnet : zones;
}

/** The zones that the network stack takes. */
function chosenZones({ availabilityZones: wanted }: NewNetwork, zones: readonly Zone[]): readonly Zone[] {
  if (typeof wanted !== 'number') return zones.filter(({ id }) => wanted.includes(id));
  return zonesOfCloudFormation(zones).slice(0, wanted);
}

function zoneProblems(config: PlatformConfig, network: NewNetwork, zones: readonly Zone[]): readonly Problem[] {
  const { aws: account } = config;
  const field = 'cluster.network.availabilityZones';
  const { availabilityZones: wanted } = network;
  if (typeof wanted !== 'number') {
    const ids = zones.map(({ id }) => id);
    const complaint = `is no zone that the account has in ${account.region}; use some of ${ids.join(', ')}`;
    return wanted.flatMap((id, index) => (ids.includes(id) ? [] : [problem(`${field}[${index}]`, id, complaint)]));
  }
  const seen = zonesOfCloudFormation(zones);
  if (seen.length < wanted) {
    const left = zones.filter((zone) => !seen.includes(zone)).map(({ name }) => makeSubnet(config, name));
    const advice = [...(seen.length >= 2 ? [`use ${seen.length}`] : []), ...left.map((command) => `run '${command}'`)];
    const names = seen.map(({ name }) => name).join(', ');
    const why = left.length > 0 ? ', which leaves out zones without a default subnet' : '';
    const complaint = `is more than CloudFormation finds in ${account.region} (${names})${why}`;
    return [problem(field, wanted, `${complaint}; ${advice.join(', or ') || 'use another region'}`)];
  }
  return chosenZones(network, zones)
    .filter(({ id }) => zonesWithoutEks.includes(id))
    .map(({ name, id, defaultSubnet }) => {
      const complaint = `takes ${name}, which is ${id} in this account, and there EKS makes no control plane`;
      if (defaultSubnet === undefined) return problem(field, wanted, `${complaint}; use another region`);
      const remove = formatArgv(aws(config, 'ec2', 'delete-subnet', '--subnet-id', defaultSubnet));
      const advice = `CloudFormation leaves out a zone without a default subnet: if nothing uses it, run '${remove}' ('${makeSubnet(config, name)}' brings it back)`;
      return problem(field, wanted, `${complaint}; ${advice}`);
    });
}

function makeSubnet(config: PlatformConfig, zone: string): string {
  return formatArgv(aws(config, 'ec2', 'create-default-subnet', '--availability-zone', zone));
}
