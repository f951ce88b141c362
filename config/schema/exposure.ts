import { allowedCidrs, count, distinct, hostName, text } from '../fields.ts';
import { z } from '../zod.ts';

const certificateArn = text(
  /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
  "use the ARN of an ACM certificate, e.g. 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012'",
);

const webAclArn = text(
  /^(none|arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]{1,128}\/[0-9a-f-]{36})$/,
  "use the ARN of a regional web ACL of AWS WAF, e.g. 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/airflow/12345678-1234-1234-1234-123456789012', or 'none'",
);

/** One load balancer for several Ingresses. */
const group = z.strictObject({
  /**
   * Every Ingress of the cluster with this `alb.ingress.kubernetes.io/group.name` shares the load balancer. Another name later moves
   * the page to another load balancer, with another address.
   */
  name: text(
    /^([a-z0-9][a-z0-9.-]*)?[a-z0-9]$/,
    "use lower-case letters, digits, '-' and '.', starting and ending with a letter or digit, e.g. 'company'",
  ).max(63, 'use at most 63 characters, because the AWS Load Balancer Controller allows no more'),
  /**
   * The Ingress with the smallest number is asked first, from -1000 to 1000; of equal ones the first by namespace and name.
   * @default 0
   */
  order: count(-1000, 1000, 10).optional(),
});

/** external-dns makes the record of the host in Route 53: an add-on of EKS, with a role that may change records of this host only. */
const externalDns = z.strictObject({
  kind: z.literal('external-dns'),
  /** Name of the hosted zones. The host is this name or ends with it. */
  domain: hostName,
  /**
   * Ids of the zones in which the record is made: all zones of the account with this name, public and private ones. external-dns
   * tries each of them, and reports an error at every round for one that is not here.
   */
  hostedZoneIds: distinct(
    z.array(text(/^Z[A-Z0-9]{1,31}$/, "use the id of a hosted zone of Route 53, e.g. 'Z0123456789ABCDEFGHIJ'")),
    'hosted zone',
  )
    .min(1, "use at least one hosted zone, e.g. 'Z0123456789ABCDEFGHIJ'")
    .max(10, 'use at most 10 hosted zones'),
});

const shared = {
  kind: z.literal('alb'),
  /** ACM certificate of the name, in the region of the cluster. */
  certificateArn,
  /** `internal`: reachable from the VPC and what is peered with it. `internet-facing`: from the addresses in `allowedCidrs`. */
  scheme: z.enum(['internal', 'internet-facing']),
  /** Address ranges that may connect. */
  allowedCidrs: allowedCidrs(30, 'a security group holds 60 rules, and each range takes two'),
  /**
   * Regional web ACL of AWS WAF, in the account and region of the cluster; priced per ACL, rule and request. Without the field the
   * load balancer keeps the one that it has: `none` takes it away.
   * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#wafv2-acl-arn
   * @default - none asked for
   */
  webAclArn: webAclArn.optional(),
  /** Who makes the DNS record. @default - you, by hand: `npm run status` prints where it points */
  dns: externalDns.optional(),
  /** Share a load balancer with other Ingresses of the cluster. @default - one of its own */
  group: group.optional(),
  /**
   * More annotations of the AWS Load Balancer Controller, e.g. `{ 'alb.ingress.kubernetes.io/load-balancer-attributes':
   * 'idle_timeout.timeout_seconds=120' }`. What a field sets is refused with that field. @default - those of the platform
   */
  annotations: z
    .record(
      z.string(),
      text(/^\S(.*\S)?$/, "use text in quotes, without spaces at its ends, e.g. '120'"),
      "use an object, e.g. { 'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=120' }",
    )
    .optional(),
};

/** An Application Load Balancer with TLS in front of a page. */
export const alb = z.strictObject({
  /** DNS name. Without `dns` its record is made by hand, and points at the load balancer. */
  host: hostName,
  ...shared,
});

/** One load balancer in front of a page of each team. */
export const albOfTeams = z.strictObject({
  /** The page of a team is `<team>.<domain>`. Without `dns` one record `*.<domain>` points at the load balancer. */
  domain: hostName,
  ...shared,
  /** The pages share a load balancer. @default - the group `spark-history` */
  group: group.optional(),
});

/** How people reach Airflow's web interface (docs/exposure.md). */
export const exposure = z.discriminatedUnion('kind', [
  /** Not at all from outside: `kubectl port-forward` only. */
  z.strictObject({ kind: z.literal('none') }),
  alb,
]);
