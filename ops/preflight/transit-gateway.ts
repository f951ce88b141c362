import { z } from 'zod';
import type { NewNetwork } from '../../config/network.ts';
import { type Problem, problem } from '../../config/problem.ts';
import type { Run } from '../cli/command.ts';
import { listOf } from '../clients/aws.ts';

const gatewaySchema = z.object({
  state: z.string(),
  owner: z.string(),
  accepts: z.string(),
  propagates: z.string(),
});

/** Asks for the transit gateway, and warns of what its owner still has to do. */
export async function transitGatewayProblems(run: Run, network: NewNetwork): Promise<readonly Problem[]> {
  const { transitGateway, vpcCidr } = network;
  if (!transitGateway) return [];
  const { accountId, region } = run.config.aws;
  const { id } = transitGateway;
  const field = 'cluster.network.transitGateway.id';
  const [gateway] = await listOf(
    run,
    gatewaySchema,
    [
      ...['ec2', 'describe-transit-gateways', '--filters', `Name=transit-gateway-id,Values=${id}`, '--query'],
      'TransitGateways[].{state:State,owner:OwnerId,accepts:Options.AutoAcceptSharedAttachments,propagates:Options.DefaultRouteTablePropagation}',
    ],
    [{ state: 'available', owner: accountId, accepts: 'enable', propagates: 'enable' }],
  );
  if (gateway === undefined) {
    const complaint = `is no transit gateway that account ${accountId} sees in ${region}; its owner shares it through AWS RAM`;
    return [problem(field, id, complaint)];
  }
  if (gateway.state !== 'available') return [problem(field, id, `is ${gateway.state}; use one that is available`)];
  if (gateway.owner !== accountId && gateway.accepts !== 'enable') {
    run.progress(
      `warning: ${field}: account ${gateway.owner} has to accept the attachment while the network stack waits for it`,
    );
  }
  if (gateway.propagates !== 'enable') {
    run.progress(`warning: ${field}: its owner has to add a route to ${vpcCidr}, or no answer finds its way back`);
  }
  return [];
}
