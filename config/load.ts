import type { PlatformConfig } from './platform-config.ts';
import { show } from './problem.ts';
import { sourceMistake } from './source-mistake.ts';
import { UserError } from './user-error.ts';

/**
 * Reads and checks the config. It is imported here while the program runs and nowhere else: a file that cannot be read
 * ends a program that imports it at its top, before that program can report the mistake in a line of its own.
 */
export async function loadEnvironments(): Promise<readonly PlatformConfig[]> {
  const { checkEnvironments } = await importing(() => import('./check.ts'));
  const { environments }: { readonly environments?: unknown } = await importing(
    () => import('./environments/index.ts'),
  );
  const { teams }: { readonly teams?: unknown } = await importing(() => import('./teams.ts'));
  if (!Array.isArray(environments)) {
    throw new UserError(
      "config/environments/index.ts: 'environments' is not a list; export one, e.g. 'export const environments = [dev, prod];'",
    );
  }
  return checkEnvironments(environments, teams);
}

/** Imports a module that imports files of `config/`, and reports what cannot be read there as a mistake of the config. */
export async function importing<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error)) {
      throw new UserError(
        `a file of config/ or charts/ throws ${show(error)} while it is read; throw an Error that says why`,
      );
    }
    const mistake = error instanceof UserError ? undefined : sourceMistake(error);
    throw mistake === undefined ? error : new UserError(mistake, { cause: error });
  }
}
