import { partition } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { aws, ifFound } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';
import { findCluster } from './account.ts';

/**
 * Stops unless the roles of people are there, the administrators' and the teams': CloudFormation would miss them only when it
 * makes their access entries, after 20 minutes for a new cluster.
 */
export async function checkRoles(run: Run): Promise<void> {
  const { cluster, teams, environment } = run.config;
  await checkBoundary(run);
  const { administrators, viewers: ofCluster = [] } = cluster;
  for (const [field, names] of Object.entries({ administrators, viewers: ofCluster })) {
    for (const [position, name] of names.entries()) {
      await checkRole(run, `cluster.${field}[${position}]`, name, `config/environments/${environment}.ts`);
    }
  }
  const seen = new Set<string>();
  for (const [index, { viewers = [] }] of teams.entries()) {
    for (const [position, name] of viewers.entries()) {
      if (seen.has(name)) continue;
      seen.add(name);
      await checkRole(run, `teams[${index}].viewers[${position}]`, name, 'config/teams.ts');
    }
  }
}

/** IAM makes no role with a boundary that is not there: the first stack with a role would fail. */
async function checkBoundary({ config, shell }: Run): Promise<void> {
  const { permissionsBoundaryArn: arn, accountId } = config.aws;
  if (arn === undefined) return;
  const get = aws(config, 'iam', 'get-policy', '--policy-arn', arn, '--query', 'Policy.Arn', '--output', 'text');
  if ((await ifFound(shell.run(get))) !== undefined) return;
  const list = formatArgv(aws(config, 'iam', 'list-policies', '--scope', 'Local', '--query', 'Policies[].Arn'));
  throw new UserError(
    `aws.permissionsBoundaryArn: '${arn}' is no policy of account ${accountId}; use one of "${list}", or remove it`,
  );
}

/** A key that is not there, or not on, would fail each stack at its first bucket, volume or secret. */
export async function checkKey({ config, shell }: Run): Promise<void> {
  const { encryption, accountId, region } = config.aws;
  if (encryption === undefined) return;
  const { keyArn } = encryption;
  const describe = aws(config, 'kms', 'describe-key', '--key-id', keyArn, '--query', 'KeyMetadata.KeyState');
  const state = await ifFound(shell.run([...describe, '--output', 'text'], { planned: 'Enabled' }));
  if (state?.trim() === 'Enabled') return;
  throw new UserError(
    state === undefined
      ? `aws.encryption.keyArn: '${keyArn}' is no key of account ${accountId} in ${region}; use the ARN of one that is`
      : `aws.encryption.keyArn: '${keyArn}' is ${state.trim()}; enable it, or use a key that is`,
  );
}

async function checkRole(run: Run, field: string, roleName: string, file: string): Promise<void> {
  const { accountId, region } = run.config.aws;
  const arnBefore = `arn:${partition(region)}:iam::${accountId}:role/`;
  // IAM knows a role by its last part; the access entry wants all of it.
  const name = roleName.split('/').at(-1) ?? roleName;
  const get = aws(run.config, 'iam', 'get-role', '--role-name', name, '--query', 'Role.Arn', '--output', 'text');
  const found = (await ifFound(run.shell.run(get, { planned: `${arnBefore}${roleName}` })))?.trim();

  const problem = `${field}: '${roleName}' is not an IAM role of account ${accountId}`;
  if (found === undefined) {
    const list = formatArgv(aws(run.config, 'iam', 'list-roles', '--query', 'Roles[].Arn', '--output', 'table'));
    throw new UserError(`${problem}; put what follows ':role/' in a line of "${list}" into ${file}`);
  }
  if (found !== `${arnBefore}${roleName}`) {
    throw new UserError(`${problem}, but '${found.replace(arnBefore, '')}' is: put that into ${file}`);
  }
}

/** A first deployment that fails is rolled back, but for a cluster and a database that are protected by then. */
export async function warnOfProtection(run: Run): Promise<void> {
  const { cluster, environment } = run.config;
  if (!cluster.deletionProtection) return;
  if (await findCluster(run, { status: 'ACTIVE', deletionProtection: true })) return;
  run.progress(
    `warning: cluster '${cluster.name}' is not there yet, and a first deployment that fails cannot be rolled back where deletionProtection is true; better set it to false in config/environments/${environment}.ts until the cluster is there`,
  );
}
