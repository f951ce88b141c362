import { z } from 'zod';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { aws, listOf } from '../clients/aws.ts';

/** A kind of AWS resource that controllers in the cluster make, and CloudFormation does not know. */
interface Leftover {
  readonly what: string;
  /** Call that lists the ids. */
  readonly find: readonly string[];
  /** Call that deletes one. */
  readonly remove: (id: string) => readonly string[];
  /** Holds data: kept, unless the data is to go too. */
  readonly isData?: boolean;
  /** Something in the cluster stack refers to it: EC2 refuses to delete it before. */
  readonly isNamedByCluster?: boolean;
}

/** In the order in which they can be deleted. */
function leftovers({ cluster: { name } }: PlatformConfig): readonly Leftover[] {
  const owned = `Name=tag:kubernetes.io/cluster/${name},Values=owned`;
  const loadBalancerTag = ['--tag-filters', `Key=elbv2.k8s.aws/cluster,Values=${name}`];
  const tagged = (type: string) => [
    ...['resourcegroupstaggingapi', 'get-resources', '--resource-type-filters', type, ...loadBalancerTag],
    ...['--query', 'ResourceTagMappingList[].ResourceARN'],
  ];
  const ec2 = (call: string, query: string, ...filters: readonly string[]) => {
    return ['ec2', call, '--filters', ...filters, '--query', query];
  };

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
        'Reservations[].Instances[].InstanceId',
        owned,
        'Name=tag-key,Values=karpenter.sh/nodepool',
        'Name=instance-state-name,Values=pending,running,stopping,stopped',
      ),
      remove: (id) => ['ec2', 'terminate-instances', '--instance-ids', id],
    },
    {
      what: 'launch templates',
      find: ec2(
        'describe-launch-templates',
        'LaunchTemplates[].LaunchTemplateId',
        `Name=tag:karpenter.k8s.aws/cluster,Values=${name}`,
      ),
      remove: (id) => ['ec2', 'delete-launch-template', '--launch-template-id', id],
    },
    {
      what: 'network interfaces',
      find: ec2(
        'describe-network-interfaces',
        'NetworkInterfaces[].NetworkInterfaceId',
        'Name=status,Values=available',
        `Name=tag:cluster.k8s.amazonaws.com/name,Values=${name}`,
      ),
      remove: (id) => ['ec2', 'delete-network-interface', '--network-interface-id', id],
    },
    {
      what: 'volumes',
      find: ec2('describe-volumes', 'Volumes[].VolumeId', 'Name=status,Values=available', owned),
      remove: (id) => ['ec2', 'delete-volume', '--volume-id', id],
      isData: true,
    },
    {
      what: 'security groups of load balancers',
      find: ec2(
        'describe-security-groups',
        'SecurityGroups[].GroupId',
        `Name=tag:elbv2.k8s.aws/cluster,Values=${name}`,
      ),
      remove: (id) => ['ec2', 'delete-security-group', '--group-id', id],
      // The group of the nodes lets them in, and goes with the cluster.
      isNamedByCluster: true,
    },
  ];
}

/**
 * Looks in AWS for what the controllers left behind. Reports what it finds, and deletes it only where that is asked for;
 * what can be deleted only after the cluster is left to `sweepAfterCluster`.
 */
export async function sweep(run: Run): Promise<void> {
  const { flags, config } = run;
  const inTheWay: string[] = [];

  for (const leftover of leftovers(config)) {
    if (flags.force && leftover.isNamedByCluster) continue;
    const { what, isData } = leftover;
    const wanted = flags.force === true && (!isData || flags.includingData === true);
    const ids = await find(run, leftover, wanted);
    if (ids.length === 0) continue;
    if (wanted) await remove(run, leftover, ids);
    else if (isData) run.print(`kept ${what}: ${ids.join(', ')} (deleted only with --force --including-data)`);
    else inTheWay.push(`${what}: ${ids.join(', ')}`);
  }
  if (inTheWay.length > 0) {
    throw new UserError(
      `AWS still has what belonged to cluster '${config.cluster.name}':\n  ${inTheWay.join('\n  ')}\n  look at them; what was deleted just now can be listed for some minutes. Then run this again, with --force to delete them`,
    );
  }
}

export async function sweepAfterCluster(run: Run): Promise<void> {
  if (!run.flags.force) return;
  for (const leftover of leftovers(run.config).filter(({ isNamedByCluster }) => isNamedByCluster)) {
    const ids = await find(run, leftover, true);
    if (ids.length > 0) await remove(run, leftover, ids);
  }
}

async function find(run: Run, leftover: Leftover, wanted: boolean): Promise<readonly string[]> {
  return listOf(run, z.string(), leftover.find, wanted ? ['<id>'] : []);
}

async function remove({ shell, config, progress }: Run, leftover: Leftover, ids: readonly string[]): Promise<void> {
  for (const id of ids) await shell.run(aws(config, ...leftover.remove(id)));
  progress(`deleted ${leftover.what}: ${ids.join(', ')}`);
}
