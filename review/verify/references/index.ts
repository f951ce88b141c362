import type { Check } from '../check.ts';
import { exists } from './exists.ts';
import { applied, folder } from './folders.ts';
import { project } from './project.ts';
import { store } from './store.ts';

export const checks: readonly Check[] = [exists, store, project, folder, applied];
