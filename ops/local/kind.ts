import { Unavailable } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import type { Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { ShellError } from '../clients/shell.ts';
import { serverOf } from './cluster.ts';
import { contextOf, kindCluster, onContext } from './context.ts';
import { rolesOf, workersFor } from './nodes.ts';

/** Memory of the machine that the whole platform and its jobs need: docs/local.md has what was measured. */
const neededGib = 8;

/** Makes the kind cluster, or goes on with the one that an earlier `up` has made. */
export async function createKindCluster(run: Run, tree: Tree): Promise<void> {
  const { shell, config, flags } = run;
  const name = kindCluster(config);
  await requireMemory(run);
  const existing = (await shell.run(['kind', 'get', 'clusters'])).split('\n');
  if (existing.includes(name)) {
    if ((await serverOf(onContext(run))) !== undefined)
      return run.progress(`the kind cluster '${name}' is there: going on with it`);
    throw new UserError(
      `the kind cluster '${name}' is not complete: the kubeconfig has no context '${contextOf(run)}'; run 'npm run local -- down ${config.environment}', then 'up' again`,
    );
  }

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
  // Without a server it prints no memory, and ends as if all were well: the template has its errors too.
  const format = '{{.MemTotal}} {{join .ServerErrors " "}}';
  const [memory, problem] = await shell
    .run(['docker', 'info', '--format', format], { planned: String(neededGib * 2 ** 30) })
    .then((answer) => answer.trim().split(/ (.*)/s))
    .catch((error: unknown) => {
      if (!(error instanceof ShellError)) throw error;
      return ['0', error.output.trim().split('\n').at(-1) ?? ''];
    });
  if (problem !== undefined) {
    const remedy = /permission denied/i.test(problem) ? 'let your user work with it' : 'start it';
    throw new Unavailable(
      `Docker does not answer (${problem}); ${remedy}, or give the context of an empty cluster with --context`,
    );
  }
  const gib = Number(memory) / 2 ** 30;
  // A machine of 8 GB reports a little less.
  if (gib >= neededGib * 0.9) return;
  throw new Unavailable(
    `Docker has ${gib.toFixed(1)} GiB of memory, this needs ${neededGib}; give it more (Docker Desktop: Settings, Resources), or a larger cluster with --context`,
  );
}
