import { count, list } from '../compare/words.ts';
import { describeId, type ObjectId } from '../tree/object-id.ts';
import { idOf, type Merged } from './merge.ts';

const tones = { danger: 'Stop and plan', warn: 'Look closely', info: 'Good to know' } as const;

/** The answer in one sentence: what weighs most, and how much more there is of its kind. */
export function headlineOf(findings: readonly Merged[], touched: number): string {
  const [first] = findings;
  if (!first) return touched === 0 ? 'Nothing changes' : 'Nothing changes in the cluster';
  const same = findings.filter(({ severity }) => severity === first.severity).length - 1;
  const more =
    same === 0 || first.severity === 'info'
      ? ''
      : `, and ${count(same, first.severity === 'danger' ? 'more danger' : 'more warning')}`;
  return `${tones[first.severity]}: ${clauseOf(first.message)} (${whom(first)})${more}`;
}

/** What happens, without why. */
function clauseOf(message: string): string {
  return message.split(/[:;] /)[0] ?? message;
}

/** The objects in a few words, and their environments. */
export function whom({ objects, environments }: Pick<Merged, 'objects' | 'environments'>): string {
  return [objectsText(objects.map(idOf)), list(environments)].filter(Boolean).join('; ');
}

/** `NodePool airflow`, `5 NodePools`, `2 NodePools and 3 EC2NodeClasses`. */
export function objectsText(ids: readonly ObjectId[]): string {
  const names = [...new Set(ids.map(describeId))];
  if (names.length <= 3) return list(names);
  const kinds = new Map<string, number>();
  for (const name of names) {
    const kind = name.split(' ')[0] ?? '';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return list([...kinds].map(([kind, number]) => `${number} ${number === 1 ? kind : plural(kind)}`));
}

function plural(kind: string): string {
  if (/(s|x|ch)$/.test(kind)) return `${kind}es`;
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
