import type { PlatformConfig } from './platform-config.ts';
import type { Problem } from './problem.ts';

/** A promise between fields. Reads only what it is about, because a malformed part ends the rule that reads it. */
export type Rule = (config: PlatformConfig) => readonly Problem[];
