import { partition } from '../names.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { problem } from '../problem.ts';
import type { Found } from '../rule.ts';

/** No right reaches from one partition of AWS into another. */
export function otherPartition({ aws }: PlatformConfig, arn: string, field: string): Found {
  const own = partition(aws.region);
  if (arn.startsWith(`arn:${own}:`)) return [];
  return problem(field, arn, `is of another partition than ${aws.region}; begin with 'arn:${own}:'`);
}
