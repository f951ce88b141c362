import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { auditPrefixes, bucketPrefixes } from '../../config/names.ts';
import type { Platform } from '../../config/resolve.ts';

interface DataBucketsProps {
  readonly config: Platform;
  readonly key: kms.IKey | undefined;
  /** Gets a record of each request. */
  readonly accessLogs: s3.IBucket | undefined;
}

/**
 * The three buckets. All are made whatever the config says: an empty bucket costs nothing, and one that came and went
 * with a setting could not be made again under its name, because it is kept when it leaves the template.
 */
export class DataBuckets extends Construct {
  constructor(scope: Construct, id: string, { config, key, accessLogs }: DataBucketsProps) {
    super(scope, id);
    const { buckets } = config.names;
    const { logs } = config.airflow;
    const { history } = config.spark;
    const common = (purpose: 'logs' | 'dags' | 'spark') => ({
      bucketName: buckets[purpose],
      // With a key for the bucket S3 asks KMS once for many objects, which takes 99 % off its bill.
      ...(key ? { encryption: s3.BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true } : {}),
      ...(accessLogs
        ? { serverAccessLogsBucket: accessLogs, serverAccessLogsPrefix: `${auditPrefixes.buckets}/${purpose}/` }
        : {}),
    });

    privateBucket(this, 'Logs', {
      ...common('logs'),
      versioned: false,
      lifecycleRules: [
        { id: 'task-logs', prefix: `${bucketPrefixes.taskLogs}/`, expiration: Duration.days(logs.retentionDays) },
      ],
    });
    privateBucket(this, 'Dags', {
      ...common('dags'),
      versioned: true,
      lifecycleRules: [{ id: 'old-versions', noncurrentVersionExpiration: Duration.days(90) }],
    });
    const prefix = `${bucketPrefixes.eventLogs}/`;
    privateBucket(this, 'Spark', {
      ...common('spark'),
      versioned: true,
      lifecycleRules: [
        // A week to undo a job that overwrote the wrong partition.
        { id: 'old-versions', noncurrentVersionExpiration: Duration.days(7), expiredObjectDeleteMarker: true },
        ...(history.kind === 's3'
          ? [{ id: 'event-logs', prefix, expiration: Duration.days(history.retentionDays) }]
          : []),
      ],
    });
  }
}

/** A bucket that nobody reaches from outside, and that stays when its stack goes. Its keys are those of S3 unless `props` has one. */
export function privateBucket(
  scope: Construct,
  id: string,
  { lifecycleRules, ...props }: s3.BucketProps & { readonly lifecycleRules: s3.LifecycleRule[] },
): s3.Bucket {
  return new s3.Bucket(scope, id, {
    encryption: s3.BucketEncryption.S3_MANAGED,
    ...props,
    lifecycleRules: [
      { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(3) },
      ...lifecycleRules,
    ],
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}
