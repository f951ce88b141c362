import { inTemporaryFolder, type Measured, measure } from './processes.ts';
import { atMost, type Row, type Section, seconds } from './section.ts';

/** What a person and CI wait for before a merge: every check, on what is committed and on a large platform. */
export const verify: Section = {
  name: 'Verify, start of the process included',

  run: ({ runs }) =>
    inTemporaryFolder(async (folder) => {
      const command = ['config/node.mjs', 'review/verify/main.ts'];
      const node = { command: process.execPath, peak: true, ends: [0, 3] } as const;
      const both = await measure({ ...node, parameters: command }, runs);
      await measure({ command: process.execPath, parameters: manyTeams(folder) }, 1);
      const many = await measure({ ...node, parameters: [...command, '--dist', folder] }, 1);
      return [
        ...rows('every environment, cold', both, 1.5, 250),
        { what: '1,000 teams', measured: text(many), target: atMost(many.seconds, 15, 's') },
      ];
    }),
};

/** Node's parameters that write a platform with 1,000 teams into a folder. */
export function manyTeams(folder: string): readonly string[] {
  return ['--import', 'tsx/esm', 'test/bench/render-teams.ts', '1000', folder];
}

/** Two promises, one of time and one of memory. */
export function rows(what: string, measured: Measured, limit: number, mib: number): readonly Row[] {
  const { seconds: time, peakMib = Number.NaN } = measured;
  return [
    { what, measured: seconds(time), target: atMost(time, limit, 's') },
    { what: `${what}: memory`, measured: `${peakMib.toFixed(0)} MiB`, target: atMost(peakMib, mib, 'MiB') },
  ];
}

export function text({ seconds: time, peakMib = Number.NaN }: Measured): string {
  return `${seconds(time)}, ${peakMib.toFixed(0)} MiB`;
}
