import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The root of this checkout. */
export const root = join(import.meta.dirname, '../..');

/** Runs a folder of tests that `npm test` leaves out, because they need a program that a machine may lack. */
export function runSuite(folder: string, environment: NodeJS.ProcessEnv): 'done' | 'failed' {
  const jest = ['node_modules/jest/bin/jest.js', '--testPathIgnorePatterns', '/node_modules/', '--', folder];
  const env = { ...process.env, ...environment };
  return spawnSync(process.execPath, jest, { cwd: root, env, stdio: 'inherit' }).status === 0 ? 'done' : 'failed';
}
