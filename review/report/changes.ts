import { type Change, type Comparison, isMoved, leaving, subject } from '../compare/change.ts';
import type { Difference } from '../compare/diff.ts';
import { pathText } from '../compare/path.ts';
import { fateOf } from '../compare/verdicts/removal/fate.ts';
import { distinct, tally } from '../compare/words.ts';
import { groupBy } from '../tree/group-by.ts';
import { waveOf } from '../tree/manifest.ts';
import { keyOf, type ObjectId } from '../tree/object-id.ts';
import { type Item, isApplication } from '../tree/tree.ts';
import { idOf } from './merge.ts';
import type { ReportChange, ReportField, ReportObject } from './model.ts';
import { redacted, redactedText } from './redact.ts';

/** Finds the file and the line that decide something. */
export type SourceOf = (objects: readonly (Item | ObjectId)[], environments: readonly string[]) => string | undefined;

/** The changes of all environments, in the order of their waves; one that is the same in several is one. */
export function changesOf(comparisons: readonly Comparison[], sourceOf?: SourceOf): readonly ReportChange[] {
  const all = comparisons.flatMap((comparison) =>
    comparison.changes.map((change) => reportChange(change, comparison, sourceOf)),
  );
  const same = groupBy(all, ({ environments: _, source: __, ...rest }) => JSON.stringify(rest));
  return [...same.values()]
    .map((group) => ({ ...group[0], environments: distinct(group.flatMap(({ environments }) => environments)) }))
    .sort((a, b) => a.wave - b.wave);
}

function reportChange(change: Change, comparison: Comparison, sourceOf: SourceOf | undefined): ReportChange {
  const { environment, before, after } = comparison;
  const item = subject(change);
  const { id, application, chart } = item;
  const view = after.application(application) ?? before.application(application);
  const source = sourceOf?.([item], [environment]);
  // The definitions of a chart are thousands of lines: a verdict sums them up.
  const isLong = id.kind === 'CustomResourceDefinition';
  const gone = leaving(change);
  const isRenamed = change.before && change.after && keyOf(change.before.id) !== keyOf(change.after.id);
  return {
    verb: change.verb,
    environments: [environment],
    application,
    ...(isMoved(change) && change.before ? { movedFrom: change.before.application } : {}),
    wave: isApplication(item.manifest) ? waveOf(item.manifest) : (view?.wave ?? 0),
    ...(chart === undefined ? {} : { chart }),
    object: objectOf(item),
    ...(isRenamed && change.before ? { before: objectOf(change.before) } : {}),
    ...(gone ? { fate: fateOf(gone, before, after).fate } : {}),
    fields: isLong ? [] : change.differences.map((difference) => fieldOf(difference, id.kind)),
    hidden: Object.fromEntries(tally(change.rewritings.map(({ how }) => how))),
    noise: isLong ? [] : change.rewritings.map((rewriting) => fieldOf(rewriting, id.kind)),
    ...(source === undefined ? {} : { source }),
  };
}

/** What is hidden in all changes, by kind. */
export function hiddenOf(changes: readonly ReportChange[]): Readonly<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const { hidden, environments } of changes) {
    for (const [how, number] of Object.entries(hidden)) all[how] = (all[how] ?? 0) + number * environments.length;
  }
  return all;
}

export function objectOf(object: Item | ObjectId): ReportObject {
  const { group, kind, namespace, name } = idOf(object);
  const apiVersion = 'id' in object ? object.manifest.apiVersion : group === '' ? 'v1' : group;
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

export function fieldOf({ path, before, after }: Difference, kind: string): ReportField {
  const [old, now] = [redacted(before, path, kind), redacted(after, path, kind)];
  return {
    path: redactedText(pathText(path)),
    ...(old === undefined ? {} : { before: old }),
    ...(now === undefined ? {} : { after: now }),
  };
}
