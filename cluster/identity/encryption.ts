import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Identity } from '../../config/identities.ts';
import { dnsSuffix } from '../../config/names.ts';
import type { PermissionScope } from './scope.ts';
import { allow } from './statements.ts';

/**
 * What a role may do with the customer's key beside its own statements: only through the service that holds the data, and only as
 * its statements reach that data.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html,
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
 */
export function useOfKey(
  purpose: Identity['purpose'],
  statements: readonly iam.PolicyStatement[],
  { config, names, partition }: PermissionScope,
): iam.PolicyStatement[] {
  const { encryption, region } = config.aws;
  if (encryption === undefined) return [];
  const key = [encryption.keyArn];
  const by = (service: string) => ({ StringEquals: { 'kms:ViaService': `${service}.${region}.${dnsSuffix(region)}` } });

  if (purpose === 'external-secrets') return [allow('DecryptSecrets', ['kms:Decrypt'], key, by('secretsmanager'))];
  if (purpose === 'karpenter' || purpose === 'ebs-csi') {
    return [
      allow(
        'EncryptVolumes',
        [
          ...['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
          ...['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        ],
        key,
        by('ec2'),
      ),
      allow('LetVolumesUseKey', ['kms:CreateGrant'], key, {
        ...by('ec2'),
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
      }),
    ];
  }
  const ours = Object.values(names.buckets).map((bucket) => `arn:${partition}:s3:::${bucket}/`);
  const may = (action: string) =>
    statements.some(
      (statement) =>
        statement.actions.includes(action) &&
        statement.resources.some((resource) => ours.some((bucket) => resource.startsWith(bucket))),
    );
  return [
    ...(may('s3:GetObject') ? [allow('DecryptObjects', ['kms:Decrypt'], key, by('s3'))] : []),
    ...(may('s3:PutObject') ? [allow('EncryptObjects', ['kms:GenerateDataKey'], key, by('s3'))] : []),
  ];
}
