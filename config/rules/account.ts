import { partition } from '../names.ts';
import { fieldName, problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each } from '../valid-parts.ts';

/** Tags by which AWS, EKS, Karpenter and the controllers find what is theirs. */
const ofOthers =
  /^(aws|eks):|^(kubernetes\.io|k8s\.io|karpenter\.sh|karpenter\.k8s\.aws|ebs\.csi\.aws\.com|elbv2\.k8s\.aws|ingress\.k8s\.aws|service\.k8s\.aws)\/|^(CSIVolumeName|KubernetesCluster)$/i;

/** What the platform itself writes. */
const ours = ['name', 'cluster', 'environment'];

/** AWS takes 50 for a resource; EKS, Karpenter and the controllers add up to 12 of their own. */
const mostTags = 35;

const tagsOfTheConfig: Rule = ({ aws: { tags = {} } }) => {
  const keys = Object.keys(tags);
  if (keys.length > mostTags) {
    const complaint = `is more than ${mostTags}: AWS takes 50 for a resource, and EKS, Karpenter and the platform add theirs`;
    return problem('aws.tags', keys.length, complaint);
  }
  const firsts = new Map(keys.toReversed().map((key) => [key.toLowerCase(), key]));
  return each(keys, (key) => {
    const complain = (complaint: string) => problem(fieldName(['aws', 'tags', key]), key, complaint);
    if (ours.includes(key.toLowerCase())) {
      return complain('is a tag that the platform writes itself; remove it, or give it another name');
    }
    if (ofOthers.test(key)) {
      return complain("is a tag that AWS or a controller finds its own by; use e.g. 'cost-center'");
    }
    const first = firsts.get(key.toLowerCase());
    // For IAM two spellings of a key are one tag twice, and the role is refused.
    return first === key ? [] : complain(`is '${first}' to IAM, which knows no difference; remove one of them`);
  });
};

const boundaryOfTheAccount: Rule = ({ aws: { accountId, permissionsBoundaryArn: arn, region } }) => {
  if (arn === undefined) return [];
  const [, own, , , account] = arn.split(':');
  const home = partition(region);
  if (own === home && (account === accountId || account === 'aws')) return [];
  const complaint = `is not a policy that roles of account ${accountId} can have; use one of that account: 'arn:${home}:iam::${accountId}:policy/...'`;
  return problem('aws.permissionsBoundaryArn', arn, complaint);
};

/** EC2, RDS and CloudWatch use keys of their own region only, and their service-linked roles none of another account. */
const keyOfTheAccount: Rule = ({ aws: { accountId, encryption, region } }) => {
  const home = `arn:${partition(region)}:kms:${region}:${accountId}:key/`;
  if (encryption === undefined || encryption.keyArn.startsWith(home)) return [];
  const complaint = `is not a key in the account and region of the cluster; use one that begins with '${home}'`;
  return problem('aws.encryption.keyArn', encryption.keyArn, complaint);
};

const flowLogsOfOurs: Rule = ({ aws: { audit }, cluster: { network } }) => {
  if (network.kind === 'new' || audit?.flowLogs === undefined) return [];
  const complaint =
    "is for a VPC that the platform makes, and cluster.network.kind is 'existing'; remove it, and ask the owner of the VPC for its flow log";
  return problem('aws.audit.flowLogs', audit.flowLogs, complaint);
};

export const accountRules: readonly Rule[] = [tagsOfTheConfig, boundaryOfTheAccount, keyOfTheAccount, flowLogsOfOurs];
