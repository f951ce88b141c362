import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Unavailable } from '../../config/cli.ts';
import { UserError } from '../../config/user-error.ts';
import type { Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { type Deadline, rest } from '../cli/wait.ts';
import { answerOrFailure, ShellError } from '../clients/shell.ts';
import { serverOf } from './cluster.ts';
import { contextOf, kindCluster, onContext } from './context.ts';
import { rolesOf, workersFor } from './nodes.ts';

/** Memory of the machine that the whole platform and its jobs need: docs/local.md has what was measured. */
const neededGib = 8;

/** Makes the kind cluster, or goes on with the one that an earlier `up` has made. */
export async function createKindCluster(run: Run, tree: Tree, limit: Deadline): Promise<void> {
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
  await requireDisk(run);
  for (const warning of tightLimits(workers + 1, limitOfThisMachine)) run.progress(`warning: ${warning}`);
  const wait = rest(run.clock, limit, 180);
  await shell.run(['kind', 'create', 'cluster', '--name', name, '--config', '-', '--wait', wait], { input: { text } });
}

/** A compact cluster changes pods by a policy, which is beta and off by default in Kubernetes 1.35. */
const mutatingPolicies = {
  featureGates: { MutatingAdmissionPolicy: true },
  runtimeConfig: { 'admissionregistration.k8s.io/v1beta1': 'true' },
};

/** Space for the images: each node of kind has a store of its own. docs/local.md has what was measured. */
const neededDiskGib = 20;

/** Where Docker keeps its images on this machine, and not in a machine of its own, its disk can be looked at. */
async function requireDisk({ shell }: Run): Promise<void> {
  const folder = (await shell.run(['docker', 'info', '--format', '{{.DockerRootDir}}'])).trim();
  if (!isAbsolute(folder) || !existsSync(folder)) return;
  const { bavail, bsize } = statfsSync(folder);
  const gib = (bavail * bsize) / 2 ** 30;
  if (gib >= neededDiskGib) return;
  throw new Unavailable(
    `the disk of ${folder} has ${gib.toFixed(1)} GiB left, this needs ${neededDiskGib}; remove what is not needed, e.g. with 'docker system prune', or give a larger cluster with --context`,
  );
}

/** What kind recommends: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files */
const recommended = { max_user_instances: 512, max_user_watches: 524_288 };

/** Limits of Linux that nodes share, and which are low on many laptops: pods would end with 'too many open files'. */
export function tightLimits(nodes: number, read: (name: string) => number | undefined): readonly string[] {
  return Object.entries(recommended).flatMap(([name, wanted]) => {
    const found = read(name) ?? wanted;
    return found >= wanted
      ? []
      : [
          `fs.inotify.${name} is ${found}, and kind recommends ${wanted} for several nodes (here ${nodes}); run 'sudo sysctl fs.inotify.${name}=${wanted}' where pods end with 'too many open files'`,
        ];
  });
}

/** Nothing where the machine is no Linux. */
function limitOfThisMachine(name: string): number | undefined {
  const file = `/proc/sys/fs/inotify/${name}`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

async function requireMemory({ shell }: Run): Promise<void> {
  // Without a server it prints no memory, and ends as if all were well: the template has its errors too.
  const format = '{{.MemTotal}} {{join .ServerErrors " "}}';
  const ask = shell.run(['docker', 'info', '--format', format], { planned: String(neededGib * 2 ** 30) });
  const answer = await answerOrFailure(ask);
  const [memory, problem] = answer instanceof ShellError ? ['0', answer.reason] : answer.trim().split(/ (.*)/s);
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
