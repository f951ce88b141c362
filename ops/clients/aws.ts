import { z } from 'zod';
import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Run } from '../cli/command.ts';
import { type Argv, ShellError } from './shell.ts';

/** A call of the AWS CLI in the region of the environment. */
export function aws({ aws: { region } }: Pick<PlatformConfig, 'aws'>, ...args: readonly string[]): Argv {
  return ['aws', ...args, '--region', region];
}

/** Nothing, where AWS does not know the name that was asked for. */
export function noneIfUnknown(error: unknown): readonly never[] {
  if (error instanceof ShellError && /InvalidParameter/.test(error.output)) return [];
  throw error;
}

/** True for the answer of AWS that the thing asked for does not exist. */
function answersNotFound(error: unknown): boolean {
  return (
    error instanceof ShellError &&
    /NotFoundException|ParameterNotFound|NoSuchEntity|Stack with id \S+ does not exist/.test(error.output)
  );
}

/** The answer of AWS; nothing where it is that the thing asked for does not exist. */
export async function ifFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!answersNotFound(error)) throw error;
    return undefined;
  }
}

/** A list that AWS answers. The CLI prints `null` where the answer has no such list. */
export async function listOf<T>(
  run: Run,
  item: z.ZodType<T>,
  args: readonly string[],
  planned: readonly T[] = [],
): Promise<readonly T[]> {
  const list = aws(run.config, ...args, '--output', 'json');
  const answer = await run.shell.run(list, { planned: JSON.stringify(planned) });
  return z.array(item).nullable().parse(JSON.parse(answer)) ?? [];
}
