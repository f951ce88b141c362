import type * as iam from 'aws-cdk-lib/aws-iam';
import policy from '../../imports/policies/aws-load-balancer-controller.json' with { type: 'json' };
import { type Published, published, statementOf } from './published.ts';
import type { PermissionScope } from './scope.ts';

/** Shield Advanced and WAF Classic, which the chart turns off. */
const turnedOff = /^(shield|waf-regional):/;

/**
 * Where the project publishes `*`: the resources that AWS knows for an action, of any region and account. What is in another
 * account stays closed unless that lets the role in. `test/cluster/templates/load-balancer.test.ts` compares them with AWS's
 * own list of actions, and with ARNs that AWS has asked for.
 */
const known: Readonly<Record<string, string>> = {
  'ec2:GetCoipPoolUsage': 'ec2:*:*:coip-pool/*',
  'ec2:GetSecurityGroupsForVpc': 'ec2:*:*:vpc/*',
  'ec2:(AuthorizeSecurityGroupIngress|RevokeSecurityGroupIngress|DeleteSecurityGroup)':
    'ec2:*:*:security-group/* ec2:*:*:security-group-rule/*',
  'ec2:CreateSecurityGroup': 'ec2:*:*:security-group/* ec2:*:*:vpc/*',
  'acm:DescribeCertificate': 'acm:*:*:certificate/*',
  'iam:GetServerCertificate': 'iam::*:server-certificate/*',
  'iam:CreateServiceLinkedRole': 'iam::*:role/aws-service-role/elasticloadbalancing.amazonaws.com/*',
  'cognito-idp:DescribeUserPoolClient': 'cognito-idp:*:*:userpool/*',
  // Not `webacl/*/*`, as their ARNs are: who asks for that of a load balancer is checked against `webacl/*`
  // (eksctl-io/eksctl#2164).
  'wafv2:(GetWebACL|GetWebACLForResource|AssociateWebACL|DisassociateWebACL)':
    'wafv2:*:*:*/webacl/* elasticloadbalancing:*:*:loadbalancer/app/*/*',
  'elasticloadbalancing:(CreateLoadBalancer|CreateTargetGroup)':
    'elasticloadbalancing:*:*:loadbalancer/* elasticloadbalancing:*:*:targetgroup/*',
  'elasticloadbalancing:(CreateListener|DeleteListener|CreateRule|DeleteRule)':
    'elasticloadbalancing:*:*:loadbalancer/* elasticloadbalancing:*:*:listener/* elasticloadbalancing:*:*:listener-rule/*',
  'elasticloadbalancing:(ModifyListener|ModifyRule|SetRulePriorities|AddListenerCertificates|RemoveListenerCertificates)':
    'elasticloadbalancing:*:*:listener/* elasticloadbalancing:*:*:listener-rule/*',
  'elasticloadbalancing:(Set(IpAddressType|SecurityGroups|Subnets)|(Delete|Modify)(LoadBalancer|TargetGroup).*|Modify(ListenerAttributes|CapacityReservation|IpPools))':
    'elasticloadbalancing:*:*:loadbalancer/* elasticloadbalancing:*:*:targetgroup/* elasticloadbalancing:*:*:listener/*',
};

/** What the AWS Load Balancer Controller may do: the published policy of the pinned version, narrowed as said above. */
export function loadBalancerController({ partition }: PermissionScope): iam.PolicyStatement[] {
  return published(policy, partition)
    .flatMap((statement) => narrowed(statement, partition))
    .map(statementOf);
}

/** A statement for each set of resources that its actions know. */
function narrowed(statement: Published, partition: string): readonly Published[] {
  const { sid, resources } = statement;
  const groups = new Map<string, string[]>();
  for (const action of statement.actions.filter((name) => !turnedOff.test(name))) {
    const arns = resources.includes('*') ? (knownFor(action) ?? '*') : resources.join(' ');
    groups.set(arns, [...(groups.get(arns) ?? []), action]);
  }
  return [...groups].map(([arns, actions], index) => ({
    ...statement,
    sid: groups.size === 1 ? sid : `${sid}${arns === '*' ? 'Any' : `Part${index + 1}`}`,
    actions,
    resources: arns.split(' ').map((arn) => (arn.startsWith('arn:') || arn === '*' ? arn : `arn:${partition}:${arn}`)),
  }));
}

function knownFor(action: string): string | undefined {
  return Object.entries(known).find(([pattern]) => new RegExp(`^${pattern}$`).test(action))?.[1];
}
