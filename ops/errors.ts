/** What a command's exit code means; scripts and CI decide by it. */
export const exitCodes = {
  /** Done, or nothing was left to do. */
  done: 0,
  /** Refused before anything changed, or a step failed. */
  failed: 1,
  /** Everything was applied, but the cluster was not ready in time. It goes on by itself; so may you, with the same command. */
  timedOut: 2,
} as const;

/** Ends a command. The message says what is wrong and what to do, and is shown without a stack trace. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: number = exitCodes.failed;
}

/** A wait took longer than the person allowed. */
export class TimedOut extends CommandError {
  override readonly name = 'TimedOut';
  override readonly exitCode = exitCodes.timedOut;
}
