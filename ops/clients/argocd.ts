import { z } from 'zod';
import { namespaces } from '../../config/names.ts';
import type { ApplicationView } from '../../review/tree/application.ts';
import type { Run } from '../cli/command.ts';
import { list, objectSchema } from './kubectl.ts';

const resource = z.object({
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  status: z.string().optional(),
  message: z.string().optional(),
  requiresPruning: z.boolean().optional(),
  hook: z.boolean().optional(),
  health: z.object({ status: z.string().optional(), message: z.string().optional() }).optional(),
});

const application = objectSchema.extend({
  metadata: objectSchema.shape.metadata.extend({
    deletionTimestamp: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z
    .object({
      syncPolicy: z.object({ automated: z.object({ enabled: z.boolean().optional() }).nullish() }).optional(),
    })
    .optional(),
  status: z
    .object({
      sync: z.object({ status: z.string().optional() }).optional(),
      // Without a status in the middle of the first comparison.
      health: z.object({ status: z.string().optional(), message: z.string().optional() }).optional(),
      conditions: z.array(z.object({ type: z.string(), message: z.string() })).optional(),
      operationState: z
        .object({
          phase: z.string(),
          message: z.string().optional(),
          retryCount: z.number().optional(),
          syncResult: z.object({ resources: z.array(resource).nullish() }).optional(),
        })
        .optional(),
      resources: z.array(resource).nullish(),
    })
    .optional(),
});

export const applicationKind = 'applications.argoproj.io';

/** An Application as Argo CD reports it. */
export type Application = z.infer<typeof application>;

export function listApplications(run: Run, planned: readonly Application[]): Promise<readonly Application[]> {
  return list(run, applicationKind, ['--namespace', namespaces.argocd], application, planned);
}

/** What a healthy cluster answers. */
export function healthy({ name, sync: { automated } }: ApplicationView): Application {
  return {
    metadata: { name },
    spec: { syncPolicy: { automated: { enabled: automated } } },
    status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
  };
}

/** Whether Argo CD syncs it by itself. */
export function isAutomatic({ spec }: Pick<Application, 'spec'>): boolean {
  const automated = spec?.syncPolicy?.automated;
  return automated != null && automated.enabled !== false;
}

/** Synced by its last sync, hooks included, and healthy; what is synced by hand only has to be healthy. */
export function isReady(expected: ApplicationView, application: Application | undefined): boolean {
  const { sync, health } = application?.status ?? {};
  if (health?.status !== 'Healthy') return false;
  return !expected.sync.automated || (sync?.status === 'Synced' && unfinished(application) === undefined);
}

/** Phase of a sync that runs, waits for its next try, or has failed. */
function unfinished(application: Application | undefined): string | undefined {
  const phase = application?.status?.operationState?.phase;
  return phase === 'Succeeded' ? undefined : phase;
}

/** `OutOfSync, Progressing, sync Running`. */
export function state(application: Application | undefined): string {
  if (!application) return 'not created yet';
  const { sync, health } = application.status ?? {};
  if (!sync?.status && !health?.status) return 'not reconciled yet';
  const phase = unfinished(application);
  return `${sync?.status || 'Unknown'}, ${health?.status ?? 'Unknown'}${phase ? `, sync ${phase}` : ''}`;
}

/** What becomes of an Application that Git no longer has. */
export function removal({ metadata: { deletionTimestamp, annotations } }: Application): string {
  if (deletionTimestamp === undefined) return 'not in dist/';
  if (annotations?.['argocd.argoproj.io/deletion-approved'] !== undefined) return 'not in dist/, is being deleted';
  return "not in dist/, is being deleted: look at what goes, and agree (CONTRIBUTING.md, 'Remove a team or a node pool')";
}

/** Why an Application is not ready: its own errors first, then those of its objects. */
export function reasons(application: Application | undefined): readonly string[] {
  const { conditions = [], operationState: operation, resources, health, sync } = application?.status ?? {};
  const failed = operation?.syncResult?.resources?.filter(({ status }) => status === 'SyncFailed') ?? [];
  const unhealthy = resources?.filter((item) => item.health?.status && item.health.status !== 'Healthy') ?? [];
  const outOfSync =
    sync?.status === 'OutOfSync' ? (resources?.filter(({ status }) => status === 'OutOfSync') ?? []) : [];
  const retry = operation?.retryCount ? `, retry ${operation.retryCount}` : '';

  return [
    ...conditions.map(({ type, message }) => `${type}: ${message}`),
    ...(unfinished(application) ? [`sync ${operation?.phase}${retry}: ${operation?.message ?? 'no message'}`] : []),
    ...failed.map((item) => `${name(item)} was not applied: ${item.message ?? 'no message'}`),
    ...unhealthy.map((item) => `${name(item)} is ${item.health?.status}: ${item.health?.message ?? 'no message'}`),
    ...(health?.message ? [health.message] : []),
    ...outOfSync.map((item) => `${name(item)} is not as Git says`),
    ...(application && !sync?.status && !health?.status ? [neverCompared] : []),
    ...(isUnknown(application) && conditions.length === 0 ? [noComparison] : []),
  ].map(oneLine);
}

function isUnknown(application: Application | undefined): boolean {
  const { sync, health } = application?.status ?? {};
  return sync?.status === 'Unknown' || health?.status === 'Unknown';
}

const neverCompared = 'Argo CD has not compared it yet; its application controller does that, if it runs';

/** Argo CD takes the condition away with the next refresh, though nothing has changed. */
const noComparison =
  "the last comparison with the cluster failed, and Argo CD no longer says why; 'npm run diff' asks the server itself";

/**
 * What is still in the cluster and no longer in Git, of an Application that should remove it by itself. Argo CD counts the Job
 * of a hook as such until the next sync makes it again.
 */
export function leftovers(application: Application): readonly string[] {
  if (!isAutomatic(application)) return [];
  const resources = application.status?.resources ?? [];
  return resources.filter(({ requiresPruning, hook }) => requiresPruning && !hook).map(name);
}

function name({ kind, namespace, name }: z.infer<typeof resource>): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}
