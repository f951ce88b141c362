import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './processes.ts';
import { atMost, median, type Row, type Section, seconds } from './section.ts';

const python = join('.venv', 'bin', 'python');

/** What a DAG file costs Airflow again and again: its DAG processor parses each of them every 30 seconds. */
export const dags: Section = {
  name: "DAG files in Airflow's DAG processor, with all that they import",

  run: async ({ runs }) => {
    if (!existsSync(python)) {
      return [{ what: 'dags/*.py', measured: "NOT MEASURED: there is no .venv/; 'npm run test:dags' makes it" }];
    }
    const measured: Record<string, number>[] = [];
    for (let run = 0; run < runs; run += 1) measured.push(await parseTimes());

    return Object.keys(measured[0] ?? {}).map((file): Row => {
      const time = median(measured.map((times) => times[file] ?? Number.NaN));
      return { what: `dags/${file}`, measured: seconds(time), target: atMost(time, 1, 's') };
    });
  },
};

async function parseTimes(): Promise<Record<string, number>> {
  const { stdout } = await measure({ command: python, parameters: [join('test', 'dags', 'parse_times.py')] }, 1);
  return JSON.parse(stdout);
}
