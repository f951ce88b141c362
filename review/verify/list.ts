import type { Check } from './check.ts';

/** What `--list` prints: the table in docs/verify.md. */
export function listOf(checks: readonly Check[]): string {
  return [
    '| rule | what holds |',
    '| --- | --- |',
    ...checks.map(({ rule, promise }) => `| \`${rule}\` | ${promise} |`),
  ].join('\n');
}
