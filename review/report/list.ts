import type { Verdict } from '../compare/verdict.ts';

/** What `--list` prints: the table in docs/review.md. */
export function listOf(verdicts: readonly Pick<Verdict, 'rule' | 'severity' | 'promise'>[]): string {
  return [
    '| verdict | at worst | what a reviewer is told |',
    '| --- | --- | --- |',
    ...verdicts.map(({ rule, severity, promise }) => `| \`${rule}\` | ${severity} | ${promise} |`),
  ].join('\n');
}
