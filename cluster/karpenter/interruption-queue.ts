import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { PlatformNames } from '../../config/names.ts';

/** What Karpenter wants to know two minutes before it happens. Names and spelling: Karpenter's cloudformation.yaml. */
const interruptions = [
  { name: 'scheduled-change', source: 'aws.health', detailType: 'AWS Health Event' },
  { name: 'spot-interruption', source: 'aws.ec2', detailType: 'EC2 Spot Instance Interruption Warning' },
  { name: 'rebalance', source: 'aws.ec2', detailType: 'EC2 Instance Rebalance Recommendation' },
  { name: 'state-change', source: 'aws.ec2', detailType: 'EC2 Instance State-change Notification' },
  {
    name: 'capacity-reservation',
    source: 'aws.ec2',
    detailType: 'EC2 Capacity Reservation Instance Interruption Warning',
  },
] as const;

/** The queue that Karpenter reads interruption notices from, and the rules that fill it. */
export class InterruptionQueue extends Construct {
  constructor(scope: Construct, id: string, { names }: { readonly names: PlatformNames }) {
    super(scope, id);
    const queue = new sqs.Queue(this, 'Queue', {
      queueName: names.interruptionQueue,
      // A notice is worthless after the two minutes it announces.
      retentionPeriod: Duration.minutes(5),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });

    const ruleName = (name: string) => `${names.interruptionQueue}-${name}`;
    const ruleArn = (resourceName: string) =>
      Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName });
    queue.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'InterruptionRules',
        principals: [new iam.ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        // Any rule of any account could write here without it.
        conditions: { ArnEquals: { 'aws:SourceArn': interruptions.map(({ name }) => ruleArn(ruleName(name))) } },
      }),
    );
    for (const { name, source, detailType } of interruptions) {
      new events.CfnRule(this, name, {
        name: ruleName(name),
        eventPattern: { source: [source], 'detail-type': [detailType] },
        targets: [{ id: 'karpenter', arn: queue.queueArn }],
      });
    }
  }
}
