import { anyTeamNamespace, bucketPrefixes, teamNamespace } from '../../../config/names.ts';
import { resolve } from '../../../config/resolve.ts';
import { platformConfig } from '../../fixtures.ts';
import { everyAwsChoice } from '../../support/configs.ts';
import { keptOnDelete, ofType, only, type Resource, type StackTemplate, synthesize } from '../templates.ts';

let data: StackTemplate;

describe('in the data stack', () => {
  beforeAll(async () => {
    ({ data } = await synthesize(everyAwsChoice));
  });

  describe('each bucket', () => {
    const bucket = (purpose: string) => {
      const found = ofType(data, 'AWS::S3::Bucket').find(({ Properties }) =>
        String(Properties['BucketName']).startsWith(`airflow-test-${purpose}-`),
      );
      if (!found) throw new Error(`no bucket for ${purpose}`);
      return found;
    };
    const rules = (purpose: string) =>
      (bucket(purpose).Properties['LifecycleConfiguration'] as { Rules: Record<string, unknown>[] }).Rules;

    test('is private, encrypted and kept', () => {
      const buckets = ofType(data, 'AWS::S3::Bucket');
      expect(buckets).toHaveLength(3);
      for (const { Properties, ...rest } of buckets) {
        expect(rest).toMatchObject(keptOnDelete);
        expect(Properties).toMatchObject({
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
          },
        });
      }
    });

    test('refuses plain HTTP and TLS before 1.2', () => {
      for (const { Properties } of ofType(data, 'AWS::S3::BucketPolicy')) {
        const { Statement } = Properties['PolicyDocument'] as { Statement: object[] };
        expect(Statement).toMatchObject([
          { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          { Effect: 'Deny', Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
        ]);
      }
      expect(ofType(data, 'AWS::S3::BucketPolicy')).toHaveLength(3);
    });

    test('forgets logs and event logs after the days that the config says', () => {
      expect(rules('logs')).toContainEqual(expect.objectContaining({ Prefix: 'airflow/', ExpirationInDays: 30 }));
      expect(rules('spark')).toContainEqual(expect.objectContaining({ Prefix: 'event-logs/', ExpirationInDays: 45 }));
    });

    test('keeps old versions of what people write, and not of logs', () => {
      const versioned = (purpose: string) => bucket(purpose).Properties['VersioningConfiguration'];
      expect([versioned('dags'), versioned('spark'), versioned('logs')]).toEqual([
        { Status: 'Enabled' },
        { Status: 'Enabled' },
        undefined,
      ]);
    });

    test('throws away the parts of uploads that were never finished', () => {
      for (const purpose of ['logs', 'dags', 'spark']) {
        expect(rules(purpose)).toContainEqual(
          expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 } }),
        );
      }
    });

    test('never expires data of Spark teams', () => {
      const expiring = rules('spark').filter((rule) => 'ExpirationInDays' in rule);
      expect(expiring.map((rule) => rule['Prefix'])).toEqual(['event-logs/']);
    });

    test('never expires them for the name of a team: no namespace is called as the folder of the event logs', () => {
      const teams = anyTeamNamespace.replace('*', '');
      expect(teamNamespace({ name: 'events' })).toMatch(new RegExp(`^${teams}`));
      expect(bucketPrefixes.eventLogs.startsWith(teams)).toBe(false);
    });
  });

  describe('each secret', () => {
    const secret = (path: string): Resource => {
      const found = ofType(data, 'AWS::SecretsManager::Secret').find(
        ({ Properties }) => Properties['Name'] === `airflow-test/${path}`,
      );
      if (!found) throw new Error(`no secret ${path}`);
      return found;
    };
    const generator = (path: string) => secret(path).Properties['GenerateSecretString'] as Record<string, unknown>;

    test('of the config is made, under its name, and kept', () => {
      const secrets = ofType(data, 'AWS::SecretsManager::Secret');
      expect(secrets.map(({ Properties }) => Properties['Name'])).toEqual(
        resolve(everyAwsChoice).secrets.map(({ remoteName }) => remoteName),
      );
      for (const made of secrets) expect(made).toMatchObject(keptOnDelete);
    });

    test('is generated in AWS, with the exact length and without characters that need escaping', () => {
      expect(generator('airflow/fernet')).toEqual({
        ExcludePunctuation: true,
        GenerateStringKey: 'key',
        PasswordLength: 32,
        SecretStringTemplate: '{}',
      });
    });

    test('holds its public properties beside the generated one', () => {
      expect(generator('airflow/admin')).toMatchObject({
        GenerateStringKey: 'password',
        SecretStringTemplate: '{"username":"admin"}',
      });
    });

    test('that people fill in is made empty, with the properties they fill in', () => {
      expect(secret('argocd/repository').Properties['SecretString']).toBe('{"username":"","token":""}');
    });

    test('of the database gets host, port and database name from the instance', () => {
      expect(generator('airflow/db')).toMatchObject({ SecretStringTemplate: '{"username":"airflow"}' });
      expect(only(data, 'AWS::SecretsManager::SecretTargetAttachment').Properties).toMatchObject({
        SecretId: { Ref: expect.stringContaining('airflowdb') },
        TargetId: { Ref: expect.stringContaining('DatabaseInstance') },
        TargetType: 'AWS::RDS::DBInstance',
      });
      expect(only(data, 'AWS::RDS::DBInstance').Properties['DBName']).toBe('airflow');
    });
  });

  describe('the database on RDS', () => {
    test('is encrypted, backed up, protected, and leaves a snapshot', () => {
      const { Properties, DeletionPolicy, UpdateReplacePolicy } = only(data, 'AWS::RDS::DBInstance');
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Snapshot', 'Snapshot']);
      expect(Properties).toMatchObject({
        DBInstanceClass: 'db.m7g.large',
        Engine: 'postgres',
        EngineVersion: everyAwsChoice.versions.postgresql.split('-')[0],
        StorageType: 'gp3',
        StorageEncrypted: true,
        AllocatedStorage: '100',
        MaxAllocatedStorage: 200,
        MultiAZ: true,
        BackupRetentionPeriod: 14,
        DeleteAutomatedBackups: false,
        DeletionProtection: true,
        AutoMinorVersionUpgrade: false,
        PubliclyAccessible: false,
      });
    });

    test('is in the subnets that no route leads out of', () => {
      const { SubnetIds } = only(data, 'AWS::RDS::DBSubnetGroup').Properties;
      expect(SubnetIds).toEqual(
        [1, 2].map((zone) => ({ 'Fn::ImportValue': expect.stringMatching(`RefVpcdatabaseSubnet${zone}Subnet`) })),
      );
    });

    test('is reached by nodes and pods only', () => {
      expect(only(data, 'AWS::EC2::SecurityGroup').Properties['SecurityGroupIngress']).toEqual([
        expect.objectContaining({ CidrIp: '100.64.0.0/16', FromPort: 5432, ToPort: 5432, IpProtocol: 'tcp' }),
      ]);
      expect(ofType(data, 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
    });
  });

  describe('the log group of task logs', () => {
    test('is kept, and forgets them after the days that the config says', () => {
      expect(only(data, 'AWS::Logs::LogGroup')).toMatchObject({
        Properties: { LogGroupName: '/airflow/airflow-test/tasks', RetentionInDays: 30 },
        ...keptOnDelete,
      });
    });

    // It is kept when it leaves the template, so a deploy that wants it back would find its name taken.
    test('is there while logs go to S3, so that the setting can be switched there and back', async () => {
      const small = await synthesize(platformConfig());

      expect(Object.keys(small.data.resources)).toEqual(
        expect.arrayContaining(
          Object.keys(data.resources).filter((id) => data.resources[id]?.Type === 'AWS::Logs::LogGroup'),
        ),
      );
    });

    test('has the next number of days that CloudWatch knows, because S3 knows any', async () => {
      const { cloudWatchDays } = await import('../../../cluster/log-group.ts');
      expect([1, 2, 30, 100, 3650].map(cloudWatchDays)).toEqual([1, 3, 30, 120, 3653]);
    });
  });

  test('nothing that a failed first deploy made is in the way of the second', async () => {
    const stacks = [await synthesize(everyAwsChoice), await synthesize(platformConfig())].flatMap((templates) =>
      Object.values(templates),
    );
    const policies = stacks.flatMap(({ resources }: StackTemplate) =>
      Object.values(resources).map(({ DeletionPolicy }) => DeletionPolicy),
    );

    expect(policies).toContain(keptOnDelete.DeletionPolicy);
    expect(policies).not.toContain('Retain');
  });

  test('a database in the cluster makes no instance, and needs no network', async () => {
    const small = await synthesize(platformConfig());

    expect(ofType(small.data, 'AWS::RDS::DBInstance')).toEqual([]);
    expect(small.data.dependencies).toEqual([]);
  });
});
