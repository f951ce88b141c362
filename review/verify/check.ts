import type { JsonObject } from '../../imports/json.ts';
import type { Item, Tree } from '../tree/tree.ts';

/** One thing that every tree must keep. A check knows kinds, never file paths, and reads nothing but what it is given. */
export interface Check {
  /** `<area>/<what>`, e.g. `references/secret`. It names the check in reports, waivers and the docs, so it never changes. */
  readonly rule: string;
  /** What holds where the check finds nothing, as a sentence for the reviewer. */
  readonly promise: string;
  find(tree: Tree, given?: Given): readonly Problem[];
  /** What this check cannot know, and why, as a sentence; nothing where it knows all. */
  blindSpots?(tree: Tree, given?: Given): readonly string[];
}

/** What a run has beside the tree. */
export interface Given {
  /** CloudFormation templates; absent where the run got none. */
  readonly templates?: readonly Template[];
}

/** A template of `cdk.out`. */
export interface Template {
  /** Name of its stack. */
  readonly stack: string;
  readonly body: JsonObject;
}

/** A broken promise. */
export interface Problem {
  /** The object that is wrong; absent where the tree as a whole is. */
  readonly item?: Item;
  /** The file, where it is not that of `item`. */
  readonly file?: string;
  /** Line in that file, from 1, for what is no object. */
  readonly line?: number;
  /** The field in the object, e.g. `spec.template.spec.containers[0].image`. */
  readonly field?: string;
  /** What is wrong and what happens because of it: one sentence, no full stop. */
  readonly message: string;
  /** What to do: one sentence, no full stop. */
  readonly remedy: string;
  /** Something stops to work by it, which a review calls a danger. */
  readonly breaks?: true;
}

/** A problem with the check that found it. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly environment: string;
}

export function findingsOf(check: Check, tree: Tree, given: Given = {}): readonly Finding[] {
  return check.find(tree, given).map((problem) => ({
    rule: check.rule,
    environment: tree.environment,
    ...problem,
    // Some checks walk an object with `containers.0`; people read one form.
    ...(problem.field === undefined ? {} : { field: problem.field.replaceAll(/\.(\d+)(?=\.|\[|$)/g, '[$1]') }),
  }));
}
