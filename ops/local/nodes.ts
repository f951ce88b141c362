import { z } from 'zod';
import { coreNodeGroup, nodeGroupLabel } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import { at, listIn, objectIn } from '../../imports/json.ts';
import type { Item, Tree } from '../../review/tree/tree.ts';
import type { Run } from '../cli/command.ts';
import { kubectl, list, objectSchema } from '../clients/kubectl.ts';

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

/** Worker nodes of a cluster for all roles. */
export function workersFor(roles: readonly Role[]): number {
  return roles.reduce((sum, { count }) => sum + count, 0);
}

const nodeSchema = objectSchema.extend({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ providerID: z.string().optional() }).default({}),
});

type Node = z.infer<typeof nodeSchema>;

export function nodes(run: Run, planned: readonly Node[] = []): Promise<readonly Node[]> {
  return list(run, 'nodes', [], { item: nodeSchema, planned });
}

const controlPlane = 'node-role.kubernetes.io/control-plane';

/** The label of a node that `up` has given a role. */
export const roleLabel = 'airflow-on-eks.local/role';

/** Gives each role its nodes: those that have its labels already, then free ones. */
export async function giveRoles(run: Run, tree: Tree): Promise<void> {
  const roles = rolesOf(tree);
  const planned = Array.from({ length: workersFor(roles) }, (_, index) => ({
    metadata: { name: `worker-${index + 1}`, labels: {} },
    spec: {},
  }));
  const all = await nodes(run, planned);
  const free = all.filter(({ metadata: { labels } }) => !(controlPlane in labels) && !(nodeGroupLabel in labels));
  const missing: Role[] = [];
  for (const role of roles) {
    const has = all.filter(({ metadata: { labels } }) =>
      Object.entries(role.labels).every(([key, value]) => labels[key] === value),
    ).length;
    // A second node is a comfort, the first one is not.
    const wanted = Math.max(0, role.count - has);
    const taken = free.splice(0, wanted);
    if (has + taken.length === 0) missing.push(role);
    for (const { metadata } of taken) await giveRole(run, metadata.name, role);
  }
  if (missing.length === 0) return;
  throw new UserError(
    `the cluster has ${all.length} nodes, and none is left for ${missing.map(({ name }) => name).join(', ')}; give it ${workersFor(roles)} worker nodes, or use --compact`,
  );
}

async function giveRole({ shell, config }: Run, node: string, { name, labels, taints }: Role): Promise<void> {
  const pairs = Object.entries({ ...labels, [roleLabel]: name }).map(([key, value]) => `${key}=${value}`);
  await shell.run(kubectl(config, 'label', 'node', node, '--overwrite', ...pairs));
  if (taints.length > 0) await shell.run(kubectl(config, 'taint', 'node', node, '--overwrite', ...taints));
}

/** Takes the roles back that `giveRoles` has given. */
export async function takeRoles(run: Run, tree: Tree): Promise<void> {
  for (const { metadata } of await nodes(run)) {
    const role = rolesOf(tree).find(({ name }) => name === metadata.labels[roleLabel]);
    if (!role) continue;
    const { config, shell } = run;
    const labels = [...Object.keys(role.labels), roleLabel].map((key) => `${key}-`);
    await shell.run(kubectl(config, 'label', 'node', metadata.name, ...labels));
    if (role.taints.length > 0) {
      await shell.run(kubectl(config, 'taint', 'node', metadata.name, ...role.taints.map((taint) => `${taint}-`)));
    }
  }
}
