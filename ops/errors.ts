import { UserError } from '../config/user-error.ts';
/** What a command's exit code means; scripts and CI decide by it. */
export const exitCodes = {
  /** Done, or nothing was left to do. */
  done: 0,
  /** Refused before anything changed, or a step failed. */
  failed: 1,
  /** Everything was applied, but the cluster was not ready in time. It goes on by itself; so may you, with the same command. */
  timedOut: 2,
} as const;

/** A wait took longer than the person allowed. */
export class TimedOut extends UserError {
  override readonly name = 'TimedOut';
  override readonly exitCode = exitCodes.timedOut;
}
