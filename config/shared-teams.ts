import type { Problem } from './problem.ts';

/** Whether a problem is fixed in `teams`, the list that environments share, and not in the environment that was checked. */
export function isShared({ field }: Problem, config: unknown, teams: unknown): boolean {
  const match = /^teams(?:\[(\d+)\].*)?$/.exec(field);
  if (!match) return false;
  const list = part(config, 'teams');
  const [, index] = match;
  if (index === undefined) return list !== undefined && list === teams;
  // An environment may have teams of its own behind the shared ones: the same place in both lists is the same team.
  const team = part(list, index);
  return team !== undefined && team === part(teams, index);
}

/** Each problem once, with the environments that have it. `found` has the problems of one environment after the other. */
export function mergeProblems(
  found: readonly (readonly Problem[])[],
  nameAt: (environment: number) => string,
): readonly Problem[] {
  const merged = new Map<string, { readonly problem: Problem; readonly names: string[] }>();
  for (const [environment, problems] of found.entries()) {
    for (const problem of problems) {
      const line = `${problem.field}: ${problem.text}`;
      const seen = merged.get(line);
      if (seen) seen.names.push(nameAt(environment));
      else merged.set(line, { problem, names: [nameAt(environment)] });
    }
  }
  return [...merged.values()].map(({ problem: { field, text }, names }) => ({
    field,
    text: `${text} (environment${names.length === 1 ? '' : 's'}: ${names.join(', ')})`,
  }));
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
