import { type Comparison, leaving } from '../compare/change.ts';
import { list } from '../compare/words.ts';
import { platformFile } from '../kinds/platform-file.ts';
import type { Merged } from './merge.ts';

/** What a change does not do, of what a reviewer may fear. Nothing where nothing changes at all. */
export function doesNotHappen(findings: readonly Merged[], comparisons: readonly Comparison[]): readonly string[] {
  if (comparisons.every(({ changes }) => changes.length === 0)) return [];
  const restarts = findings.flatMap(({ effects }) => effects.filter(({ verb }) => verb === 'restart'));
  const replaces =
    findings.some(({ effects }) => effects.some(({ verb }) => verb === 'replace')) || isGone(comparisons, 'NodePool');
  const calm = untouchedTeams(comparisons);
  return [
    ...(replaces ? [] : ['no node is replaced']),
    // The pods of a node that is replaced start again on another one.
    ...(restarts.length === 0
      ? replaces
        ? []
        : ['no pod restarts']
      : restarts.some(({ what }) => /airflow/i.test(what))
        ? []
        : ['Airflow does not restart']),
    ...(isGone(comparisons, 'CustomResourceDefinition') ? [] : ['no definition of a kind is removed']),
    ...(calm.length > 0 ? [`${list(calm)} ${calm.length === 1 ? 'is' : 'are'} not touched`] : []),
  ];
}

function isGone(comparisons: readonly Comparison[], kind: string): boolean {
  return comparisons.some(({ changes }) => changes.some((change) => leaving(change)?.id.kind === kind));
}

/** Teams of which no object changes, where objects of another team do. */
function untouchedTeams(comparisons: readonly Comparison[]): readonly string[] {
  const changed = new Set(
    comparisons.flatMap(({ changes }) =>
      changes.flatMap(({ before, after }) => [before?.id.namespace, after?.id.namespace]),
    ),
  );
  const all = comparisons.flatMap(({ before, after }) =>
    [before, after].flatMap((tree) => platformFile(tree)?.teams ?? []),
  );
  const teams = [...new Map(all.map((team) => [team.name, team.namespace]))];
  const untouched = teams.filter(([, namespace]) => !changed.has(namespace));
  return untouched.length === teams.length ? [] : untouched.map(([name]) => name);
}
