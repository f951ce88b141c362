import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { Construct } from 'constructs';
import { auditPrefixes } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

export interface AuditBucketProps {
  readonly bucketName: string;
  readonly retentionDays: number;
  readonly region: string;
}

/**
 * The bucket of access logs and flow logs, which no role of the platform may read. AWS's services write with policies of the bucket.
 * Its keys are those of S3: load balancers and S3 write their logs into no bucket with a key of KMS.
 */
export class AuditBucket extends Construct {
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, { bucketName, retentionDays, region }: AuditBucketProps) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      bucketName,
      lifecycleRules: [
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(3) },
        { id: 'records', expiration: Duration.days(retentionDays) },
      ],
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.acceptLoadBalancer(region);
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
  recordFlows(vpc: ec2.IVpc, flowLogs: NonNullable<NonNullable<PlatformConfig['aws']['audit']>['flowLogs']>): void {
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
        conditions: {
          ...ours,
          StringEquals: { ...ours.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
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
