import { dedicatedTaint } from '../../../../config/names.ts';
import { isObject, type JsonObject, listIn } from '../../../../imports/json.ts';
import { describeTaint } from '../../../kinds/nodes/taints.ts';
import type { Item } from '../../../tree/tree.ts';
import type { Severity, Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';

const taintsOf = ({ manifest }: Item, field: 'taints' | 'startupTaints'): readonly JsonObject[] =>
  listIn(manifest, `spec.template.spec.${field}`).filter(isObject);

const keepsOff = ({ effect }: JsonObject) => effect !== 'PreferNoSchedule';

/** Taints that an add-on of EKS takes away when it is ready on a node. */
const takenAway = /^(ebs|efs)\.csi\.aws\.com\/agent-not-ready$/;

export const taints: Verdict = {
  rule: 'nodes/taints',
  severity: 'danger',
  promise: 'Where pods of everybody may land on the nodes of a pool, and where new nodes wait before they take any',
  judge({ before, after, verb, differences }) {
    if (!before || !after || verb !== 'changed' || after.id.kind !== 'NodePool') return [];
    const own = (field: string) => differences.filter(({ path }) => path[3] === field);
    const kept = new Set(
      taintsOf(after, 'taints')
        .filter(keepsOff)
        .map(({ key }) => key),
    );
    const gone = taintsOf(before, 'taints').filter((taint) => keepsOff(taint) && !kept.has(taint['key'] ?? ''));
    const known = new Set(taintsOf(before, 'startupTaints').map(describeTaint));
    const waits = taintsOf(after, 'startupTaints').filter((taint) => !known.has(describeTaint(taint)));
    return [
      gone.length > 0 && {
        severity: severityOf(gone, kept.size),
        message: `pods that do not tolerate ${list(gone.map(describeTaint))} may run on its nodes from now on${kept.size === 0 ? ': nothing keeps the pool for those that select it' : ''}`,
        remedy: 'keep the taint: pods of others fill the nodes, and keep them from being empty',
        differences: own('taints'),
      },
      waits.length > 0 && {
        severity: waits.every(({ key }) => takenAway.test(String(key))) ? 'warn' : 'danger',
        message: `new nodes take no pod before somebody takes the startup taint ${list(waits.map(describeTaint))} away: where nobody does, every pod of the pool stays pending`,
        remedy: 'check which DaemonSet takes it away, and that it runs on these nodes',
        differences: own('startupTaints'),
      },
    ];
  },
};

/** The one taint that says whom a pool is for is worth more than others. */
function severityOf(gone: readonly JsonObject[], left: number): Severity {
  if (left > 0) return 'info';
  return gone.some(({ key }) => key === dedicatedTaint) ? 'danger' : 'warn';
}
