import type { PlatformConfig } from '../../config/platform-config.ts';
import { type Argv, ShellError } from './shell.ts';

/** A call of the AWS CLI in the region of the environment. */
export function aws({ aws: { region } }: Pick<PlatformConfig, 'aws'>, ...args: readonly string[]): Argv {
  return ['aws', ...args, '--region', region];
}

/** True for the answer of AWS that the thing asked for does not exist. */
export function answersNotFound(error: unknown): boolean {
  return (
    error instanceof ShellError &&
    /ResourceNotFoundException|NoSuchEntity|Stack with id \S+ does not exist/.test(error.output)
  );
}
