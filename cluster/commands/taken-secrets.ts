import { z } from 'zod';
import { stackNames } from '../../config/names.ts';
import { platformSecrets } from '../../config/secrets.ts';
import { answersNotFound, aws } from './aws.ts';
import type { EnvironmentRun } from './command.ts';
import { CommandError } from './errors.ts';
import { deleteSecret } from './kept.ts';
import { formatArgv } from './shell.ts';

/**
 * Stops where a secret that the data stack is about to make is there already and not its own: one that was kept when a
 * setting was switched off, or when an earlier stack of this name was destroyed. CloudFormation would roll back.
 */
export async function checkSecretNames(run: EnvironmentRun): Promise<void> {
  const { config } = run;
  const stack = stackNames(config).data;
  const wanted = new Set(platformSecrets(config).map(({ remoteName }) => remoteName));
  const existing = await listSecrets(run);
  const deployed = await listDeployed(run, stack);
  const taken = existing.filter(({ Name, ARN }) => wanted.has(Name) && !deployed.has(ARN)).map(({ Name }) => Name);
  if (taken.length === 0) return;

  const names = taken.map((name) => `'${name}'`).join(', ');
  const remedy = taken.map((name) => formatArgv(deleteSecret(config, name))).join(' && ');
  throw new CommandError(
    `${taken.length === 1 ? 'secret' : 'secrets'} ${names}: left from before and not of the stack ${stack}, which needs the name; save its value if it is needed again (docs/operations.md, 'Secrets left from before'), then run '${remedy}'`,
  );
}

const secrets = z.array(z.object({ Name: z.string(), ARN: z.string() }));

/** With those that wait for their deletion: they hold their names as well. */
async function listSecrets({ shell, config }: EnvironmentRun): Promise<z.infer<typeof secrets>> {
  const filter = `Key=name,Values=${config.cluster.name}/`;
  const list = aws(
    config,
    'secretsmanager',
    'list-secrets',
    '--include-planned-deletion',
    '--filters',
    filter,
    '--query',
    'SecretList',
    '--output',
    'json',
  );
  return secrets.parse(JSON.parse(await shell.run(list, { planned: '[]' })));
}

const resources = z.array(z.object({ PhysicalResourceId: z.string().optional(), ResourceStatus: z.string() }));

/** Ids of what belongs to the stack, which for a secret is its ARN. What it made once and let go is listed too. */
async function listDeployed({ shell, config }: EnvironmentRun, stack: string): Promise<ReadonlySet<string>> {
  const list = aws(
    config,
    'cloudformation',
    'list-stack-resources',
    '--stack-name',
    stack,
    '--query',
    'StackResourceSummaries',
    '--output',
    'json',
  );
  try {
    const answer = resources.parse(JSON.parse(await shell.run(list, { planned: '[]' })));
    const own = answer.filter(({ ResourceStatus }) => !/^DELETE_(COMPLETE|SKIPPED)$/.test(ResourceStatus));
    return new Set(own.flatMap(({ PhysicalResourceId: id }) => id ?? []));
  } catch (error) {
    if (!answersNotFound(error)) throw error;
    return new Set();
  }
}
