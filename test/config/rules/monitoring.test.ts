import { refuses } from '../edit.ts';

const monitoring = (...receivers: readonly object[]) => ({
  monitoring: { kind: 'prometheus', retentionDays: 15, storageGib: 50, receivers },
});
const slack = { name: 'chat', kind: 'slack', channel: '#data-alerts' };
const sns = { name: 'topic', kind: 'sns', topicArn: 'arn:aws:sns:eu-west-1:111122223333:data-alerts' };
const email = {
  name: 'mail',
  kind: 'email',
  to: ['oncall@example.com'],
  from: 'alerts@example.com',
  smtpHost: 'smtp.example.com',
  username: 'alerts',
};

describe('a config with a receiver that nobody could tell', () => {
  refuses([
    [
      'an empty list',
      monitoring(),
      'monitoring.receivers: an empty list is not valid; use at least one receiver, or remove it',
    ],
    [
      'a kind that is not known',
      monitoring({ ...slack, kind: 'slak' }),
      "monitoring.receivers[0].kind: 'slak' is not valid; did you mean 'slack'? allowed: 'slack', 'pagerduty', 'sns', 'email'",
    ],
    [
      'a channel without its sign',
      monitoring({ ...slack, channel: 'data-alerts' }),
      "monitoring.receivers[0].channel: 'data-alerts' is not valid; use a channel with its sign, e.g. '#data-alerts'",
    ],
    [
      'the address of a webhook, which is secret',
      monitoring({ ...slack, webhookUrl: 'https://hooks.slack.example/x' }),
      'monitoring.receivers[0].webhookUrl: is not a field; known fields: kind, name, severities, channel',
    ],
    [
      'the address of a webhook in the place of the channel, which is not shown',
      monitoring({ ...slack, channel: 'https://hooks.slack.com/services/T0/B0/hunter2' }),
      "monitoring.receivers[0].channel: 'https://hooks.slack.com/***' is not valid; use a channel with its sign, e.g. '#data-alerts'",
    ],
    [
      'a severity that no alert has',
      monitoring({ ...slack, severities: ['info'] }),
      "monitoring.receivers[0].severities[0]: 'info' is not valid; use one of 'warning', 'critical'",
    ],
    [
      'a name twice',
      monitoring(slack, { ...sns, name: 'chat' }),
      "monitoring.receivers[1].name: 'chat' is already the name of monitoring.receivers[0]; use another name",
    ],
    [
      'the name of nobody',
      monitoring({ ...slack, name: 'null' }),
      "monitoring.receivers[0].name: 'null' is the receiver that tells nobody; use another name",
    ],
    [
      'the name of a topic for its ARN',
      monitoring({ ...sns, topicArn: 'data-alerts' }),
      "monitoring.receivers[0].topicArn: 'data-alerts' is not valid; use the ARN of a standard topic, e.g. 'arn:aws:sns:eu-west-1:111122223333:data-alerts'",
    ],
    [
      'a topic of another partition',
      monitoring({ ...sns, topicArn: 'arn:aws-cn:sns:cn-north-1:111122223333:data-alerts' }),
      "monitoring.receivers[0].topicArn: 'arn:aws-cn:sns:cn-north-1:111122223333:data-alerts' is not in the partition of the cluster; use a topic there: 'arn:aws:sns:…'",
    ],
    [
      'a mail to nobody',
      monitoring({ ...email, to: [] }),
      "monitoring.receivers[0].to: an empty list is not valid; use at least one address, e.g. ['data-oncall@example.com']",
    ],
    [
      'a mail server with its port',
      monitoring({ ...email, smtpHost: 'smtp.example.com:587' }),
      "monitoring.receivers[0].smtpHost: 'smtp.example.com:587' is not valid; use a DNS name, e.g. 'airflow.example.com'",
    ],
    [
      'dashboards that are switched off by a word',
      { monitoring: { kind: 'prometheus', retentionDays: 15, storageGib: 50, dashboards: false } },
      'monitoring.dashboards: false is not valid; use true, or leave the field out',
    ],
  ]);
});
