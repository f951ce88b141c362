import { bucketPrefixes, partition } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';
import type { AirflowOptions } from '../../imports/values/airflow-options.ts';

/** Where task logs go when the pod is gone. The connection is named, although Pod Identity needs none: unnamed, each task asks for it in vain. */
export function remoteLogging({
  airflow,
  aws,
  names,
}: Pick<Platform, 'airflow' | 'aws' | 'names'>): AirflowOptions['logging'] {
  const folder =
    airflow.logs.kind === 's3'
      ? `s3://${names.buckets.logs}/${bucketPrefixes.taskLogs}`
      : `cloudwatch://arn:${partition(aws.region)}:logs:${aws.region}:${aws.accountId}:log-group:${names.taskLogGroup}`;
  return {
    remote_logging: true,
    remote_base_log_folder: folder,
    remote_log_conn_id: 'aws_default',
    delete_local_logs: true,
    // The bucket encrypts by default; this switch would ask for a second header on each upload.
    encrypt_s3_logs: false,
  };
}
