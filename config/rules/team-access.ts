import { namespaces, platformNames, teamNamespace } from '../names.ts';
import { podCidrs } from '../network.ts';
import type { PlatformConfig, SparkTeamConfig } from '../platform-config.ts';
import { type Problem, problem } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';
import { oneOf } from '../suggest.ts';
import { each, repeats } from '../valid-parts.ts';
import { overlap, prefixLength } from './network.ts';
import { otherPartition } from './partition.ts';
import { roleKey } from './people.ts';

/** Jobs reach their own folder of the Spark bucket anyway, and nobody reaches another's, or the logs, by this way. */
const foreignBuckets: Rule = (config) =>
  ofTeams(config, 'data', ({ bucket }, field) => {
    const { buckets } = platformNames(config);
    if (!Object.values<string>(buckets).includes(bucket)) return [];
    const complaint =
      "is a bucket of the platform, which keeps teams apart; leave it out (each team has 'spark-<team>/' in the Spark bucket), or name a bucket of your own";
    return problem(`${field}.bucket`, bucket, complaint);
  });

const keysOfThePartition: Rule = (config) =>
  ofTeams(config, 'data', ({ kmsKeyArn }, field) =>
    kmsKeyArn === undefined ? [] : otherPartition(config, kmsKeyArn, `${field}.kmsKeyArn`),
  );

const eachDataOnce: Rule = ({ teams }) =>
  each(teams, ({ data = [] }, index) =>
    repeats(
      data,
      ({ bucket, prefix = '' }) => `${bucket}/${prefix}`,
      (place, position, first) =>
        problem(`teams[${index}].data[${position}]`, place, `is in data[${first}] already; remove one of them`),
    ),
  );

const eachDatabaseOnce: Rule = ({ teams }) =>
  each(teams, ({ glueDatabases = [] }, index) =>
    repeats(
      glueDatabases,
      ({ name, catalogId = '' }) => `${catalogId} ${name}`.trim(),
      (name, position, first) => {
        const complaint = `is in glueDatabases[${first}] already; remove one of them`;
        return problem(`teams[${index}].glueDatabases[${position}].name`, name, complaint);
      },
    ),
  );

/** Characters that IAM takes in the inline policies of a role, without those that every job's role has. */
const roomInRole = 8000;

/** IAM would be the first to say it, in the middle of a deployment. */
const dataFitsIntoRole: Rule = ({ teams }) =>
  each(teams, ({ data = [], glueDatabases = [] }, index) => {
    const size =
      sum(
        data,
        ({ bucket, prefix = '*', kmsKeyArn = '' }) =>
          360 + 4 * bucket.length + 5 * prefix.length + 2 * kmsKeyArn.length,
      ) +
      sum(glueDatabases, ({ name }) => 560 + 6 * name.length) +
      (glueDatabases.length > 0 ? 600 : 0);
    if (size <= roomInRole) return [];
    const entries = data.length + glueDatabases.length;
    const text = `${entries} entries of data and glueDatabases are more than the policy of one role holds (about ${size} of ${roomInRole} characters); use fewer, e.g. one folder above several prefixes`;
    return { field: `teams[${index}].data`, text };
  });

/**
 * Ranges that are no network of a company: what is in them has a guard of its own. Pods that share a range with what else is in
 * the VPC let no job of another team in either.
 */
const closedRanges = ({
  cluster: { network },
}: PlatformConfig): readonly (readonly [range: string, what: string])[] => [
  ...(network.kind === 'existing' ? (network.podCidrs ?? []) : podCidrs(network)).map(
    (range) => [range, 'the pods of this cluster, those of other teams too; name a namespace'] as const,
  ),
  ['169.254.0.0/16', 'the metadata service of nodes; use the address of the database, broker or service'],
  ['127.0.0.0/8', 'the pod itself, which needs no policy; remove it'],
];

const narrowEgress: Rule = (config) =>
  ofTeams(config, 'egress', ({ to }, field) => {
    const where = `${field}.to`;
    if (!to.includes('/')) return namespaceProblems(to, where, config);
    if (prefixLength(to) < 8) {
      const complaint = "opens these ports to the internet; use the addresses that jobs need, e.g. '10.43.0.0/16'";
      return problem(where, to, complaint);
    }
    const closed = closedRanges(config).find(([range]) => overlap(range, to));
    return closed ? [problem(where, to, `holds ${closed[0]}: ${closed[1]}`)] : [];
  });

function namespaceProblems(name: string, field: string, { teams }: PlatformConfig): Found {
  const known = [...Object.values<string>(namespaces), 'default', 'kube-public', 'kube-node-lease'];
  if (known.includes(name)) {
    return problem(field, name, 'is a namespace of the platform, which lets no job in; remove it');
  }
  if (!teams.some((team) => teamNamespace(team) === name)) return [];
  return problem(field, name, 'is the namespace of a team, and teams do not reach each other; remove it');
}

const eachEgressOnce: Rule = ({ teams }) =>
  each(teams, ({ egress = [] }, index) =>
    repeats(
      egress,
      ({ to }) => to,
      (to, position, first) =>
        problem(`teams[${index}].egress[${position}].to`, to, `is in egress[${first}] already; put its ports there`),
    ),
  );

const eachViewerOnce: Rule = ({ teams }) =>
  each(teams, ({ viewers = [] }, index) =>
    repeats(viewers, roleKey, (_, position) =>
      problem(`teams[${index}].viewers[${position}]`, viewers[position] ?? '', 'is listed twice; remove one of them'),
    ),
  );

/** EKS takes one access entry for a role, and one of the whole cluster has it already. */
const viewersSeeNoMore: Rule = (config) => {
  const { administrators, viewers = [] } = config.cluster;
  return ofTeams(config, 'viewers', (name, field) => {
    const has = (roles: readonly string[]) => roles.map(roleKey).includes(roleKey(name));
    const list = has(administrators) ? 'administrators' : has(viewers) ? 'viewers' : undefined;
    const complaint = `is one of cluster.${list}, who see every namespace; remove it`;
    return list === undefined ? [] : [problem(field, name, complaint)];
  });
};

/** A container without a node waits forever. */
const containersOnPools: Rule = ({ teams, nodePools }) =>
  each(teams, ({ containers, pools }, index) => {
    if (containers === undefined) return [];
    const known = [...nodePools.filter(({ role }) => role === 'airflow-task').map(({ name }) => name), ...pools];
    if (known.includes(containers.pool)) return [];
    const field = `teams[${index}].containers.pool`;
    const complaint = `is not the pool of Airflow's tasks, and not one of the team's; ${oneOf(containers.pool, known)}`;
    return problem(field, containers.pool, complaint);
  });

/** The problems of each entry of an optional list of teams. */
function ofTeams<Key extends 'data' | 'egress' | 'viewers'>(
  config: PlatformConfig,
  key: Key,
  find: (entry: NonNullable<SparkTeamConfig[Key]>[number], field: string) => Found,
): readonly Problem[] {
  return each(config.teams, (team, index) => {
    const entries: readonly NonNullable<SparkTeamConfig[Key]>[number][] = team[key] ?? [];
    return each(entries, (entry, position) => find(entry, `teams[${index}].${key}[${position}]`));
  });
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}

export const teamAccessRules: readonly Rule[] = [
  foreignBuckets,
  keysOfThePartition,
  eachDataOnce,
  eachDatabaseOnce,
  dataFitsIntoRole,
  narrowEgress,
  eachEgressOnce,
  eachViewerOnce,
  viewersSeeNoMore,
  containersOnPools,
];
