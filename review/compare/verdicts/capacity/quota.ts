import { platformFile } from '../../../kinds/platform-file.ts';
import { describeAmount } from '../../../kinds/pods/size.ts';
import { amount } from '../../../kinds/quantity.ts';
import { describeId } from '../../../tree/object-id.ts';
import type { Item, Tree } from '../../../tree/tree.ts';
import { refusedPods } from '../../../verify/scheduling/quota.ts';
import type { Change } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { isUnder, pathText } from '../../path.ts';
import { leavesOf, valueDifferences } from '../../values.ts';
import type { Judgement, Said, Verdict } from '../../verdict.ts';
import { count, list, some } from '../../words.ts';

export const quota: Verdict = {
  rule: 'capacity/quota',
  severity: 'danger',
  promise:
    'What a namespace may run less or more than before, which pods are refused from now on, and how many of its largest pods there is room for',
  judge(change, before, after) {
    const { before: was, after: item, verb, differences } = change;
    if (!was || item?.id.kind !== 'ResourceQuota' || verb !== 'changed') return ofOperator(change, before, after);
    const hard = differences.filter(({ path }) => isUnder(path, 'spec.hard')).flatMap(leavesOf);
    const scope = differences.filter(({ path }) => isUnder(path, 'spec.scopeSelector'));
    return [
      hard
        .filter((difference) => difference.after !== undefined)
        .map((difference) => ofHard(item, difference, before, after)),
      ofGone(hard.filter((difference) => difference.after === undefined)),
      scope.length > 0 && {
        severity: 'warn',
        message: 'the quota counts other pods (scopeSelector): it does not limit those outside of its scope',
        remedy: 'check that another quota limits the others',
        differences: scope,
      },
    ];
  },
};

/** Of these a quota of none keeps a namespace from being reached from outside. */
const reachable = /^services\.(loadbalancers|nodeports)$/;
const opens = 'so a Service of the namespace may be reached from outside of the cluster';

function ofGone(differences: readonly Difference[]): Said {
  if (differences.length === 0) return [];
  const names = differences.map(({ path }) => path.at(-1) ?? '');
  const isOpen = differences.some(({ path, before }) => reachable.test(path.at(-1) ?? '') && amount(before) === 0);
  return {
    severity: isOpen ? 'danger' : 'warn',
    message: `the quota no longer limits ${list(names)}${isOpen ? `, ${opens}` : ''}`,
    remedy: 'keep the limit: one mistake in a job may take what all others need',
    differences,
  };
}

function ofHard(item: Item, difference: Difference, before: Tree, after: Tree): Judgement {
  const resource = difference.path.at(-1) ?? '';
  const [old, now = 0] = [amount(difference.before), amount(difference.after)];
  const text = (value: number) =>
    /cpu|memory|storage/.test(resource)
      ? describeAmount(resource, value)
      : resource === 'pods'
        ? count(value, 'pod')
        : String(value);
  const judgement = { differences: [difference] };
  const refused = newlyRefused(item, resource, before, after);
  const room = roomFor(item, resource, now, after);
  const change =
    old === undefined
      ? `the quota also limits ${resource}, to ${text(now)}`
      : `the quota of ${resource} ${now > old ? 'rises' : 'falls'} from ${text(old)} to ${text(now)}`;
  if (refused.length > 0) {
    return {
      ...judgement,
      message: `${change}: running pods stay, and pods that it admitted are refused from now on: ${some(refused)}`,
      ...(room === undefined || old === undefined ? {} : { why: room }),
      remedy:
        old === undefined
          ? `let each container say ${resource}, or leave it out`
          : 'keep room for the largest pods, or make them smaller first',
    };
  }
  if (old !== undefined && now > old && old === 0 && reachable.test(resource)) {
    return {
      ...judgement,
      message: `${change}, ${opens}`,
      remedy: 'keep 0, and let an Ingress of the platform lead to it',
    };
  }
  if (old === undefined || now > old) return { ...judgement, severity: 'info', message: change };
  return {
    ...judgement,
    severity: 'warn',
    message: `${change}: running pods stay, and new jobs above it are refused${room === undefined ? '' : `; ${room}`}`,
    remedy: 'compare with what the namespace uses at its busiest time',
  };
}

/** Pods that the quota refuses for a resource, and did not before. */
function newlyRefused({ id }: Item, resource: string, before: Tree, after: Tree): readonly string[] {
  const names = (tree: Tree) =>
    refusedPods(tree).flatMap((one) =>
      one.resource === resource && describeId(one.quota.id) === describeId(id) ? [one.pod.name] : [],
    );
  const known = names(before);
  return names(after).filter((name) => !known.includes(name));
}

/** Without it the operator submits a job above the quota, and only its pods are refused. */
function ofOperator(change: Change, before: Tree, after: Tree): Said {
  return valueDifferences(change, before, after)
    .filter(({ path, after: now }) => path.includes('resourceQuotaEnforcement') && (now === false || now === undefined))
    .map((difference) => ({
      severity: 'warn',
      message:
        'the Spark operator no longer refuses a job that is above the quota of its namespace: it is submitted, and its pods are refused one by one',
      why: pathText(difference.path),
      remedy: 'keep it on: a job that gets a part of its pods holds them and waits',
      differences: [difference],
    }));
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
  return `there is room for ${executors === 0 ? 'no executors' : count(executors, 'executor')} of the largest size (${size}) beside a driver`;
}
