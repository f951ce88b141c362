import { z } from 'zod';
import { roleOf } from '../../config/identities.ts';
import { partition, stackNames } from '../../config/names.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { aws, ifFound, listOf } from '../clients/aws.ts';
import { formatArgv } from '../clients/shell.ts';
import { keptNames } from '../teardown/kept.ts';
import { hasSpotRole, spotRoleCommand } from './spot-role.ts';
import { existingSubnets } from './subnets.ts';
import { namesInUse } from './taken-names.ts';

/** Stops where the cluster is not made by the stacks: nothing of it is deployed, compared or deleted from here. */
export function requireOwnCluster({ config }: Run): void {
  const { cluster, environment } = config;
  if (!cluster.existing) return;
  throw new UserError(
    `cluster '${cluster.name}' is made by others (cluster.existing), and so has no stack here; 'npm run bootstrap -- ${environment}' says what it lacks, and docs/company.md, 'A cluster that is there', how the platform comes and goes`,
  );
}

/**
 * Stops where something is missing that the stacks would have made, with a line for each. What it looks like in every detail is in the
 * templates that `cluster:synth` writes. A dry run has asked nobody, and goes on.
 */
export async function checkExistingCluster(run: Run): Promise<void> {
  const { network, existing, name } = run.config.cluster;
  if (!existing || network.kind === 'new') return;
  const subnets = (await existingSubnets(run, network)).problems.map(({ field, text }) => `${field}: ${text}`);
  const missing = [
    ...subnets,
    ...(await associations(run)),
    ...(await nodesAndPeople(run)),
    ...(await queueAndGroups(run)),
    ...(await data(run)),
  ];
  if (missing.length === 0 || run.dryRun) return;
  throw new UserError(
    [
      `cluster '${name}' lacks what its owner has to make; 'npm run cluster:synth' writes each with all it needs into cdk.out/:`,
      ...missing.map((line) => `  ${line}`),
    ].join('\n'),
  );
}

/** Pods without one have no credentials. Those of add-ons are not asked for: an add-on may have its rights in another way. */
async function associations(run: Run): Promise<readonly string[]> {
  const { config } = run;
  const found = await listOf(run, z.object({ namespace: z.string(), serviceAccount: z.string() }), [
    ...['eks', 'list-pod-identity-associations', '--cluster-name', config.cluster.name],
    ...['--query', 'associations[].{namespace:namespace,serviceAccount:serviceAccount}'],
  ]);
  return config.identities
    .filter(({ madeBy }) => madeBy !== 'eks-addon')
    .filter((one) => !found.some((is) => is.namespace === one.namespace && is.serviceAccount === one.serviceAccount))
    .map((one) => {
      const role = config.names.role(roleOf(one));
      const make = aws(
        config,
        ...['eks', 'create-pod-identity-association', '--cluster-name', config.cluster.name],
        ...['--namespace', one.namespace, '--service-account', one.serviceAccount, '--role-arn', arnOfRole(run, role)],
      );
      return `Pod Identity association of ${one.namespace}/${one.serviceAccount}: ${madeIn(run, 'cluster', 'AWS::IAM::Role', role)}, then run '${formatArgv(make)}'`;
    });
}

/** The cluster lets in the nodes of Karpenter and the people of the config by access entries. */
async function nodesAndPeople(run: Run): Promise<readonly string[]> {
  const { cluster, names, teams } = run.config;
  const profile = names.nodeInstanceProfile;
  const getProfile = ['iam', 'get-instance-profile', '--instance-profile-name', profile];
  const rolesOfProfile = listOf(run, z.string(), [...getProfile, '--query', 'InstanceProfile.Roles[].Arn']);
  const nodeRoles = (await ifFound(rolesOfProfile)) ?? [];
  const people = [
    ...cluster.administrators,
    ...(cluster.viewers ?? []),
    ...teams.flatMap(({ viewers = [] }) => viewers),
  ];
  const wanted = [...nodeRoles, ...new Set(people.map((role) => arnOfRole(run, role)))];
  const query = ['--cluster-name', cluster.name, '--query', 'accessEntries'];
  const found = await listOf(run, z.string(), ['eks', 'list-access-entries', ...query]);
  return [
    ...(nodeRoles.length === 0
      ? [`instance profile ${profile}: ${madeIn(run, 'cluster', 'AWS::IAM::InstanceProfile', profile)}, with its role`]
      : []),
    ...wanted
      .filter((arn) => !found.includes(arn))
      .map((arn) => `access entry of ${arn}: ${madeIn(run, 'cluster', 'AWS::EKS::AccessEntry', 'of this role')}`),
  ];
}

async function queueAndGroups(run: Run): Promise<readonly string[]> {
  const { interruptionQueue: queue, discoveryTag } = run.config.names;
  const tag = `${discoveryTag.key}=${discoveryTag.value}`;
  const listQueues = ['sqs', 'list-queues', '--queue-name-prefix', queue, '--query', 'QueueUrls'];
  const queues = await listOf(run, z.string(), listQueues);
  const groups = await listOf(run, z.string(), [
    ...['ec2', 'describe-security-groups', '--filters', `Name=tag:${discoveryTag.key},Values=${discoveryTag.value}`],
    ...['--query', 'SecurityGroups[].GroupId'],
  ]);
  return [
    ...(queues.some((url) => url.endsWith(`/${queue}`))
      ? []
      : [`queue ${queue}: ${madeIn(run, 'cluster', 'AWS::SQS::Queue', queue)}, with the rules that fill it`]),
    ...(groups.length > 0 ? [] : [`security group of Karpenter's nodes: give the one of the nodes the tag ${tag}`]),
    ...((await hasSpotRole(run)) ? [] : [`role of EC2 Spot: run '${formatArgv(spotRoleCommand(run.config))}'`]),
  ];
}

const types = { bucket: 'AWS::S3::Bucket', secret: 'AWS::SecretsManager::Secret', 'log group': 'AWS::Logs::LogGroup' };

async function data(run: Run): Promise<readonly string[]> {
  const found = new Set((await namesInUse(run)).map(({ name }) => name));
  return keptNames(run.config)
    .filter(({ name }) => !found.has(name))
    .map(({ what, name }) => `${what} ${name}: ${madeIn(run, 'data', types[what], name)}`);
}

function madeIn({ config }: Run, part: 'data' | 'cluster', type: string, name: string): string {
  return `make it as ${type} ${name} of ${stackNames(config)[part]}.template.json`;
}

function arnOfRole({ config: { aws: account } }: Run, name: string): string {
  return `arn:${partition(account.region)}:iam::${account.accountId}:role/${name}`;
}
