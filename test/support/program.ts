import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { root } from './suite.ts';

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts Node; by default in this checkout. */
export function startNode(parameters: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** The same, with what it says until it ends. Tests start programs that do not need each other at the same time. */
export function runNode(parameters: readonly string[], options?: SpawnOptions): Promise<Run> {
  const child = startNode(parameters, options);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
