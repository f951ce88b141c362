import { ConfigError } from './config-error.ts';
import type { PlatformConfig } from './platform-config.ts';
import type { Problem } from './problem.ts';
import { environmentProblems } from './rules/environments.ts';
import { rules } from './rules/index.ts';
import { checkStructure } from './structure.ts';
import { attempt, validParts } from './valid-parts.ts';

/**
 * Returns the same config, or throws one error with every problem in it, one line each. Runs before anything is rendered.
 * The form comes first (`structure.ts`); the rules between fields (`rules/`) run on every part whose form is valid.
 */
export function checkPlatformConfig(config: unknown, source: string = fileOf(config) ?? 'the config'): PlatformConfig {
  const { problems } = inspect(config);
  if (problems.length > 0) throw new ConfigError(report(source, problems));
  return config as PlatformConfig;
}

/** Checks every environment, and what must differ between them. One error holds the problems of all. */
export function checkEnvironments(list: readonly unknown[]): readonly PlatformConfig[] {
  const environments = list.map(inspect);
  const between = environmentProblems(environments.map(({ readable }) => readable));
  const sources = list.map(fileOf);

  const reports = environments.flatMap(({ problems }, index) => {
    const all = [...problems, ...between.filter((found) => found.environment === index)];
    const source = sources[index];
    // Two that give the same name are told apart by their place in the list, and so is one without a name.
    const named = source !== undefined && sources.indexOf(source) === index;
    const label = named ? source : `environment ${index + 1} of config/environments/index.ts`;
    return all.length === 0 ? [] : [report(label, all)];
  });
  if (reports.length > 0) throw new ConfigError(reports.join('\n'));
  return list as readonly PlatformConfig[];
}

/** A config and its problems. `readable` is what rules may read: only the parts with a valid form. */
function inspect(config: unknown): { readonly problems: readonly Problem[]; readonly readable: PlatformConfig } {
  const { problems, malformed } = checkStructure(config);
  const readable = validParts((malformed.has('') ? {} : config) as PlatformConfig, malformed);
  return { problems: [...problems, ...rules.flatMap((rule) => attempt(() => rule(readable)))], readable };
}

function report(source: string, problems: readonly Problem[]): string {
  const head = `${source} has ${problems.length} problem${problems.length === 1 ? '' : 's'}:`;
  return [head, ...problems.map(({ field, text }) => `  ${field}: ${text}`)].join('\n');
}

/** An environment is written in the file that is named after it. */
function fileOf(config: unknown): string | undefined {
  const name = typeof config === 'object' && config !== null ? Reflect.get(config, 'environment') : undefined;
  const isName = typeof name === 'string' && /^[a-z][a-z0-9-]{0,62}$/.test(name);
  return isName ? `config/environments/${name}.ts` : undefined;
}
