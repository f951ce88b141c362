import { type PlatformFile, platformFile } from '../../../kinds/platform-file.ts';
import type { Item } from '../../../tree/tree.ts';
import { coming, leaving } from '../../change.ts';
import type { Said, Verdict } from '../../verdict.ts';
import { list } from '../../words.ts';
import { priceOf, source } from './prices.ts';

export const unused: Verdict = {
  rule: 'capacity/pool-unused',
  severity: 'warn',
  promise: 'Where a new node pool is one that nobody may use',
  judge(change, _, after) {
    const item = coming(change);
    if (item?.id.kind !== 'NodePool') return [];
    const platform = platformFile(after);
    const users = usersOf(item, platform);
    const price = priceOf(item);
    const cost = price === undefined ? {} : { why: `at its limit it costs ${price} USD an hour On-Demand (${source})` };
    const isExecutorPool = platform?.pools.some(({ name }) => name === item.id.name) ?? false;
    if (isExecutorPool && users.length === 0) {
      return {
        message: 'no team may use the new pool: it never gets a node',
        ...cost,
        remedy: 'name it in the pools of a team, or leave it out',
      };
    }
    return {
      severity: 'info',
      message: `a new pool of nodes${users.length > 0 ? `, for ${list(users)}` : ''}: it has no node until a pod needs one`,
      ...cost,
    };
  },
};

/** Names of the teams whose jobs may use a pool. */
function usersOf({ id }: Item, platform: PlatformFile | undefined): readonly string[] {
  return (platform?.teams ?? []).flatMap(({ name, pools }) => (pools.includes(id.name) ? [name] : []));
}

export const teamsOfPool: Verdict = {
  rule: 'capacity/pool-of-team',
  severity: 'danger',
  promise: 'Where a node pool goes that teams still name',
  judge(change, _, after) {
    const item = leaving(change);
    if (item?.id.kind !== 'NodePool') return [];
    const users = usersOf(item, platformFile(after));
    if (users.length === 0) return [];
    return {
      objects: [item],
      message: `${list(users)} may still name this pool, and it goes: their executors wait forever`,
      remedy: 'take the pool from the teams in the same change',
    };
  },
};

export const teams: Verdict = {
  rule: 'capacity/team',
  severity: 'warn',
  promise: 'What a Spark team may run in addition, or no longer: pools, and the size of its largest pod',
  judge({ before: was, after: item, verb }, before, after) {
    const [old, now] = [platformFile(before), platformFile(after)];
    if (!was || !item || verb !== 'changed' || !old || !now || now.item !== item) return [];
    return [
      ofShare(old, now),
      now.teams.map((team): Said => {
        const earlier = old.teams.find(({ name }) => name === team.name);
        if (!earlier) return [];
        const lost = earlier.pools.filter((pool) => !team.pools.includes(pool));
        const gained = team.pools.filter((pool) => !earlier.pools.includes(pool));
        const smaller =
          team.largestPod.cpu < earlier.largestPod.cpu || team.largestPod.memoryGib < earlier.largestPod.memoryGib;
        const size = ({ cpu, memoryGib }: typeof team.largestPod) => `${cpu} vCPU and ${memoryGib} GiB`;
        return [
          lost.length > 0 && {
            message: `${team.name} may no longer use ${list(lost)}: DAGs that name it fail when they are parsed or when they start a job`,
            remedy: 'change these DAGs first',
          },
          gained.length > 0 && { severity: 'info', message: `${team.name} may also use ${list(gained)}` },
          team.driverNodeGroupType !== earlier.driverNodeGroupType && {
            severity: 'info',
            message: `drivers of ${team.name} run on nodes of ${team.driverNodeGroupType}, no longer of ${earlier.driverNodeGroupType}; those that run stay where they are`,
          },
          smaller && {
            message: `the largest pod of ${team.name} falls from ${size(earlier.largestPod)} to ${size(team.largestPod)}: jobs that ask for more are refused`,
            remedy: 'change these jobs first',
          },
        ];
      }),
    ];
  },
};

/** What a pod of a job requests of each of its cores. */
function ofShare({ coreRequestShare: old }: PlatformFile, { coreRequestShare: now }: PlatformFile): Said {
  if (now === old) return [];
  const text = (share: number) => `${Math.round(share * 100)} %`;
  const change = `pods of Spark jobs request ${text(now)} of their cores, before ${text(old)}`;
  return now < old
    ? {
        message: `${change}: more of them share a node, and each is slower while the others work`,
        remedy: 'keep it near 100 % for jobs that are bound by CPU',
      }
    : { severity: 'info', message: `${change}: fewer of them share a node, so they need more nodes and quota` };
}

export const goneTeams: Verdict = {
  rule: 'capacity/team-gone',
  severity: 'warn',
  promise: 'Where DAGs fail, as the team that they name is gone',
  judge({ after: item, verb }, before, after) {
    const [old, now] = [platformFile(before), platformFile(after)];
    if (!item || verb !== 'changed' || !old || !now || now.item !== item) return [];
    const gone = old.teams.filter(({ name }) => now.teams.every((team) => team.name !== name));
    if (gone.length === 0) return [];
    return {
      message: `DAGs that name ${list(gone.map(({ name }) => name))} fail at the next parse or task; no pod restarts for it`,
      remedy: 'change or remove these DAGs first',
    };
  },
};
