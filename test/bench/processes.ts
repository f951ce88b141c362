import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache } from '../../review/helm/program.ts';
import { median } from './section.ts';

export interface Measured {
  /** Median wall-clock seconds from the start of the process to its end. */
  readonly seconds: number;
  /** What the last run wrote to stdout. */
  readonly stdout: string;
  /** The most memory that the process of the last run had; absent unless asked for. */
  readonly peakMib?: number;
}

export interface Command {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are no failure of the bench. @default [0] */
  readonly ends?: readonly number[];
  /** Measure memory too; the command is Node.js. */
  readonly peak?: true;
  /** Runs before each measured run, outside the clock. */
  readonly prepare?: () => void;
}

/** Runs a command several times, each in a process of its own. A command that fails is an error of the bench. */
export async function measure({ prepare, ...command }: Command, runs: number): Promise<Measured> {
  const times: number[] = [];
  let stdout = '';
  const peak = command.peak ? join(mkdtempSync(join(tmpdir(), 'bench-')), 'peak') : undefined;
  const watched: Readonly<Record<string, string>> =
    peak === undefined ? {} : { BENCH_PEAK: peak, NODE_OPTIONS: `--import=${watcher}` };
  for (let run = 0; run < runs; run += 1) {
    prepare?.();
    const start = performance.now();
    stdout = await execute({ ...command, env: { ...command.env, ...watched } });
    times.push((performance.now() - start) / 1000);
  }
  if (peak === undefined) return { seconds: median(times), stdout };
  const peakMib = Number(readFileSync(peak, 'utf8')) / 1024;
  rmSync(dirname(peak), { recursive: true });
  return { seconds: median(times), stdout, peakMib };
}

const watcher = pathToFileURL(join(import.meta.dirname, 'peak.mjs')).href;

function execute({ command, parameters, cwd, env, ends = [0] }: Command): Promise<string> {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn(command, parameters, { cwd, env: { ...process.env, ...env }, stdio });
  const chunks: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      if (code !== null && ends.includes(code)) resolve(Buffer.concat(chunks).toString());
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
