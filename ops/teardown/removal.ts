import type { Run } from '../cli/command.ts';
import { type Deadline, waitUntil } from '../cli/wait.ts';
import { type KubernetesObject, kubectl, label, list, objectSchema } from '../clients/kubectl.ts';

/** Objects to delete, and why they may refuse to go. */
export interface Removal {
  /** What people call them. */
  readonly what: string;
  /** Kinds, as kubectl takes them. */
  readonly kinds: string;
  readonly scope: readonly string[];
  /** @default - all of the scope */
  readonly selector?: readonly string[];
  /**
   * Delete what they own first.
   * @default false
   */
  readonly foreground?: boolean;
  /** What to look at when they do not go. */
  readonly remedy: string;
}

export const everywhere = ['--all-namespaces'] as const;
export const clusterWide = [] as const;
export const inNamespace = (namespace: string) => ['--namespace', namespace] as const;

/** Deletes, and waits until nothing is left. Does nothing where nothing is left already. */
export async function remove(run: Run, limit: Deadline, removal: Removal): Promise<void> {
  const { what, kinds, scope, selector = [], foreground, remedy } = removal;
  const find = (planned: readonly KubernetesObject[]) =>
    list(run, kinds, [...scope, ...selector], objectSchema, planned);

  const found = await find([{ metadata: { name: 'each' } }]);
  if (found.length === 0) return;
  run.progress(
    `delete ${what}: ${run.dryRun ? 'all that are found' : found.map((object) => label(object)).join(', ')}`,
  );
  const which = selector.length > 0 ? selector : ['--all'];
  const cascade = foreground ? ['--cascade=foreground'] : [];
  await run.shell.run(
    kubectl(run.config, 'delete', kinds, ...scope, ...which, ...cascade, '--ignore-not-found', '--wait=false'),
  );

  await waitUntil(run, limit, {
    goal: `no ${what} are left`,
    probe: async () => (await find([])).map((object) => label(object)),
    explain: (left) => `${what} do not go away within ${limit.text}: ${left.join(', ')}\n  ${remedy}`,
  });
}
