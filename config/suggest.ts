import { distance } from 'fastest-levenshtein';
import { show } from './problem.ts';

/** The candidate that a mistyped value was probably meant to be, or nothing when none is near. */
export function nearest<T extends string | number>(value: unknown, candidates: readonly T[]): T | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const typed = String(value).toLowerCase();

  let best: T | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const known = String(candidate).toLowerCase();
    const edits = distance(typed, known);
    // A third of the letters may be wrong, or two have changed places. 'vpcId' is no slip for 'vpcCidr', and a number with
    // another digit is another number: '1.53' may be '1.35' and '1.37' may not.
    const near =
      typeof candidate === 'string' &&
      (known.match(/\d/g) ?? []).every((digit) => typed.includes(digit)) &&
      (edits * 3 <= Math.min(typed.length, known.length) || (edits === 2 && letters(typed) === letters(known)));
    if ((near || edits === 0) && edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** Equal for two words of the same letters in any order. */
function letters(word: string): string {
  return [...word].sort().join('');
}

/** Ends a message: the allowed values, and the one that was probably meant. */
export function oneOf(value: unknown, allowed: readonly (string | number)[]): string {
  const meant = nearest(value, allowed);
  const list = allowed.map(show).join(', ');
  return meant === undefined ? `use one of ${list}` : `did you mean ${show(meant)}? allowed: ${list}`;
}
