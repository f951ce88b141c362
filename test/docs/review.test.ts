import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictsBeside } from '../../review/command.ts';
import { allVerdicts } from '../../review/compare/verdicts/index.ts';
import { listOf } from '../../review/report/list.ts';
import { allChecks } from '../../review/verify/checks.ts';

describe('docs/review.md', () => {
  test('ends with the table that `npm run review -- --list` prints', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/review.md'), 'utf8');
    expect(page.slice(page.indexOf('| verdict |')).trim()).toBe(listOf([...allVerdicts, ...verdictsBeside]));
  });
});

describe('the verdicts', () => {
  test('have a rule of their own each, with its kind before it, which no check has', () => {
    const rules = [...allVerdicts, ...verdictsBeside].map(({ rule }) => rule);
    expect(new Set([...rules, ...allChecks.map(({ rule }) => rule)]).size).toBe(rules.length + allChecks.length);
    expect(rules.filter((rule) => !/^[a-z]+\/[a-z-]+$/.test(rule))).toEqual([]);
  });
});
