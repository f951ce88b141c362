import { z } from 'zod';
import { UserError } from '../../config/user-error.ts';
import { at } from '../../imports/json.ts';
import type { Run } from '../cli/command.ts';
import { applicationKind } from '../clients/argocd.ts';
import { kubectl, label, list, objectSchema, texts, whyNotReady } from '../clients/kubectl.ts';
import { answerOrFailure, ShellError } from '../clients/shell.ts';
import { contextOf, onContext, requireTools } from './context.ts';
import { nodes } from './nodes.ts';
import { standInNamespace } from './services.ts';

const namespace = objectSchema.extend({ metadata: z.object({ name: z.string(), labels: texts }) });

/** The label of the namespace of the stand-ins: which environment `up` has brought here. */
export const environmentLabel = 'airflow-on-eks.local/environment';

/** The environment that `up` has brought to the cluster. */
async function environmentIn(run: Run): Promise<string | undefined> {
  const found = await list(run, 'namespaces', [], namespace);
  return found.find(({ metadata }) => metadata.name === standInNamespace)?.metadata.labels[environmentLabel];
}

/** The run on the throw-away cluster. Stops where that does not run the environment that is asked for. */
export async function onRunningCluster(outer: Run, tools: readonly string[] = ['kubectl']): Promise<Run> {
  requireTools(outer, tools);
  const run = onContext(outer);
  await requireCluster(run);
  const environment = await environmentIn(run);
  if (run.dryRun || environment === run.config.environment) return run;
  throw new UserError(
    environment === undefined
      ? `nothing of '${run.config.environment}' is in the cluster of context '${contextOf(run)}'; run 'npm run local -- up ${run.config.environment}'`
      : `the cluster of context '${contextOf(run)}' runs '${environment}' and not '${run.config.environment}'; name it`,
  );
}

/** The address of the cluster's API, as the kubeconfig has it; nothing where it has no such context. No server is asked. */
export async function serverOf({ shell, config }: Run): Promise<string | undefined> {
  const view = ['config', 'view', '--minify', '--output', 'jsonpath={.clusters[0].cluster.server}'];
  const answer = await answerOrFailure(shell.run(kubectl(config, ...view)));
  return answer instanceof ShellError ? undefined : answer;
}

/** Names of the API servers of EKS, with IPv4 and with IPv6. */
const eksServer = /\.eks\.amazonaws\.com|\.eks-cluster\.[\w-]+\.api\./;

/** Stops unless the API of the cluster answers. One in AWS is not even asked: its login would call AWS. */
export async function requireCluster(run: Run): Promise<void> {
  const server = await serverOf(run);
  if (server === undefined) {
    throw new UserError(
      `the kubeconfig has no context '${contextOf(run)}'; run 'npm run local -- up', or give another --context`,
    );
  }
  if (eksServer.test(server)) throw inAws(run, server);
  const { config, flags, shell } = run;
  const failure = await whyNotReady(shell, config);
  if (failure === undefined) return;
  const remedy =
    flags.context === undefined
      ? `start its containers in Docker, or run 'npm run local -- down ${config.environment}', then 'up' again`
      : 'start it, or give another --context';
  throw new UserError(`the cluster of context '${contextOf(run)}' does not answer (${failure.reason}); ${remedy}`);
}

function inAws(run: Run, sign: string): UserError {
  return new UserError(
    `the cluster of context '${contextOf(run)}' runs in AWS (${sign}); give one to throw away, e.g. of kind, k3d or minikube`,
  );
}

/** Stops at a cluster that somebody may need: one that is not empty, or that looks like a real environment. */
export async function refuseUsedCluster(run: Run): Promise<void> {
  const context = contextOf(run);
  const ofEks = (await nodes(run)).find(({ spec }) => spec.providerID?.startsWith('aws://'));
  if (ofEks) throw inAws(run, `node ${ofEks.metadata.name}`);
  const environment = await environmentIn(run);
  if (environment === run.config.environment) return;
  if (environment !== undefined) {
    throw new UserError(
      `the cluster of context '${context}' runs '${environment}'; name it, or run 'npm run local -- down ${environment}' first`,
    );
  }
  const [root] = await list(run, applicationKind, ['--all-namespaces'], objectSchema);
  if (root) {
    throw new UserError(
      `the cluster of context '${context}' is in the charge of Argo CD (Application ${label(root)}), like a real environment; give one to throw away`,
    );
  }
  const namespaces = await list(run, 'namespaces', [], namespace);
  const pods = await list(run, 'pods', ['--all-namespaces'], objectSchema);
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

/** Says where the cluster runs another minor version of Kubernetes than the environment. */
export async function compareVersions({ shell, config, flags, progress }: Run): Promise<void> {
  const { kubernetesVersion: wanted } = config.cluster;
  const planned = JSON.stringify({ serverVersion: { gitVersion: `v${wanted}.0` } });
  const answer = await shell.run(kubectl(config, 'version', '--output', 'json'), { planned });
  const [, found] = /^v(\d+\.\d+)/.exec(String(at(JSON.parse(answer), 'serverVersion.gitVersion'))) ?? [];
  if (found === undefined || found === wanted) return;
  const remedy =
    flags.context === undefined ? `install the kind whose nodes are of ${wanted}` : `give one of ${wanted}`;
  progress(`warning: the cluster runs Kubernetes ${found}, the environment ${wanted}; if that matters, ${remedy}`);
}

/** What kind, k3d and minikube bring. */
function isSystem(name: string): boolean {
  return /^(default|kube-(system|public|node-lease)|local-path-storage|kubernetes-dashboard)$/.test(name);
}

const storageClass = objectSchema.extend({
  metadata: z.object({ name: z.string(), annotations: texts }),
  provisioner: z.string(),
});

/** The provisioner of the cluster's default StorageClass, under whose name volumes are made here. */
export async function defaultProvisioner(run: Run): Promise<string> {
  const isDefault = 'storageclass.kubernetes.io/is-default-class';
  const found = await list(run, 'storageclasses', [], storageClass, [
    { metadata: { name: 'standard', annotations: { [isDefault]: 'true' } }, provisioner: 'rancher.io/local-path' },
  ]);
  const chosen = found.find(
    ({ metadata, provisioner }) => metadata.annotations[isDefault] === 'true' && provisioner !== 'ebs.csi.aws.com',
  );
  if (chosen) return chosen.provisioner;
  throw new UserError(
    `the cluster of context '${contextOf(run)}' has no default StorageClass, so nothing makes its volumes; annotate one with ${isDefault}=true`,
  );
}
