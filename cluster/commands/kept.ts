import { platformNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { platformSecrets } from '../../config/secrets.ts';
import { aws } from './aws.ts';
import { type Argv, formatArgv } from './shell.ts';

/**
 * What is left when the data stack is destroyed, and how a person deletes it. CloudFormation keeps it on purpose, and no
 * command here deletes what cannot be brought back.
 */
export function keptData(config: PlatformConfig): readonly string[] {
  const { buckets, taskLogGroup } = platformNames(config);
  const line = (...args: readonly string[]) => command(aws(config, ...args));

  return [
    'kept on purpose; their names are taken, so this environment can be deployed again only after these are deleted:',
    "empty each bucket with 'Empty' in the S3 console first: it takes the old versions too, 'aws s3 rm' does not",
    ...Object.values(buckets).map((bucket) => line('s3api', 'delete-bucket', '--bucket', bucket)),
    ...platformSecrets(config).map(({ remoteName }) => command(deleteSecret(config, remoteName))),
    line('logs', 'delete-log-group', '--log-group-name', taskLogGroup),
    ...(config.airflow.database.kind === 'rds' ? ofDatabase(`${config.cluster.name}-airflow`, line) : []),
  ];
}

/** At once: a secret that only waits for its deletion keeps its name for a week or more. */
export function deleteSecret(config: PlatformConfig, remoteName: string): Argv {
  return aws(config, 'secretsmanager', 'delete-secret', '--secret-id', remoteName, '--force-delete-without-recovery');
}

/** RDS chooses the names of snapshots and backups, so they are looked up first. */
function ofDatabase(instance: string, line: (...args: readonly string[]) => string): readonly string[] {
  const of = ['--db-instance-identifier', instance];
  return [
    'kept of the database, at a cost: its final snapshot, and its automated backups until their days are over',
    line('rds', 'describe-db-snapshots', ...of, '--query', 'DBSnapshots[].DBSnapshotIdentifier'),
    line('rds', 'delete-db-snapshot', '--db-snapshot-identifier', '<snapshot>'),
    line(
      'rds',
      'describe-db-instance-automated-backups',
      ...of,
      '--query',
      'DBInstanceAutomatedBackups[].DbiResourceId',
    ),
    line('rds', 'delete-db-instance-automated-backup', '--dbi-resource-id', '<id>'),
  ];
}

const command = (argv: Argv) => `  ${formatArgv(argv)}`;
