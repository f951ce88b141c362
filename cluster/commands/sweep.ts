import { z } from 'zod';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { aws } from './aws.ts';
import type { EnvironmentRun } from './command.ts';
import { CommandError } from './errors.ts';

/** A kind of AWS resource that controllers in the cluster make, and CloudFormation does not know. */
interface Leftover {
  readonly what: string;
  /** Call that lists the ids. */
  readonly find: readonly string[];
  /** Call that deletes one. */
  readonly remove: (id: string) => readonly string[];
  /** Holds data: kept, unless the data is to go too. */
  readonly isData?: boolean;
}

/** In the order in which they can be deleted. */
function leftovers({ cluster: { name } }: PlatformConfig): readonly Leftover[] {
  const owned = `Name=tag:kubernetes.io/cluster/${name},Values=owned`;
  const loadBalancerTag = ['--tag-filters', `Key=elbv2.k8s.aws/cluster,Values=${name}`];
  const tagged = (type: string) => [
    ...['resourcegroupstaggingapi', 'get-resources', '--resource-type-filters', type, ...loadBalancerTag],
    ...['--query', 'ResourceTagMappingList[].ResourceARN'],
  ];
  const ec2 = (call: string, filters: readonly string[], query: string) => [
    'ec2',
    call,
    '--filters',
    ...filters,
    '--query',
    query,
  ];

  return [
    {
      what: 'load balancers',
      find: tagged('elasticloadbalancing:loadbalancer'),
      remove: (id) => ['elbv2', 'delete-load-balancer', '--load-balancer-arn', id],
    },
    {
      what: 'target groups',
      find: tagged('elasticloadbalancing:targetgroup'),
      remove: (id) => ['elbv2', 'delete-target-group', '--target-group-arn', id],
    },
    {
      what: 'instances of Karpenter',
      // The core nodes have the owner's tag too; only Karpenter's have its own.
      find: ec2(
        'describe-instances',
        [
          owned,
          'Name=tag-key,Values=karpenter.sh/nodepool',
          'Name=instance-state-name,Values=pending,running,stopping,stopped',
        ],
        'Reservations[].Instances[].InstanceId',
      ),
      remove: (id) => ['ec2', 'terminate-instances', '--instance-ids', id],
    },
    {
      what: 'launch templates',
      find: ec2(
        'describe-launch-templates',
        [`Name=tag:karpenter.k8s.aws/cluster,Values=${name}`],
        'LaunchTemplates[].LaunchTemplateId',
      ),
      remove: (id) => ['ec2', 'delete-launch-template', '--launch-template-id', id],
    },
    {
      what: 'network interfaces',
      find: ec2(
        'describe-network-interfaces',
        ['Name=status,Values=available', `Name=tag:cluster.k8s.amazonaws.com/name,Values=${name}`],
        'NetworkInterfaces[].NetworkInterfaceId',
      ),
      remove: (id) => ['ec2', 'delete-network-interface', '--network-interface-id', id],
    },
    {
      what: 'security groups of load balancers',
      find: ec2(
        'describe-security-groups',
        [`Name=tag:elbv2.k8s.aws/cluster,Values=${name}`],
        'SecurityGroups[].GroupId',
      ),
      remove: (id) => ['ec2', 'delete-security-group', '--group-id', id],
    },
    {
      what: 'volumes',
      find: ec2('describe-volumes', ['Name=status,Values=available', owned], 'Volumes[].VolumeId'),
      remove: (id) => ['ec2', 'delete-volume', '--volume-id', id],
      isData: true,
    },
  ];
}

/** Looks in AWS for what the controllers left behind. Tells what it finds, and deletes it only where that is asked for. */
export async function sweep(run: EnvironmentRun): Promise<void> {
  const { flags, config, shell } = run;
  const inTheWay: string[] = [];

  for (const { what, find, remove, isData } of leftovers(config)) {
    const wanted = flags.force === true && (!isData || flags['including-data'] === true);
    const planned = JSON.stringify(wanted ? ['<id>'] : []);
    const answer = await shell.run(aws(config, ...find, '--output', 'json'), { planned });
    const ids = z.array(z.string()).nullable().parse(JSON.parse(answer)) ?? [];
    if (ids.length === 0) continue;
    if (wanted) {
      for (const id of ids) await shell.run(aws(config, ...remove(id)));
      run.progress(`deleted ${what}: ${ids.join(', ')}`);
    } else if (isData) {
      run.print(`kept ${what}: ${ids.join(', ')} (deleted only with --force --including-data)`);
    } else {
      inTheWay.push(`${what}: ${ids.join(', ')}`);
    }
  }
  if (inTheWay.length > 0) {
    throw new CommandError(
      `AWS still has what belonged to cluster '${config.cluster.name}':\n  ${inTheWay.join('\n  ')}\n  look at them; what was deleted just now can be listed for some minutes. Then run this again, with --force to delete them`,
    );
  }
}
