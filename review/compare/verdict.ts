import type { ObjectId } from '../tree/object-id.ts';
import type { Item, Tree } from '../tree/tree.ts';
import type { Change, Comparison } from './change.ts';
import type { Difference } from './diff.ts';

/** `danger`: stop and plan. `warn`: look at it before you merge. `info`: good to know. */
export type Severity = 'danger' | 'warn' | 'info';

/** One thing that a change can do to the live platform. A verdict knows kinds, never file paths. */
export interface Verdict {
  /** `<kind>/<what>`, e.g. `removal/cascade`. It names the verdict in reports and docs, so it never changes. */
  readonly rule: string;
  /** The worst that it says. */
  readonly severity: Severity;
  /** What a reviewer is told by it, as a sentence. */
  readonly promise: string;
  /** Looks at one change. */
  judge?(change: Change, before: Tree, after: Tree): Said;
  /** Looks at all changes of an environment at once, and names the objects of each judgement. */
  judgeAll?(comparison: Comparison): Said;
}

/** What a verdict says: one thing, several, or nothing. */
export type Said = Judgement | false | undefined | readonly Said[];

/** One thing that a verdict says. */
export interface Judgement {
  /** Where it is less than the verdict's own. */
  readonly severity?: Severity;
  /** Whom it is about: the changed object where nobody else is named. */
  readonly objects?: readonly (Item | ObjectId)[];
  /** What happens: one sentence, no full stop. It names no object, so that equal findings are said once. */
  readonly message: string;
  /** Why it happens, how fast, what it takes along: a sentence, no full stop. */
  readonly why?: string;
  /** What to do: one sentence, no full stop. */
  readonly remedy?: string;
  readonly differences?: readonly Difference[];
  readonly effects?: readonly Effect[];
}

/** What a finding counts as in the line of counts. */
export interface Effect {
  /** `replace`: the nodes of a pool. `restart`: the pods of a workload. */
  readonly verb: 'delete' | 'ask' | 'leave' | 'replace' | 'restart';
  /** The object, pool or workload: equal names are counted once. */
  readonly what: string;
}

/** Each thing that is said. */
export function judgementsIn(said: Said): readonly Judgement[] {
  if (!said) return [];
  return 'message' in said ? [said] : said.flatMap(judgementsIn);
}

/** The same, and these fields of each judgement that says nothing of them itself. */
export function saidWith(common: Partial<Judgement>, said: Said): readonly Judgement[] {
  return judgementsIn(said).map((one) => ({ ...common, ...one }));
}

const ranks = { info: 0, warn: 1, danger: 2 } as const;

/** A number that is higher for what is worse. */
export function rankOf(severity: Severity): number {
  return ranks[severity];
}
