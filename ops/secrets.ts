import { z } from 'zod';
import type { PlatformSecret } from '../config/secrets.ts';
import { UserError } from '../config/user-error.ts';
import type { Run } from './cli/command.ts';
import { aws, ifFound } from './clients/aws.ts';
import { kubectl } from './clients/kubectl.ts';
import { formatArgv } from './clients/shell.ts';
import { fillTemplate, type Values } from './secret-template.ts';

/** The secrets that a person fills in, with their values; stops when one is still empty. */
export async function readSecretsByHand(run: Run): Promise<ReadonlyMap<PlatformSecret, Values>> {
  const filled = new Map<PlatformSecret, Values>();
  for (const secret of run.config.secrets) {
    if (secret.source.kind !== 'by-hand') continue;
    const values = await readSecret(run, secret.remoteName, secret.source.properties);
    const empty = secret.source.properties.filter((property) => !values[property]);
    if (empty.length > 0) {
      throw new UserError(
        `secret '${secret.remoteName}' has no ${empty.join(' and no ')} yet; fill it in once: ${fillCommand(run, secret)}`,
      );
    }
    filled.set(secret, values);
  }
  return filled;
}

/** How a person fills in a secret without leaving it in the history of the terminal. */
export function fillCommand({ config }: Pick<Run, 'config'>, { remoteName, source }: PlatformSecret): string {
  const properties = source.kind === 'by-hand' ? source.properties : [];
  const example = `{${properties.map((property) => `"${property}":"…"`).join(',')}}`;
  const value = ['--secret-string', 'file://secret.json'];
  const put = aws(config, 'secretsmanager', 'put-secret-value', '--secret-id', remoteName, ...value);
  return `write ${example} into secret.json, run '${formatArgv(put)}' and delete the file`;
}

/**
 * Gives Argo CD the credentials of its repository before External Secrets can: that comes from the repository.
 * Server-side, because the other way would copy the token into an annotation that `kubectl describe` shows.
 */
export async function seedRepositoryCredentials(
  { shell, config }: Run,
  secrets: ReadonlyMap<PlatformSecret, Values>,
): Promise<void> {
  for (const [{ targets }, values] of secrets) {
    for (const target of targets) {
      if (target.labels?.['argocd.argoproj.io/secret-type'] !== 'repository') continue;
      const text = JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: target.name, namespace: target.namespace, labels: target.labels },
        data: Object.fromEntries(
          Object.entries(target.data).map(([key, template]) => [
            key,
            Buffer.from(fillTemplate(template, values)).toString('base64'),
          ]),
        ),
      });
      const apply = kubectl(config, 'apply', '--server-side', '--force-conflicts', '--filename', '-');
      await shell.run(apply, {
        input: { text, secret: `Secret ${target.namespace}/${target.name} with the values from above` },
      });
    }
  }
}

async function readSecret({ shell, config }: Run, id: string, properties: readonly string[]): Promise<Values> {
  const output = ['--query', 'SecretString', '--output', 'text'];
  const read = aws(config, 'secretsmanager', 'get-secret-value', '--secret-id', id, ...output);
  const planned = JSON.stringify(Object.fromEntries(properties.map((name) => [name, name])));
  const answer = await ifFound(shell.run(read, { planned }));
  if (answer === undefined) {
    throw new UserError(
      `secret '${id}' does not exist; the data stack makes it: run 'npm run cluster:deploy -- ${config.environment}'`,
    );
  }
  // What JSON.parse and zod complain about would quote the value: so only the fact is reported.
  const values = z.record(z.string(), z.string()).safeParse(parseQuietly(answer));
  if (!values.success)
    throw new UserError(`secret '${id}' is not JSON with ${properties.join(' and ')}, all of them texts`);
  return values.data;
}

function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
