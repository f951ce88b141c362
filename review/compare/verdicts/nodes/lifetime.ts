import { at } from '../../../../imports/json.ts';
import { milliseconds } from '../../../kinds/duration.ts';
import type { Item } from '../../../tree/tree.ts';
import { type Said, saidWith, type Verdict } from '../../verdict.ts';
import { roleOf } from './pools.ts';

/** What is killed at the end of the grace, by the role of the pool. */
const killed: Readonly<Record<string, string>> = {
  'spark-driver': 'drivers that need longer are killed with their job',
  'airflow-task': 'tasks that need longer are killed',
};

/** What is written into each node when it is made: an old node keeps what it was made with. */
const fields: Readonly<Record<string, (pool: Item, before: number, after: number, text: Text) => Said>> = {
  terminationGracePeriod: (pool, before, after, text) => {
    if (after === Number.POSITIVE_INFINITY) {
      return {
        severity: 'warn',
        message: `nothing ends the wait for a pod that does not leave its node (terminationGracePeriod, before ${text.before}): an old node may stay, and be paid, forever`,
        remedy: 'keep a terminationGracePeriod that is longer than the longest job',
      };
    }
    if (after > before) {
      return {
        severity: 'info',
        message: `pods of new nodes get up to ${text.after} to end, before ${text.before}; so long may an old node and its replacement both be paid`,
      };
    }
    const loss = killed[String(roleOf(pool))];
    return {
      severity: loss === undefined ? 'warn' : 'danger',
      message: `pods of new nodes get at most ${text.after} to end when their node goes, before ${text.before}: ${loss ?? 'those that need longer are killed'}, do-not-disrupt or not`,
      remedy: 'keep it longer than the longest job of the pool',
    };
  },
  expireAfter: (_, before, after, text) => {
    if (after === Number.POSITIVE_INFINITY) {
      return {
        severity: 'warn',
        message: `new nodes never expire, before ${text.before}: one that is held or never empty keeps its old AMI forever`,
        remedy: 'keep an age at which nodes are replaced',
      };
    }
    return after > before
      ? { severity: 'info', message: `new nodes expire at the age of ${text.after}, before ${text.before}` }
      : {
          severity: 'warn',
          message: `new nodes are drained at the age of ${text.after}, before ${text.before}, at any hour and whatever the budgets say`,
          remedy: 'check that the jobs of the pool end within that age and the terminationGracePeriod',
        };
  },
};

interface Text {
  readonly before: string;
  readonly after: string;
}

/** Karpenter's own defaults. */
const defaults: Readonly<Record<string, string>> = { terminationGracePeriod: 'no limit', expireAfter: '720h' };

export const lifetime: Verdict = {
  rule: 'nodes/lifetime',
  severity: 'danger',
  promise: 'Where nodes live for less or longer, and where their pods get less time to end',
  judge({ before, after, verb, differences }) {
    if (!before || !after || verb !== 'changed' || after.id.kind !== 'NodePool') return [];
    return Object.entries(fields).map(([field, say]): Said => {
      const own = differences.filter(({ path }) => path[2] === 'spec' && path[3] === field);
      if (own.length === 0) return [];
      const text = ({ manifest }: Item) => String(at(manifest, `spec.template.spec.${field}`) ?? defaults[field]);
      const [old, now] = [text(before), text(after)];
      return saidWith({ differences: own }, say(after, timeOf(old), timeOf(now), { before: old, after: now }));
    });
  },
};

/** `Never`, and no limit at all, is longer than any time. */
function timeOf(text: string): number {
  return milliseconds(text) ?? Number.POSITIVE_INFINITY;
}
