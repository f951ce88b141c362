import { z } from 'zod';
import { architectureOf } from '../../config/node-size.ts';
import { type Problem, problem } from '../../config/problem.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { answersNotFound, aws, listOf, noneIfUnknown } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';
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
    ...(await coreNodeProblems(run, facts.zones)),
    ...(await databaseProblems(run)),
    ...(await imageProblems(run)),
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

/** The node group spreads over all zones of the cluster, and fails where one does not have the type. */
async function coreNodeProblems(run: Run, wanted: readonly string[]): Promise<readonly Problem[]> {
  const { instanceType } = run.config.cluster.coreNodes;
  const offered = await listOf(
    run,
    z.array(z.string()),
    [
      ...['ec2', 'describe-instance-type-offerings', '--location-type', 'availability-zone'],
      ...['--filters', `Name=instance-type,Values=${instanceType}`, '--query', 'InstanceTypeOfferings[].Location'],
    ],
    wanted,
  );
  const missing = wanted.filter((name) => !offered.includes(name));
  if (missing.length === 0) return [];
  const complaint = `is not offered in ${missing.join(', ')}; use a type that is, e.g. of the generation before`;
  return [problem('cluster.coreNodes.instanceType', instanceType, complaint)];
}

async function databaseProblems(run: Run): Promise<readonly Problem[]> {
  const { airflow, versions, aws: account } = run.config;
  const { database } = airflow;
  if (database.kind !== 'rds') return [];
  const [version = ''] = versions.postgresql.split('-');
  const engine = ['--engine', 'postgres', '--engine-version', version];
  const orderable = ['describe-orderable-db-instance-options', ...engine, '--db-instance-class'];
  const capable = ['--query', "OrderableDBInstanceOptions[?StorageType=='gp3'].MultiAZCapable"];
  const offers = await listOf(
    run,
    z.array(z.boolean()),
    ['rds', ...orderable, `db.${database.instanceClass}`, ...capable],
    [true],
  ).catch(noneIfUnknown);
  if (offers.some((multiAz) => multiAz || !database.multiAz)) return [];

  const versionsOf = ['describe-db-engine-versions', ...engine, '--query', 'DBEngineVersions[].EngineVersion'];
  const found = await listOf(run, z.array(z.string()), ['rds', ...versionsOf]).catch(noneIfUnknown);
  if (found.length === 0) {
    const complaint = `means PostgreSQL ${version}, which RDS does not have in ${account.region}; use an older one until it does`;
    return [problem('versions.postgresql', versions.postgresql, complaint)];
  }
  const how = database.multiAz ? 'gp3 and a standby' : 'gp3';
  const complaint = `is not offered for PostgreSQL ${version} with ${how} in ${account.region}; use another class, e.g. of the generation before`;
  return [problem('airflow.database.instanceClass', database.instanceClass, complaint)];
}

/** Karpenter finds the images of its nodes by these parameters, one for each architecture. */
async function imageProblems(run: Run): Promise<readonly Problem[]> {
  const architectures = [...new Set(run.config.nodePools.map(architectureOf))].sort();
  const problems = await Promise.all(architectures.map((architecture) => imageProblem(run, amiNames[architecture])));
  return problems.flat().slice(0, 1);
}

/** What AMIs call an architecture. */
const amiNames: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'arm64' };

async function imageProblem(run: Run, architecture = ''): Promise<readonly Problem[]> {
  const { cluster, versions, aws: account } = run.config;
  const folder = `/aws/service/eks/optimized-ami/${cluster.kubernetesVersion}/amazon-linux-2023/${architecture}/standard`;
  const image = `amazon-eks-node-al2023-${architecture}-standard-${cluster.kubernetesVersion}-${versions.al2023Ami}`;
  const read = (name: string) =>
    aws(run.config, ...['ssm', 'get-parameter', '--name', `${folder}/${name}`, '--query', 'Parameter.Value']);
  try {
    await run.shell.run([...read(`${image}/image_id`), '--output', 'text']);
    return [];
  } catch (error) {
    if (!answersNotFound(error)) throw error;
    const newest = formatArgv(read('recommended/release_version'));
    const complaint = `has no image for Kubernetes ${cluster.kubernetesVersion} in ${account.region}; use 'v' and the date at the end of what '${newest}' says`;
    return [problem('versions.al2023Ami', versions.al2023Ami, complaint)];
  }
}
