import type { Command, Run } from './cli/command.ts';
import { main } from './cli/main.ts';
import { connect } from './clients/kubectl.ts';
import { ShellError } from './clients/shell.ts';
import { applicationsOf, readDist } from './dist.ts';
import { checkAccount, requireCluster } from './preflight/account.ts';
import { accessLines, applicationLines, nodePoolLines } from './status-sections.ts';

/** What runs, and how to get in. Changes nothing in the cluster. */
export const status: Command = {
  script: 'status',
  summary: 'Shows the Applications, the node pools, the address of Airflow, and how to read its password.',
  options: [],
  example: '-- dev',
  run: async (run) => {
    const applications = applicationsOf(readDist(run));
    await checkAccount(run, ['aws', 'kubectl']);
    await requireCluster(run);
    await connect(run);

    await section(run, 'Applications', () => applicationLines(run, applications));
    await section(run, 'Node pools', () => nodePoolLines(run));
    await section(run, 'Access', () => accessLines(run));
  },
};

/** One part that cannot be read does not hide the others. */
async function section(run: Run, title: string, read: () => Promise<readonly string[]>): Promise<void> {
  const lines = await read().catch((error: unknown) => {
    if (!(error instanceof ShellError)) throw error;
    return [`cannot be read: ${error.output.trim().split('\n').at(-1)}`];
  });
  if (run.dryRun) return;
  for (const line of [title, ...lines.map((text) => `  ${text}`), '']) run.print(line);
}

await main(status, import.meta.url);
