import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, type Measured, measure } from './processes.ts';
import { atMost, type Row, type Section, seconds as secondsText } from './section.ts';
import { manyTeams, rows, text } from './verify.ts';

/** What a reviewer waits for: the base from Git where it is there, and no render of the source. */
export const review: Section = {
  name: 'Review of ten changes; start of the process included',

  run: async ({ runs, charts }) => [
    ...(await inTemporaryFolder(async (folder): Promise<readonly Row[]> => {
      cpSync('dist', folder, { recursive: true });
      changeTen(folder);
      const pair = ['--import', 'tsx/esm', 'test/bench/review-pair.ts', folder];
      const { stdout } = await measure({ command: process.execPath, parameters: pair }, 1);
      const { milliseconds, kib } = JSON.parse(stdout) as { readonly milliseconds: number; readonly kib: number };
      return [
        ...rows('every environment, cold, without Helm', await reviewed('HEAD', folder, withoutHelm, runs), 1, 150),
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
      const many = await reviewed(base, head, withoutHelm, 1);
      return [{ what: '1,000 teams, without Helm', measured: text(many), target: atMost(many.seconds, 5, 's') }];
    })),
    await withEveryChart(charts, runs),
  ],
};

const withoutHelm = ['--render-helm', 'off'];

/** A new version of Kubernetes reaches every chart of every environment. */
async function withEveryChart(charts: string | undefined, runs: number): Promise<Row> {
  const what = 'every chart of every environment is rendered, both sides';
  if (charts === undefined) return { what, measured: "NOT MEASURED: give a folder with the charts as '--charts'" };
  return inTemporaryFolder(async (folder) => {
    cpSync('dist', folder, { recursive: true });
    for (const path of filesIn(folder)) {
      const raise = (_: string, minor: string) => `kubeVersion: '1.${Number(minor) + 1}'`;
      writeFileSync(path, readFileSync(path, 'utf8').replace(/kubeVersion: '1\.(\d+)'/, raise));
    }
    const { seconds } = await reviewed('HEAD', folder, ['--render-helm', 'require', '--charts', charts], runs);
    return { what, measured: secondsText(seconds), target: atMost(seconds, 10, 's') };
  });
}

function reviewed(base: string, head: string, helm: readonly string[], runs: number): Promise<Measured> {
  const sides = ['--base', base, '--head', head, '--no-synth', ...helm];
  const parameters = ['config/node.mjs', 'review/review.ts', ...sides];
  return measure({ command: process.execPath, parameters, peak: true, ends: [0, 3] }, runs);
}

/** A label of the first network policies: it means nothing, so that every verdict looks at it to the end. */
function changeTen(dist: string): void {
  for (const path of filesIn(dist)
    .filter((file) => /NetworkPolicy/.test(file))
    .slice(0, 10)) {
    writeFileSync(path, readFileSync(path, 'utf8').replace('airflow-on-eks\n', 'bench\n'));
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(folder, file));
}
