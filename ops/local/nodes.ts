import { z } from 'zod';
import { coreNodeGroup, nodeGroupLabel } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import { at, listIn, objectIn } from '../../imports/json.ts';
import type { Item, Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { conditions, kubectl, list, objectSchema, texts } from '../clients/kubectl.ts';

/** What a node must be like, so that the pods of one pool go to it. */
export interface Role {
  readonly name: string;
  /** Nodes of this kind. */
  readonly count: number;
  readonly labels: Readonly<Record<string, string>>;
  /** As kubectl takes them: `dedicated=airflow:NoSchedule`. */
  readonly taints: readonly string[];
}

/** The core nodes, and one kind of node for each NodePool of the environment. */
export function rolesOf(tree: Tree): readonly Role[] {
  const { nodeGroupType, taint } = coreNodeGroup;
  const taints = [`${taint.key}=${taint.value}:${taint.effect}`];
  return [
    { name: nodeGroupType, count: 1, labels: { [nodeGroupLabel]: nodeGroupType }, taints },
    ...tree.ofKind('NodePool').map(roleOf),
  ];
}

function roleOf({ id: { name }, manifest }: Item): Role {
  const template = objectIn(manifest, 'spec.template');
  const capacity = listIn(template, 'spec.requirements').find(
    (requirement) => at(requirement, 'key') === 'karpenter.sh/capacity-type',
  );
  const types = listIn(capacity, 'values');
  const labels = Object.entries(objectIn(template, 'metadata.labels')).map(([key, value]) => [key, String(value)]);
  return {
    name,
    // What Airflow's own pods ask for is more than a small machine has.
    count: at(template, `metadata.labels.${nodeGroupLabel}`) === 'Airflow' ? 2 : 1,
    labels: {
      ...Object.fromEntries(labels),
      'karpenter.sh/nodepool': name,
      'karpenter.sh/capacity-type': types.includes('spot') ? 'spot' : 'on-demand',
    },
    taints: listIn(template, 'spec.taints').map(
      (taint) => `${at(taint, 'key')}=${at(taint, 'value')}:${at(taint, 'effect')}`,
    ),
  };
}

/** Worker nodes of a cluster for all roles, with those of comfort. */
export function workersFor(roles: readonly Role[]): number {
  return roles.reduce((sum, { count }) => sum + count, 0);
}

const nodeSchema = objectSchema.extend({
  metadata: z.object({ name: z.string(), labels: texts, annotations: texts }),
  spec: z
    .object({
      providerID: z.string().optional(),
      unschedulable: z.boolean().default(false),
      taints: z.array(z.object({ key: z.string(), value: z.string().default(''), effect: z.string() })).default([]),
    })
    .prefault({}),
  status: z.object({ conditions }).prefault({}),
});

type Node = z.infer<typeof nodeSchema>;

export function nodes(run: Run, planned: readonly Node[] = []): Promise<readonly Node[]> {
  return list(run, 'nodes', [], nodeSchema, planned);
}

const controlPlane = 'node-role.kubernetes.io/control-plane';

/** Says on a node what `up` has given it: `down` takes back exactly that, whatever `dist/` says by then. */
const givenAnnotation = 'airflow-on-eks.local/given';

const givenSchema = z.object({ labels: z.array(z.string()), taints: z.array(z.string()) });

/** Whether pods may go there at all. */
function takesPods({ metadata, spec, status }: Node): boolean {
  const isDown = status.conditions.some(({ type, status: is }) => type === 'Ready' && is !== 'True');
  return !(controlPlane in metadata.labels) && !spec.unschedulable && !isDown;
}

/** Whether a node has no role, and no taint but those that an interrupted `up` has given. */
function isFree({ metadata: { labels, annotations }, spec: { taints } }: Node): boolean {
  const keepsAway = taints.some(({ effect }) => effect !== 'PreferNoSchedule');
  return !(nodeGroupLabel in labels) && (!keepsAway || givenAnnotation in annotations);
}

/** A node, and the role that it is to get. */
export interface Assignment {
  readonly node: string;
  readonly role: Role;
}

/**
 * Chooses free nodes for the roles that have none, one for each at first, then a second one where a role wants it.
 *
 * @throws UserError where a role would have no node; nothing is changed by then
 */
export async function assignRoles(run: Run, tree: Tree): Promise<readonly Assignment[]> {
  const roles = rolesOf(tree);
  const planned = Array.from({ length: workersFor(roles) }, (_, index) => ({
    metadata: { name: `worker-${index + 1}`, labels: {}, annotations: {} },
    spec: { taints: [], unschedulable: false },
    status: { conditions: [] },
  }));
  const workers = (await nodes(run, planned)).filter(takesPods);
  const free = workers.filter(isFree);
  const lacks = ({ labels, count }: Role, wanted: number) =>
    wanted <= count &&
    wanted >
      workers.filter(({ metadata }) => Object.entries(labels).every(([key, value]) => metadata.labels[key] === value))
        .length;
  const first = roles.filter((role) => lacks(role, 1));
  if (first.length > free.length) {
    const names = first.slice(free.length).map(({ name }) => name);
    throw new UserError(
      `the cluster has ${workers.length} worker nodes that take pods, and none without a role or a taint is left for ${names.join(', ')}; give it ${roles.length} worker nodes, or use --compact`,
    );
  }
  const second = roles.filter((role) => lacks(role, 2));
  return [...first, ...second].slice(0, free.length).map((role, index) => ({
    node: free[index]?.metadata.name ?? '',
    role,
  }));
}

/** The label of its kind comes last: an interrupted `up` takes a node without it as free, and goes on there. */
export async function giveRole({ shell, config }: Run, { node, role: { labels, taints } }: Assignment): Promise<void> {
  const given = JSON.stringify({ labels: Object.keys(labels), taints });
  await shell.run(kubectl(config, 'annotate', 'node', node, '--overwrite', `${givenAnnotation}=${given}`));
  if (taints.length > 0) await shell.run(kubectl(config, 'taint', 'node', node, '--overwrite', ...taints));
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  await shell.run(kubectl(config, 'label', 'node', node, '--overwrite', ...pairs));
}

/** Takes back what `giveRole` has given. */
export async function takeRoles(run: Run): Promise<void> {
  const { config, shell } = run;
  for (const { metadata, spec } of await nodes(run)) {
    const text = metadata.annotations[givenAnnotation];
    if (text === undefined) continue;
    const given = givenSchema.parse(JSON.parse(text));
    // kubectl fails at a taint that is not there.
    const has = spec.taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`);
    const taints = given.taints.filter((taint) => has.includes(taint)).map((taint) => `${taint}-`);
    if (taints.length > 0) await shell.run(kubectl(config, 'taint', 'node', metadata.name, ...taints));
    await shell.run(kubectl(config, 'label', 'node', metadata.name, ...given.labels.map((key) => `${key}-`)));
    await shell.run(kubectl(config, 'annotate', 'node', metadata.name, `${givenAnnotation}-`));
  }
}
