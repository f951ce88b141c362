import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { type App, Stack } from 'aws-cdk-lib/core';
import { stackNames } from '../../config/names.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';

/** The part of the environment that a stack holds. */
export type StackPart = keyof ReturnType<typeof stackNames>;

/** A stack with account and region written out, so that synthesis looks nothing up. */
export class PlatformStack extends Stack {
  /** The customer's key; without one AWS keeps the keys. */
  protected readonly encryptionKey: kms.IKey | undefined;

  constructor(app: App, config: PlatformConfig, part: StackPart, description: string) {
    super(app, stackNames(config)[part], {
      env: { account: config.aws.accountId, region: config.aws.region },
      description,
      // CloudFormation puts them on everything it makes: bills can be split by cluster and environment.
      tags: { cluster: config.cluster.name, environment: config.environment, ...config.aws.tags },
      terminationProtection: config.cluster.deletionProtection,
    });
    const { encryption, permissionsBoundaryArn } = config.aws;
    this.encryptionKey = encryption && kms.Key.fromKeyArn(this, 'EncryptionKey', encryption.keyArn);
    if (permissionsBoundaryArn === undefined) return;
    iam.PermissionsBoundary.of(this).apply(
      iam.ManagedPolicy.fromManagedPolicyArn(this, 'PermissionsBoundary', permissionsBoundaryArn),
    );
  }
}
