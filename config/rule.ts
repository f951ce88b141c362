import type { PlatformConfig } from './platform-config.ts';
import type { Problem } from './problem.ts';

/** One problem, several, or an empty list. */
export type Found<One = Problem> = One | readonly One[];

/** A promise between fields. Reads only what it is about, because a malformed part ends the rule that reads it. */
export type Rule = (config: PlatformConfig) => Found;
