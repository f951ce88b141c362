import { z } from 'zod';
import { Unavailable } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import type { Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { kubectl, label, list, objectSchema } from '../clients/kubectl.ts';
import { ShellError } from '../clients/shell.ts';
import { contextOf, kindCluster } from './context.ts';
import { nodes, rolesOf, workersFor } from './nodes.ts';
import { standInNamespace } from './services.ts';

/** Memory of the machine that the whole platform and its jobs need: docs/local.md has what was measured. */
export const neededGib = 8;

/** Makes the kind cluster, or goes on with the one that an earlier `up` has made. */
export async function createKindCluster(run: Run, tree: Tree): Promise<void> {
  const { shell, config, flags } = run;
  const name = kindCluster(config);
  await requireMemory(run);
  const existing = (await shell.run(['kind', 'get', 'clusters'])).split('\n');
  if (existing.includes(name)) return run.progress(`the kind cluster '${name}' is there: going on with it`);

  const workers = flags.compact ? 1 : workersFor(rolesOf(tree));
  run.progress(`a kind cluster with ${workers} worker nodes`);
  const text = JSON.stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    ...(flags.compact ? mutatingPolicies : {}),
    nodes: [{ role: 'control-plane' }, ...Array.from({ length: workers }, () => ({ role: 'worker' }))],
  });
  await shell.run(['kind', 'create', 'cluster', '--name', name, '--config', '-', '--wait', '3m'], { input: { text } });
}

/** A compact cluster changes pods by a policy, which is beta and off by default in Kubernetes 1.35. */
const mutatingPolicies = {
  featureGates: { MutatingAdmissionPolicy: true },
  runtimeConfig: { 'admissionregistration.k8s.io/v1beta1': 'true' },
};

async function requireMemory({ shell }: Run): Promise<void> {
  let answer: string;
  try {
    answer = await shell.run(['docker', 'info', '--format', '{{.MemTotal}}'], { planned: String(neededGib * 2 ** 30) });
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    throw new Unavailable('Docker does not answer; start it, or give the context of an empty cluster with --context');
  }
  const gib = Number(answer) / 2 ** 30;
  // A machine of 8 GB reports a little less.
  if (gib >= neededGib * 0.9) return;
  throw new Unavailable(
    `Docker has ${gib.toFixed(1)} GiB of memory, this needs ${neededGib}; give it more (Docker Desktop: Settings, Resources), or a larger cluster with --context`,
  );
}

const application = objectSchema;
const namespace = objectSchema.extend({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
});

/** The label of the namespace of the stand-ins: which environment `up` has brought here. */
export const environmentLabel = 'airflow-on-eks.local/environment';

/** The environment that `up` has brought to the cluster. */
export async function environmentIn(run: Run): Promise<string | undefined> {
  const found = await list(run, 'namespaces', [], { item: namespace, planned: [] });
  return found.find(({ metadata }) => metadata.name === standInNamespace)?.metadata.labels[environmentLabel];
}

/** Stops where the cluster does not run the environment that is asked for. */
export function requireUp(environment: string | undefined, run: Run): void {
  if (run.dryRun || environment === run.config.environment) return;
  throw new UserError(
    environment === undefined
      ? `nothing of '${run.config.environment}' is in the cluster of context '${contextOf(run)}'; run 'npm run local -- up ${run.config.environment}'`
      : `the cluster of context '${contextOf(run)}' runs '${environment}' and not '${run.config.environment}'; name it`,
  );
}

/** Stops unless the API of the cluster answers. */
export async function requireCluster(run: Run): Promise<void> {
  try {
    await run.shell.run(kubectl(run.config, 'get', '--raw', '/readyz', '--request-timeout', '20s'));
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    throw new UserError(
      `the cluster of context '${contextOf(run)}' does not answer (${error.output.trim().split('\n').at(-1)}); run 'npm run local -- up', or give another --context`,
    );
  }
}

/** Stops at a cluster that somebody may need: one that is not empty, or that looks like a real environment. */
export async function refuseUsedCluster(run: Run): Promise<void> {
  const context = contextOf(run);
  const ofEks = (await nodes(run)).find(({ spec }) => spec.providerID?.startsWith('aws://'));
  if (ofEks) {
    throw new UserError(
      `the cluster of context '${context}' runs in AWS (node ${ofEks.metadata.name}); give one to throw away, e.g. of kind, k3d or minikube`,
    );
  }
  const environment = await environmentIn(run);
  if (environment === run.config.environment) return;
  if (environment !== undefined) {
    throw new UserError(
      `the cluster of context '${context}' runs '${environment}'; name it, or run 'npm run local -- down ${environment}' first`,
    );
  }
  const roots = await list(run, 'applications.argoproj.io', ['--all-namespaces'], { item: application, planned: [] });
  const [root] = roots;
  if (root) {
    throw new UserError(
      `the cluster of context '${context}' is in the charge of Argo CD (Application ${label(root)}), like a real environment; give one to throw away`,
    );
  }
  const namespaces = await list(run, 'namespaces', [], { item: namespace, planned: [] });
  const pods = await list(run, 'pods', ['--all-namespaces'], { item: objectSchema, planned: [] });
  const used = [
    ...namespaces.map(({ metadata: { name } }) => name).filter((name) => !isSystem(name)),
    ...pods
      .filter(({ metadata }) => !isSystem(metadata.namespace ?? '') || metadata.namespace === 'default')
      .map(label),
  ];
  if (used.length === 0) return;
  throw new UserError(
    `the cluster of context '${context}' is not empty: it has ${used.slice(0, 5).join(', ')}; give one to throw away`,
  );
}

/** What kind, k3d and minikube bring. */
function isSystem(name: string): boolean {
  return /^(default|kube-.*|local-path-storage|kubernetes-dashboard)$/.test(name);
}

const storageClass = objectSchema.extend({
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) }),
  provisioner: z.string(),
});

/** The provisioner of the cluster's default StorageClass, under whose name volumes are made here. */
export async function defaultProvisioner(run: Run): Promise<string> {
  const isDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const found = await list(run, 'storageclasses', [], {
    item: storageClass,
    planned: [{ metadata: { name: 'standard', annotations: isDefault }, provisioner: 'rancher.io/local-path' }],
  });
  const [chosen] = found.filter(
    ({ metadata, provisioner }) =>
      metadata.annotations['storageclass.kubernetes.io/is-default-class'] === 'true' &&
      provisioner !== 'ebs.csi.aws.com',
  );
  if (chosen) return chosen.provisioner;
  throw new UserError(
    `the cluster of context '${contextOf(run)}' has no default StorageClass, so nothing makes its volumes; annotate one with storageclass.kubernetes.io/is-default-class=true`,
  );
}
