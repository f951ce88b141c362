import { allowedCidrs, count, dnsLabel, flag, on, roleName, text } from '../fields.ts';
import { z } from '../zod.ts';
import { network } from './network.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const reservedByS3 = /^(xn--|sthree-|amzn-s3-demo-)/;

/** The EKS cluster, its network, and the nodes that always run. */
export const cluster = z.strictObject({
  /**
   * Name of the EKS cluster; buckets, roles, queues and secrets are named after it. It cannot be changed: another name is another
   * cluster, with new and empty buckets and database beside the old ones.
   */
  name: dnsLabel(30, 'bucket and role names are built on it')
    .refine(
      (name) => !name.includes('--'),
      "use no '--', because RDS allows none in the name of a database, e.g. 'air-flow'",
    )
    .refine(
      (name) => !name.startsWith('sg-'),
      "begin with something else than 'sg-', which EC2 keeps for itself in names of security groups",
    )
    .refine(
      (name) => !reservedByS3.test(name),
      "begin with something else, because S3 keeps 'xn--', 'sthree-' and 'amzn-s3-demo-' for itself",
    ),
  /**
   * The EKS cluster of this name is made by others, and so is everything else in AWS: nothing is deployed, and `dist/` stays as it is.
   * `npm run cluster:synth` writes what has to exist, `bootstrap` looks for it, and `cluster:deploy`, `cluster:diff` and `teardown` refuse.
   * `network` and the other fields say what is there. Stacks that were there before stay in AWS.
   * @default - the stacks make the cluster
   */
  existing: on,
  /** Kubernetes minor version; up by one at a time and never down, because EKS refuses else. Those that EKS offers and the pinned Karpenter and charts know. A new one first goes into `test/cluster/templates/karpenter.ts`. */
  kubernetesVersion: z.enum(['1.34', '1.35', '1.36']),
  network,
  /** Who can reach the Kubernetes API. */
  endpoint: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('private') }),
    z.strictObject({
      kind: z.literal('public'),
      allowedCidrs: allowedCidrs(40, 'EKS allows no more'),
    }),
  ]),
  /**
   * IAM roles of the people who operate the cluster; each gets cluster-admin through an access entry. With its path, which those
   * of IAM Identity Center have: `aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_…`. The entry of the first one is made
   * again when another takes its place: change it as one of the others.
   */
  administrators: z
    .array(roleName)
    .min(1, "use at least one role, e.g. 'platform-admin': nobody else could work on it"),
  /**
   * IAM roles that may look into every namespace, by EKS's view policy: no Secret, no command in a pod, no change. Those who look
   * at one team only are `viewers` of the team.
   * @default - none
   */
  viewers: z.array(roleName).min(1, 'use at least one role, or remove it').optional(),
  /** The managed node group that carries Karpenter, Argo CD and the other controllers. Always running. */
  coreNodes: z.strictObject({
    /**
     * EC2 instance type. Another one of the same architecture replaces the nodes one by one; from x86 to Graviton or back, the whole
     * group is made again before the old one goes.
     */
    instanceType: text(/^[a-z0-9-]+\.[a-z0-9]+$/, "use an EC2 instance type, e.g. 'm7i.large'"),
    count: count(2, 10, 2),
  }),
  /** Pods of each controller (Karpenter, External Secrets, Spark Operator, Argo CD …): 1 saves money, 2 survives the loss of a node. */
  controllerReplicas: z.literal([1, 2]),
  /**
   * Refuse to delete the cluster, the database and the stacks until this is set to false and deployed. Best set when a first deploy
   * has succeeded: what a failed one made is protected as well, from its rollback and from the next try.
   */
  deletionProtection: flag,
});
