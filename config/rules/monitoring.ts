import { alertReceivers } from '../alert-receivers.ts';
import { partition } from '../names.ts';
import { problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { each, repeatedNames } from '../valid-parts.ts';

const namesAreDistinct: Rule = (config) => repeatedNames('monitoring.receivers', alertReceivers(config));

/** Credentials of one partition are worth nothing in another. */
const topicsAreReachable: Rule = (config) => {
  const own = partition(config.aws.region);
  return each(alertReceivers(config), (receiver, index) => {
    if (receiver.kind !== 'sns' || receiver.topicArn.split(':')[1] === own) return [];
    const complaint = `is not in the partition of the cluster; use a topic there: 'arn:${own}:sns:…'`;
    return problem(`monitoring.receivers[${index}].topicArn`, receiver.topicArn, complaint);
  });
};

/** What Alertmanager calls the receiver that tells nobody. */
const nobodyIsNoName: Rule = (config) =>
  each(alertReceivers(config), ({ name }, index) => {
    if (name !== 'null') return [];
    return problem(`monitoring.receivers[${index}].name`, name, 'is the receiver that tells nobody; use another name');
  });

export const monitoringRules: readonly Rule[] = [namesAreDistinct, topicsAreReachable, nobodyIsNoName];
