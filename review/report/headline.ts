import type { Change } from '../compare/change.ts';
import { count, distinct, list, tally } from '../compare/words.ts';
import { describeId, type ObjectId } from '../tree/object-id.ts';
import { idOf, type Merged } from './merge.ts';
import { clauseOf } from './parts.ts';

const tones = { danger: 'Stop and plan', warn: 'Look closely' } as const;

/** The answer in one sentence: what weighs most, and how much more there is of its kind. */
export function headlineOf(findings: readonly Merged[], changes: readonly Change[]): string {
  const [first] = findings;
  if (!first || first.severity === 'info') return quiet(first, changes);
  const same = findings.filter(({ severity }) => severity === first.severity).length - 1;
  const more = same === 0 ? '' : `, and ${count(same, first.severity === 'danger' ? 'more danger' : 'more warning')}`;
  const asks = findings.some(({ effects }) => effects.some(({ verb }) => verb === 'ask'));
  const waits = asks ? '; every other change waits until a person confirms' : '';
  return `${tones[first.severity]}: ${clauseOf(first.message).clause} (${whom(first)})${more}${waits}`;
}

/** A change without a danger or a warning. */
function quiet(first: Merged | undefined, changes: readonly Change[]): string {
  if (changes.length === 0 && !first) return 'Nothing changes';
  if (changes.every(({ verb }) => verb === 'rewritten')) return 'Nothing changes in the cluster';
  const numbers = (verb: string, ...verbs: readonly Change['verb'][]) => {
    const own = changes.filter((change) => verbs.includes(change.verb));
    return own.length === 0 ? [] : [`${verb} ${count(own.length, 'object')}`];
  };
  const all = [
    ...numbers('adds', 'added', 'renamed'),
    ...numbers('changes', 'changed', 'followed'),
    ...numbers('removes', 'removed', 'renamed'),
  ];
  return `No danger and no warning: Argo CD ${list(all)} (${list(distinct(changes.map(({ environment }) => environment)))})`;
}

/** The objects in a few words, and their environments. */
export function whom({ objects, environments }: Pick<Merged, 'objects' | 'environments'>): string {
  return [objectsText(objects.map(idOf)), list(environments)].filter(Boolean).join('; ');
}

/** `NodePool airflow`, `5 NodePools`, `2 NodePools and 3 EC2NodeClasses`. */
export function objectsText(ids: readonly ObjectId[]): string {
  const names = distinct(ids.map(describeId));
  if (names.length <= 3) return list(names);
  const kinds = tally(names.map((name) => name.split(' ')[0] ?? ''));
  return list(kinds.map(([kind, number]) => `${number} ${number === 1 ? kind : plural(kind)}`));
}

function plural(kind: string): string {
  if (/(s|x|ch)$/.test(kind)) return `${kind}es`;
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
