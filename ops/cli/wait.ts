import { exits } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import { ShellError } from '../clients/shell.ts';
import type { Clock, Run } from './command.ts';

/** A wait took longer than the person allowed. The world goes on by itself; so may the person, with the same command. */
export class TimedOut extends UserError {
  override readonly exitCode = exits.timedOut.code;
}

/** One time limit over all waits of a run. */
export interface Deadline {
  readonly started: number;
  readonly at: number;
  /** The limit as the person gave it. */
  readonly text: string;
}

export function deadline(run: Run, fallback: string): Deadline {
  const text = run.flags.timeout ?? fallback;
  const started = run.clock.now();
  return { started, at: started + parseDuration(text), text };
}

/** Time since the run started: `3m05s`. */
export function elapsed(clock: Clock, since: number): string {
  const seconds = Math.round((clock.now() - since) / 1000);
  return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;
}

/** What is left of a limit, for a program that has one of its own: '600s' where that is `most`. */
export function rest(clock: Clock, limit: Deadline, most: number): string {
  return `${Math.max(1, Math.min(most, Math.round((limit.at - clock.now()) / 1000)))}s`;
}

const pauseSeconds = 5;

/** A wait of half an hour outlives a short break of the network, not a long one. */
const failuresInARow = 6;

export interface Wait {
  /** What is waited for, after the word 'until'. */
  readonly goal: string;
  /** What is still missing; nothing when the goal is reached. */
  readonly probe: () => Promise<readonly string[]>;
  /** The message at the time limit: what is stuck, and what to do. */
  readonly explain: (missing: readonly string[]) => string;
}

/** Calls `probe` until nothing is missing, and reports what is missing whenever it changes. */
export async function waitUntil(run: Run, limit: Deadline, { goal, probe, explain }: Wait): Promise<void> {
  run.progress(`wait until ${goal}`);
  let missing: readonly string[] = [];
  let told = '';
  let failures = 0;
  for (;;) {
    try {
      missing = await probe();
      failures = 0;
      if (missing.length === 0) return;
    } catch (error) {
      failures += 1;
      if (!(error instanceof ShellError) || failures >= failuresInARow) throw error;
      missing = [`no answer, trying again: ${error.reason}`];
    }
    const now = missing.join(', ');
    if (now !== told) run.progress(`${elapsed(run.clock, limit.started)} ${now}`);
    told = now;
    if (run.clock.now() >= limit.at) throw new TimedOut(explain(missing));
    await run.clock.sleep(pauseSeconds * 1000);
  }
}

/** '90s', '45m' or '2h' in milliseconds. */
export function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3600 }[unit ?? ''];
  if (!amount || !seconds) {
    throw new UserError(`--timeout: '${text}' is not a time; use a number with 's', 'm' or 'h', e.g. '30m'`);
  }
  return Number(amount) * seconds * 1000;
}
