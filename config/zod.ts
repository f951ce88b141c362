import { createRequire } from 'node:module';
import type * as zod from 'zod';

/** zod in its CommonJS form: as a hundred ES modules, most of them translations, it takes twice as long to load. */
export const { z }: typeof zod = createRequire(import.meta.url)('zod');
