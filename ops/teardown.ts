import { stackNames } from '../config/names.ts';
import { UserError } from '../config/user-error.ts';
import { answersNotFound, aws } from './aws.ts';
import { checkAccount, findCluster, isUsable } from './checks.ts';
import { type Command, type EnvironmentRun, refuse } from './command.ts';
import { checkConfirmations, confirm, confirmable } from './confirm.ts';
import { drainCluster } from './drain.ts';
import { keptData } from './kept.ts';
import { connect } from './kubernetes.ts';
import { main } from './main.ts';
import { sweep, sweepAfterCluster } from './sweep.ts';
import { deadline } from './wait.ts';

/** Deletes a cluster so that nothing is left that costs money. Data stays, unless it is asked for by name. */
export const teardown: Command = {
  scope: 'one environment',
  script: 'teardown',
  summary:
    'Deletes the cluster of an environment: load balancers, jobs, volumes and nodes first, while their\ncontrollers live, then the cluster stack. Buckets, secrets and database stay.',
  options: ['dry-run', 'timeout', 'yes', 'force', 'including-data'],
  example: 'dev --dry-run',
  run: runTeardown,
};

async function runTeardown(run: EnvironmentRun): Promise<void> {
  const { config, flags } = run;
  const stacks = stackNames(config);

  checkConfirmations(run);
  refuse(run, protectionProblem(run));
  await checkAccount(run, ['aws', 'kubectl', 'cdk']);
  const cluster = await findCluster(run, { status: 'ACTIVE', deletionProtection: false });
  if (cluster?.deletionProtection) throw new UserError(deployedProtectionProblem(run));
  await confirmAll(run);

  const limit = deadline(run, '60m');
  if (cluster && isUsable(cluster)) {
    await connect(run);
    await drainCluster(run, limit);
  } else {
    run.progress(`cluster '${config.cluster.name}' is ${cluster?.status ?? 'gone'}; nothing to empty`);
  }

  await sweep(run);
  await destroy(run, stacks.cluster);
  await sweepAfterCluster(run);
  await deleteLogGroup(run, `/aws/eks/${config.cluster.name}/cluster`);
  if (flags['including-data']) {
    await destroy(run, stacks.data);
    await destroy(run, stacks.network);
  }

  if (run.dryRun) return;
  run.print(`cluster '${config.cluster.name}' is deleted`);
  for (const line of flags['including-data']
    ? keptData(config)
    : [`kept: stacks ${stacks.network} and ${stacks.data}`]) {
    run.print(line);
  }
}

function protectionProblem({ config }: EnvironmentRun): string | undefined {
  if (!config.cluster.deletionProtection) return undefined;
  return `cluster '${config.cluster.name}' is protected; set 'deletionProtection: false' in config/environments/${config.environment}.ts and run 'npm run cluster:deploy -- ${config.environment}' first`;
}

function deployedProtectionProblem({ config }: EnvironmentRun): string {
  return `cluster '${config.cluster.name}' is still protected in AWS; run 'npm run cluster:deploy -- ${config.environment}' first, so that 'deletionProtection: false' arrives there`;
}

/** Asks for everything at the start: nobody wants to be asked in half an hour. */
async function confirmAll(run: EnvironmentRun): Promise<void> {
  const { cluster, aws: account } = run.config;
  const words = confirmable(cluster.name);
  const where = `in account ${account.accountId}, ${account.region}`;
  await confirm(
    run,
    words.cluster,
    `this deletes the cluster '${cluster.name}' ${where}, and everything that runs in it`,
  );
  if (!run.flags['including-data']) return;
  await confirm(
    run,
    words.data,
    `this also deletes the stacks with the database and the network of '${cluster.name}' ${where}`,
  );
}

/** Only the named stack: never one that CDK would add because it depends on it. */
async function destroy({ shell }: EnvironmentRun, stack: string): Promise<void> {
  await shell.run(['cdk', 'destroy', stack, '--exclusively', '--force'], { terminal: true });
}

/** EKS writes its last lines after the stack has deleted the group, and so makes it again. */
async function deleteLogGroup({ shell, config }: EnvironmentRun, name: string): Promise<void> {
  try {
    await shell.run(aws(config, 'logs', 'delete-log-group', '--log-group-name', name));
  } catch (error) {
    if (!answersNotFound(error)) throw error;
  }
}

await main(teardown, import.meta.url);
