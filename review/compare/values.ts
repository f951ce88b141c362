import { isObject } from '../../imports/json.ts';
import { allValues } from '../kinds/helm/values.ts';
import type { ApplicationView, ChartSource } from '../tree/application.ts';
import { isApplication, type Tree } from '../tree/tree.ts';
import { type Change, subject } from './change.ts';
import { type Difference, diff, type Rewriting } from './diff.ts';
import { helmValues } from './shapes/values.ts';

/** What an Application gives its chart, before and after. */
export interface ValuesChange {
  readonly application: ApplicationView;
  readonly before: ChartSource;
  readonly after: ChartSource;
  /** Paths begin at the root of the values. */
  readonly differences: readonly Difference[];
  readonly rewritings: readonly Rewriting[];
  /** Without the chart its objects are not known: what follows is told from the values. */
  readonly isRendered: boolean;
}

/** The charts of an Application that are there on both sides of a change. */
export function valuesChangesOf(change: Change, before: Tree, after: Tree): readonly ValuesChange[] {
  const { before: was, after: is, verb } = change;
  if (!was || !is || !(verb === 'changed' || verb === 'rewritten') || !isApplication(is.manifest)) return [];
  const [old, now] = [before.application(was.id.name), after.application(is.id.name)];
  if (!old || !now) return [];
  return now.charts.flatMap((source) => {
    const other = old.charts.find(({ chart }) => chart === source.chart);
    if (!other) return [];
    const isRendered = [before.of(old.name), after.of(now.name)].every((items) =>
      items.some(({ chart }) => chart?.startsWith(`${source.chart} `)),
    );
    const fields = diff(allValues(other), allValues(source), helmValues);
    return [{ application: now, before: other, after: source, ...fields, isRendered }];
  });
}

/** Each value of its charts that an Application changes, those of a new map too; none for any other object. */
export function valueDifferences(change: Change, before: Tree, after: Tree): readonly Difference[] {
  return valuesChangesOf(change, before, after).flatMap(({ differences }) => differences.flatMap(leavesOf));
}

/** What changes in what pods are made from: of an Application the values of its charts, of any other object its own fields. */
export function fieldsOf(change: Change, before: Tree, after: Tree): readonly Difference[] {
  if (!isApplication(subject(change).manifest)) return change.differences;
  return valuesChangesOf(change, before, after).flatMap(({ differences }) => differences);
}

/** Of a section of values that is new, or gone, each value; an item of a list stays one. */
export function valuesOf(difference: Difference): readonly Difference[] {
  return difference.path.at(-1)?.startsWith('[') ? [difference] : leavesOf(difference);
}

/** Of a map that is new, or gone, each value. */
export function leavesOf(difference: Difference): readonly Difference[] {
  const { path, before, after } = difference;
  const value = before === undefined ? after : after === undefined ? before : undefined;
  if (!isObject(value) || Object.keys(value).length === 0) return [difference];
  return Object.entries(value).flatMap(([key, item]) =>
    leavesOf({ path: [...path, key], ...(before === undefined ? { after: item } : { before: item }) }),
  );
}
