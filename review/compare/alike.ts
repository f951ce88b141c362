import { platformFile } from '../kinds/platform-file.ts';
import { podsOf } from '../kinds/pods/index.ts';
import { groupBy } from '../tree/group-by.ts';
import type { Tree } from '../tree/tree.ts';
import type { Judged } from './judge.ts';
import { distinct, literal, some } from './words.ts';

/** What is said of several pods, teams or ports in the same words is said once, of all of them. */
export function together(found: readonly Judged[], tree: Tree): readonly Judged[] {
  // First the ports of each pair of pods, so that only pods with the same ports come together.
  return found.length < 2 ? found : merged(merged(found, /(port \d+ \((?:TCP|UDP)\))/), namesIn(tree));
}

function merged(found: readonly Judged[], names: RegExp): readonly Judged[] {
  const split = found.map((one) => ({ one, parts: [one.message, one.remedy ?? ''].map((text) => text.split(names)) }));
  const groups = groupBy(split, ({ one: { rule, severity }, parts }) =>
    JSON.stringify([rule, severity, parts.map((list) => list.filter((_, index) => index % 2 === 0))]),
  );
  return [...groups.values()].map((group) => {
    const [{ one }] = group;
    if (group.length === 1) return one;
    const [message = '', remedy = ''] = [0, 1].map((field) => joined(group.map(({ parts }) => parts[field] ?? [])));
    return {
      ...one,
      objects: distinct(group.flatMap((each) => each.one.objects)),
      message,
      ...(one.remedy === undefined ? {} : { remedy }),
    };
  });
}

/** Texts that differ in every second part only. */
function joined(texts: readonly (readonly string[])[]): string {
  const [first = []] = texts;
  return first
    .map((part, index) => (index % 2 === 0 ? part : some(distinct(texts.map((text) => text[index] ?? '')))))
    .join('');
}

/** Pods, and teams with their namespaces: longer names first, as they have shorter ones in them. */
function namesIn(tree: Tree): RegExp {
  const teams = platformFile(tree)?.teams ?? [];
  const all = [...podsOf(tree).map(({ name }) => name), ...teams.flatMap(({ name, namespace }) => [name, namespace])];
  const sorted = [...distinct(all)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return new RegExp(`((?<![\\w-])(?:${sorted.map(literal).join('|') || '(?!)'})(?:/[\\w.-]+)?(?![\\w-]))`);
}
