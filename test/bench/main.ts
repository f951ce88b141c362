import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { cluster } from './cluster.ts';
import { comparison } from './comparison.ts';
import { dags } from './dags.ts';
import type { Row, Section } from './section.ts';
import { synth } from './synth.ts';
import { teams } from './teams.ts';

/** What `npm run bench` measures, in this order. */
const sections: readonly Section[] = [synth, teams, comparison, cluster, dags];

const help = `Measures how long the project's commands take and how that grows.

  npm run bench              medians of three runs, some minutes
  npm run bench -- --quick   one run each, for a first impression
  npm run bench -- --help    this text

No file is touched that Git knows. A missed target is reported and is no failure:
figures depend on the machine and on what else it does. Exit code 1 means that something could not be measured.
`;

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, help: { type: 'boolean' } } });

if (options.help) console.log(help);
else await bench(options.quick ? 1 : 3);

async function bench(runs: number): Promise<void> {
  const cores = availableParallelism();
  console.log(
    `Node.js ${process.version}, ${cores} cores, load ${load()}; medians of ${runs} run${runs > 1 ? 's' : ''}\n`,
  );

  for (const section of sections) {
    console.log(section.name);
    for (const line of await lines(section, runs)) console.log(`  ${line}`);
    console.log();
  }
  console.log(`Load at the end: ${load()}; figures from a machine with more load than cores are too high`);
}

/** A section that fails takes no other with it. */
async function lines(section: Section, runs: number): Promise<readonly string[]> {
  try {
    return table(await section.run({ runs }));
  } catch (error) {
    process.exitCode = 1;
    return ['NOT MEASURED', ...String(error).split('\n')];
  }
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
