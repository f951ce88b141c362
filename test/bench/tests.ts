import { relative } from 'node:path';
import { root } from '../support/suite.ts';
import { measure } from './processes.ts';
import { atMost, median, type Row, type Section, seconds } from './section.ts';

const jest = 'node_modules/jest/bin/jest.js';
/** How many of the slowest files have a row, and are measured again for it. */
const slowest = 5;

/** What a developer waits for: all tests, and one file of them, which starts Jest and loads what it tests by itself. */
export const tests: Section = {
  name: 'Tests',

  run: async ({ runs, tests }) => {
    if (!tests) return [{ what: 'npm test', measured: "NOT MEASURED: give '--tests'" }];

    const { stdout } = await measure({ command: process.execPath, parameters: [jest, '--listTests'] }, 1);
    const whole = await measure({ command: 'npm', parameters: ['test', '--silent'] }, 1);
    const files: { readonly file: string; readonly time: number }[] = [];
    for (const path of stdout.trim().split('\n')) {
      const file = relative(root, path);
      files.push({ file, time: await alone(file, 1) });
    }

    const rows: Row[] = [
      { what: `npm test, ${files.length} files, one run`, measured: seconds(whole.seconds) },
      { what: 'one file alone, median of all', measured: seconds(median(files.map(({ time }) => time))) },
    ];
    for (const { file } of files.sort((a, b) => b.time - a.time).slice(0, slowest)) {
      const time = await alone(file, runs);
      rows.push({ what: `npm test -- ${file}`, measured: seconds(time), target: atMost(time, 3, 's') });
    }
    return rows;
  },
};

async function alone(file: string, runs: number): Promise<number> {
  return (await measure({ command: process.execPath, parameters: [jest, file] }, runs)).seconds;
}
