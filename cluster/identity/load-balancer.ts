import { aws_iam as iam } from 'aws-cdk-lib';
import type { PermissionScope } from './scope.ts';

/** The controller puts this tag on what it makes; most statements below hold only where the tag is. */
const clusterTag = 'elbv2.k8s.aws/cluster';
const tagRequested = { [`aws:RequestTag/${clusterTag}`]: 'false' };
const onlyIfTagged = { [`aws:ResourceTag/${clusterTag}`]: 'false' };
const tagUnchanged = { [`aws:RequestTag/${clusterTag}`]: 'true', ...onlyIfTagged };

/**
 * What the AWS Load Balancer Controller may do: the actions and conditions that its project publishes
 * (https://github.com/kubernetes-sigs/aws-load-balancer-controller, docs/install/iam_policy.json), without those of Shield
 * Advanced and of WAF Classic, which the chart turns off. Where the project says `*`, the kinds of resources that the actions
 * know are written out. `test/cluster/templates/load-balancer.ts` compares it with the copy inside CDK, with AWS's list of
 * actions, and with ARNs that AWS has asked for.
 */
export function loadBalancerController({ partition }: PermissionScope): iam.PolicyStatement[] {
  return [
    ...read(partition),
    ...certificatesAndFirewalls(partition),
    ...securityGroups(partition),
    ...loadBalancers(partition),
    ...listeners(partition),
  ];
}

const statement = (sid: string, actions: string[], resources: string[], conditions?: Record<string, object>) =>
  new iam.PolicyStatement({ sid, actions, resources, ...(conditions ? { conditions } : {}) });

const actions = (service: string, names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${service}:${name}`);

const elb = (names: string) => actions('elasticloadbalancing', names);

/** ARNs in the published form, of any region and account: what is in another account stays closed unless that lets the role in. */
const elbArns = (partition: string, ...paths: readonly string[]) =>
  paths.map((path) => `arn:${partition}:elasticloadbalancing:*:*:${path}`);

function read(partition: string): iam.PolicyStatement[] {
  return [
    statement(
      'DescribeNetworkAndLoadBalancers',
      [
        ...actions(
          'ec2',
          `DescribeAccountAttributes DescribeAddresses DescribeAvailabilityZones DescribeInternetGateways DescribeVpcs
           DescribeVpcPeeringConnections DescribeSubnets DescribeSecurityGroups DescribeInstances
           DescribeNetworkInterfaces DescribeTags DescribeCoipPools DescribeIpamPools DescribeRouteTables`,
        ),
        ...elb(
          `DescribeLoadBalancers DescribeLoadBalancerAttributes DescribeListeners DescribeListenerCertificates
           DescribeSSLPolicies DescribeRules DescribeTargetGroups DescribeTargetGroupAttributes DescribeTargetHealth
           DescribeTags DescribeTrustStores DescribeListenerAttributes DescribeCapacityReservation`,
        ),
      ],
      ['*'],
    ),
    statement('ReadAddressPools', ['ec2:GetCoipPoolUsage'], [`arn:${partition}:ec2:*:*:coip-pool/*`]),
    statement('ReadVpcs', ['ec2:GetSecurityGroupsForVpc'], [`arn:${partition}:ec2:*:*:vpc/*`]),
  ];
}

/** Which certificate, user pool or firewall it is, an Ingress says. */
function certificatesAndFirewalls(partition: string): iam.PolicyStatement[] {
  return [
    statement(
      'ListCertificatesSetFirewalls',
      ['acm:ListCertificates', 'iam:ListServerCertificates', 'elasticloadbalancing:SetWebAcl'],
      ['*'],
    ),
    statement('ReadCertificates', ['acm:DescribeCertificate'], [`arn:${partition}:acm:*:*:certificate/*`]),
    statement('ReadServerCertificates', ['iam:GetServerCertificate'], [`arn:${partition}:iam::*:server-certificate/*`]),
    statement('ReadUserPools', ['cognito-idp:DescribeUserPoolClient'], [`arn:${partition}:cognito-idp:*:*:userpool/*`]),
    statement('UseFirewalls', actions('wafv2', 'GetWebACL GetWebACLForResource AssociateWebACL DisassociateWebACL'), [
      // Not `webacl/*/*`, as their ARNs are: who asks for that of a load balancer is checked against `webacl/*`
      // (eksctl-io/eksctl#2164).
      `arn:${partition}:wafv2:*:*:*/webacl/*`,
      ...elbArns(partition, 'loadbalancer/app/*/*'),
    ]),
  ];
}

function securityGroups(partition: string): iam.PolicyStatement[] {
  const groups = [`arn:${partition}:ec2:*:*:security-group/*`];
  const groupsAndRules = [...groups, `arn:${partition}:ec2:*:*:security-group-rule/*`];
  const rules = actions('ec2', 'AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress');
  return [
    // Also on groups it did not make: it opens the nodes' group for its load balancers.
    statement('OpenSecurityGroups', rules, groupsAndRules),
    statement('CreateSecurityGroups', ['ec2:CreateSecurityGroup'], [...groups, `arn:${partition}:ec2:*:*:vpc/*`]),
    statement('TagNewSecurityGroups', ['ec2:CreateTags'], groups, {
      StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' },
      Null: tagRequested,
    }),
    statement('TagOwnSecurityGroups', actions('ec2', 'CreateTags DeleteTags'), groups, { Null: tagUnchanged }),
    statement('ChangeOwnSecurityGroups', [...rules, 'ec2:DeleteSecurityGroup'], groupsAndRules, { Null: onlyIfTagged }),
  ];
}

function loadBalancers(partition: string): iam.PolicyStatement[] {
  const taggable = elbArns(partition, 'targetgroup/*/*', 'loadbalancer/net/*/*', 'loadbalancer/app/*/*');
  const role = `arn:${partition}:iam::*:role/aws-service-role/elasticloadbalancing.amazonaws.com/*`;
  return [
    statement('CreateServiceLinkedRole', ['iam:CreateServiceLinkedRole'], [role], {
      StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' },
    }),
    statement(
      'CreateLoadBalancers',
      elb('CreateLoadBalancer CreateTargetGroup'),
      elbArns(partition, 'loadbalancer/*', 'targetgroup/*'),
      { Null: tagRequested },
    ),
    statement('TagOwnLoadBalancers', elb('AddTags RemoveTags'), taggable, { Null: tagUnchanged }),
    statement('TagNewLoadBalancers', elb('AddTags'), taggable, {
      StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateTargetGroup', 'CreateLoadBalancer'] },
      Null: tagRequested,
    }),
    statement(
      'ChangeOwnLoadBalancers',
      elb(
        `ModifyLoadBalancerAttributes SetIpAddressType SetSecurityGroups SetSubnets DeleteLoadBalancer ModifyTargetGroup
         ModifyTargetGroupAttributes DeleteTargetGroup ModifyListenerAttributes ModifyCapacityReservation ModifyIpPools`,
      ),
      elbArns(partition, 'loadbalancer/*', 'targetgroup/*', 'listener/*'),
      { Null: onlyIfTagged },
    ),
    statement('RegisterTargets', elb('RegisterTargets DeregisterTargets'), elbArns(partition, 'targetgroup/*/*')),
  ];
}

function listeners(partition: string): iam.PolicyStatement[] {
  return [
    statement(
      'ManageListeners',
      elb('CreateListener DeleteListener CreateRule DeleteRule'),
      elbArns(partition, 'loadbalancer/*', 'listener/*', 'listener-rule/*'),
    ),
    statement(
      'TagListeners',
      elb('AddTags RemoveTags'),
      elbArns(
        partition,
        ...['listener/net', 'listener/app', 'listener-rule/net', 'listener-rule/app'].map((path) => `${path}/*/*/*`),
      ),
    ),
    statement(
      'ConfigureListeners',
      elb('ModifyListener AddListenerCertificates RemoveListenerCertificates ModifyRule SetRulePriorities'),
      elbArns(partition, 'listener/*', 'listener-rule/*'),
    ),
  ];
}
