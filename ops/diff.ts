import type { Command } from './cli/command.ts';
import { main } from './cli/main.ts';
import { healthy, listApplications } from './clients/argocd.ts';
import { comparisonReport } from './comparison-report.ts';
import { openCluster } from './open-cluster.ts';

/** Shows what of Git did not arrive in the cluster. */
export const diff: Command = {
  script: 'diff',
  summary:
    'Asks the API server what applying dist/<environment> would change, and says which objects are not as Git says, and why. Changes nothing.',
  options: [],
  example: '-- dev',
  ends: ['findings'],
  run: async (run) => {
    const tree = await openCluster(run);
    const applications = await listApplications(run, tree.applications.map(healthy));
    const { lines, complete } = await comparisonReport(run, tree, applications);
    if (run.dryRun) return 'done';
    for (const line of lines) run.print(line);
    return complete ? 'done' : 'findings';
  },
};

await main(diff, import.meta.url);
