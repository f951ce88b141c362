import { exposures } from '../alb.ts';
import { type NewNetwork, podCidr, podCidrs, vpcCidrs } from '../network.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { type Problem, problem } from '../problem.ts';
import { attempt, each } from '../valid-parts.ts';
import { overlap } from './network.ts';

/** A problem between two environments, reported to the later one: `environment` is its place in the list. */
export interface EnvironmentProblem extends Problem {
  readonly environment: number;
}

/** A value that two environments may not share. */
interface Distinct {
  readonly field: string;
  /** The value, or nothing where an environment has none. */
  readonly valueOf: (config: PlatformConfig) => string | undefined;
  /** Environments with different scopes may share the value. */
  readonly scopeOf?: (config: PlatformConfig) => string;
  readonly complaint: (owner: string) => string;
}

/**
 * VPC ranges are not in this list: two VPCs may have the same range as long as nothing joins them (`sharedRanges`).
 * Neither are buckets, roles, queues and secrets: they can only collide where cluster, account and region are the same.
 */
const distinct: readonly Distinct[] = [
  {
    field: 'environment',
    valueOf: ({ environment }) => environment,
    complaint: () =>
      'is already the name of another environment, and both would write one folder of dist/; use another name',
  },
  {
    field: 'cluster.name',
    valueOf: ({ cluster }) => cluster.name,
    scopeOf: ({ aws }) => `${aws.accountId} ${aws.region}`,
    complaint: (owner) =>
      `is already the cluster of ${owner} in the same account and region, with the same buckets and roles; use another name`,
  },
];

/** The name of each kind of load balancer. */
const hosts = (['airflow', 'argoCd', 'spark.history.page'] as const).map((owner): Distinct => {
  const own = (config: PlatformConfig) => exposures(config).find(({ field }) => field === `${owner}.exposure`);
  const kind = owner === 'spark.history.page' ? 'domain' : 'host';
  return {
    field: `${owner}.exposure.${kind}`,
    valueOf: (config) => own(config)?.name()[1],
    complaint: (other) => `is already the ${kind} of ${other}, and a name leads to one load balancer; use another name`,
  };
});

/** Everything that must differ between the environments of the list. */
export function environmentProblems(list: readonly PlatformConfig[]): readonly EnvironmentProblem[] {
  return [
    ...[...distinct, ...hosts].flatMap((rule) => shared(list, rule)),
    ...foreignSecrets(list),
    ...sharedRanges(list),
  ];
}

/** Tasks read what is below the prefixes of the secrets backend, so no platform of the same account may have its keys there. */
function foreignSecrets(list: readonly PlatformConfig[]): readonly EnvironmentProblem[] {
  return each(list, ({ airflow: { secretsBackend: backend }, aws, cluster: own }, environment) => {
    if (backend?.kind !== 'secrets-manager') return [];
    const others = list.filter(({ aws: { accountId, region }, cluster }) =>
      [accountId === aws.accountId, region === aws.region, cluster.name !== own.name].every(Boolean),
    );
    return (['connectionsPrefix', 'variablesPrefix'] as const).flatMap((name) => {
      const owner = others.find(({ cluster }) => `${backend[name]}/`.startsWith(`${cluster.name}/`));
      const complaint = `is where the keys of environment '${owner?.environment}' are, and every task could read them; use e.g. 'airflow/connections'`;
      return owner ? [{ ...problem(`airflow.secretsBackend.${name}`, backend[name], complaint), environment }] : [];
    });
  });
}

/** AWS peers no VPCs that share a range, and a transit gateway has one way for each. */
function sharedRanges(list: readonly PlatformConfig[]): readonly EnvironmentProblem[] {
  return each(list, ({ cluster: { network }, environment: own }, environment) => {
    if (network.kind !== 'new') return [];
    const peers = (network.peers ?? []).map((name, index) => {
      const peer = list.find((one) => one.environment === name);
      const field = `cluster.network.peers[${index}]`;
      if (peer === undefined)
        return problem(field, name, 'is not an environment; use one of config/environments/index.ts');
      if (name === own) return problem(field, name, 'is this environment; name the other one');
      return rangesOf(network).flatMap(([range, cidr]) => {
        const taken = [...vpcCidrs(peer.cluster.network), ...podCidrs(peer.cluster.network)];
        const other = taken.find((one) => overlap(one, cidr));
        const complaint = `overlaps ${other} of its peer '${name}', and AWS peers no VPCs that share a range; use e.g. '${range === 'podCidr' ? '100.65.0.0/16' : '10.44.0.0/16'}'`;
        return other === undefined ? [] : [problem(`cluster.network.${range}`, cidr, complaint)];
      });
    });
    const gateway = network.transitGateway?.id;
    const before = list.slice(0, environment).flatMap((other) => {
      const theirs = other.cluster.network;
      if (theirs.kind !== 'new' || gateway === undefined || theirs.transitGateway?.id !== gateway) return [];
      if (!overlap(theirs.vpcCidr, network.vpcCidr)) return [];
      const complaint = `overlaps ${theirs.vpcCidr} of environment '${other.environment}', and both are behind ${gateway}, which has one way to a range; use another range`;
      return problem('cluster.network.vpcCidr', network.vpcCidr, complaint);
    });
    return [...peers.flat(), ...before].map((found) => ({ ...found, environment }));
  });
}

function rangesOf(network: NewNetwork): readonly (readonly ['vpcCidr' | 'podCidr', string])[] {
  return [
    ['vpcCidr', network.vpcCidr],
    ['podCidr', podCidr(network)],
  ];
}

function shared(list: readonly PlatformConfig[], rule: Distinct): readonly EnvironmentProblem[] {
  const owners = new Map<string, string>();
  return each(list, (config, environment) => {
    const value = rule.valueOf(config);
    if (value === undefined) return [];
    const key = `${rule.scopeOf?.(config)} ${value}`;
    const owner = owners.get(key);
    if (owner !== undefined) return [{ ...problem(rule.field, value, rule.complaint(owner)), environment }];
    const [name] = attempt(() => [`environment '${config.environment}'`]);
    owners.set(key, name ?? `environment ${environment + 1}`);
    return [];
  });
}
