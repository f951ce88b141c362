import { z } from 'zod';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { type Problem, problem } from '../../config/problem.ts';
import type { Run } from '../cli/command.ts';
import { aws, listOf } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';

export interface Zone {
  readonly name: string;
  /** Names differ from account to account, ids do not. */
  readonly id: string;
  readonly defaultSubnet: string | undefined;
}

/** Zones in which EKS makes no control plane (EKS user guide, 'network requirements'). */
const withoutControlPlane: readonly string[] = ['use1-az3', 'usw1-az2', 'cac1-az3'];

const zoneList = z.array(z.object({ name: z.string(), id: z.string() }));
const subnetList = z.array(z.object({ zone: z.string(), id: z.string() }));

/** The zones of the region, in the order of their names. */
export async function zonesOf(run: Run): Promise<readonly Zone[]> {
  const { availabilityZones: count } = run.config.cluster.network;
  const planned = Array.from({ length: count }, (_, index) => ({ name: `zone-${index + 1}`, id: `id-${index + 1}` }));
  const standard = ['--filters', 'Name=zone-type,Values=availability-zone', 'Name=state,Values=available'];
  const zones = await listOf(
    run,
    zoneList,
    ['ec2', 'describe-availability-zones', ...standard, '--query', 'AvailabilityZones[].{name:ZoneName,id:ZoneId}'],
    planned,
  );
  const byDefault = ['--filters', 'Name=default-for-az,Values=true'];
  const subnets = await listOf(run, subnetList, [
    ...['ec2', 'describe-subnets', ...byDefault, '--query', 'Subnets[].{zone:AvailabilityZone,id:SubnetId}'],
  ]);
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
export function chosenZones({ config }: Run, zones: readonly Zone[]): readonly Zone[] {
  return zonesOfCloudFormation(zones).slice(0, config.cluster.network.availabilityZones);
}

export function zoneProblems(run: Run, zones: readonly Zone[]): readonly Problem[] {
  const { cluster, aws: account } = run.config;
  const field = 'cluster.network.availabilityZones';
  const seen = zonesOfCloudFormation(zones);
  if (seen.length < cluster.network.availabilityZones) {
    const left = zones.filter((zone) => !seen.includes(zone)).map(({ name }) => makeSubnet(run.config, name));
    const advice = [...(seen.length >= 2 ? [`use ${seen.length}`] : []), ...left.map((command) => `run '${command}'`)];
    const names = seen.map(({ name }) => name).join(', ');
    const why = left.length > 0 ? ', which leaves out zones without a default subnet' : '';
    const complaint = `is more than CloudFormation finds in ${account.region} (${names})${why}`;
    return [
      problem(
        field,
        cluster.network.availabilityZones,
        `${complaint}; ${advice.join(', or ') || 'use another region'}`,
      ),
    ];
  }
  return chosenZones(run, zones)
    .filter(({ id }) => withoutControlPlane.includes(id))
    .map(({ name, id, defaultSubnet }) => {
      const complaint = `takes ${name}, which is ${id} in this account, and there EKS makes no control plane`;
      if (defaultSubnet === undefined)
        return problem(field, cluster.network.availabilityZones, `${complaint}; use another region`);
      const remove = formatArgv(aws(run.config, 'ec2', 'delete-subnet', '--subnet-id', defaultSubnet));
      const advice = `CloudFormation leaves out a zone without a default subnet: if nothing uses it, run '${remove}' ('${makeSubnet(run.config, name)}' brings it back)`;
      return problem(field, cluster.network.availabilityZones, `${complaint}; ${advice}`);
    });
}

function makeSubnet(config: PlatformConfig, zone: string): string {
  return formatArgv(aws(config, 'ec2', 'create-default-subnet', '--availability-zone', zone));
}
