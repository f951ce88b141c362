import type { PlatformConfig } from './platform-config.ts';
import type { Problem } from './problem.ts';
import { environmentProblems } from './rules/environments.ts';
import { rules } from './rules/index.ts';
import { isShared, mergeProblems } from './shared-teams.ts';
import { checkStructure } from './structure.ts';
import { UserError } from './user-error.ts';
import { attempt, validParts } from './valid-parts.ts';

/**
 * Returns the same config, or throws one error with every problem in it, one line each. Runs before anything is rendered.
 * The form comes first (`structure.ts`); the rules between fields (`rules/`) run on every part whose form is valid.
 */
export function checkPlatformConfig(
  config: unknown,
  source: string = fileOf(nameOf(config)) ?? 'the config',
): PlatformConfig {
  refuse(report(source, inspect(config).problems));
  return config as PlatformConfig;
}

/**
 * Checks every environment, and what must differ between them. One error holds the problems of all. Those of `teams`, the
 * list of config/teams.ts, are reported once, with that file and the environments that have them.
 */
export function checkEnvironments(list: readonly unknown[], teams: unknown = []): readonly PlatformConfig[] {
  const environments = list.map(inspect);
  const between = environmentProblems(environments.map(({ readable }) => readable));
  const found = environments.map(({ problems }, index) => [
    ...problems,
    ...between.filter(({ environment }) => environment === index),
  ]);
  const own = found.map((problems, index) => problems.filter((problem) => !isShared(problem, list[index], teams)));
  const shared = found.map((problems, index) => problems.filter((problem) => isShared(problem, list[index], teams)));

  // Two that give the same name are told apart by their place in the list, and so is one without a name.
  const names = list.map(nameOf).map((name, index, all) => (all.indexOf(name) === index ? name : undefined));
  const nameAt = (index: number) => names[index] ?? `environment ${index + 1}`;
  const fileAt = (index: number) => fileOf(names[index]) ?? `${nameAt(index)} of config/environments/index.ts`;
  refuse([
    ...own.flatMap((problems, index) => report(fileAt(index), problems)),
    ...report('config/teams.ts', mergeProblems(shared, nameAt)),
  ]);
  return list as readonly PlatformConfig[];
}

/** A config and its problems. `readable` is what rules may read: only the parts with a valid form. */
function inspect(config: unknown): { readonly problems: readonly Problem[]; readonly readable: PlatformConfig } {
  const { problems, malformed } = checkStructure(config);
  const readable = validParts((malformed.has('') ? {} : config) as PlatformConfig, malformed);
  return { problems: [...problems, ...rules.flatMap((rule) => attempt(() => rule(readable)))], readable };
}

/** The lines about one file; none where it has no problem. */
function report(source: string, problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  const head = `${source} has ${problems.length} problem${problems.length === 1 ? '' : 's'}:`;
  return [head, ...problems.map(({ field, text }) => `  ${field}: ${text}`)];
}

function refuse(lines: readonly string[]): void {
  if (lines.length > 0) throw new UserError(lines.join('\n'));
}

function nameOf(config: unknown): string | undefined {
  const name = typeof config === 'object' && config !== null ? Reflect.get(config, 'environment') : undefined;
  return typeof name === 'string' && /^[a-z][a-z0-9-]{0,62}$/.test(name) ? name : undefined;
}

/** An environment is written in the file that is named after it. */
function fileOf(name: string | undefined): string | undefined {
  return name && `config/environments/${name}.ts`;
}
