import type { ApplicationView } from '../tree/application.ts';
import { type Item, isApplication, type Tree } from '../tree/tree.ts';
import type { Difference, Rewriting } from './diff.ts';

/** What became of one object between two trees. */
export interface Change {
  readonly environment: string;
  /**
   * `renamed`: two objects to the cluster, of which the first goes and the second comes.
   * `followed`: a new name that differs by the digest of its content only; who uses it was given the new name.
   * `rewritten`: every difference means nothing.
   */
  readonly verb: 'added' | 'removed' | 'changed' | 'rewritten' | 'renamed' | 'followed';
  readonly before?: Item;
  readonly after?: Item;
  readonly differences: readonly Difference[];
  readonly rewritings: readonly Rewriting[];
}

/** Two trees of one environment, and what changed. */
export interface Comparison {
  readonly environment: string;
  readonly before: Tree;
  readonly after: Tree;
  readonly changes: readonly Change[];
}

/** The object that leaves the tree under its name. */
export function leaving({ verb, before }: Change): Item | undefined {
  return verb === 'removed' || verb === 'renamed' ? before : undefined;
}

/** The object that is new under its name. */
export function coming({ verb, after }: Change): Item | undefined {
  return verb === 'added' || verb === 'renamed' ? after : undefined;
}

/** The object as the change leaves it, or as it was. */
export function subject({ before, after }: Change): Item {
  const item = after ?? before;
  if (!item) throw new Error('a change has an object on one side at least');
  return item;
}

/** An Application as it was and as it is; `undefined` where it does not change, or the change is of another kind. */
export function applicationsOf(
  { before, after, verb }: Change,
  old: Tree,
  now: Tree,
): readonly [ApplicationView, ApplicationView] | undefined {
  if (!before || !after || verb !== 'changed' || !isApplication(after.manifest)) return undefined;
  const [was, is] = [old.application(before.id.name), now.application(after.id.name)];
  return was && is && [was, is];
}

/** The Application that applies an object. */
export function applicationOf({ application }: Item, tree: Tree): readonly Item[] {
  return tree.ofKind('Application').filter(({ id }) => id.name === application);
}

/** The object, and its Application where a chart renders it: that is what a reader knows. */
export function withApplication(item: Item, tree: Tree): readonly Item[] {
  return [item, ...(item.chart === undefined ? [] : applicationOf(item, tree))];
}

/** An object that another Application applies from now on. */
export function isMoved({ before, after }: Change): boolean {
  return before !== undefined && after !== undefined && before.application !== after.application;
}
