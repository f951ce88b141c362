/** The tree cannot be rendered or written. Shown as it is, without a stack trace; `dist/` is as it was. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
