import type { EnvironmentRun } from './command.ts';
import { CommandError } from './errors.ts';

/** Whether `--yes` names exactly this. Any other name is a mistake worth stopping for. */
export function isConfirmed({ flags, config }: EnvironmentRun, name: string): boolean {
  const given = flags.yes ?? [];
  const allowed = confirmable(config.cluster.name);
  const wrong = given.find((value) => !Object.values(allowed).includes(value));
  if (wrong !== undefined)
    throw new CommandError(`--yes: '${wrong}' is not a name to confirm; give '${allowed.cluster}'`);
  return given.includes(name);
}

/** The words that a person types for each thing that may be deleted. */
export function confirmable(cluster: string) {
  return { cluster, data: `${cluster}-data` } as const;
}

/** Asks a person to type `word`. A dry run deletes nothing, so it does not ask. */
export async function confirm(run: EnvironmentRun, word: string, consequence: string): Promise<void> {
  if (run.dryRun || isConfirmed(run, word)) return;
  const typed = await run.ask(`${consequence}\ntype '${word}' to go on: `);
  if (typed?.trim() === word) return;
  throw new CommandError(
    typed === undefined
      ? `${consequence}; nobody is here to confirm: give --yes ${word}`
      : `'${typed.trim()}' is not '${word}'; nothing was changed`,
  );
}
