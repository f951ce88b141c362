import type { Exit } from '../config/cli.ts';
import { stackNames } from '../config/names.ts';
import { stacksOf } from '../config/network.ts';
import { UserError } from '../config/user-error.ts';
import { type Command, type Run, refuse } from './cli/command.ts';
import { checkConfirmations, confirm, confirmable } from './cli/confirm.ts';
import { main } from './cli/main.ts';
import { deadline } from './cli/wait.ts';
import { aws, ifFound } from './clients/aws.ts';
import { connect } from './clients/kubectl.ts';
import { checkAccount, findCluster, isUsable } from './preflight/account.ts';
import { requireOwnCluster } from './preflight/existing-cluster.ts';
import { drainCluster } from './teardown/drain.ts';
import { keptData } from './teardown/kept.ts';
import { sweep, sweepAfterCluster } from './teardown/sweep.ts';

/** Deletes a cluster so that nothing is left that costs money. Data stays, unless it is asked for by name. */
export const teardown: Command = {
  script: 'teardown',
  summary:
    'Deletes the cluster of an environment: load balancers, jobs, volumes and nodes first, while their controllers live, then the cluster stack. Buckets, secrets and database stay.',
  options: ['timeout', 'yes', 'force', 'including-data'],
  example: '-- dev --dry-run',
  ends: ['timedOut'],
  run: runTeardown,
};

async function runTeardown(run: Run): Promise<Exit> {
  const { config, flags } = run;
  const { cluster: own } = stackNames(config);
  const others = stacksOf(config)
    .filter((stack) => stack !== own)
    .reverse();

  requireOwnCluster(run);
  checkConfirmations(run);
  const { name } = config.cluster;
  const protectedByConfig = `cluster '${name}' is protected; set 'deletionProtection: false' in config/environments/${config.environment}.ts and run 'npm run cluster:deploy -- ${config.environment}' first`;
  refuse(run, config.cluster.deletionProtection ? protectedByConfig : undefined);
  await checkAccount(run, ['aws', 'kubectl', 'cdk']);
  const cluster = await findCluster(run, { status: 'ACTIVE', deletionProtection: false });
  if (cluster?.deletionProtection) {
    throw new UserError(
      `cluster '${name}' is still protected in AWS; run 'npm run cluster:deploy -- ${config.environment}' first, so that 'deletionProtection: false' arrives there`,
    );
  }
  await confirmAll(run);

  const limit = deadline(run, '60m');
  if (cluster && isUsable(cluster)) {
    await connect(run);
    await drainCluster(run, limit);
  } else {
    run.progress(`cluster '${name}' is ${cluster?.status ?? 'gone'}; nothing to empty`);
  }

  await sweep(run);
  await destroy(run, own);
  await sweepAfterCluster(run);
  // EKS writes its last lines after the stack has deleted the group, and so makes it again.
  const logGroup = `/aws/eks/${name}/cluster`;
  await ifFound(run.shell.run(aws(config, 'logs', 'delete-log-group', '--log-group-name', logGroup)));
  if (flags.includingData) {
    for (const stack of others) await destroy(run, stack);
  }

  if (run.dryRun) return 'done';
  run.print(`cluster '${name}' is deleted`);
  const stacks = `kept: ${others.length === 1 ? 'stack' : 'stacks'} ${others.toReversed().join(' and ')}`;
  for (const line of flags.includingData ? keptData(config) : [stacks]) run.print(line);
  return 'done';
}

/** Asks for everything at the start: nobody wants to be asked in half an hour. */
async function confirmAll(run: Run): Promise<void> {
  const { cluster, aws: account } = run.config;
  const words = confirmable(cluster.name);
  const where = `in account ${account.accountId}, ${account.region}`;
  await confirm(
    run,
    words.cluster,
    `this deletes the cluster '${cluster.name}' ${where}, and everything that runs in it`,
  );
  if (!run.flags.includingData) return;
  await confirm(
    run,
    words.data,
    `this also deletes the ${cluster.network.kind === 'new' ? 'stacks with the database and the network' : 'stack with the database'} of '${cluster.name}' ${where}`,
  );
}

/** Only the named stack: never one that CDK would add because it depends on it. */
async function destroy({ shell }: Run, stack: string): Promise<void> {
  await shell.run(['cdk', 'destroy', stack, '--exclusively', '--force'], { terminal: true });
}

await main(teardown, import.meta.url);
