import { z } from 'zod';
import type { ExistingNetwork } from '../../config/network.ts';
import { type Problem, problem } from '../../config/problem.ts';
import type { Run } from '../cli/command.ts';
import { aws, listOf } from '../clients/aws.ts';

/** Without both, the name of the private Kubernetes API leads nowhere inside the VPC, and no node joins. */
export async function nameProblems(run: Run, { vpcId }: ExistingNetwork): Promise<readonly Problem[]> {
  const off: string[] = [];
  for (const attribute of ['enableDnsSupport', 'enableDnsHostnames']) {
    const ask = ['ec2', 'describe-vpc-attribute', '--vpc-id', vpcId, '--attribute', attribute];
    const query = `${attribute.replace('enable', 'Enable')}.Value`;
    const get = aws(run.config, ...ask, '--query', query, '--output', 'json');
    const answer = await run.shell.run(get, { planned: 'true' });
    if (answer.trim() !== 'true') off.push(attribute);
  }
  if (off.length === 0) return [];
  const complaint = `does not have ${off.join(' and ')}, without which nodes do not find the Kubernetes API; ask its owner to turn it on`;
  return [problem('cluster.network.vpcId', vpcId, complaint)];
}

const tableSchema = z.object({
  main: z.boolean().nullable(),
  subnets: z.array(z.string()),
  out: z.array(z.string()),
});

/** A node subnet without a default route may have endpoints for all that nodes need: docs/network.md lists them. */
export async function warnWithoutWayOut(run: Run, { vpcId, nodeSubnets }: ExistingNetwork): Promise<void> {
  const active = "Routes[?DestinationCidrBlock=='0.0.0.0/0' && State=='active'].State";
  const tables = await listOf(
    run,
    tableSchema,
    [
      ...['ec2', 'describe-route-tables', '--filters', `Name=vpc-id,Values=${vpcId}`, '--query'],
      `RouteTables[].{main:Associations[?Main].Main|[0],subnets:Associations[].SubnetId,out:${active}}`,
    ],
    [{ main: true, subnets: [], out: ['active'] }],
  );
  const main = tables.find((table) => table.main);
  const closed = nodeSubnets.filter((id) => {
    const table = tables.find(({ subnets }) => subnets.includes(id)) ?? main;
    return table !== undefined && table.out.length === 0;
  });
  if (closed.length === 0) return;
  run.progress(
    `warning: cluster.network.nodeSubnets: ${closed.join(', ')}: no route to 0.0.0.0/0; without endpoints for what nodes need (docs/network.md, 'Use a VPC that is there') no node joins`,
  );
}
