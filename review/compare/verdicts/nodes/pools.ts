import { dedicatedTaint } from '../../../../config/names.ts';
import { at, type Json, listIn, stringsIn } from '../../../../imports/json.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { allowedBy } from './requirements.ts';

/** The pools whose nodes are made from a class. */
export function poolsOf(nodeClass: Item, tree: Tree): readonly Item[] {
  return tree
    .ofKind('NodePool')
    .filter(({ manifest }) => at(manifest, 'spec.template.spec.nodeClassRef.name') === nodeClass.id.name);
}

/** Budgets of a pool for nodes that no longer match. The one that allows least counts. */
function driftBudgets({ manifest }: Item): readonly Json[] {
  return listIn(manifest, 'spec.disruption.budgets').filter((budget) => {
    const reasons = stringsIn(budget, 'reasons');
    return reasons.length === 0 || reasons.includes('Drifted');
  });
}

/** Whether no node is ever replaced because it no longer matches: it stays until it is empty or expires. */
export function isHeld(pool: Item): boolean {
  return driftBudgets(pool).some((budget) => allowsNone(budget) && at(budget, 'schedule') === undefined);
}

/** Whether a budget lets no node be disrupted while it holds. */
export function allowsNone(budget: Json): boolean {
  return /^0%?$/.test(String(at(budget, 'nodes')));
}

/**
 * How fast Karpenter may replace the nodes of a pool that no longer match, as its budgets say it.
 *
 * @param was the pool that the nodes were made from: they keep the age at which they expire
 */
export function pace(pool: Item, was: Item = pool): string {
  const budgets = driftBudgets(pool);
  if (isHeld(pool)) {
    const expiry = at(was.manifest, 'spec.template.spec.expireAfter') ?? '720h';
    const end = expiry === 'Never' ? '' : `, or ${expiry} old`;
    return `no node is replaced for it, by a budget of 0 for drift: an old one stays until it is empty${end}, and both kinds run meanwhile`;
  }
  if (budgets.length === 0) return 'at most 10% of its nodes at a time';
  return budgets
    .map((budget) => {
      const nodes = String(at(budget, 'nodes') ?? '10%');
      const schedule = at(budget, 'schedule');
      const hours =
        schedule === undefined ? '' : ` for ${at(budget, 'duration') ?? 'some time'} from '${schedule}' UTC`;
      return allowsNone(budget) ? `none${hours}` : `at most ${nodes} of its nodes at a time${hours}`;
    })
    .join(', ');
}

/** The role of a pool's nodes, which their taint says. */
export function roleOf({ manifest }: Item): Json | undefined {
  const taint = listIn(manifest, 'spec.template.spec.taints').find((one) => at(one, 'key') === dedicatedTaint);
  return at(taint, 'value');
}

/** What becomes of the pods of a pool whose nodes are replaced one after another; a node keeps the grace that it was made with. */
export function podsOf(pool: Item): string {
  const grace = at(pool.manifest, 'spec.template.spec.terminationGracePeriod');
  const atMost = grace === undefined ? '' : `, at most ${grace}`;
  switch (roleOf(pool)) {
    case 'spark-driver':
      return `drivers run on to their end${atMost}; meanwhile the old node and its replacement are both paid`;
    case 'airflow-task':
      return `running tasks run on to their end${atMost}; meanwhile the old node and its replacement are both paid`;
    case 'spark-executor':
      return 'executors are evicted, and their jobs make new ones';
    case 'airflow':
      return "Airflow's components move to new nodes, as their PodDisruptionBudgets allow it";
    default:
      return `pods are evicted; one with do-not-disrupt runs on${atMost}`;
  }
}

/** Whether nodes of a pool may be Spot. */
export function takesSpot({ manifest }: Item): boolean {
  const capacity = allowedBy(listIn(manifest, 'spec.template.spec.requirements')).get('karpenter.sh/capacity-type');
  return capacity?.allBut === false && capacity.values.has('spot');
}
