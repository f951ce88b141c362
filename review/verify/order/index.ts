import type { Check } from '../check.ts';
import { ends } from './ends.ts';

export const checks: readonly Check[] = [...ends];
