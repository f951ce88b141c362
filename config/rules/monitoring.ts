import { alertReceivers } from '../alert-receivers.ts';
import { partition } from '../names.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each, repeats } from '../valid-parts.ts';

const fieldOf = (index: number) => `monitoring.receivers[${index}]`;

const namesAreDistinct: Rule = (config) =>
  repeats(
    alertReceivers(config),
    ({ name }) => name,
    (name, index, first) =>
      problem(`${fieldOf(index)}.name`, name, `is already the name of ${fieldOf(first)}; use another name`),
  );

/** Credentials of one partition are worth nothing in another. */
const topicsAreReachable: Rule = (config) => {
  const own = partition(config.aws.region);
  return each(alertReceivers(config), (receiver, index) =>
    receiver.kind === 'sns' && receiver.topicArn.split(':')[1] !== own
      ? [
          problem(
            `${fieldOf(index)}.topicArn`,
            receiver.topicArn,
            `is not in the partition of the cluster; use a topic there: 'arn:${own}:sns:…'`,
          ),
        ]
      : [],
  );
};

/** What Alertmanager calls the receiver that tells nobody. */
const nobodyIsNoName: Rule = (config) =>
  each(alertReceivers(config), ({ name }, index) =>
    name === 'null'
      ? [problem(`${fieldOf(index)}.name`, name, 'is the receiver that tells nobody; use another name')]
      : [],
  );

/** Merged last, they would take the place of what the receivers become. */
const receiversAreSaidOnce: Rule = (config) => {
  const { config: own, serviceAccount, alertmanagerSpec } = config.values?.monitoring?.alertmanager ?? {};
  const values = { config: own, serviceAccount, 'alertmanagerSpec.secrets': alertmanagerSpec?.secrets };
  if (alertReceivers(config).length === 0) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [
          {
            field: `values.monitoring.alertmanager.${key}`,
            text: 'would take the place of what monitoring.receivers becomes; leave it out, or leave the receivers out',
          },
        ],
  );
};

export const monitoringRules: readonly Rule[] = [
  namesAreDistinct,
  topicsAreReachable,
  nobodyIsNoName,
  receiversAreSaidOnce,
];
