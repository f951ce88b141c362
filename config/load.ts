import { checkEnvironments } from './check.ts';
import { ConfigError } from './config-error.ts';
import type { PlatformConfig } from './platform-config.ts';
import { sourceMistake } from './source-mistake.ts';

/**
 * Reads and checks the config. It is imported here while the program runs and nowhere else: a file that cannot be read
 * ends a program that imports it at its top, before that program can tell the mistake in a line of its own.
 */
export async function loadEnvironments(): Promise<readonly PlatformConfig[]> {
  const { environments, teams } = await importConfig();
  if (!Array.isArray(environments)) {
    throw new ConfigError(
      "config/environments/index.ts: 'environments' is not a list; export one, e.g. 'export const environments = [dev, prod];'",
    );
  }
  return checkEnvironments(environments, teams);
}

async function importConfig(): Promise<{ readonly environments?: unknown; readonly teams?: unknown }> {
  try {
    return { ...(await import('./environments/index.ts')), ...(await import('./teams.ts')) };
  } catch (error) {
    const mistake = sourceMistake(error);
    throw mistake === undefined ? error : new ConfigError(mistake);
  }
}
