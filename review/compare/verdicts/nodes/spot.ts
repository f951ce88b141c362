import { coming } from '../../change.ts';
import type { Judgement, Verdict } from '../../verdict.ts';
import { roleOf, takesSpot } from './pools.ts';

/** What is lost with a node, by the role of the pool; executors lose nothing but their work of the last minutes. */
const losses: Readonly<Record<string, Judgement>> = {
  airflow: {
    severity: 'warn',
    message:
      "Airflow's components may lose their node two minutes after a notice of Spot: what has one replica is away until a new node is there",
    remedy: 'keep components on On-Demand nodes: they are few, and the whole platform waits for them',
  },
  'airflow-task': {
    severity: 'warn',
    message:
      'tasks of the pool may lose their node two minutes after a notice of Spot: they fail, and start again only where the DAG has retries',
    remedy: 'give the tasks of this pool retries, and keep what must not run twice on an On-Demand pool',
  },
  'spark-driver': {
    message:
      'drivers of the pool may lose their node two minutes after a notice of Spot: the whole job fails with its driver',
    remedy: 'keep drivers on On-Demand nodes: they are small, and executors are what Spot saves on',
  },
};

export const spotTasks: Verdict = {
  rule: 'nodes/spot-tasks',
  severity: 'danger',
  promise: 'Where tasks, the drivers of Spark jobs or Airflow itself may from now on lose their node',
  judge(change) {
    const { before, after, verb } = change;
    const item = coming(change) ?? (verb === 'changed' ? after : undefined);
    if (item?.id.kind !== 'NodePool' || !takesSpot(item)) return [];
    if (before && verb === 'changed' && takesSpot(before)) return [];
    return losses[String(roleOf(item))];
  },
};
