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
    // A third of the letters may be wrong, two in a short word; but a word with no letter in common is another word,
    // and so is a number with another digit: '1.53' may be '1.35' and '1.37' may not.
    const near =
      typeof candidate === 'string' &&
      (known.match(/\d/g) ?? []).every((digit) => typed.includes(digit)) &&
      edits <= Math.max(2, Math.floor(known.length / 3)) &&
      edits < Math.min(typed.length, known.length);
    if ((near || edits === 0) && edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** Ends a message: the allowed values, and the one that was probably meant. */
export function oneOf(value: unknown, allowed: readonly (string | number)[]): string {
  const meant = nearest(value, allowed);
  const list = allowed.map(show).join(', ');
  return meant === undefined ? `use one of ${list}` : `did you mean ${show(meant)}? allowed: ${list}`;
}
