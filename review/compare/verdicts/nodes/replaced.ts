import { listIn } from '../../../../imports/json.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import type { Change } from '../../change.ts';
import { type Path, pathText } from '../../path.ts';
import type { Effect, Judgement, Verdict } from '../../verdict.ts';
import { isRefused } from '../immutable/immutable.ts';
import { aliasOf, type DriftOf, driftOf } from './drift.ts';
import { isHeld, pace, podsOf, poolsOf, takesSpot } from './pools.ts';
import { narrowedKeys } from './requirements.ts';

/** A change of a pool or of a node class that Karpenter sees as drift. */
function driftIn(
  change: Change,
  after: Tree,
): { readonly item: Item; readonly was: Item; readonly drift: DriftOf } | undefined {
  const { before, after: item, verb } = change;
  if (!before || !item || verb !== 'changed' || !isKarpenter(item) || isRefused(change, after)) return undefined;
  return { item, was: before, drift: driftOf(before.manifest, item.manifest) };
}

function isKarpenter({ id }: Item): boolean {
  return (
    (id.group === 'karpenter.sh' && id.kind === 'NodePool') ||
    (id.group === 'karpenter.k8s.aws' && id.kind === 'EC2NodeClass')
  );
}

function poolsBehind(item: Item, after: Tree): readonly Item[] {
  return item.id.kind === 'NodePool' ? [item] : poolsOf(item, after);
}

function details(item: Item, after: Tree): Pick<Judgement, 'why' | 'effects'> {
  const pools = poolsBehind(item, after);
  return {
    why:
      pools
        .map((pool) => `${pool.id.name}: ${[pace(pool), ...(isHeld(pool) ? [] : [podsOf(pool)])].join('; ')}`)
        .join(' · ') || 'no pool uses the class',
    effects: pools.flatMap((pool): readonly Effect[] =>
      isHeld(pool) ? [] : [{ verb: 'replace', what: pool.id.name }],
    ),
  };
}

/** Whether no pool of the change replaces a node for it: new nodes are other ones, and old ones stay. */
function isOnlyForNewNodes(item: Item, after: Tree): boolean {
  const pools = poolsBehind(item, after);
  return pools.length > 0 && pools.every(isHeld);
}

/** `taints and expireAfter`, without the path to them. */
function namesOf(fields: DriftOf['fields']): string {
  const last = (path: Path) =>
    pathText(
      path.slice(
        path[1] === 'template' ? (path[2] === 'metadata' ? 3 : path[2] === 'spec' ? 3 : 2) : 1,
        path[1] === 'template' ? 4 : 2,
      ),
    );
  return [...new Set(fields.map(({ path }) => last(path)))].join(' and ');
}

export const replaced: Verdict = {
  rule: 'nodes/replaced',
  severity: 'danger',
  promise: 'Which edits of a NodePool or EC2NodeClass replace every node, how fast, and what becomes of the pods',
  judge(change, _, after) {
    const found = driftIn(change, after);
    if (found?.drift.drift !== 'all') return [];
    const { item, drift } = found;
    const only = isOnlyForNewNodes(item, after);
    return [
      {
        ...(only ? { severity: 'warn' } : {}),
        objects: [item],
        message: only
          ? `new nodes get another ${namesOf(drift.fields)}, and no node is replaced for it: old ones stay`
          : `every node is replaced, as ${namesOf(drift.fields)} is part of what Karpenter compares its nodes with`,
        ...details(item, after),
        remedy: only
          ? 'if an old node has to go sooner, drain it by hand when its jobs are done'
          : 'merge when a change of all nodes is welcome, or together with the next change that replaces them anyway',
        differences: drift.fields,
      },
    ];
  },
};

export const image: Verdict = {
  rule: 'nodes/image',
  severity: 'danger',
  promise: 'Which edits of the AMI replace every node, and which let AWS do so without a pull request',
  judge(change, _, after) {
    const found = driftIn(change, after);
    const fields = found?.drift.fields.filter(({ path }) => path[1] === 'amiSelectorTerms') ?? [];
    if (found?.drift.drift !== 'unknown' || fields.length === 0) return [];
    const { item } = found;
    const isPinned = !aliasOf(item.manifest)?.endsWith('@latest');
    return [
      {
        objects: [item],
        message: isPinned
          ? 'another AMI: every node that was made from the old one is replaced'
          : 'the AMI is no longer pinned (latest): nodes are replaced now, where the newest AMI is another one, and whenever AWS publishes one, without a pull request',
        ...details(item, after),
        remedy: isPinned
          ? 'merge when a change of all nodes is welcome'
          : 'pin the version of the alias, e.g. al2023@v20261112, and let a pull request raise it',
        differences: fields,
      },
    ];
  },
};

export const unknown: Verdict = {
  rule: 'nodes/may-be-replaced',
  severity: 'warn',
  promise:
    'Which edits of an EC2NodeClass replace those nodes for which subnets, security groups or reservations now resolve differently in AWS',
  judge(change, _, after) {
    const found = driftIn(change, after);
    const fields = found?.drift.fields.filter(({ path }) => path[1] !== 'amiSelectorTerms') ?? [];
    if (found?.drift.drift !== 'unknown' || fields.length === 0) return [];
    const { item } = found;
    const names = [...new Set(fields.map(({ path }) => path[1]))].join(' and ');
    return [
      {
        objects: [item],
        message: `nodes are replaced where ${names} resolves to something else than before; only AWS knows, and none is where it resolves to the same`,
        ...details(item, after),
        remedy: `compare what the old and the new terms find: aws ec2 describe-subnets or describe-security-groups with these filters`,
        differences: fields,
      },
    ];
  },
};

export const some: Verdict = {
  rule: 'nodes/some-replaced',
  severity: 'warn',
  promise: 'Which edits of requirements replace only those nodes that no longer fit',
  judge(change, _, after) {
    const found = driftIn(change, after);
    if (found?.drift.drift !== 'nonmatching') return [];
    const { item, was, drift } = found;
    return [
      {
        objects: [item],
        message: `only nodes that no longer fit are replaced: the requirements are narrower in ${narrowed(was, item).join(', ')}`,
        ...details(item, after),
        remedy: 'merge when it is welcome that nodes of the other kinds are drained',
        differences: drift.fields,
      },
    ];
  },
};

export const fewerTypes: Verdict = {
  rule: 'nodes/instance-choice',
  severity: 'info',
  promise: 'Where Karpenter may choose from fewer or from more instance types',
  judge({ before, after, verb }) {
    if (!before || !after || verb !== 'changed' || after.id.kind !== 'NodePool') return [];
    const [fewer, more] = [narrowed(before, after), narrowed(after, before)];
    const spot = takesSpot(after) ? 'Spot is interrupted more often, and ' : '';
    const messages = [
      ...(fewer.length > 0
        ? [
            `Karpenter has fewer instance types to choose from (${fewer.join(', ')}): ${spot}capacity is found less easily`,
          ]
        : []),
      ...(more.length > 0
        ? [`Karpenter may choose from more instance types (${more.join(', ')}); no node is replaced for it`]
        : []),
    ];
    return messages.map((message) => ({ objects: [after], message }));
  },
};

function narrowed(before: Item, after: Item): readonly string[] {
  const requirements = ({ manifest }: Item) => listIn(manifest, 'spec.template.spec.requirements');
  return narrowedKeys(requirements(before), requirements(after)).map((key) => key.slice(key.lastIndexOf('/') + 1));
}
