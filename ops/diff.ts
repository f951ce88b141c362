import type { Command } from './cli/command.ts';
import { main } from './cli/main.ts';
import { healthy, listApplications } from './clients/argocd.ts';
import { warnAboutUnpushed } from './clients/git.ts';
import { connect } from './clients/kubectl.ts';
import { comparisonReport } from './comparison-report.ts';
import { readDist } from './dist.ts';
import { checkAccount, requireCluster } from './preflight/account.ts';

/** Shows what of Git did not arrive in the cluster. */
export const diff: Command = {
  script: 'diff',
  summary:
    'Asks the API server what applying dist/<environment> would change, and says which objects are not as Git says, and why. Changes nothing.',
  options: [],
  example: '-- dev',
  ends: ['findings'],
  run: async (run) => {
    const tree = readDist(run);
    await checkAccount(run, ['aws', 'kubectl']);
    await requireCluster(run);
    await warnAboutUnpushed(run);
    await connect(run);
    const { lines, complete } = await comparisonReport(
      run,
      tree,
      await listApplications(run, tree.applications.map(healthy)),
    );
    if (run.dryRun) return 'done';
    for (const line of lines) run.print(line);
    return complete ? 'done' : 'findings';
  },
};

await main(diff, import.meta.url);
