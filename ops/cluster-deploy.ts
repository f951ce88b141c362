import { bucketPrefixes, teamNamespace } from '../config/names.ts';
import { stacksOf } from '../config/network.ts';
import type { Command, Run } from './cli/command.ts';
import { checkConfirmations, isConfirmed } from './cli/confirm.ts';
import { main } from './cli/main.ts';
import { answersNotFound, aws } from './clients/aws.ts';
import { formatArgv } from './clients/shell.ts';
import { checkAccount } from './preflight/account.ts';
import { checkRegion } from './preflight/region.ts';
import { checkKey, checkRoles, warnOfProtection } from './preflight/roles.ts';
import { checkDataNames } from './preflight/taken-names.ts';
import { fillCommand } from './secrets.ts';

/** Makes or updates everything of an environment that lives in AWS. */
export const clusterDeploy: Command = {
  script: 'cluster:deploy',
  summary:
    'Deploys the network, data and cluster stacks. CDK asks before it changes permissions, unless --yes gives the name of the cluster.',
  options: ['yes'],
  example: '-- dev',
  run: async (run) => {
    const { config, shell } = run;
    checkConfirmations(run);
    const approval = isConfirmed(run, config.cluster.name) ? ['--require-approval', 'never'] : [];
    await checkAccount(run, ['aws', 'cdk']);
    await checkRoles(run);
    await checkKey(run);
    await checkDataNames(run);
    await checkRegion(run);
    await warnOfProtection(run);
    await makeSpotRole(run);
    await shell.run(['cdk', 'deploy', ...stacksOf(config), ...approval], { terminal: true });
    await makeEventLogFolders(run);

    if (run.dryRun) return 'done';
    for (const secret of config.secrets) {
      if (secret.source.kind === 'by-hand') run.print(`once, for '${secret.remoteName}': ${fillCommand(run, secret)}`);
    }
    run.print(`next: npm run bootstrap -- ${config.environment}`);
    return 'done';
  },
};

/**
 * EC2 starts no Spot instance in an account without this role. People who click in the console have it made for them;
 * Karpenter may not, because a role that makes roles is more than launching nodes takes.
 */
async function makeSpotRole({ config, shell, dryRun, progress }: Run): Promise<void> {
  if (!config.nodePools.some((pool) => pool.role === 'spark-executor' && pool.capacity !== 'on-demand')) return;
  const make = aws(config, 'iam', 'create-service-linked-role', '--aws-service-name', 'spot.amazonaws.com');
  if (dryRun) progress(`where the next command finds no role: ${formatArgv(make)}`);
  try {
    await shell.run(aws(config, 'iam', 'get-role', '--role-name', 'AWSServiceRoleForEC2Spot'));
  } catch (error) {
    if (!answersNotFound(error)) throw error;
    await shell.run(make);
  }
}

/** Spark does not start a job whose event log folder is missing, and in S3 a folder is there only with a key in it. */
async function makeEventLogFolders({ config, shell }: Run): Promise<void> {
  if (config.spark.history.kind !== 's3') return;
  const bucket = config.names.buckets.spark;
  for (const team of config.teams) {
    const key = `${bucketPrefixes.eventLogs}/${teamNamespace(team)}/`;
    await shell.run(aws(config, 's3api', 'put-object', '--bucket', bucket, '--key', key));
  }
}

await main(clusterDeploy, import.meta.url);
