import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { keptData } from '../../ops/teardown/kept.ts';
import { type Resource, synthesize } from '../cluster/templates.ts';
import { platformConfig } from '../fixtures.ts';
import { everyAwsChoice, everything } from '../support/configs.ts';

/** The property with the name that stays taken, or nothing for what has no name of its own or goes with its owner. */
const nameOf: Readonly<Record<string, string | undefined>> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::S3::BucketPolicy': undefined,
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
};

const leavesSomething = ({ DeletionPolicy = 'Delete' }: Resource) => DeletionPolicy !== 'Delete';

async function keptNames(config: PlatformConfig): Promise<readonly string[]> {
  const kept = Object.values((await synthesize(config)).data.resources).filter(leavesSomething);
  expect(kept.filter(({ Type }) => !(Type in nameOf))).toEqual([]);
  return kept.flatMap(({ Type, Properties }) => {
    const property = nameOf[Type];
    return property ? [String(Properties[property])] : [];
  });
}

const commands = (config: PlatformConfig) => keptData(resolve(config)).filter((line) => line.startsWith('  '));

describe('what teardown --including-data prints about the data that is kept', () => {
  test.each([
    ['with everything', everything],
    ['as small as can be', platformConfig()],
  ])('names each thing that CloudFormation keeps of an environment %s', async (_, config) => {
    const names = await keptNames(config);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !commands(config).some((line) => line.includes(` ${name} `)))).toEqual([]);
  });

  test('works in the region of the environment, whatever AWS_REGION says', () => {
    expect(commands(everyAwsChoice).filter((line) => !line.endsWith(' --region eu-west-1'))).toEqual([]);
  });

  test('works for buckets with versions: a person empties them, because no call of the AWS CLI does', () => {
    const [, advice = ''] = keptData(resolve(everyAwsChoice));
    expect(advice).toMatch(/^empty each bucket with 'Empty' in the S3 console first/);
    expect(keptData(resolve(everyAwsChoice)).join('\n')).not.toContain('aws s3 rb');
  });

  test('says nothing of RDS where the database is in the cluster', () => {
    expect(keptData(resolve(platformConfig())).join('\n')).not.toMatch(/rds|snapshot/);
    expect(commands(everyAwsChoice).filter((line) => line.startsWith('  aws rds '))).toHaveLength(4);
  });
});
