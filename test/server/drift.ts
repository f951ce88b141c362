import { at, type JsonObject, stringsIn } from '../../imports/json.ts';
import type { Manifest } from '../../review/tree/manifest.ts';
import { describeId } from '../../review/tree/object-id.ts';
import type { Tree } from '../../review/tree/tree.ts';
import { inOrder } from './environment.ts';
import type { Result } from './results.ts';
import { forEach, reasonOf, type Server } from './server.ts';

const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

/** How a foreign hand opens an object of a kind. */
const openings: Readonly<Record<string, JsonObject>> = {
  NetworkPolicy: { spec: { policyTypes: [], ingress: [{}], egress: [{}] } },
  Role: { rules: everything },
  ClusterRole: { rules: everything },
  RoleBinding: { subjects: [{ kind: 'Group', name: 'system:authenticated', apiGroup: 'rbac.authorization.k8s.io' }] },
};

/** Somebody opens each policy and each Role by hand, and an apply takes it back: Argo CD sees only fields that Git has. */
export async function drift(server: Server, tree: Tree): Promise<Result> {
  const guarded = inOrder(tree).filter(({ manifest }) => openings[manifest.kind]);
  const open: string[] = [];
  await forEach(guarded, async ({ item, manifest }) => {
    const before = meaningOf((await server.get(manifest)).body as Manifest);
    const opened = await server.patchByHand(manifest, openings[manifest.kind] ?? {});
    if (opened.code >= 300) open.push(`${describeId(item.id)}: cannot be opened: ${reasonOf(opened)}`);
    await server.apply(manifest);
    const after = meaningOf((await server.get(manifest)).body as Manifest);
    if (before !== after) open.push(`${item.file}: stays open: ${after}`);
  });
  return {
    what: `an apply closes each of ${guarded.length} policies, roles and bindings that a foreign hand has opened`,
    problems: open,
  };
}

/** What the object allows. Ports and peers have defaults of the server, which are the same before and after. */
function meaningOf({ spec, rules, subjects }: Manifest): string {
  const types = stringsIn(spec, 'policyTypes');
  const allows = ['Ingress', 'Egress'].map((type) =>
    types.includes(type) ? at(spec ?? null, type.toLowerCase()) : null,
  );
  return JSON.stringify({
    types,
    allows: allows.map((list) => list ?? []),
    rules: rules ?? [],
    subjects: subjects ?? [],
  });
}
