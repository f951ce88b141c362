import { z } from 'zod';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { aws } from './aws.ts';
import { type Argv, answerOrFailure, type Shell, ShellError } from './shell.ts';

/**
 * A call of kubectl that names its cluster. The current context is never used:
 * it may be any cluster that somebody worked with last.
 */
export function kubectl({ cluster }: Pick<PlatformConfig, 'cluster'>, ...args: readonly string[]): Argv {
  return ['kubectl', '--context', cluster.name, ...args];
}

/** Writes the context that the other calls name, and stops unless the API answers. */
export async function connect({ shell, config }: Run): Promise<void> {
  const { name } = config.cluster;
  await shell.run(aws(config, 'eks', 'update-kubeconfig', '--name', name, '--alias', name));
  const failure = await whyNotReady(shell, config);
  if (failure) throw new UserError(connectProblem(config, failure));
}

/** Why the API of the cluster does not answer; nothing where it does. */
export async function whyNotReady(shell: Shell, config: PlatformConfig): Promise<ShellError | undefined> {
  const ask = kubectl(config, 'get', '--raw', '/readyz', '--request-timeout', '20s');
  const answer = await answerOrFailure(shell.run(ask));
  return answer instanceof ShellError ? answer : undefined;
}

function connectProblem({ cluster }: PlatformConfig, { output, reason }: ShellError): string {
  if (/Unauthorized|must be logged in|credentials|Forbidden/i.test(output)) {
    return `the cluster '${cluster.name}' does not let you in; use the role '${cluster.administrators.join("' or '")}' (cluster.administrators)`;
  }
  return cluster.endpoint.kind === 'private'
    ? `the API of '${cluster.name}' is private and does not answer (${reason}); run this from inside the VPC or through a tunnel (docs/operations.md, 'Reach a private cluster')`
    : `the API of '${cluster.name}' does not answer (${reason}); it lets in ${cluster.endpoint.allowedCidrs.join(', ')} (cluster.endpoint.allowedCidrs): is your address among them?`;
}

/** What every object has; each caller adds the fields that it reads. */
export const objectSchema = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().optional() }) });

export type KubernetesObject = z.infer<typeof objectSchema>;

/** Labels or annotations. */
export const texts = z.record(z.string(), z.string()).default({});

/** What controllers say of an object in its status. */
export const conditions = z
  .array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
    }),
  )
  .default([]);

/** Whether an object has a condition, e.g. `Ready`. */
export function hasCondition(found: z.infer<typeof conditions>, type: string): boolean {
  return found.some((one) => one.type === type && one.status === 'True');
}

/** Objects of a kind; none where the cluster does not know the kind, because its CRD is not installed (any more). */
export async function list<T extends KubernetesObject>(
  { shell, config }: Run,
  kind: string,
  args: readonly string[],
  item: z.ZodType<T>,
  planned: readonly T[] = [],
): Promise<readonly T[]> {
  try {
    const get = kubectl(config, 'get', kind, ...args, '--output', 'json');
    const answer = await shell.run(get, { planned: JSON.stringify({ items: planned }) });
    return z.object({ items: z.array(item) }).parse(JSON.parse(answer)).items;
  } catch (error) {
    if (error instanceof ShellError && /the server doesn't have a resource type/.test(error.output)) return [];
    throw error;
  }
}

/** `airflow/airflow-api-server`, as a person would look it up. */
export function label({ metadata: { namespace, name } }: KubernetesObject): string {
  return namespace ? `${namespace}/${name}` : name;
}
