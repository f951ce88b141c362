import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../../review/helm/program.ts';
import { median } from './section.ts';

export interface Measured {
  /** Median wall-clock seconds from the start of the process to its end. */
  readonly seconds: number;
  /** What the last run wrote to stdout. */
  readonly stdout: string;
}

export interface Command {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs before each measured run, outside the clock. */
  readonly prepare?: () => void;
}

/** Runs a command several times, each in a process of its own. A command that fails is an error of the bench. */
export async function measure({ prepare, ...command }: Command, runs: number): Promise<Measured> {
  const times: number[] = [];
  let stdout = '';
  for (let run = 0; run < runs; run += 1) {
    prepare?.();
    const start = performance.now();
    stdout = await execute(command);
    times.push((performance.now() - start) / 1000);
  }
  return { seconds: median(times), stdout };
}

function execute({ command, parameters, cwd, env }: Command): Promise<string> {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn(command, parameters, { cwd, env: { ...process.env, ...env }, stdio });
  const chunks: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else reject(new Error(`${command} ${parameters.join(' ')} ended with ${code}:\n${stderr.slice(-2000)}`));
    });
  });
}

/**
 * Runs something in a folder that exists only so long. It lies in the repository, where Git does not look: the time to
 * make thousands of files depends on the file system, and `dist/` is on this one.
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes room for a new tree. The old one stays until the end: ext4 is slow to make files where many were just deleted. */
export function moveAside(dist: string): void {
  if (existsSync(dist)) renameSync(dist, `${mkdtempSync(`${dist}-`)}/dist`);
}
