import { awsAccountId, kmsKeyArn, region, text } from '../fields.ts';
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
});
