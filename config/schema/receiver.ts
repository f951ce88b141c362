import { dnsLabel, hostName, text } from '../fields.ts';
import { z } from '../zod.ts';

const common = {
  /** Name of the receiver, and of its secret: `<cluster>/monitoring/receiver-<name>`. */
  name: dnsLabel(40, 'names of secrets are built on it'),
  /**
   * Which alerts it is told of.
   * @default - `warning` and `critical`
   */
  severities: z
    .array(z.enum(['warning', 'critical']))
    .min(1, "use at least one severity, e.g. ['critical']")
    .optional(),
};

const mail = text(/^[\w.+-]+@([\w-]+\.)+[a-z]{2,}$/i, "use an address of e-mail, e.g. 'data-oncall@example.com'");

/** Who is told of an alert. What is secret about it is filled in by hand, once, in a secret of its own (docs/operations.md). */
export const receiver = z.discriminatedUnion('kind', [
  /** A channel of Slack. The secret holds `webhook_url`, the address of an incoming webhook. */
  z.strictObject({
    kind: z.literal('slack'),
    ...common,
    /** Channel with its sign. Webhooks of Slack apps have one channel, and ignore it. */
    channel: text(/^#[\p{Ll}\p{N}_-]{1,80}$/u, "use a channel with its sign, e.g. '#data-alerts'"),
  }),
  /** A service of PagerDuty with an integration of the Events API v2. The secret holds its `routing_key`. */
  z.strictObject({
    kind: z.literal('pagerduty'),
    ...common,
    /**
     * Service region of the account.
     * @default 'us'
     */
    serviceRegion: z.enum(['us', 'eu']).optional(),
  }),
  /** A topic of SNS, in this account or another that permits it. Nothing is secret about it: Alertmanager may publish to it by Pod Identity. */
  z.strictObject({
    kind: z.literal('sns'),
    ...common,
    /** A topic that is encrypted with a key of your own needs a key policy that lets the role `alert-publisher` use it. */
    topicArn: text(
      /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
      "use the ARN of a standard topic, e.g. 'arn:aws:sns:eu-west-1:111122223333:data-alerts'",
    ),
  }),
  /** E-mail over SMTP with TLS. The secret holds the `password` of `username`. */
  z.strictObject({
    kind: z.literal('email'),
    ...common,
    to: z.array(mail).min(1, "use at least one address, e.g. ['data-oncall@example.com']"),
    from: mail,
    /** Host of the mail server, which takes STARTTLS on port 587. */
    smtpHost: hostName,
    /** User at the mail server; of Amazon SES the id of its SMTP credentials. */
    username: text(/^\S{1,256}$/, "use the user at the mail server, e.g. 'alerts@example.com'"),
  }),
]);
