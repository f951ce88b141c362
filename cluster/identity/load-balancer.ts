import { aws_iam as iam } from 'aws-cdk-lib';
import type { PermissionScope } from './permissions.ts';

/** The controller puts this tag on what it makes; most statements below hold only where the tag is. */
const clusterTag = 'elbv2.k8s.aws/cluster';
const tagRequested = { [`aws:RequestTag/${clusterTag}`]: 'false' };
const onlyIfTagged = { [`aws:ResourceTag/${clusterTag}`]: 'false' };
const tagUnchanged = { [`aws:RequestTag/${clusterTag}`]: 'true', ...onlyIfTagged };

/**
 * What the AWS Load Balancer Controller may do: the policy that its project publishes
 * (https://github.com/kubernetes-sigs/aws-load-balancer-controller, docs/install/iam_policy.json), with names for the
 * statements. `test/cluster/templates/load-balancer.ts` compares it with the copy inside CDK.
 */
export function loadBalancerController({ partition }: PermissionScope): iam.PolicyStatement[] {
  return [...read(), ...securityGroups(partition), ...loadBalancers(partition), ...listeners(partition)];
}

const statement = (sid: string, actions: string[], resources: string[], conditions?: Record<string, object>) =>
  new iam.PolicyStatement({ sid, actions, resources, ...(conditions ? { conditions } : {}) });

const actions = (service: string, names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${service}:${name}`);

function read(): iam.PolicyStatement[] {
  return [
    statement('CreateServiceLinkedRole', ['iam:CreateServiceLinkedRole'], ['*'], {
      StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' },
    }),
    statement(
      'DescribeNetworkAndLoadBalancers',
      [
        ...actions(
          'ec2',
          `DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeInternetGateways DescribeVpcs
           DescribeVpcPeeringConnections DescribeSubnets DescribeSecurityGroups DescribeInstances
           DescribeNetworkInterfaces DescribeTags GetCoipPoolUsage DescribeCoipPools GetSecurityGroupsForVpc
           DescribeIpamPools DescribeRouteTables`,
        ),
        ...actions(
          'elasticloadbalancing',
          `DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeListeners DescribeListenerCertificates
           DescribeSSLPolicies DescribeRules DescribeTargetGroups DescribeTargetGroupAttributes DescribeTargetHealth
           DescribeTags DescribeTrustStores DescribeListenerAttributes DescribeCapacityReservation`,
        ),
      ],
      ['*'],
    ),
    statement(
      'UseCertificatesAndFirewalls',
      [
        'cognito-idp:DescribeUserPoolClient',
        ...actions('acm', 'ListCertificates DescribeCertificate'),
        ...actions('iam', 'ListServerCertificates GetServerCertificate'),
        ...actions('waf-regional', 'GetWebACL GetWebACLForResource AssociateWebACL DisassociateWebACL'),
        ...actions('wafv2', 'GetWebACL GetWebACLForResource AssociateWebACL DisassociateWebACL'),
        ...actions('shield', 'GetSubscriptionState DescribeProtection CreateProtection DeleteProtection'),
      ],
      ['*'],
    ),
  ];
}

function securityGroups(partition: string): iam.PolicyStatement[] {
  const groups = [`arn:${partition}:ec2:*:*:security-group/*`];
  const rules = actions('ec2', 'AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress');
  return [
    // Also on groups it did not make: it opens the nodes' group for its load balancers.
    statement('OpenSecurityGroups', rules, ['*']),
    statement('CreateSecurityGroups', ['ec2:CreateSecurityGroup'], ['*']),
    statement('TagNewSecurityGroups', ['ec2:CreateTags'], groups, {
      StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' },
      Null: tagRequested,
    }),
    statement('TagOwnSecurityGroups', actions('ec2', 'CreateTags DeleteTags'), groups, { Null: tagUnchanged }),
    statement('ChangeOwnSecurityGroups', [...rules, 'ec2:DeleteSecurityGroup'], ['*'], { Null: onlyIfTagged }),
  ];
}

function loadBalancers(partition: string): iam.PolicyStatement[] {
  const elb = (names: string) => actions('elasticloadbalancing', names);
  const arns = ['targetgroup/*/*', 'loadbalancer/net/*/*', 'loadbalancer/app/*/*'].map(
    (path) => `arn:${partition}:elasticloadbalancing:*:*:${path}`,
  );
  return [
    statement('CreateLoadBalancers', elb('CreateLoadBalancer CreateTargetGroup'), ['*'], { Null: tagRequested }),
    statement('TagOwnLoadBalancers', elb('AddTags RemoveTags'), arns, { Null: tagUnchanged }),
    statement('TagNewLoadBalancers', elb('AddTags'), arns, {
      StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateTargetGroup', 'CreateLoadBalancer'] },
      Null: tagRequested,
    }),
    statement(
      'ChangeOwnLoadBalancers',
      elb(
        `ModifyLoadBalancerAttributes SetIpAddressType SetSecurityGroups SetSubnets DeleteLoadBalancer ModifyTargetGroup
         ModifyTargetGroupAttributes DeleteTargetGroup ModifyListenerAttributes ModifyCapacityReservation ModifyIpPools`,
      ),
      ['*'],
      { Null: onlyIfTagged },
    ),
    statement('RegisterTargets', elb('RegisterTargets DeregisterTargets'), [
      `arn:${partition}:elasticloadbalancing:*:*:targetgroup/*/*`,
    ]),
  ];
}

function listeners(partition: string): iam.PolicyStatement[] {
  const elb = (names: string) => actions('elasticloadbalancing', names);
  return [
    statement('ManageListeners', elb('CreateListener DeleteListener CreateRule DeleteRule'), ['*']),
    statement(
      'TagListeners',
      elb('AddTags RemoveTags'),
      ['listener/net', 'listener/app', 'listener-rule/net', 'listener-rule/app'].map(
        (path) => `arn:${partition}:elasticloadbalancing:*:*:${path}/*/*/*`,
      ),
    ),
    statement(
      'ConfigureListeners',
      elb(`SetWebAcl ModifyListener AddListenerCertificates RemoveListenerCertificates ModifyRule SetRulePriorities`),
      ['*'],
    ),
  ];
}
