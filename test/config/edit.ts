import { checkPlatformConfig } from '../../config/check.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { platformConfig } from '../fixtures.ts';

/** Fields and their new values: `{ 'teams[0].name': 'Risk_Models' }`. `undefined` removes the field. */
export type Edits = Readonly<Record<string, unknown>>;

/** The valid config of the fixtures with some fields set to anything, as JavaScript or a cast would allow it. */
export function edited(edits: Edits, base: PlatformConfig = platformConfig()): unknown {
  const config = structuredClone(base);
  for (const [field, value] of Object.entries(edits)) set(config, field, value);
  return config;
}

function set(config: object, field: string, value: unknown): void {
  const keys = field.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() as string;
  const parent = keys.reduce<object>((part, key) => Reflect.get(part, key) as object, config);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
}

/** The message with which an action fails. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

/** One mistake a row: what is mistaken, the fields that say so, and the one line that answers it. */
export function refuses(
  mistakes: readonly (readonly [mistake: string, edits: Edits, line: string])[],
  base?: PlatformConfig,
): void {
  test.each([...mistakes])('is refused for %s', (_, edits, line) => {
    expect(messageOf(() => checkPlatformConfig(edited(edits, base), 'the file'))).toBe(
      `the file has 1 problem:\n  ${line}`,
    );
  });
}
