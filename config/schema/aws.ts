import { awsAccountId, count, kmsKeyArn, region, text } from '../fields.ts';
import { z } from '../zod.ts';

/** Letters, digits and signs that every service takes: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const tagText = /^[\p{L}\p{N} _.:/=+@-]*$/u;

/** The account of the platform, and the rules that hold for everything in it. */
export const aws = z.strictObject({
  /** Account that the cluster lives in. Another one is another platform: nothing moves there. */
  accountId: awsAccountId,
  /** Region that the cluster lives in. Another one is another platform: nothing moves there. */
  region,
  /**
   * Tags of everything that is made in AWS: by the stacks, by Karpenter (nodes, their volumes and network interfaces), for volumes of
   * pods and for load balancers. Beside them stand `cluster` and `environment`, with which bills can be split. Another tag replaces
   * all nodes of all pools (Karpenter counts it as drift) and the core nodes one by one; volumes that are there keep their tags.
   * @default - `cluster` and `environment` only, on what the stacks make
   */
  tags: z
    .record(
      text(tagText, "use letters, digits, spaces and _.:/=+-@ only, e.g. 'cost-center'").min(1).max(128),
      text(tagText, "use letters, digits, spaces and _.:/=+-@ only, e.g. 'data-platform'").max(256),
      "use an object, e.g. { 'cost-center': 'data-platform' }",
    )
    .refine((tags) => Object.keys(tags).length > 0, 'use at least one tag, or remove it')
    .optional(),
  /**
   * Policy that every role of the platform gets as its permissions boundary, where an account lets roles be made only with it. What the
   * policy does not allow, no part of the platform may do, whatever its own role says.
   * @default - none
   */
  permissionsBoundaryArn: text(
    /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/,
    "use the ARN of an IAM policy, e.g. 'arn:aws:iam::111122223333:policy/boundary'",
  ).optional(),
  /**
   * Which key encrypts what is stored. `customer-key`: a symmetric KMS key of the account, in the region, whose policy lets the
   * platform use it (docs/company.md has it): secrets of Kubernetes, buckets, secrets, database, logs, volumes of nodes and pods.
   * Choose it before the first deployment: EKS, RDS and storage classes take a key only when they are made, so another one later
   * is refused by CloudFormation and Argo CD. Costs 1 USD a month and 0.03 USD for 10,000 uses of the key.
   * @default - keys that AWS keeps, without a charge
   */
  encryption: z.strictObject({ kind: z.literal('customer-key'), keyArn: kmsKeyArn }).optional(),
  /**
   * Records for those who ask later who did what: access logs of the buckets and of load balancers and the flow log of the VPC, in a
   * bucket of their own (`<cluster>-audit-…`) that no role of the platform reads; logs of RDS in CloudWatch; and a default security
   * group without rules, which `cluster:deploy` empties. The logs of the control plane are there without it, for 90 days. Deploy it
   * before `dist/` is merged: a load balancer is refused a bucket that is not there. Costs about 0.25 USD for a GB of flow log, 0.57
   * for a GB of RDS log, and 0.02 a month for a GB that is kept; bucket and log groups stay when the field is removed.
   * @default - the logs of the control plane only
   */
  audit: z
    .strictObject({
      /** Days until a record goes, in the bucket and in CloudWatch, where the next number that it knows counts; also for the control plane. */
      retentionDays: count(90, 3650, 365),
      /**
       * Connections that the flow log has: `all`, or those that a security group or network ACL `rejected`, at a small part of the
       * price. The shuffle of Spark is among them. Changed, the flow log is made again, with nothing of the past lost.
       * @default - 'all' in a VPC of the platform; in an existing one it is the owner's
       */
      flowLogs: z.enum(['all', 'rejected']).optional(),
    })
    .optional(),
});
