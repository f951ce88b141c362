import { z } from 'zod';
import { UserError } from '../../config/user-error.ts';
import type { Item } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { type Deadline, waitUntil } from '../cli/wait.ts';
import { conditions, hasCondition, list, objectSchema } from '../clients/kubectl.ts';

const number = z.number().default(0);

const workload = objectSchema.extend({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional(), generation: z.number().optional() }),
  spec: z.object({ replicas: z.number().optional(), suspend: z.boolean().optional() }).default({}),
  status: z
    .object({
      observedGeneration: z.number().optional(),
      updatedReplicas: number,
      readyReplicas: number,
      desiredNumberScheduled: number,
      numberReady: number,
      conditions,
    })
    .prefault({}),
});

type Workload = z.infer<typeof workload>;

const kinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'];

/** Waits until the pods of these objects run, and its Jobs are done. */
export async function waitForWorkloads(run: Run, limit: Deadline, name: string, items: readonly Item[]): Promise<void> {
  const expected = items.filter(({ id }) => kinds.includes(id.kind));
  if (expected.length === 0) return;
  const namespaces = [...new Set(expected.map(({ id }) => id.namespace ?? 'default'))];
  await waitUntil(run, limit, {
    goal: `${name} runs`,
    probe: async () => {
      // The answers of a dry run would be a copy of what is asked for.
      if (run.dryRun) return [];
      const missing = await Promise.all(namespaces.map((namespace) => unready(run, namespace, expected)));
      return missing.flat();
    },
    explain: (missing) =>
      `${name} does not run after ${limit.text}: ${missing.join(', ')}; fix the cause and run the same command again, it goes on from here`,
  });
}

async function unready(run: Run, namespace: string, expected: readonly Item[]): Promise<readonly string[]> {
  const found = await list(run, 'deployments,statefulsets,daemonsets,jobs', ['--namespace', namespace], workload);
  const waiting = expected
    .filter(({ id }) => id.namespace === namespace)
    .flatMap(({ id }) => {
      const object = found.find(({ kind, metadata }) => kind === id.kind && metadata.name === id.name);
      const missing = object ? missingOf(object) : 'not there yet';
      return missing === undefined ? [] : [`${id.name} (${missing})`];
    });
  return waiting.length === 0 ? [] : [...waiting, ...(await troubles(run, ['--namespace', namespace]))];
}

function missingOf({ kind, metadata, spec, status }: Workload): string | undefined {
  if (kind === 'Job') {
    const failed = status.conditions.find(({ type, status: is }) => type === 'Failed' && is === 'True');
    if (failed) {
      throw new UserError(
        `the Job ${metadata.namespace}/${metadata.name} failed: ${failed.message}; see 'kubectl --namespace ${metadata.namespace} logs job/${metadata.name}', then run the same command again`,
      );
    }
    return hasCondition(status.conditions, 'Complete') ? undefined : 'runs';
  }
  if (kind === 'DaemonSet') {
    const { numberReady: ready, desiredNumberScheduled: wanted } = status;
    return ready >= wanted ? undefined : `${ready} of ${wanted}`;
  }
  const wanted = spec.replicas ?? 1;
  const isSeen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  const ready = isSeen ? Math.min(status.readyReplicas, status.updatedReplicas) : 0;
  return ready >= wanted ? undefined : `${ready} of ${wanted}`;
}

const pod = objectSchema.extend({
  status: z.object({
    conditions,
    initContainerStatuses: z.array(z.unknown()).default([]),
    containerStatuses: z.array(z.unknown()).default([]),
  }),
});

const waitingContainer = z.object({
  image: z.string(),
  state: z.object({ waiting: z.object({ reason: z.string(), message: z.string().optional() }) }),
});

/** What keeps pods from running, each once. */
export async function troubles(run: Run, where: readonly string[]): Promise<readonly string[]> {
  const pods = await list(run, 'pods', where, pod);
  const found = pods.flatMap(({ metadata: { name }, status }) => {
    const unscheduled = status.conditions.find(({ reason }) => reason === 'Unschedulable');
    const containers = [...status.initContainerStatuses, ...status.containerStatuses].flatMap((container) => {
      const { data } = waitingContainer.safeParse(container);
      return data === undefined ? [] : containerTrouble(data, name);
    });
    return [...(unscheduled ? [`${name} finds no node: ${unscheduled.message}`] : []), ...containers];
  });
  return [...new Set(found)];
}

function containerTrouble({ image, state: { waiting } }: z.infer<typeof waitingContainer>, pod: string) {
  const { reason, message = '' } = waiting;
  if (/no match(ing manifest)? for platform/.test(message))
    return [`the image '${image}' has no build for the processor of its node; build it for arm64 and amd64`];
  if (/ImagePull|InvalidImageName|ErrImage/.test(reason)) return [`the image '${image}' cannot be pulled`];
  return /CrashLoopBackOff|CreateContainer.*Error/.test(reason) ? [`${pod}: ${reason}`] : [];
}
