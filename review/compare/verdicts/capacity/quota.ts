import { platformFile } from '../../../kinds/platform-file.ts';
import { describeAmount } from '../../../kinds/pods/size.ts';
import { amount } from '../../../kinds/quantity.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import type { Difference } from '../../diff.ts';
import { isUnder } from '../../path.ts';
import type { Judgement, Verdict } from '../../verdict.ts';

export const quota: Verdict = {
  rule: 'capacity/quota',
  severity: 'warn',
  promise: 'What a namespace may run less or more than before, and how many of its largest pods that is',
  judge({ before, after: item, verb, differences }, _, after) {
    if (!before || !item || verb !== 'changed' || item.id.kind !== 'ResourceQuota') return [];
    return differences
      .filter(({ path }) => isUnder(path, 'spec.hard'))
      .map((difference) => ofHard(item, difference, after));
  },
};

function ofHard(item: Item, difference: Difference, after: Tree): Judgement {
  const resource = difference.path.at(-1) ?? '';
  const [old, now] = [amount(difference.before), amount(difference.after)];
  const text = (value: number) =>
    /cpu|memory|storage/.test(resource) ? describeAmount(resource, value) : `${value} ${resource}`;
  const judgement = { objects: [item], differences: [difference] };
  if (now === undefined) {
    return { ...judgement, severity: 'info', message: `the quota no longer limits ${resource}` };
  }
  if (old === undefined) {
    return { ...judgement, severity: 'info', message: `the quota also limits ${resource}, to ${text(now)}` };
  }
  if (now > old)
    return {
      ...judgement,
      severity: 'info',
      message: `the quota of ${resource} rises from ${text(old)} to ${text(now)}`,
    };
  const room = roomFor(item, resource, now, after);
  return {
    ...judgement,
    message: `the quota of ${resource} falls from ${text(old)} to ${text(now)}: running pods stay, and new jobs above it are refused${room === undefined ? '' : `; ${room}`}`,
    remedy: 'compare with what the namespace uses at its busiest time',
  };
}

/** How many of the largest executors of a team fit beside one driver. */
function roomFor({ id }: Item, resource: string, hard: number, tree: Tree): string | undefined {
  const platform = platformFile(tree);
  const team = platform?.teams.find(({ namespace }) => namespace === id.namespace);
  if (!(platform && team)) return undefined;
  const [largest, driver] = /cpu$/.test(resource)
    ? [team.largestPod.cpu * platform.coreRequestShare, platform.coreRequestShare]
    : /memory$/.test(resource)
      ? [team.largestPod.memoryGib * 1024 ** 3, 2 * 1024 ** 3]
      : [0, 0];
  if (largest === 0) return undefined;
  const executors = Math.max(0, Math.floor((hard - driver) / largest));
  const size = /cpu$/.test(resource) ? `${team.largestPod.cpu} vCPU` : `${team.largestPod.memoryGib} GiB`;
  return `there is room for ${executors === 0 ? 'no' : executors} executor${executors === 1 ? '' : 's'} of the largest size (${size}) beside a driver`;
}

export const limitRange: Verdict = {
  rule: 'capacity/limit-range',
  severity: 'warn',
  promise: 'Where containers get other defaults, or larger ones are refused',
  judge({ before, after: item, verb, differences }) {
    if (!before || !item || verb !== 'changed' || item.id.kind !== 'LimitRange') return [];
    return differences
      .filter(({ path }) => isUnder(path, 'spec.limits'))
      .map((difference): Judgement => {
        const [section = '', resource = ''] = difference.path.slice(-2);
        const [old, now] = [amount(difference.before), amount(difference.after)];
        const stricter =
          (section === 'max' && now !== undefined && (old === undefined || now < old)) ||
          (section === 'min' && now !== undefined && (old === undefined || now > old));
        const change = `${difference.before ?? 'none'} → ${difference.after ?? 'none'}`;
        return {
          severity: stricter ? 'warn' : 'info',
          objects: [item],
          message: stricter
            ? `containers ${section === 'max' ? 'above' : 'below'} the new ${section} of ${resource} are refused (${change}); running ones stay`
            : `${section} of ${resource} for containers: ${change}`,
          ...(stricter ? { remedy: 'check that the largest pods of the namespace still fit' } : {}),
          differences: [difference],
        };
      });
  },
};
