import { z } from 'zod';
import { namespaces, teamNamespace } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Run } from '../cli/command.ts';
import { type Deadline, waitUntil } from '../cli/wait.ts';
import { applicationKind, healthy, isAutomatic, listApplications } from '../clients/argocd.ts';
import { kubectl, list, objectSchema } from '../clients/kubectl.ts';
import { applicationsOf, readDist } from '../dist.ts';
import { clusterWide, everywhere, inNamespace, remove } from './removal.ts';

/**
 * Empties the cluster of everything that exists in AWS outside of CloudFormation: load balancers, volumes, nodes.
 * Each goes while the controller that knows how to remove it still runs.
 */
export async function drainCluster(run: Run, limit: Deadline): Promise<void> {
  await suspendArgoCd(run, limit);
  await removeLoadBalancers(run, limit);
  await removeWorkloads(run, limit);
  await removeVolumes(run, limit);
  await removeNodes(run, limit);
}

const isRoot = ({ metadata }: { readonly metadata: { readonly name: string } }) => metadata.name === 'root';

const controller = objectSchema.extend({ spec: z.object({ replicas: z.number() }) });

/** Otherwise Argo CD would make again what is deleted here. The root first, because it would switch its children on again. */
async function suspendArgoCd(run: Run, limit: Deadline): Promise<void> {
  const { shell, config } = run;
  const inArgoCd = inNamespace(namespaces.argocd);
  const planned = run.dryRun ? applicationsOf(readDist(run)).map(healthy) : [];
  const applications = await listApplications(run, planned);
  const automatic = applications.filter(isAutomatic);
  const patch = JSON.stringify({ spec: { syncPolicy: { automated: null } } });
  for (const { metadata } of [...automatic.filter(isRoot), ...automatic.filter((item) => !isRoot(item))]) {
    const { name } = metadata;
    await shell.run(kubectl(config, 'patch', applicationKind, name, ...inArgoCd, '--type', 'merge', '--patch', patch));
  }

  // A sync that already runs, or waits for its next try, does not look at the switch: so its controller stops too.
  const selector = ['--selector', 'app.kubernetes.io/component=application-controller'];
  const find = (planned: readonly z.infer<typeof controller>[]) =>
    list(run, 'statefulsets', [...inArgoCd, ...selector], controller, planned);
  const running = await find([{ metadata: { name: 'argocd-application-controller' }, spec: { replicas: 1 } }]);
  if (running.every(({ spec }) => spec.replicas === 0)) return;
  await shell.run(kubectl(config, 'scale', 'statefulsets', ...inArgoCd, ...selector, '--replicas', '0'));
  await waitUntil(run, limit, {
    goal: 'the application controller of Argo CD has stopped',
    probe: async () =>
      (await list(run, 'pods', [...inArgoCd, ...selector], objectSchema)).map(
        ({ metadata }) => `pod ${metadata.name} still runs`,
      ),
    explain: (left) => `${left.join(', ')} after ${limit.text}; delete it by hand, then run this again`,
  });
}

async function removeLoadBalancers(run: Run, limit: Deadline): Promise<void> {
  const remedy =
    'the load balancer controller removes them: look at its logs (deployment aws-load-balancer-controller in kube-system), then run this again';
  await remove(run, limit, { what: 'Ingresses', kinds: 'ingresses', scope: everywhere, remedy });
  await remove(run, limit, {
    what: 'LoadBalancer Services',
    kinds: 'services',
    scope: everywhere,
    selector: ['--field-selector', 'spec.type=LoadBalancer'],
    remedy,
  });
}

/** What starts pods goes first, then the jobs, then the pods. A pod that may not be disrupted would hold its node for hours. */
async function removeWorkloads(run: Run, limit: Deadline): Promise<void> {
  const remedy =
    "look for finalizers or a node that does not answer: 'kubectl describe' the objects, then run this again";
  const emptied = workloadNamespaces(run.config);

  for (const namespace of emptied) {
    const what = `Deployments and CronJobs in ${namespace}`;
    const which = { kinds: 'cronjobs,deployments', scope: inNamespace(namespace), foreground: true };
    await remove(run, limit, { what, ...which, remedy });
  }
  for (const kind of ['scheduledsparkapplications', 'sparkapplications', 'sparkconnects']) {
    await remove(run, limit, { what: kind, kinds: `${kind}.sparkoperator.k8s.io`, scope: everywhere, remedy });
  }
  for (const namespace of emptied) {
    const what = `other workloads and pods in ${namespace}`;
    const which = { kinds: 'daemonsets,statefulsets,jobs,pods', scope: inNamespace(namespace) };
    await remove(run, limit, { what, ...which, remedy });
  }
}

/** The namespaces whose pods run on Karpenter's nodes; controllers live on the core nodes and stay to the end. */
function workloadNamespaces({ monitoring, teams }: PlatformConfig): readonly string[] {
  return [
    namespaces.airflow,
    ...(monitoring.kind === 'prometheus' ? [namespaces.monitoring] : []),
    ...teams.map(teamNamespace),
  ];
}

const volume = objectSchema.extend({
  spec: z.object({
    persistentVolumeReclaimPolicy: z.string().optional(),
    csi: z.object({ volumeHandle: z.string() }).optional(),
  }),
});

async function removeVolumes(run: Run, limit: Deadline): Promise<void> {
  await remove(run, limit, {
    what: 'PersistentVolumeClaims',
    kinds: 'persistentvolumeclaims',
    scope: everywhere,
    remedy:
      "a pod still uses the claim: 'kubectl describe persistentvolumeclaim' names it; delete the pod, then run this again",
  });
  await waitUntil(run, limit, {
    goal: 'the EBS driver has deleted the volumes',
    probe: async () => {
      const volumes = await list(run, 'persistentvolumes', [], volume);
      const deleted = volumes.filter(({ spec }) => spec.persistentVolumeReclaimPolicy === 'Delete');
      return deleted.map(({ metadata, spec }) => `${metadata.name} (${spec.csi?.volumeHandle ?? 'no EBS volume'})`);
    },
    explain: (left) =>
      `volumes are still there after ${limit.text}: ${left.join(', ')}\n  look at the logs of deployment ebs-csi-controller in kube-system, then run this again`,
  });
}

async function removeNodes(run: Run, limit: Deadline): Promise<void> {
  const remedy =
    "Karpenter drains them: 'kubectl describe nodeclaims' shows which pod it waits for; delete the pod, then run this again";
  const nodes = { scope: clusterWide, remedy };
  await remove(run, limit, { ...nodes, what: 'NodePools', kinds: 'nodepools.karpenter.sh' });
  await remove(run, limit, { ...nodes, what: 'NodeClaims', kinds: 'nodeclaims.karpenter.sh' });
  await remove(run, limit, { ...nodes, what: 'EC2NodeClasses', kinds: 'ec2nodeclasses.karpenter.k8s.aws' });
}
