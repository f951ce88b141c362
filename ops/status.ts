import type { Command, Run } from './cli/command.ts';
import { main } from './cli/main.ts';
import { type Application, healthy, listApplications } from './clients/argocd.ts';
import { ShellError } from './clients/shell.ts';
import { comparisonReport } from './comparison-report.ts';
import { applicationsOf } from './dist.ts';
import { openCluster } from './open-cluster.ts';
import { accessLines, applicationLines, nodePoolLines } from './status-sections.ts';

/** What runs, and how to get in. Changes nothing in the cluster. */
export const status: Command = {
  script: 'status',
  summary:
    'Shows the Applications, what of Git did not arrive, the node pools, the address of Airflow, and how to read its password.',
  options: [],
  example: '-- dev',
  run: async (run) => {
    const tree = await openCluster(run);
    const expected = applicationsOf(tree);
    let found: readonly Application[] = [];
    await section(run, 'Applications', async () => {
      found = await listApplications(run, expected.map(healthy));
      return applicationLines(run, expected, found);
    });
    if (found.length > 0) {
      await section(run, 'Git and cluster', async () => (await comparisonReport(run, tree, found)).lines);
    }
    await section(run, 'Node pools', () => nodePoolLines(run));
    await section(run, 'Access', () => accessLines(run));
    return 'done';
  },
};

/** One part that cannot be read does not hide the others. */
async function section(run: Run, title: string, read: () => Promise<readonly string[]>): Promise<void> {
  const lines = await read().catch((error: unknown) => {
    if (!(error instanceof ShellError)) throw error;
    return [`cannot be read: ${error.reason}`];
  });
  if (run.dryRun) return;
  for (const line of [title, ...lines.map((text) => `  ${text}`), '']) run.print(line);
}

await main(status, import.meta.url);
