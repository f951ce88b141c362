import { z } from 'zod';
import { stackNames } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { ifFound, listOf } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';
import { emptyFirst, keptNames } from '../teardown/kept.ts';

/**
 * Stops where a name that the data stack is about to take is taken already, by something that is not its own: what was
 * kept when a setting was switched off, or when an earlier stack of this name was destroyed. CloudFormation would roll back.
 */
export async function checkDataNames(run: Run): Promise<void> {
  const stack = stackNames(run.config).data;
  // With the secrets that wait for their deletion: they hold their names as well.
  const existing = await namesInUse(run, ['--include-planned-deletion']);
  const deployed = await listDeployed(run, stack);
  const foreign = new Set(existing.filter(({ id }) => !deployed.has(id)).map(({ name }) => name));
  const taken = keptNames(run.config).filter(({ name }) => foreign.has(name));
  if (taken.length === 0) return;

  const names = taken.map(({ what, name }) => `${what} '${name}'`).join(', ');
  const empty = taken.some(({ what }) => what === 'bucket') ? ` ${emptyFirst}, and` : '';
  const remedy = taken.map(({ remove }) => formatArgv(remove)).join(' && ');
  throw new UserError(
    `${names}: left from before and not of the stack ${stack}, which needs ${taken.length === 1 ? 'the name' : 'the names'}; save what is needed again (docs/operations.md, 'Names left from before'), then${empty} run '${remedy}'`,
  );
}

/** By its name, and by the id that it has in a stack. */
interface Existing {
  readonly name: string;
  readonly id: string;
}

/** Secrets of the cluster, buckets of the account, and the log group. */
export async function namesInUse(run: Run, ofSecrets: readonly string[] = []): Promise<readonly Existing[]> {
  return [...(await listSecrets(run, ofSecrets)), ...(await listBuckets(run)), ...(await listLogGroups(run))];
}

const secret = z.object({ Name: z.string(), ARN: z.string() });

async function listSecrets(run: Run, which: readonly string[]): Promise<readonly Existing[]> {
  const filter = `Key=name,Values=${run.config.cluster.name}/`;
  const list = ['secretsmanager', 'list-secrets', ...which, '--filters', filter];
  const found = await listOf(run, secret, [...list, '--query', 'SecretList']);
  return found.map(({ Name, ARN }) => ({ name: Name, id: ARN }));
}

async function listBuckets(run: Run): Promise<readonly Existing[]> {
  const found = await listOf(run, z.string(), ['s3api', 'list-buckets', '--query', 'Buckets[].Name']);
  return found.map((name) => ({ name, id: name }));
}

async function listLogGroups(run: Run): Promise<readonly Existing[]> {
  const groups = keptNames(run.config).filter(({ what }) => what === 'log group');
  const found: string[] = [];
  for (const { name } of groups) {
    const list = ['logs', 'describe-log-groups', '--log-group-name-prefix', name];
    found.push(...(await listOf(run, z.string(), [...list, '--query', 'logGroups[].logGroupName'])));
  }
  return found.map((name) => ({ name, id: name }));
}

const resource = z.object({ PhysicalResourceId: z.string().optional(), ResourceStatus: z.string() });

/** Ids of what belongs to the stack. What it made once and let go is listed too. */
async function listDeployed(run: Run, stack: string): Promise<ReadonlySet<string>> {
  const list = ['cloudformation', 'list-stack-resources', '--stack-name', stack];
  const found = (await ifFound(listOf(run, resource, [...list, '--query', 'StackResourceSummaries']))) ?? [];
  const own = found.filter(({ ResourceStatus }) => !/^DELETE_(COMPLETE|SKIPPED)$/.test(ResourceStatus));
  return new Set(own.flatMap(({ PhysicalResourceId: id }) => id ?? []));
}
