import { groupBy } from '../tree/group-by.ts';

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `1 node`, `2 nodes`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** The first few, and how many more there are. */
export function some(words: readonly string[], most = 4): string {
  return words.length <= most ? list(words) : `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

/** A regular expression that matches this text and no other. */
export function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** How often each word stands in a list. */
export function tally<T extends string>(words: readonly T[]): readonly (readonly [T, number])[] {
  return [...groupBy(words, (word) => word)].map(([word, same]) => [word, same.length]);
}

/** Each of them once, where it stands first. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
