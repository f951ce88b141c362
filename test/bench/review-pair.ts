import { compareAll } from '../../review/compare/compare.ts';
import { judge } from '../../review/compare/judge.ts';
import { allVerdicts } from '../../review/compare/verdicts/index.ts';
import { newAndFixed } from '../../review/compare/verified.ts';
import { parseTrees, type SourceFile } from '../../review/tree/parse.ts';
import { filesOf } from '../../review/tree/read.ts';
import { allChecks } from '../../review/verify/checks.ts';
import { median } from './section.ts';

/** Reads two sides from memory, compares and judges them, eleven times. Argument: the head's dist folder. Prints JSON. */
const [head = ''] = process.argv.slice(2);
const [before, after] = [filesOf('dist'), filesOf(head)];

const times = Array.from({ length: 11 }, () => {
  const start = performance.now();
  review(before, after);
  return performance.now() - start;
});
const kib = [...before, ...after].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1024;
console.log(JSON.stringify({ milliseconds: median(times), kib }));

function review(old: readonly SourceFile[], now: readonly SourceFile[]): void {
  const parsed = new Map();
  for (const comparison of compareAll(parseTrees(old, parsed), parseTrees(now, parsed))) {
    judge(comparison, allVerdicts);
    newAndFixed(comparison, allChecks);
  }
}
