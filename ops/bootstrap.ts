import { z } from 'zod';
import type { Exit } from '../config/cli.ts';
import { coreNodeGroup, namespaces, nodeGroupLabel } from '../config/names.ts';
import type { Command, Run } from './cli/command.ts';
import { main } from './cli/main.ts';
import { type Deadline, deadline, elapsed, waitUntil } from './cli/wait.ts';
import { warnAboutUnpushed } from './clients/git.ts';
import { chartPlace, installArgoCd } from './clients/helm.ts';
import { conditions, connect, hasCondition, kubectl, list, objectSchema } from './clients/kubectl.ts';
import { comparisonReport } from './comparison-report.ts';
import { watchApplications } from './convergence.ts';
import { applicationsOf, argoCdChart, readDist } from './dist.ts';
import { makeEventLogFolders } from './event-log-folders.ts';
import { checkAccount, requireCluster } from './preflight/account.ts';
import { checkExistingCluster } from './preflight/existing-cluster.ts';
import { checkControllers } from './preflight/foreign-controllers.ts';
import { readSecretsByHand, seedRepositoryCredentials } from './secrets.ts';
import { syncArgoCd } from './self-management.ts';

/** Brings an empty cluster to the point where Git is in charge. Every step may be run again. */
export const bootstrap: Command = {
  script: 'bootstrap',
  summary:
    'Installs Argo CD with the values of its own Application, hands it dist/<environment>/root, and watches until every Application is Synced and Healthy.',
  options: ['timeout'],
  example: '-- dev --timeout 45m',
  ends: ['timedOut', 'findings'],
  run: runBootstrap,
};

async function runBootstrap(run: Run): Promise<Exit> {
  const { config, shell } = run;
  const limit = deadline(run, '30m');
  const tree = readDist(run);
  const applications = applicationsOf(tree);

  // Everything that can be refused is refused before the first change.
  await checkAccount(run, ['aws', 'kubectl', 'helm']);
  await requireCluster(run);
  await checkExistingCluster(run);
  await warnAboutUnpushed(run);
  const secrets = await readSecretsByHand(run);
  const argoCd = argoCdChart(tree);
  await chartPlace(run, argoCd);

  await connect(run);
  await checkControllers(run);
  await waitForNodes(run, limit);
  await waitForPodIdentity(run, limit);

  const namespace = tree.get({ group: '', kind: 'Namespace', name: namespaces.argocd });
  if (namespace) await shell.run(kubectl(config, ...serverSideApply, '--filename', `dist/${namespace.file}`));
  if (config.cluster.existing) await makeEventLogFolders(run);
  await seedRepositoryCredentials(run, secrets);
  await installArgoCd(run, argoCd);

  const root = `dist/${config.environment}/root`;
  const files = ['--filename', `${root}/AppProject.root.yaml`, '--filename', `${root}/Application.root.yaml`];
  await shell.run(kubectl(config, ...serverSideApply, ...files));
  const ready = await watchApplications(run, limit, applications);
  await syncArgoCd(run, limit, tree, ready);
  const { lines, complete } = await comparisonReport(run, tree, ready);

  if (run.dryRun) return 'done';
  run.print(`${applications.length} applications are Synced and Healthy after ${elapsed(run.clock, limit.started)}`);
  for (const line of lines) run.print(line);
  run.print(`next: npm run status -- ${config.environment}`);
  return complete ? 'done' : 'findings';
}

/** Argo CD owns these objects after the first run; the second run says the same, and wins where it says more. */
const serverSideApply = ['apply', '--server-side', '--force-conflicts'] as const;

const node = objectSchema.extend({ status: z.object({ conditions }) });

/** Argo CD and Karpenter run on the core nodes. */
function waitForNodes(run: Run, limit: Deadline): Promise<void> {
  const { count } = run.config.cluster.coreNodes;
  const selector = `${nodeGroupLabel}=${coreNodeGroup.nodeGroupType}`;
  const planned = Array.from({ length: count }, (_, index) => ({
    metadata: { name: `core-${index}` },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }));

  return waitUntil(run, limit, {
    goal: `${count} core nodes are Ready`,
    probe: async () => {
      const nodes = await list(run, 'nodes', ['--selector', selector], node, planned);
      const ready = nodes.filter(({ status }) => hasCondition(status.conditions, 'Ready'));
      return ready.length >= count ? [] : [`${ready.length} of ${count} core nodes are Ready`];
    },
    explain: ([missing]) =>
      run.config.cluster.existing
        ? `${missing} after ${limit.text}; give ${count} nodes the label ${selector}, then run this again`
        : `${missing} after ${limit.text}; look at the node group of '${run.config.cluster.name}' in the EKS console (Health issues), then run this again`,
  });
}

const daemonSet = objectSchema.extend({
  status: z.object({ desiredNumberScheduled: z.number(), numberReady: z.number() }),
});

/** The agent gives pods their AWS identity when they are made; a pod that comes before it has none. */
function waitForPodIdentity(run: Run, limit: Deadline): Promise<void> {
  const name = 'eks-pod-identity-agent';
  const args = ['--namespace', namespaces.kubeSystem, '--field-selector', `metadata.name=${name}`];
  const planned = [{ metadata: { name }, status: { desiredNumberScheduled: 1, numberReady: 1 } }];

  return waitUntil(run, limit, {
    goal: `the DaemonSet ${name} is ready`,
    probe: async () => {
      const [agent] = await list(run, 'daemonsets', args, daemonSet, planned);
      if (!agent) return [`DaemonSet ${name} does not exist`];
      const { desiredNumberScheduled: wanted, numberReady: ready } = agent.status;
      return wanted > 0 && ready >= wanted ? [] : [`${ready} of ${wanted} pods of ${name} are ready`];
    },
    explain: ([missing]) =>
      run.config.cluster.existing
        ? `${missing} after ${limit.text}; install the EKS add-on ${name}, then run this again`
        : `${missing} after ${limit.text}; it is an EKS add-on of the cluster stack: run 'npm run cluster:deploy -- ${run.config.environment}', then this again`,
  });
}

await main(bootstrap, import.meta.url);
