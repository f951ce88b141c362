import { type SarifResult, sarifLog } from '../../sarif.ts';
import type { Check } from '../check.ts';
import type { Place, Summary } from './summary.ts';

/** For code scanning: one result for each finding; a waived one is suppressed with its reason. */
export function toSarif({ findings, waived }: Summary, rules: readonly Pick<Check, 'rule' | 'promise'>[]): string {
  return sarifLog('verify', rules, [
    ...findings.map(resultOf),
    ...waived.map((place) => ({ ...resultOf(place), accepted: `${place.reason} (until ${place.until})` })),
  ]);
}

function resultOf({ rule, object, file, line, field, message, remedy }: Place): SarifResult {
  const what = [object, field].filter(Boolean).join(' ');
  return {
    rule,
    level: 'error',
    text: `${what}: ${message}. To do: ${remedy}.`,
    files: file === undefined ? [] : [{ file, ...(line === undefined ? {} : { line }) }],
  };
}
