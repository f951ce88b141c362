import * as logs from 'aws-cdk-lib/aws-logs';

/** CloudWatch keeps logs for certain numbers of days only: the next one. Logs in S3 may have any. */
export function cloudWatchDays(days: number): logs.RetentionDays {
  const known = Object.values(logs.RetentionDays).filter((value) => typeof value === 'number');
  return known.find((value) => value >= days) ?? logs.RetentionDays.TEN_YEARS;
}
