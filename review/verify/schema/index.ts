import type { Check } from '../check.ts';
import { readable, unique } from './objects.ts';

export const checks: readonly Check[] = [readable, unique];
