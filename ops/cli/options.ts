import { Option } from '@commander-js/extra-typings';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { oneOf } from '../../config/suggest.ts';
import { UserError } from '../../config/user-error.ts';

/** Every option of the commands; each command names those that it takes. */
export const options = {
  'dry-run': new Option('--dry-run', 'print the exact commands in order, and run none of them'),
  timeout: new Option('--timeout <time>', "how long to wait in all, e.g. '45m' or '90s'"),
  yes: new Option(
    '--yes <name>',
    'confirm without being asked: the name that you would have to type; once for each name',
  ).argParser((name: string, before: readonly string[] = []) => [...before, name]),
  force: new Option('--force', 'also delete what Kubernetes left behind in AWS, found by tag'),
  'including-data': new Option('--including-data', 'also destroy the data and network stacks; asks a second time'),
  context: new Option(
    '--context <name>',
    'an empty throw-away cluster of your kubeconfig, instead of one that kind makes',
  ),
  charts: new Option(
    '--charts <folder>',
    'take the Helm charts from here, in folders of their names, and not from their repositories',
  ),
  compact: new Option('--compact', 'one worker node; pods go where there is room, taints and node labels do not count'),
  argocd: new Option('--argocd', 'Argo CD plays the waves and follows the commits of this working tree'),
  port: new Option('--port <number>', "the port of this machine where Airflow answers, e.g. '8081'; 8080 without it"),
} as const;

export type OptionName = keyof typeof options;

/** The options as a person gave them. */
export interface Flags {
  readonly dryRun?: boolean;
  readonly timeout?: string;
  readonly yes?: readonly string[];
  readonly force?: boolean;
  readonly includingData?: boolean;
  readonly context?: string;
  readonly charts?: string;
  readonly compact?: boolean;
  readonly argocd?: boolean;
  readonly port?: string;
}

/** The environment that a person named. */
export function chooseEnvironment(
  named: readonly string[],
  environments: readonly PlatformConfig[],
  script: string,
): PlatformConfig {
  const names = environments.map(({ environment }) => environment);
  const [name, extra] = named;
  if (name === undefined) {
    throw new UserError(`name an environment: ${names.join(' or ')}, e.g. 'npm run ${script} -- ${names[0]}'`);
  }
  if (extra !== undefined) {
    throw new UserError(
      `'${extra}': give one environment only, and options after '--', e.g. 'npm run ${script} -- ${name}'`,
    );
  }
  const config = environments.find(({ environment }) => environment === name);
  if (!config) throw new UserError(`environment '${name}' is not in config/environments; ${oneOf(name, names)}`);
  return config;
}
