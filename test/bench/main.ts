import { availableParallelism, loadavg } from 'node:os';
import { type Exit, npmScript, start } from '../../config/cli.ts';
import { cluster } from './cluster.ts';
import { dags } from './dags.ts';
import { referenceDay } from './reference-day.ts';
import { review } from './review.ts';
import type { BenchOptions, Row, Section } from './section.ts';
import { synth } from './synth.ts';
import { teams } from './teams.ts';
import { tests } from './tests.ts';
import { verify } from './verify.ts';

/** What `npm run bench` measures, in this order. */
const sections: readonly Section[] = [referenceDay, synth, teams, verify, review, cluster, dags, tests];

const command = npmScript({
  script: 'bench',
  summary: `Measures how long the project's commands take and how that grows: medians of three runs, some minutes.
No file is touched that Git knows. A missed target is reported and is no failure: figures depend on the machine and on what else it does. It fails where something could not be measured.`,
  example: '-- --quick',
})
  .option('--quick', 'one run each, for a first impression')
  .option('--charts <folder>', 'charts for the review that renders them, as `npm run review` takes them')
  .option('--tests', 'also all tests, and each file of them alone: ten minutes more');

await start(import.meta.url, command, ({ quick, charts, tests = false }) =>
  bench({ runs: quick ? 1 : 3, charts, tests }),
);

async function bench(options: BenchOptions): Promise<Exit> {
  const { runs } = options;
  const cores = availableParallelism();
  console.log(
    `Node.js ${process.version}, ${cores} cores, load ${load()}; medians of ${runs} run${runs > 1 ? 's' : ''}\n`,
  );

  let end: Exit = 'done';
  for (const section of sections) {
    console.log(section.name);
    // A section that fails takes no other with it.
    const lines = await section.run(options).then(table, (error: unknown) => {
      end = 'failed';
      return ['NOT MEASURED', ...String(error).split('\n')];
    });
    for (const line of lines) console.log(`  ${line}`);
    console.log();
  }
  console.log(`Load at the end: ${load()}; figures from a machine with more load than cores are too high`);
  return end;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function table(rows: readonly Row[]): readonly string[] {
  const width = (column: 'what' | 'measured') => Math.max(...rows.map((row) => row[column].length));
  return rows.map(({ what, measured, target }) => {
    const promise = target ? `  ${target.text}: ${target.met ? 'met' : 'MISSED'}` : '';
    return `${what.padEnd(width('what'))}  ${measured.padEnd(width('measured'))}${promise}`.trimEnd();
  });
}
