/**
 * What a person can fix: a mistake in the config or in a chart, a wrong option, a world that is not ready. The message
 * says what to do, and each command shows it in one place, without a stack trace. Any other error is a bug and keeps its trace.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** What the process ends with; the table is in `cli.ts`. */
  readonly exitCode: number = 1;
}
