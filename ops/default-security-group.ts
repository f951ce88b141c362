import { z } from 'zod';
import { stackNames } from '../config/names.ts';
import type { Run } from './cli/command.ts';
import { aws, listOf } from './clients/aws.ts';

const rule = z.object({ id: z.string(), egress: z.boolean() });

/**
 * Takes the rules out of the VPC's default security group, with `aws.audit`. CloudFormation makes the group with the VPC and cannot
 * change it, nothing of the platform uses it, and what somebody starts without a group would be in it.
 */
export async function closeDefaultSecurityGroup(run: Run): Promise<void> {
  const { config, shell } = run;
  if (config.aws.audit === undefined || config.cluster.network.kind !== 'new') return;
  const stack = stackNames(config).network;
  const ofVpc = "StackResourceSummaries[?ResourceType=='AWS::EC2::VPC'].PhysicalResourceId";
  const vpcs = ['cloudformation', 'list-stack-resources', '--stack-name', stack, '--query', ofVpc];
  for (const vpc of await listOf(run, z.string(), vpcs, ['<vpc>'])) {
    const filters = ['--filters', `Name=vpc-id,Values=${vpc}`, 'Name=group-name,Values=default'];
    const groups = ['ec2', 'describe-security-groups', ...filters, '--query', 'SecurityGroups[].GroupId'];
    for (const group of await listOf(run, z.string(), groups, ['<group>'])) {
      const query = 'SecurityGroupRules[].{id:SecurityGroupRuleId,egress:IsEgress}';
      const list = ['ec2', 'describe-security-group-rules', '--filters', `Name=group-id,Values=${group}`];
      const rules = await listOf(run, rule, [...list, '--query', query], [{ id: '<rule>', egress: false }]);
      for (const direction of ['ingress', 'egress']) {
        const ids = rules.filter(({ egress }) => egress === (direction === 'egress')).map(({ id }) => id);
        if (ids.length === 0) continue;
        const revoke = ['ec2', `revoke-security-group-${direction}`, '--group-id', group];
        await shell.run(aws(config, ...revoke, '--security-group-rule-ids', ...ids));
      }
    }
  }
}
