import type { PlatformConfig } from './platform-config.ts';

type Monitoring = Pick<PlatformConfig, 'monitoring'>;
export type AlertReceiver = NonNullable<
  Extract<PlatformConfig['monitoring'], { kind: 'prometheus' }>['receivers']
>[number];

export function alertReceivers({ monitoring }: Monitoring): readonly AlertReceiver[] {
  return monitoring.kind === 'prometheus' ? (monitoring.receivers ?? []) : [];
}

/** The topics of SNS that alerts go to. */
export function alertTopics(config: Monitoring): readonly string[] {
  return alertReceivers(config).flatMap((receiver) => (receiver.kind === 'sns' ? [receiver.topicArn] : []));
}

/** What is secret about a receiver, as a property of its secret; nothing of a topic. */
export function secretProperty({ kind }: AlertReceiver): string | undefined {
  return { slack: 'webhook_url', pagerduty: 'routing_key', email: 'password', sns: undefined }[kind];
}
