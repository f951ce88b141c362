import type { Check } from '../check.ts';
import { limitRange, quota, resources } from './admission.ts';
import { fits } from './fits.ts';
import { beforeKarpenter, dedicated } from './placement.ts';

export const checks: readonly Check[] = [fits, dedicated, beforeKarpenter, resources, limitRange, quota];
