import { z } from 'zod';
import { UserError } from '../../config/user-error.ts';
import { type Run, refuse } from '../cli/command.ts';
import { aws, ifFound } from '../clients/aws.ts';
import { answerOrFailure, ShellError } from '../clients/shell.ts';
import { sampleOwnersProblem, sampleProblem } from './sample-values.ts';

/** Stops unless the config is the user's own, the tools are here, and the credentials are those of the account. */
export async function checkAccount(run: Run, tools: readonly string[]): Promise<void> {
  const samples = [sampleProblem(run.config), sampleOwnersProblem(run.root)].filter((one) => one !== undefined);
  refuse(run, samples.length > 0 ? samples.join('\n') : undefined);
  requireTools(run, tools);
  const { accountId } = run.config.aws;
  const identity = await callerAccount(run);
  if (identity !== accountId) {
    throw new UserError(
      `the credentials belong to account ${identity}, but '${run.config.environment}' lives in ${accountId} (aws.accountId); use credentials of that account, e.g. AWS_PROFILE=<profile> npm run ${run.script} -- ${run.config.environment}`,
    );
  }
}

/** The EKS cluster of the environment, or nothing where there is none. */
export async function findCluster(run: Run, planned: Cluster): Promise<Cluster | undefined> {
  const describe = aws(run.config, 'eks', 'describe-cluster', '--name', run.config.cluster.name, '--output', 'json');
  const answer = await ifFound(run.shell.run(describe, { planned: JSON.stringify({ cluster: planned }) }));
  return answer === undefined ? undefined : z.object({ cluster: clusterSchema }).parse(JSON.parse(answer)).cluster;
}

/** Whether its API answers, as it does during an update. One that is being made, deleted or has failed has none to rely on. */
export function isUsable({ status }: Cluster): boolean {
  return status === 'ACTIVE' || status === 'UPDATING';
}

/** Stops unless the cluster is there and can be used. */
export async function requireCluster(run: Run): Promise<void> {
  const { cluster, aws: account, environment } = run.config;
  const found = await findCluster(run, { status: 'ACTIVE' });
  if (!found) {
    const remedy = cluster.existing
      ? 'use name, account and region of the one that is there (cluster.existing)'
      : `make it with 'npm run cluster:deploy -- ${environment}'`;
    throw new UserError(
      `cluster '${cluster.name}' is not in account ${account.accountId}, ${account.region}; ${remedy}`,
    );
  }
  if (!isUsable(found)) {
    throw new UserError(
      `cluster '${cluster.name}' is ${found.status}, not ACTIVE; wait with 'aws eks wait cluster-active --name ${cluster.name} --region ${account.region}'`,
    );
  }
}

export type Cluster = z.infer<typeof clusterSchema>;

const clusterSchema = z.object({ status: z.string(), deletionProtection: z.boolean().optional() });

function requireTools({ shell }: Run, tools: readonly string[]): void {
  const missing = shell.missing(tools);
  if (missing.length === 0) return;
  const npm = missing.includes('cdk') ? "; cdk comes with 'npm ci'" : '';
  throw new UserError(
    `not found on PATH: ${missing.join(', ')}; install what docs/operations.md lists under 'What you need'${npm}`,
  );
}

async function callerAccount({ shell, config }: Run): Promise<string> {
  const ask = aws(config, 'sts', 'get-caller-identity', '--query', 'Account', '--output', 'text');
  const answer = await answerOrFailure(shell.run(ask, { planned: config.aws.accountId }));
  if (answer instanceof ShellError) throw new UserError(credentialProblem(answer));
  return answer.trim();
}

/** What the AWS CLI says when it has no valid credentials, and what to do about it. */
function credentialProblem({ output, reason }: ShellError): string {
  if (/expired/i.test(output)) return "the AWS credentials have expired; log in again, e.g. with 'aws sso login'";
  if (/Unable to locate credentials|could not be found|NoCredentials/.test(output)) {
    return "there are no AWS credentials; log in, e.g. with 'aws sso login', and set AWS_PROFILE";
  }
  if (/InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient/.test(output)) {
    return "AWS does not know the credentials; log in again, e.g. with 'aws sso login', or check AWS_PROFILE";
  }
  const [, absent] = /Partial credentials found in .*missing: (.+)/.exec(output) ?? [];
  if (absent) return `the AWS credentials are not complete; set ${absent} too, or unset the others and set AWS_PROFILE`;
  const [, file] = /Unable to parse config file: (.+)/.exec(output) ?? [];
  if (file) return `the AWS CLI cannot read ${file}; fix it: sections are in [brackets], values are 'key = value'`;
  const [unreachable] = /(?:Could not connect|Failed to connect|Connect timeout|Read timeout).*/.exec(output) ?? [];
  if (unreachable) return `AWS cannot be reached; check network, VPN and proxy (${unreachable})`;
  return `AWS does not say whose credentials these are (${reason || 'no reason given'}); run 'aws sts get-caller-identity' until it does`;
}
