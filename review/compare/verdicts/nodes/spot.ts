import { coming } from '../../change.ts';
import type { Verdict } from '../../verdict.ts';
import { roleOf, takesSpot } from './pools.ts';

export const spotTasks: Verdict = {
  rule: 'nodes/spot-tasks',
  severity: 'warn',
  promise: 'Where tasks may from now on lose their node',
  judge(change) {
    const { before, after, verb } = change;
    const item = coming(change) ?? (verb === 'changed' ? after : undefined);
    if (item?.id.kind !== 'NodePool' || roleOf(item) !== 'airflow-task' || !takesSpot(item)) return [];
    if (before && verb === 'changed' && takesSpot(before)) return [];
    return [
      {
        objects: [item],
        message:
          'tasks of the pool may lose their node two minutes after a notice of Spot: they fail, and start again only where the DAG has retries',
        remedy: 'give the tasks of this pool retries, and keep what must not run twice on an On-Demand pool',
      },
    ];
  },
};
