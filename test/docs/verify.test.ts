import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../../review/verify/checks.ts';
import { listOf } from '../../review/verify/list.ts';

describe('docs/verify.md', () => {
  test('ends with the table that `npm run verify -- --list` prints', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/verify.md'), 'utf8');
    expect(page.slice(page.indexOf('| rule |')).trim()).toBe(listOf(allChecks));
  });
});

describe('the checks', () => {
  test('have a rule of their own each, with its area before it', () => {
    const rules = allChecks.map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules.filter((rule) => !/^[a-z]+\/[a-z-]+$/.test(rule))).toEqual([]);
  });
});
