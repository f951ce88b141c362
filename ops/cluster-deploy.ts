import { stacksOf } from '../config/network.ts';
import type { Command } from './cli/command.ts';
import { checkConfirmations, isConfirmed } from './cli/confirm.ts';
import { main } from './cli/main.ts';
import { closeDefaultSecurityGroup } from './default-security-group.ts';
import { makeEventLogFolders } from './event-log-folders.ts';
import { checkAccount } from './preflight/account.ts';
import { requireOwnCluster } from './preflight/existing-cluster.ts';
import { checkRegion } from './preflight/region.ts';
import { checkKey, checkRoles, warnOfProtection } from './preflight/roles.ts';
import { makeSpotRole } from './preflight/spot-role.ts';
import { checkDataNames } from './preflight/taken-names.ts';
import { fillCommand } from './secrets.ts';

/** Makes or updates everything of an environment that lives in AWS. */
export const clusterDeploy: Command = {
  script: 'cluster:deploy',
  summary:
    'Deploys the network, data and cluster stacks. CDK asks before it changes permissions, unless --yes gives the name of the cluster.',
  options: ['yes'],
  example: '-- dev',
  run: async (run) => {
    const { config, shell } = run;
    requireOwnCluster(run);
    checkConfirmations(run);
    const approval = isConfirmed(run, config.cluster.name) ? ['--require-approval', 'never'] : [];
    await checkAccount(run, ['aws', 'cdk']);
    await checkRoles(run);
    await checkKey(run);
    await checkDataNames(run);
    await checkRegion(run);
    await warnOfProtection(run);
    await makeSpotRole(run);
    await shell.run(['cdk', 'deploy', ...stacksOf(config), ...approval], { terminal: true });
    await closeDefaultSecurityGroup(run);
    await makeEventLogFolders(run);

    if (run.dryRun) return 'done';
    for (const secret of config.secrets) {
      if (secret.source.kind === 'by-hand') run.print(`once, for '${secret.remoteName}': ${fillCommand(run, secret)}`);
    }
    run.print(`next: npm run bootstrap -- ${config.environment}`);
    return 'done';
  },
};

await main(clusterDeploy, import.meta.url);
