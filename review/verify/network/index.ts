import type { Check } from '../check.ts';
import { defaultDeny } from './default-deny.ts';
import { needed } from './needed.ts';
import { unneeded } from './unneeded.ts';

export const checks: readonly Check[] = [defaultDeny, needed, unneeded];
