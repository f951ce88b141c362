import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, type Measured, measure } from './processes.ts';
import { atMost, type Row, type Section } from './section.ts';
import { manyTeams, rows, text } from './verify.ts';

/** What a reviewer waits for: ten changed objects, the base from Git where it is there, no Helm and no render of the source. */
export const review: Section = {
  name: 'Review of ten changes, without Helm; start of the process included',

  run: async ({ runs }) => [
    ...(await inTemporaryFolder(async (folder): Promise<readonly Row[]> => {
      cpSync('dist', folder, { recursive: true });
      changeTen(folder);
      const pair = ['--import', 'tsx/esm', 'test/bench/review-pair.ts', folder];
      const { stdout } = await measure({ command: process.execPath, parameters: pair }, 1);
      const { milliseconds, kib } = JSON.parse(stdout) as { readonly milliseconds: number; readonly kib: number };
      return [
        ...rows('every environment, cold', await reviewed('HEAD', folder, runs), 1, 150),
        {
          what: `both sides in a process that runs, ${kib.toFixed(0)} KiB`,
          measured: `${milliseconds.toFixed(0)} ms`,
          target: atMost(milliseconds, 250, 'ms'),
        },
      ];
    })),
    ...(await inTemporaryFolder(async (folder): Promise<readonly Row[]> => {
      const [base, head] = [join(folder, 'base'), join(folder, 'head')];
      await measure({ command: process.execPath, parameters: manyTeams(base) }, 1);
      cpSync(base, head, { recursive: true });
      changeTen(head);
      const many = await reviewed(base, head, 1);
      return [{ what: '1,000 teams', measured: text(many), target: atMost(many.seconds, 5, 's') }];
    })),
  ],
};

function reviewed(base: string, head: string, runs: number): Promise<Measured> {
  const sides = ['--base', base, '--head', head, '--no-synth', '--render-helm', 'off'];
  const parameters = ['config/node.mjs', 'review/review.ts', ...sides];
  return measure({ command: process.execPath, parameters, peak: true, ends: [0, 3] }, runs);
}

/** A label of the first network policies: it means nothing, so that every verdict looks at it to the end. */
function changeTen(dist: string): void {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /NetworkPolicy/.test(file));
  for (const file of files.sort().slice(0, 10)) {
    const path = join(dist, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace('airflow-on-eks\n', 'bench\n'));
  }
}
