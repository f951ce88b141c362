/** Bad input of the person who edits the config. Shown as it is, without a stack trace. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
