import { databaseLogGroups } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import { aws } from '../clients/aws.ts';
import { type Argv, formatArgv } from '../clients/shell.ts';

/** Something that CloudFormation keeps when the data stack lets go of it, and that no other can be named like. */
export interface KeptName {
  readonly what: 'bucket' | 'secret' | 'log group';
  readonly name: string;
  /** Deletes it for good, and with it what is inside; a bucket has to be empty. */
  readonly remove: Argv;
}

/** No call of the AWS CLI empties a bucket that has versions. */
export const emptyFirst = "empty each bucket with 'Empty' in the S3 console";

export function keptNames(config: Platform): readonly KeptName[] {
  return [
    ...bucketsOf(config).map((name) => ({
      what: 'bucket' as const,
      name,
      remove: aws(config, 's3api', 'delete-bucket', '--bucket', name),
    })),
    ...config.secrets.map(({ remoteName: name }) => ({
      what: 'secret' as const,
      name,
      // At once: a secret that only waits for its deletion keeps its name for a week or more.
      remove: aws(config, 'secretsmanager', 'delete-secret', '--secret-id', name, '--force-delete-without-recovery'),
    })),
    ...logGroupsOf(config).map((name) => ({
      what: 'log group' as const,
      name,
      remove: aws(config, 'logs', 'delete-log-group', '--log-group-name', name),
    })),
  ];
}

function bucketsOf({ aws: { audit }, names: { buckets } }: Platform): readonly string[] {
  return Object.values(buckets).filter((name) => name !== buckets.audit || audit !== undefined);
}

function logGroupsOf(config: Platform): readonly string[] {
  const ofDatabase = config.aws.audit && config.airflow.database.kind === 'rds' ? databaseLogGroups(config) : [];
  return [config.names.taskLogGroup, ...ofDatabase];
}

/**
 * What is left when the data stack is destroyed, and how a person deletes it. CloudFormation keeps it on purpose, and no
 * command here deletes what cannot be brought back.
 */
export function keptData(config: Platform): readonly string[] {
  return [
    'kept on purpose; their names are taken, so this environment can be deployed again only after these are deleted:',
    `${emptyFirst} first: it takes the old versions too, 'aws s3 rm' does not`,
    ...keptNames(config).map(({ remove }) => line(remove)),
    ...(config.airflow.database.kind === 'rds' ? ofDatabase(config) : []),
  ];
}

/** RDS chooses the names of snapshots and backups, so they are looked up first. */
function ofDatabase(config: Platform): readonly string[] {
  const of = ['--db-instance-identifier', `${config.cluster.name}-airflow`];
  const rds = (...args: readonly string[]) => line(aws(config, 'rds', ...args));
  return [
    'kept of the database, at a cost: its final snapshot, and its automated backups until their days are over',
    rds('describe-db-snapshots', ...of, '--query', 'DBSnapshots[].DBSnapshotIdentifier'),
    rds('delete-db-snapshot', '--db-snapshot-identifier', '<snapshot>'),
    rds('describe-db-instance-automated-backups', ...of, '--query', 'DBInstanceAutomatedBackups[].DbiResourceId'),
    rds('delete-db-instance-automated-backup', '--dbi-resource-id', '<id>'),
  ];
}

const line = (argv: Argv) => `  ${formatArgv(argv)}`;
