import type { Item, Tree } from '../../../tree/tree.ts';
import { placementsOf } from '../../../verify/scheduling/placed.ts';
import { type Said, saidWith, type Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';
import { type Allowed, allowedBy, requirementsOf } from './requirements.ts';
import { ofMinimum, ofTypes } from './types.ts';

/** What other nodes of a pool mean beside their types, by label. `undefined` stands for any value. */
const meanings: Readonly<Record<string, (old: Allowed | undefined, now: Allowed | undefined) => Said>> = {
  'kubernetes.io/arch': (old, now) => {
    const added =
      now && !now.allBut ? [...now.values].filter((value) => old?.allBut === false && !old.values.has(value)) : [];
    if (added.length === 0) return [];
    const isOnly = [...(old?.values ?? [])].every((value) => !now?.values.has(value));
    return {
      severity: isOnly ? 'danger' : 'warn',
      message: `new nodes ${isOnly ? 'are' : 'may be'} ${list(added)}: an image that is built for ${list([...(old?.values ?? [])])} alone does not start there (exec format error)`,
      remedy: 'check that every image of the pool is built for both, those of the DAGs and their sidecars too',
    };
  },
  'kubernetes.io/os': (_, now) =>
    now?.allBut === false &&
    !now.values.has('linux') && {
      message: `new nodes run ${list([...now.values])}: no image for Linux starts there`,
      remedy: 'keep linux',
    },
  'karpenter.sh/capacity-type': (old, now) => {
    if (old?.allBut !== false || now?.allBut !== false) return [];
    const goes = (value: string) => old.values.has(value) && !now.values.has(value);
    if (goes('spot')) {
      return {
        severity: 'warn',
        message: 'new nodes are no longer Spot, which costs more for the same work',
        remedy: 'keep spot for executors: they lose little with their node',
      };
    }
    return (
      goes('on-demand') && {
        severity: 'warn',
        message: 'new nodes are Spot alone: where AWS has no such capacity, pods of the pool wait',
        remedy: 'keep on-demand beside spot: Karpenter takes it only where there is no Spot',
      }
    );
  },
};

export const instanceChoice: Verdict = {
  rule: 'nodes/instance-choice',
  severity: 'danger',
  promise:
    'Where Karpenter may choose from fewer, more or other nodes: types, zones, architecture, Spot, and what does not run on them',
  judge({ before, after, verb, differences }, _, tree) {
    if (!before || !after || verb !== 'changed' || after.id.kind !== 'NodePool') return [];
    const own = differences.filter(({ path }) => path[3] === 'requirements');
    if (own.length === 0) return [];
    const [was, is] = [allowedBy(requirementsOf(before)), allowedBy(requirementsOf(after))];
    return saidWith({ differences: own }, [
      Object.entries(meanings).map(([key, meaning]) => meaning(was.get(key), is.get(key))),
      ofZones(after, was.get(zone), is.get(zone), tree),
      ofMinimum(before, after),
      ofTypes(before, after, [zone, ...Object.keys(meanings)]),
    ]);
  },
};

const zone = 'topology.kubernetes.io/zone';

function ofZones(pool: Item, old: Allowed | undefined, now: Allowed | undefined, tree: Tree): Said {
  if (now?.allBut !== false || (old?.allBut === false && [...old.values].every((value) => now.values.has(value))))
    return [];
  const zones = list([...now.values]);
  const volumes = 'a volume of EBS stays in its zone, so pods with one in another zone stay pending';
  if (now.values.size > 1) {
    return {
      severity: 'warn',
      message: `new nodes are in ${zones} alone; ${volumes}`,
      remedy: 'check where the volumes of the pool are',
    };
  }
  const hosts = placementsOf(tree).filter(
    ({ pod, answers }) => pod.standing > 0 && answers.some(({ group, miss }) => group.item === pool && !miss),
  );
  return {
    severity: hosts.length > 0 ? 'danger' : 'warn',
    message: `every new node is in one zone (${zones}): when it fails, nothing of the pool runs; ${volumes}`,
    remedy: 'allow at least two zones',
  };
}
