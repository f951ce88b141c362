import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A log group under the name that an AWS service would make it by itself, to keep its logs forever. It stays unless `keep` is false. */
export function logGroup(
  scope: Construct,
  id: string,
  {
    logGroupName,
    days,
    key,
    keep = true,
  }: {
    readonly logGroupName: string;
    readonly days: number;
    readonly key: kms.IKey | undefined;
    readonly keep?: boolean;
  },
): logs.LogGroup {
  return new logs.LogGroup(scope, id, {
    logGroupName,
    retention: cloudWatchDays(days),
    ...(key ? { encryptionKey: key } : {}),
    removalPolicy: keep ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
}

/** CloudWatch keeps logs for certain numbers of days only: the next one. Logs in S3 may have any. */
export function cloudWatchDays(days: number): logs.RetentionDays {
  const known = Object.values(logs.RetentionDays).filter((value) => typeof value === 'number');
  return known.find((value) => value >= days) ?? logs.RetentionDays.TEN_YEARS;
}
