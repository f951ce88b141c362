import type { Check } from '../check.ts';
import { limitRange, resources } from './admission.ts';
import { fits } from './fits.ts';
import { beforeKarpenter, dedicated } from './placement.ts';
import { quota } from './quota.ts';

export const checks: readonly Check[] = [fits, dedicated, beforeKarpenter, resources, limitRange, quota];
