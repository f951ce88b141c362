import type { Run } from '../cli/command.ts';
import { aws, ifFound } from '../clients/aws.ts';
import { type Argv, formatArgv } from '../clients/shell.ts';

/**
 * EC2 starts no Spot instance in an account without this role. People who click in the console have it made for them;
 * Karpenter may not, because a role that makes roles is more than launching nodes takes.
 */
export async function makeSpotRole(run: Run): Promise<void> {
  const { config, shell, dryRun, progress } = run;
  const make = spotRoleCommand(config);
  if (dryRun && usesSpot(run)) progress(`where the next command finds no role: ${formatArgv(make)}`);
  if (!(await hasSpotRole(run))) await shell.run(make);
}

export function spotRoleCommand(config: Run['config']): Argv {
  return aws(config, 'iam', 'create-service-linked-role', '--aws-service-name', 'spot.amazonaws.com');
}

/** True too where no pool asks for Spot. */
export async function hasSpotRole(run: Run): Promise<boolean> {
  if (!usesSpot(run)) return true;
  const get = aws(run.config, 'iam', 'get-role', '--role-name', 'AWSServiceRoleForEC2Spot');
  return (await ifFound(run.shell.run(get))) !== undefined;
}

function usesSpot({ config }: Run): boolean {
  return config.nodePools.some((pool) => 'capacity' in pool && (pool.capacity ?? 'on-demand') !== 'on-demand');
}
