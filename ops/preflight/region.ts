import { z } from 'zod';
import { hasGpus } from '../../config/names.ts';
import { architectureOf } from '../../config/node-size.ts';
import { type Problem, problem } from '../../config/problem.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { aws, ifFound, listOf, noneIfUnknown } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';
import { machineProblems } from './machines.ts';
import { quotaProblems } from './quotas.ts';
import { existingSubnets } from './subnets.ts';
import { newZones } from './zones.ts';

/**
 * Stops where the region does not have what the config asks for, with all of it at once. CloudFormation would find the first
 * one minutes later, when network and data are made; Karpenter would find the image after that.
 */
export async function checkRegion(run: Run): Promise<void> {
  const { network } = run.config.cluster;
  const facts = await (network.kind === 'new' ? newZones(run, network) : existingSubnets(run, network));
  const problems = [
    ...facts.problems,
    ...(await machineProblems(run, facts.zones)),
    ...(await databaseProblems(run, facts.databaseZones)),
    ...(await imageProblems(run)),
    ...(await quotaProblems(run)),
  ];
  if (problems.length === 0) return;
  const { aws: account, environment } = run.config;
  throw new UserError(
    [
      `AWS has not all of config/environments/${environment}.ts in account ${account.accountId}, ${account.region}:`,
      ...problems.map(({ field, text }) => `  ${field}: ${text}`),
    ].join('\n'),
  );
}

const offer = z.object({ multiAz: z.boolean(), zones: z.array(z.string()) });

async function databaseProblems(run: Run, zones: readonly string[]): Promise<readonly Problem[]> {
  const { airflow, versions, aws: account } = run.config;
  const { database } = airflow;
  if (database.kind !== 'rds') return [];
  const [version = ''] = versions.postgresql.split('-');
  const engine = ['--engine', 'postgres', '--engine-version', version];
  const orderable = ['describe-orderable-db-instance-options', ...engine, '--db-instance-class'];
  const query =
    "OrderableDBInstanceOptions[?StorageType=='gp3'].{multiAz:MultiAZCapable,zones:AvailabilityZones[].Name}";
  const offers = await listOf(
    run,
    offer,
    ['rds', ...orderable, `db.${database.instanceClass}`, '--query', query],
    [{ multiAz: true, zones: [...zones] }],
  ).catch(noneIfUnknown);
  const fitting = offers.filter(({ multiAz }) => multiAz || !database.multiAz);
  const field = 'airflow.database.instanceClass';
  if (fitting.length > 0) {
    const found = zones.filter((zone) => fitting.some((offer) => offer.zones.includes(zone)));
    const needed = database.multiAz ? 2 : 1;
    if (found.length >= Math.min(needed, zones.length)) return [];
    const complaint = `is offered in ${found.join() || 'none'} of ${zones.join(', ')}, and the database needs ${needed}; use another class, e.g. of the generation before`;
    return [problem(field, database.instanceClass, complaint)];
  }

  const versionsOf = ['describe-db-engine-versions', ...engine, '--query', 'DBEngineVersions[].EngineVersion'];
  const found = await listOf(run, z.string(), ['rds', ...versionsOf]).catch(noneIfUnknown);
  if (found.length === 0) {
    const complaint = `means PostgreSQL ${version}, which RDS does not have in ${account.region}; use an older one until it does`;
    return [problem('versions.postgresql', versions.postgresql, complaint)];
  }
  const how = database.multiAz ? 'gp3 and a standby' : 'gp3';
  const complaint = `is not offered for PostgreSQL ${version} with ${how} in ${account.region}; use another class, e.g. of the generation before`;
  return [problem(field, database.instanceClass, complaint)];
}

/** Karpenter finds the images of its nodes by these parameters, one for each architecture, with and without NVIDIA's driver. */
async function imageProblems(run: Run): Promise<readonly Problem[]> {
  const kinds = run.config.nodePools.map(
    (pool) => `${amiNames[architectureOf(pool)]}/${hasGpus(pool) ? 'nvidia' : 'standard'}`,
  );
  const problems = await Promise.all([...new Set(kinds)].sort().map((kind) => imageProblem(run, kind)));
  return problems.flat().slice(0, 1);
}

/** What AMIs call an architecture. */
const amiNames: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'arm64' };

async function imageProblem(run: Run, kind: string): Promise<readonly Problem[]> {
  const { cluster, versions, aws: account } = run.config;
  const folder = `/aws/service/eks/optimized-ami/${cluster.kubernetesVersion}/amazon-linux-2023/${kind}`;
  const image = `amazon-eks-node-al2023-${kind.replace('/', '-')}-${cluster.kubernetesVersion}-${versions.al2023Ami}`;
  const read = (name: string) =>
    aws(run.config, ...['ssm', 'get-parameter', '--name', `${folder}/${name}`, '--query', 'Parameter.Value']);
  const id = await ifFound(run.shell.run([...read(`${image}/image_id`), '--output', 'text']));
  if (id !== undefined) return [];
  const newest = formatArgv(read('recommended/release_version'));
  const complaint = `has no image for Kubernetes ${cluster.kubernetesVersion} in ${account.region}; use 'v' and the date at the end of what '${newest}' says`;
  return [problem('versions.al2023Ami', versions.al2023Ami, complaint)];
}
