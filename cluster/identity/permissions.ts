import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Identity } from '../../config/identities.ts';
import type { SparkTeamConfig } from '../../config/platform-config.ts';
import { karpenterController } from '../karpenter/controller-policy.ts';
import { useOfKey } from './encryption.ts';
import { loadBalancerController } from './load-balancer.ts';
import type { PermissionScope } from './scope.ts';
import {
  allow,
  changeRecords,
  publishAlerts,
  readAirflowSecrets,
  readDags,
  readEventLogs,
  readSecrets,
  readTaskLogs,
  sparkJob,
  writeTaskLogs,
} from './statements.ts';
import { teamData } from './team-data.ts';

/** What a role may do: statements of our own, or a policy that AWS keeps up with its add-on. */
export interface Permissions {
  readonly statements?: readonly iam.PolicyStatement[];
  readonly managedPolicy?: string;
}

export function permissions(identity: Pick<Identity, 'purpose' | 'owner'>, scope: PermissionScope): Permissions {
  const { statements = [], ...managed } = ofPurpose(identity, scope);
  return { ...managed, statements: [...statements, ...useOfKey(identity.purpose, statements, scope)] };
}

function ofPurpose({ purpose, owner }: Pick<Identity, 'purpose' | 'owner'>, scope: PermissionScope): Permissions {
  switch (purpose) {
    case 'task-log-reader':
      return { statements: readTaskLogs(scope) };
    case 'api-server':
      return { statements: [...readTaskLogs(scope), ...readAirflowSecrets(scope)] };
    case 'task-log-writer':
      return { statements: [...readTaskLogs(scope), ...writeTaskLogs(scope), ...readAirflowSecrets(scope)] };
    case 'dag-reader':
      return { statements: [...readDags(scope), ...readAirflowSecrets(scope)] };
    case 'task-runner':
      return {
        statements: [...readDags(scope), ...readTaskLogs(scope), ...writeTaskLogs(scope), ...readAirflowSecrets(scope)],
      };
    case 'task-role':
      return {
        statements: [...(ofPurpose({ purpose: 'task-runner' }, scope).statements ?? []), ...taskRole(owner, scope)],
      };
    case 'spark-job':
      return { statements: [...sparkJob(scope), ...teamData(teamOf(owner, scope), scope)] };
    case 'spark-history':
      return { statements: readEventLogs(scope) };
    case 'alert-publisher':
      return { statements: publishAlerts(scope) };
    case 'external-secrets':
      return { statements: readSecrets(scope) };
    case 'karpenter':
      return { statements: karpenterController(scope) };
    case 'load-balancer':
      return { statements: loadBalancerController(scope) };
    case 'external-dns':
      return { statements: changeRecords(scope) };
    case 'ebs-csi':
      // Only volumes and snapshots with the tag of such a driver, of whatever cluster; the first version had all of the account.
      return { managedPolicy: 'AmazonEBSCSIDriverPolicyV2' };
    case 'vpc-cni':
      return { managedPolicy: 'AmazonEKS_CNI_Policy' };
  }
}

function taskRole(name: string | undefined, { config }: PermissionScope): iam.PolicyStatement[] {
  const role = config.airflow.taskRoles?.find((known) => known.name === name);
  return (role?.allow ?? []).map(({ service, actions, resources }, index) =>
    allow(
      `Allow${index + 1}`,
      actions.map((action) => `${service}:${action}`),
      [...resources],
    ),
  );
}

function teamOf(
  owner: string | undefined,
  { config }: PermissionScope,
): Pick<SparkTeamConfig, 'data' | 'glueDatabases'> {
  return config.teams.find(({ name }) => name === owner) ?? {};
}
