import type { Counts, Place, Summary } from './summary.ts';

/** For a terminal: each finding in three lines, then the counts. */
export function toText({ findings, environments }: Summary): string {
  return [...findings.map(findingText), ...environments.map(countsText)].join('\n\n');
}

function findingText({ rule, object, file, line, field, message, remedy }: Place): string {
  const place = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
  return [[...place, rule, object, ...(field ? [field] : [])].join('  '), `  ${message}`, `  to do: ${remedy}`].join(
    '\n',
  );
}

function countsText({ environment, objects, charts, checks, findings, waived, notChecked }: Counts): string {
  const rendered = charts.length > 0 ? ` (with those of ${charts.join(', ')})` : '';
  const numbers = [
    `${count(objects, 'object')}${rendered}`,
    count(checks, 'check'),
    count(findings, 'finding'),
    `${waived} waived`,
  ];
  const counts = `${environment}: ${numbers.join(', ')}`;
  if (notChecked.length === 0) return counts;
  return [counts, '  not checked:', ...notChecked.map((reason) => `  - ${reason}`)].join('\n');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
