import fc from 'fast-check';
import { checkPlatformConfig } from '../../config/check.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { UserError } from '../../config/user-error.ts';
import { platformConfig } from '../fixtures.ts';
import { company } from '../support/company.ts';
import { devLike, everyAwsChoice, everything, prodLike } from '../support/configs.ts';

/** Every field of a config as `edited` takes it: `teams[0].quota.cpu`. */
function fieldsOf(value: unknown, field = ''): string[] {
  if (typeof value !== 'object' || value === null) return [field];
  // `edited` takes a dot for a step, also the one in the name of the section `common.io`.
  const inner = Object.entries(value)
    .filter(([key]) => !key.includes('.'))
    .flatMap(([key, part]) =>
      fieldsOf(part, Array.isArray(value) ? `${field}[${key}]` : field ? `${field}.${key}` : key),
    );
  return field === '' ? inner : [field, ...inner];
}

const required: readonly PlatformConfig[] = [platformConfig(), devLike, prodLike, everyAwsChoice];
const fieldIn = (bases: readonly PlatformConfig[]) =>
  fc.constantFrom(...bases).chain((base) => fc.tuple(fc.constant(base), fc.constantFrom(...fieldsOf(base))));
export const anyField = fieldIn([...required, everything, company]);
export const requiredField = fieldIn(required);

/** What the check says, or nothing when it accepts. Anything but a UserError is a bug. */
export function answer(config: unknown): string {
  try {
    checkPlatformConfig(config);
    return '';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
