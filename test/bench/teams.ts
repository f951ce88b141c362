import { join } from 'node:path';
import { inTemporaryFolder, type Measured, measure, moveAside } from './processes.ts';
import { atMost, type Row, type Section, seconds } from './section.ts';

/** Whether the time grows with the platform, and no faster: one environment with more and more Spark teams. */
export const teams: Section = {
  name: 'One environment with many Spark teams: check, render and write, start of the process included',

  run: ({ runs }) =>
    inTemporaryFolder(async (folder) => {
      const few = await renderTeams(10, folder, runs);
      const many = await renderTeams(100, folder, runs);
      const most = await renderTeams(1000, folder, runs);
      const factor = most.seconds / many.seconds;

      return [
        row(10, few),
        row(100, many),
        { ...row(1000, most), target: atMost(most.seconds, 10, 's') },
        {
          what: '1000 teams, compared with 100',
          measured: `${factor.toFixed(1)} times`,
          target: atMost(factor, 12, 'times'),
        },
      ];
    }),
};

/** Renders into `<folder>/dist`, which stays there after the last run. */
export async function renderTeams(count: number, folder: string, runs: number): Promise<TeamsMeasured> {
  const dist = join(folder, 'dist');
  const script = join(import.meta.dirname, 'render-teams.ts');
  const parameters = ['--import', 'tsx/esm', script, String(count), dist];
  const command = { command: process.execPath, parameters, prepare: () => moveAside(dist) };
  const measured = await measure(command, runs);
  return { ...measured, ...JSON.parse(measured.stdout) };
}

export interface TeamsMeasured extends Measured {
  readonly objects: number;
  readonly peakMib: number;
}

function row(count: number, { seconds: time, objects, peakMib }: TeamsMeasured): Row {
  const speed = Math.round(objects / time);
  return {
    what: `${count} teams, ${objects} objects`,
    measured: `${seconds(time)}, ${Math.round(peakMib)} MiB, ${speed} objects/s`,
  };
}
