import { parseArgs } from 'node:util';
import type { PlatformConfig } from '../config/platform-config.ts';
import { oneOf } from '../config/suggest.ts';
import { UserError } from '../config/user-error.ts';

/** Every option of the commands; each command names those that it takes. */
export const options = {
  'dry-run': { type: 'boolean', value: '', help: 'print the exact commands in order, and run none of them' },
  timeout: { type: 'string', value: ' <time>', help: "how long to wait in all, e.g. '45m' or '90s'" },
  yes: {
    type: 'string',
    multiple: true,
    value: ' <name>',
    help: 'confirm without being asked: the name that you would have to type',
  },
  force: { type: 'boolean', value: '', help: 'also delete what Kubernetes left behind in AWS, found by tag' },
  'including-data': {
    type: 'boolean',
    value: '',
    help: 'also destroy the data and network stacks; asks a second time',
  },
  'no-validation': {
    type: 'boolean',
    value: '',
    help: 'leave out the rules for templates, which take most of the time',
  },
  help: { type: 'boolean', value: '', help: 'show this text' },
} as const;

export type OptionName = keyof typeof options;

/** The options as a person gave them. */
export interface Flags {
  readonly 'dry-run'?: boolean;
  readonly timeout?: string;
  readonly yes?: readonly string[];
  readonly force?: boolean;
  readonly 'including-data'?: boolean;
  readonly 'no-validation'?: boolean;
  readonly help?: boolean;
}

export function parseArguments(
  argv: readonly string[],
  allowed: readonly OptionName[],
): { readonly flags: Flags; readonly positionals: readonly string[] } {
  const known = Object.fromEntries(allowed.map((name) => [name, options[name]]));
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });

  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = known[token.name];
    if (!option) {
      const names = allowed.map((name) => `--${name}`);
      throw new UserError(`${token.rawName}: there is no such option; ${oneOf(token.rawName, names)}`);
    }
    // `--yes --dry-run` must not swallow the dry run.
    if (option.type === 'string' && (!token.value || token.value.startsWith('--'))) {
      throw new UserError(`${token.rawName}: needs a value: ${option.help}`);
    }
    if (option.type === 'boolean' && token.value !== undefined) {
      throw new UserError(`${token.rawName}: takes no value, got '${token.value}'`);
    }
  }
  return { flags: values as Flags, positionals };
}

/** The environment that a person named. */
export function chooseEnvironment(
  positionals: readonly string[],
  environments: readonly PlatformConfig[],
  script: string,
): PlatformConfig {
  const names = environments.map(({ environment }) => environment);
  const [name, extra] = positionals;
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

/** '90s', '45m' or '2h' in milliseconds. */
export function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3600 }[unit ?? ''];
  if (!amount || !seconds) {
    throw new UserError(`--timeout: '${text}' is not a time; use a number with 's', 'm' or 'h', e.g. '30m'`);
  }
  return Number(amount) * seconds * 1000;
}
