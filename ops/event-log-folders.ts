import { bucketPrefixes, teamNamespace } from '../config/names.ts';
import type { Run } from './cli/command.ts';
import { aws } from './clients/aws.ts';

/** Spark does not start a job whose event log folder is missing, and in S3 a folder is there only with a key in it. */
export async function makeEventLogFolders({ config, shell }: Run): Promise<void> {
  if (config.spark.history.kind !== 's3') return;
  const bucket = config.names.buckets.spark;
  for (const team of config.teams) {
    const key = `${bucketPrefixes.eventLogs}/${teamNamespace(team)}/`;
    await shell.run(aws(config, 's3api', 'put-object', '--bucket', bucket, '--key', key));
  }
}
