import { isInside } from '../../../kinds/network/policies.ts';
import type { Path } from '../../path.ts';
import type { Said } from '../../verdict.ts';

export const rangesIn = (text: string): readonly string[] => text.match(/[\da-f.:]+\/\d+/gi) ?? [];

/** Ranges of addresses that may connect. Where none was, every address might, and the first one is a limit. */
export function ofRanges(path: Path, before: readonly string[], after: readonly string[]): Said {
  const place = path.findIndex((step) => /cidr|source-?ranges/i.test(step));
  if (place < 0) return [];
  const isWhole = place === path.length - 1;
  const beyond = (ranges: readonly string[], known: readonly string[]) =>
    ranges.some((range) => !known.some((one) => one === range || isInside(range, one)));
  if (beyond(after, before) && !(isWhole && before.length === 0)) {
    const isLarge = after.some((range) => isOfInternet(range) && !before.some((one) => isInside(range, one)));
    return isLarge
      ? { message: 'a large part of the internet may connect', remedy: 'name the addresses that may connect' }
      : { severity: 'warn', message: 'more addresses may connect', remedy: 'check who has these addresses' };
  }
  if (!beyond(before, after) && before.length > 0) return [];
  if (after.length === 0 && (isWhole || before.length === 0)) return [];
  return { severity: 'info', message: 'fewer addresses may connect' };
}

/** A range of so many public addresses that it belongs to nobody alone. */
function isOfInternet(range: string): boolean {
  const bits = Number(range.split('/')[1]);
  return bits <= (range.includes(':') ? 16 : 8) && !['10.0.0.0/8', 'fc00::/7'].some((own) => isInside(range, own));
}
