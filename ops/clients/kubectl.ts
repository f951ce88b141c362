import { z } from 'zod';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { aws } from './aws.ts';
import { type Argv, ShellError } from './shell.ts';

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
  try {
    await shell.run(kubectl(config, 'get', '--raw', '/readyz', '--request-timeout', '20s'));
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    throw new UserError(connectProblem(config, error.output));
  }
}

function connectProblem({ cluster }: PlatformConfig, output: string): string {
  if (/Unauthorized|must be logged in|credentials|Forbidden/i.test(output)) {
    return `the cluster '${cluster.name}' does not let you in; use the role '${cluster.administrators.join("' or '")}' (cluster.administrators)`;
  }
  const reason = output.trim().split('\n').at(-1);
  return cluster.endpoint.kind === 'private'
    ? `the API of '${cluster.name}' is private and does not answer (${reason}); run this from inside the VPC or through a tunnel (docs/operations.md, 'Reach a private cluster')`
    : `the API of '${cluster.name}' does not answer (${reason}); it lets in ${cluster.endpoint.allowedCidrs.join(', ')} (cluster.endpoint.allowedCidrs): is your address among them?`;
}

/** What every object has; each caller adds the fields that it reads. */
export const objectSchema = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().optional() }) });

export type KubernetesObject = z.infer<typeof objectSchema>;

/** Objects of a kind; none where the cluster does not know the kind, because its CRD is not installed (any more). */
export async function list<T extends KubernetesObject>(
  { shell, config }: Run,
  kind: string,
  args: readonly string[],
  { item, planned }: { readonly item: z.ZodType<T>; readonly planned: readonly T[] },
): Promise<readonly T[]> {
  try {
    const answer = await shell.run(kubectl(config, 'get', kind, ...args, '--output', 'json'), {
      planned: JSON.stringify({ items: planned }),
    });
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
