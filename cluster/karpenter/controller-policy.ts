import type * as iam from 'aws-cdk-lib/aws-iam';
import policy from '../../imports/policies/karpenter.json' with { type: 'json' };
import { published, statementOf } from '../identity/published.ts';
import type { PermissionScope } from '../identity/scope.ts';
import { karpenterNodeRoleName } from './nodes.ts';

/** For instance profiles that the controller makes itself: ours is made in `nodes.ts`, so it need not write to IAM. */
const leftOut = [
  'AllowScopedInstanceProfileCreationActions',
  'AllowScopedInstanceProfileTagActions',
  'AllowScopedInstanceProfileActions',
];

/**
 * What Karpenter's controller may do, as the reference of the pinned version says, without what is left out above.
 * Everything it makes must carry the cluster's tag, and it may change or delete only what carries it.
 */
export function karpenterController({ config, names, partition }: PermissionScope): iam.PolicyStatement[] {
  const { accountId, region } = config.aws;
  const parameters = {
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    ClusterName: names.cluster,
    'KarpenterNodeRole.Arn': `arn:${partition}:iam::${accountId}:role/${karpenterNodeRoleName(names)}`,
    'KarpenterInterruptionQueue.Arn': `arn:${partition}:sqs:${region}:${accountId}:${names.interruptionQueue}`,
  };
  return published(policy, partition, parameters)
    .filter(({ sid }) => !leftOut.includes(sid))
    .map(statementOf);
}
