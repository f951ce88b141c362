import { at } from '../../../imports/json.ts';
import { platformConfig } from '../../fixtures.ts';
import { all, render } from '../../render.ts';
import { prodLike } from '../../support/configs.ts';
import { type EnvironmentTemplates, ofType, only, type Resource, synthesize } from '../templates.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const encrypted = structuredClone(prodLike) as typeof prodLike;
Object.assign(encrypted.aws, { encryption: { kind: 'customer-key', keyArn } });
let templates: EnvironmentTemplates;

beforeAll(async () => {
  templates = await synthesize(encrypted);
});

type Statement = { readonly Sid: string; readonly Action: string | string[]; readonly Resource: unknown };

/** What each role may do with the key: `<action> by <service>`. */
function usesOfKey(): Record<string, string[]> {
  const roles = ofType(templates.cluster, 'AWS::IAM::Role').map(({ Properties }) => {
    const policies = (Properties['Policies'] ?? []) as {
      readonly PolicyDocument: { readonly Statement: Statement[] };
    }[];
    const uses = policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Resource }) => JSON.stringify(Resource).includes(keyArn))
      .flatMap((statement) => [statement.Action].flat().map((action) => `${action} by ${serviceOf(statement)}`));
    return [String(Properties['RoleName']).replace(/^airflow-prod-eu-west-1-/, ''), uses] as const;
  });
  return Object.fromEntries(roles.filter(([, uses]) => uses.length > 0));
}

const serviceOf = (statement: object) => at(statement as never, 'Condition.StringEquals')?.['kms:ViaService' as never];
const property = (resource: Resource, path: string) => at(resource.Properties as never, path);

describe("a customer's key", () => {
  test('encrypts the buckets, and is asked for once for many objects', () => {
    const buckets = ofType(templates.data, 'AWS::S3::Bucket');
    expect(buckets).toHaveLength(3);
    for (const bucket of buckets) {
      expect(property(bucket, 'BucketEncryption.ServerSideEncryptionConfiguration')).toEqual([
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn } },
      ]);
    }
  });

  test('encrypts secrets, database and logs', () => {
    const { data, cluster } = templates;
    for (const secret of ofType(data, 'AWS::SecretsManager::Secret'))
      expect(secret.Properties['KmsKeyId']).toBe(keyArn);
    expect(only(data, 'AWS::RDS::DBInstance').Properties).toMatchObject({ StorageEncrypted: true, KmsKeyId: keyArn });
    for (const stack of [data, cluster]) expect(only(stack, 'AWS::Logs::LogGroup').Properties['KmsKeyId']).toBe(keyArn);
  });

  test('encrypts the secrets of Kubernetes', () => {
    expect(only(templates.cluster, 'AWS::EKS::Cluster').Properties['EncryptionConfig']).toEqual([
      { Provider: { KeyArn: keyArn } },
    ]);
  });

  test('encrypts the volumes of core nodes, of nodes that Karpenter launches, and of pods', () => {
    const template = only(templates.cluster, 'AWS::EC2::LaunchTemplate');
    expect(property(template, 'LaunchTemplateData.BlockDeviceMappings.0.Ebs')).toMatchObject({ KmsKeyId: keyArn });
    const tree = render(encrypted);
    for (const { spec } of all(tree, 'EC2NodeClass')) {
      expect(at(spec, 'blockDeviceMappings.0.ebs')).toMatchObject({ encrypted: true, kmsKeyID: keyArn });
    }
    for (const { manifest } of tree.ofKind('StorageClass')) {
      expect(manifest['parameters']).toEqual({ type: 'gp3', encrypted: 'true', kmsKeyId: keyArn });
    }
  });

  test('is used by a role only through the service that holds what the role reads or writes', () => {
    const [s3, ec2] = ['s3.eu-west-1.amazonaws.com', 'ec2.eu-west-1.amazonaws.com'];
    const [read, write] = [`kms:Decrypt by ${s3}`, `kms:GenerateDataKey by ${s3}`];
    const volumes = [
      'Decrypt',
      'DescribeKey',
      'Encrypt',
      'GenerateDataKeyWithoutPlaintext',
      'ReEncryptFrom',
      'ReEncryptTo',
    ];
    const ofVolumes = [...volumes, 'CreateGrant'].map((action) => `kms:${action} by ${ec2}`);
    expect(usesOfKey()).toEqual({
      'ebs-csi': ofVolumes,
      'external-secrets': ['kms:Decrypt by secretsmanager.eu-west-1.amazonaws.com'],
      karpenter: ofVolumes,
      'spark-job': [read, write],
      'task-log-reader': [read],
      'task-log-writer': [read, write],
      'task-runner': [read, write],
    });
  });
});

test('without it no template names a key', async () => {
  expect(JSON.stringify(await synthesize(platformConfig()))).not.toMatch(/arn:[^"]*:kms:/);
});
