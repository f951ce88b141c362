import { partition } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { answersNotFound, aws } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';
import { findCluster } from './account.ts';

/** Stops unless the administrators' role is there: CloudFormation would miss it only when the cluster is made, after 20 minutes. */
export async function checkAdminRole(run: Run): Promise<void> {
  const { adminRoleName } = run.config.cluster;
  const { accountId, region } = run.config.aws;
  const arnBefore = `arn:${partition(region)}:iam::${accountId}:role/`;
  // IAM knows a role by its last part; the access entry wants all of it.
  const name = adminRoleName.split('/').at(-1) ?? adminRoleName;
  const found = await findRole(run, name, `${arnBefore}${adminRoleName}`);

  const problem = `cluster.adminRoleName: '${adminRoleName}' is not an IAM role of account ${accountId}`;
  const file = `config/environments/${run.config.environment}.ts`;
  if (found === undefined) {
    const list = formatArgv(aws(run.config, 'iam', 'list-roles', '--query', 'Roles[].Arn', '--output', 'table'));
    throw new UserError(`${problem}; put what follows ':role/' in a line of "${list}" into ${file}`);
  }
  if (found !== `${arnBefore}${adminRoleName}`) {
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

async function findRole({ shell, config }: Run, name: string, planned: string): Promise<string | undefined> {
  const get = aws(config, 'iam', 'get-role', '--role-name', name, '--query', 'Role.Arn', '--output', 'text');
  try {
    return (await shell.run(get, { planned })).trim();
  } catch (error) {
    if (!answersNotFound(error)) throw error;
    return undefined;
  }
}
