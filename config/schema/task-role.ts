import { dnsLabel, text } from '../fields.ts';
import { z } from '../zod.ts';

/** What tasks of one kind may do in AWS, beside what every task may: its log, and DAGs in S3. */
export const taskRole = z.strictObject({
  /** What DAGs call it: `as_role('shop')`. Becomes the service account `airflow-task-<name>` and a role of that name. */
  name: dnsLabel(40, 'names of accounts and roles are built on it'),
  allow: z
    .array(
      z.strictObject({
        /** Prefix of an AWS service in IAM. */
        service: text(/^[a-z0-9-]+$/, "use the prefix of an AWS service in IAM, e.g. 'glue'"),
        /** Actions of the service. */
        actions: z
          .array(
            text(
              /^[A-Za-z0-9]+$/,
              "use the name of an action, without its service and without '*', e.g. 'StartJobRun'",
            ),
          )
          .min(1, "use at least one action, e.g. 'StartJobRun'"),
        /** ARNs. A `*` may stand for a part of a name, and for no whole service, region or account. */
        resources: z
          .array(
            text(
              /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:(?!\*+$)[^\s$]+$/,
              "use the ARN of a resource, with '*' for a part of its name only, e.g. 'arn:aws:glue:eu-west-1:111122223333:job/shop-*'",
            ),
          )
          .min(1, "use at least one ARN, e.g. 'arn:aws:glue:eu-west-1:111122223333:job/shop'"),
      }),
    )
    .min(1, "use at least one entry, e.g. { service: 'glue', actions: ['StartJobRun'], resources: ['arn:…'] }"),
});
