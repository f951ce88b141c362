import type { SparkTeamConfig } from '../../config/platform-config.ts';
import { objectIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { pick, render } from '../render.ts';
import { type Job, startsOnTheLastDay } from '../support/quota.ts';

/** The size `small` of config/spark-sizes.ts, with one executor. */
const smallJob: Job = {
  driver: { cpu: 1, memoryGib: 2 },
  executor: { cpu: 1, memoryGib: 3 },
  executors: 1,
  minutes: 20,
};

/** The rendered quota of a team, in numbers; memory in GiB. */
function hardOf(quota: SparkTeamConfig['quota']): Record<string, number> {
  const config = platformConfig((draft) => {
    draft.teams = [{ ...draft.teams[0], quota, largestPod: { cpu: 1, memoryGib: 3 } } as (typeof draft.teams)[number]];
  });
  const hard = objectIn(pick(render(config), 'ResourceQuota', 'team').spec, 'hard');
  return Object.fromEntries(Object.entries(hard).map(([name, value]) => [name, Number.parseFloat(String(value))]));
}

const startsADay = (hard: Record<string, number>, job = smallJob, keptForDays = 1) =>
  startsOnTheLastDay(hard, job, { days: keptForDays + 2, keptForDays });

// One job of 20 minutes after the other is 72 a day.
const teams: readonly [string, SparkTeamConfig['quota'], number][] = [
  ['a team of the smallest quota that the config accepts', { cpu: 2, memoryGib: 5, pods: 2 }, 72],
  ['a team that runs five jobs at the same time', { cpu: 10, memoryGib: 25, pods: 10 }, 5 * 72],
  ['a team whose pods are what there is least of', { cpu: 32, memoryGib: 128, pods: 20 }, 10 * 72],
  ['a team of 100 pods, as apache/spark#32226 asks about', { cpu: 32, memoryGib: 128, pods: 100 }, 16 * 72],
];

describe('jobs that have ended use up nothing of a quota:', () => {
  test.each([...teams])('%s starts as many jobs a day as it can run', (_, quota, expected) => {
    expect(startsADay(hardOf(quota))).toBe(expected);
  });

  test.each([...teams])('%s starts as many when ended jobs are kept for a week', (_, quota, expected) => {
    expect(startsADay(hardOf(quota), smallJob, 7)).toBe(expected);
  });

  test('a job of a minute is started 1440 times a day by a team that can run one', () => {
    expect(startsADay(hardOf({ cpu: 2, memoryGib: 5, pods: 2 }), { ...smallJob, minutes: 1 })).toBe(1440);
  });

  test('what runs is bounded: a job that is larger than the quota is not started at all', () => {
    expect(startsADay(hardOf({ cpu: 2, memoryGib: 5, pods: 2 }), { ...smallJob, executors: 2 })).toBe(0);
  });

  test.each([
    'configmaps',
    'persistentvolumeclaims',
    'services',
    'count/pods',
    'count/sparkapplications.sparkoperator.k8s.io',
  ])('the simulation sees a bound on %s, which ended jobs use up', (name) => {
    const quota = { cpu: 10, memoryGib: 25, pods: 10 };
    expect(startsADay({ ...hardOf(quota), [name]: 100 })).toBeLessThan(5 * 72);
  });
});
