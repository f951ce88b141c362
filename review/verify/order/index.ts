import type { Check } from '../check.ts';
import { ends } from './ends.ts';
import { deletion, needs } from './needs.ts';

export const checks: readonly Check[] = [needs, deletion, ...ends];
