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

export const monitoringRules: readonly Rule[] = [namesAreDistinct, topicsAreReachable, nobodyIsNoName];
