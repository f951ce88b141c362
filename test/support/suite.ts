import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The root of this checkout. */
export const root = join(import.meta.dirname, '../..');

/**
 * Runs a folder of tests that `npm test` leaves out: they need a program that a machine may lack, or take long.
 *
 * @param environment what its tests are told, beside what this process is
 * @param names parts of names of files, to run only these
 */
export function runSuite(
  folder: string,
  environment: NodeJS.ProcessEnv = {},
  names: readonly string[] = [''],
): 'done' | 'failed' {
  const files = names.map((name) => `${folder}.*${name}`);
  const jest = ['node_modules/jest/bin/jest.js', '--testPathIgnorePatterns', '/node_modules/', '--', ...files];
  const env = { ...process.env, ...environment };
  return spawnSync(process.execPath, jest, { cwd: root, env, stdio: 'inherit' }).status === 0 ? 'done' : 'failed';
}
