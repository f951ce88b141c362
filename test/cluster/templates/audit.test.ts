import { resolve } from '../../../config/resolve.ts';
import { at, type Json } from '../../../imports/json.ts';
import { platformConfig } from '../../fixtures.ts';
import { company } from '../../support/company.ts';
import { everything, prodLike } from '../../support/configs.ts';
import { idIn, keptOnDelete, ofType, only, type StackTemplate, synthesize } from '../templates.ts';
import { recordsOf } from './records.ts';

const audited = (retentionDays = 100) =>
  platformConfig((draft) => {
    draft.aws.audit = { retentionDays };
  });

describe('with aws.audit', () => {
  let data: StackTemplate;
  let name: string;
  beforeAll(async () => {
    ({ data } = await synthesize(everything));
    name = resolve(everything).names.buckets.audit;
  });

  test('the bucket of the records is kept, and forgets each record after the days of the config', () => {
    const { bucket } = recordsOf(data, name);
    expect(bucket).toMatchObject(keptOnDelete);
    expect(bucket?.Properties['LifecycleConfiguration']).toMatchObject({
      Rules: expect.arrayContaining([expect.objectContaining({ Id: 'records', ExpirationInDays: 365 })]),
    });
  });

  test('every other bucket has its requests recorded there, below a prefix of its own', () => {
    const { id, allowed } = recordsOf(data, name);
    const others = Object.entries(data.resources).filter(([own, { Type }]) => Type === 'AWS::S3::Bucket' && own !== id);
    const logging = others.map(([, { Properties }]) => Properties['LoggingConfiguration'] as Json);
    expect(logging.map((one) => [at(one, 'DestinationBucketName.Ref'), at(one, 'LogFilePrefix')])).toEqual([
      [id, 'buckets/logs/'],
      [id, 'buckets/dags/'],
      [id, 'buckets/spark/'],
    ]);
    const writers = allowed.filter((one) => at(one, 'Principal.Service') === 'logging.s3.amazonaws.com');
    expect(writers.map((one) => idIn(at(one, 'Condition')?.['ArnLike' as never]?.['aws:SourceArn']))).toEqual(
      others.map(([own]) => own),
    );
  });

  test('nobody writes there but the services of AWS for this account', () => {
    const { allowed } = recordsOf(data, name);
    expect(new Set(allowed.flatMap((one) => at(one, 'Action') as string))).toEqual(
      new Set(['s3:PutObject', 's3:GetBucketAcl', 's3:ListBucket']),
    );
    for (const one of allowed) {
      const byAccount = JSON.stringify(at(one, 'Condition') ?? at(one, 'Resource'));
      expect(byAccount).toContain('111122223333');
    }
  });

  test('the flow log of the VPC waits for the policy that lets it in, and has what the config says', async () => {
    const flowLog = only(data, 'AWS::EC2::FlowLog');
    expect(flowLog.Properties).toMatchObject({ ResourceType: 'VPC', TrafficType: 'REJECT', LogDestinationType: 's3' });
    const policies = Object.keys(data.resources).filter((id) => data.resources[id]?.Type === 'AWS::S3::BucketPolicy');
    expect(policies).toEqual(expect.arrayContaining([...(flowLog.DependsOn ?? [])]));
    expect(flowLog.DependsOn).toHaveLength(1);

    const { data: ofAll } = await synthesize(audited());
    expect(only(ofAll, 'AWS::EC2::FlowLog').Properties).toMatchObject({ TrafficType: 'ALL' });
  });

  test('RDS sends its logs to groups that are there before it, and forget as the records do', () => {
    const instance = only(data, 'AWS::RDS::DBInstance');
    expect(instance.Properties['EnableCloudwatchLogsExports']).toEqual(['postgresql', 'upgrade']);
    const groups = Object.entries(data.resources).filter(([, { Properties }]) =>
      String(Properties['LogGroupName']).startsWith(
        `/aws/rds/instance/${String(instance.Properties['DBInstanceIdentifier'])}/`,
      ),
    );
    expect(groups).toHaveLength(2);
    for (const [id, group] of groups) {
      expect(instance.DependsOn).toContain(id);
      expect(group).toMatchObject({ ...keptOnDelete, Properties: { RetentionInDays: 365 } });
    }
  });

  test('the logs of the control plane are kept as long, by the next number that CloudWatch knows', async () => {
    const retention = async (config = platformConfig()) =>
      only((await synthesize(config)).cluster, 'AWS::Logs::LogGroup').Properties['RetentionInDays'];
    expect(await retention(audited())).toBe(120);
    expect(await retention()).toBe(90);
  });
});

test('with aws.audit in a VPC of somebody else, nothing is recorded of it', async () => {
  const { data } = await synthesize(company);
  expect(ofType(data, 'AWS::EC2::FlowLog')).toEqual([]);
  expect(recordsOf(data, resolve(company).names.buckets.audit).allowed.length).toBeGreaterThan(3);
});

test('without aws.audit nothing of it is in a template', async () => {
  const templates = JSON.stringify(await synthesize(prodLike));
  expect(templates).not.toMatch(/FlowLog|-audit-|LoggingConfiguration|EnableCloudwatchLogsExports|aws\/rds/);
});
