import type { Item, Tree } from '../tree/tree.ts';

/** One thing that every tree must keep. A check knows kinds, never file paths, and reads nothing but the tree. */
export interface Check {
  /** `<area>/<what>`, e.g. `references/secret`. It names the check in reports, waivers and the docs, so it never changes. */
  readonly rule: string;
  /** What holds where the check finds nothing, as a sentence for the reviewer. */
  readonly promise: string;
  find(tree: Tree): readonly Problem[];
  /** What this check cannot know of the tree, and why; nothing where it knows all. */
  blindSpots?(tree: Tree): readonly string[];
}

/** A broken promise. */
export interface Problem {
  /** The object that is wrong; absent where the tree as a whole is. */
  readonly item?: Item;
  /** The field in it, e.g. `spec.template.spec.containers[0].image`. */
  readonly field?: string;
  /** What is wrong and what happens because of it: one sentence, no full stop. */
  readonly message: string;
  /** What to do: one sentence, no full stop. */
  readonly remedy: string;
}

/** A problem with the check that found it. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly environment: string;
}

export function findingsOf(check: Check, tree: Tree): readonly Finding[] {
  return check.find(tree).map((problem) => ({ rule: check.rule, environment: tree.environment, ...problem }));
}
