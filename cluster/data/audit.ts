import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { auditPrefixes } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Platform } from '../../config/resolve.ts';
import { privateBucket } from './buckets.ts';

type Audit = NonNullable<PlatformConfig['aws']['audit']>;

/**
 * The bucket of access logs and flow logs, which no role of the platform may read. AWS's services write with policies of the bucket.
 * Its keys are those of S3: load balancers and S3 write their logs into no bucket with a key of KMS.
 */
export class AuditBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, { aws, names }: Platform, { retentionDays }: Audit) {
    super(scope, id);
    this.bucket = privateBucket(this, 'Bucket', {
      bucketName: names.buckets.audit,
      lifecycleRules: [{ id: 'records', expiration: Duration.days(retentionDays) }],
    });
    this.acceptLoadBalancer(aws.region);
  }

  /**
   * What the load balancers of the account may write. Regions since August 2022 have a service for it, the others an account each.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   */
  private acceptLoadBalancer(region: string): void {
    const account = RegionInfo.get(region).elbv2Account;
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'LoadBalancerLogs',
        principals: [
          account
            ? new iam.AccountPrincipal(account)
            : new iam.ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com'),
        ],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${auditPrefixes.loadBalancers}/AWSLogs/${Stack.of(this).account}/*`)],
      }),
    );
  }

  /**
   * The flow log of a VPC. EC2 would write the policy of the bucket itself, over ours.
   * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
   */
  recordFlows(vpc: ec2.IVpc, flowLogs: NonNullable<Audit['flowLogs']>): void {
    const { account, region, partition } = Stack.of(this);
    const ours = {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*` },
    };
    const principals = [new iam.ServicePrincipal('delivery.logs.amazonaws.com')];
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'FlowLogs',
        principals,
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${auditPrefixes.flowLogs}/AWSLogs/${account}/*`)],
        conditions: { ...ours, StringEquals: { ...ours.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'FlowLogsBucket',
        principals,
        actions: ['s3:GetBucketAcl', 's3:ListBucket'],
        resources: [this.bucket.bucketArn],
        conditions: ours,
      }),
    );
    const flowLog = new ec2.CfnFlowLog(this, 'FlowLog', {
      resourceType: 'VPC',
      resourceId: vpc.vpcId,
      trafficType: flowLogs === 'all' ? 'ALL' : 'REJECT',
      maxAggregationInterval: 600,
      logDestinationType: 's3',
      logDestination: this.bucket.arnForObjects(auditPrefixes.flowLogs),
    });
    if (this.bucket.policy) flowLog.node.addDependency(this.bucket.policy);
  }
}
