import { UserError } from '../../config/user-error.ts';
import type { Run } from './command.ts';

/** The words that a person types for each thing that may be deleted. */
export function confirmable(cluster: string) {
  return { cluster, data: `${cluster}-data` } as const;
}

/** Stops at a `--yes` for something else. Called first: somebody thinks of another environment, or of more than is deleted. */
export function checkConfirmations({ flags, config }: Run): void {
  const { cluster, data } = confirmable(config.cluster.name);
  const allowed: readonly string[] = flags.includingData ? [cluster, data] : [cluster];
  const wrong = flags.yes?.find((name) => !allowed.includes(name));
  if (wrong === undefined) return;
  const names = allowed.map((name) => `'${name}'`).join(' and ');
  throw new UserError(`--yes: '${wrong}' is not a name to confirm, nothing was changed; give ${names}`);
}

/** Whether `--yes` names exactly this. */
export function isConfirmed({ flags }: Run, name: string): boolean {
  return flags.yes?.includes(name) ?? false;
}

/** Asks a person to type `word`. A dry run deletes nothing, so it only says what it would ask, and when. */
export async function confirm(run: Run, word: string, consequence: string): Promise<void> {
  const confirmed = isConfirmed(run, word);
  if (run.dryRun) {
    const answer = confirmed
      ? `and goes on, because --yes gives '${word}'`
      : `and goes on if '${word}' is typed, or given with --yes ${word}; anything else ends it with nothing changed`;
    run.progress(`a real run says here: ${consequence}\n${answer}`);
    return;
  }
  if (confirmed) return;
  const typed = await run.ask(`${consequence}\ntype '${word}' to go on: `);
  if (typed?.trim() === word) return;
  throw new UserError(
    typed === undefined
      ? `${consequence}; nobody is here to confirm: give --yes ${word}`
      : `'${typed.trim()}' is not '${word}'; nothing was changed`,
  );
}
