import type { JsonObject } from '../../../imports/json.ts';
import { judgeTemplates } from '../../../review/compare/templates.ts';

const template = (resources: JsonObject) => [{ stack: 'shop-prod-data', body: { Resources: resources } }];
const database = (properties: JsonObject, more: JsonObject = {}) => ({
  Database: { Type: 'AWS::RDS::DBInstance', Properties: properties, ...more },
});
const of = async (before: JsonObject, after: JsonObject) =>
  (await judgeTemplates(template(before), template(after), ['dev', 'prod'])).map(
    ({ rule, severity, environment, message }) => `${severity} ${rule} ${environment}: ${message}`,
  );
const one = (Type: string, Properties: JsonObject) => ({ A: { Type, Properties } });
const small = { DBInstanceClass: 'db.t4g.medium', DBInstanceIdentifier: 'a' };

describe('the templates of both sides', () => {
  test.each([
    ['a database that goes', database(small), {}, /^danger aws\/removed prod: the resource is deleted/],
    ['one that is retained', database(small, { DeletionPolicy: 'Retain' }), {}, /^warn aws\/removed prod: .*retained/],
    [
      'one that is made again',
      database(small),
      database({ ...small, DBInstanceIdentifier: 'b' }),
      /^danger aws\/replaced prod: .*as DBInstanceIdentifier cannot be changed/,
    ],
    [
      'one that grows',
      database(small),
      database({ ...small, DBInstanceClass: 'db.r8g.large' }),
      /^warn aws\/changed prod: the resource changes in AWS .*: DBInstanceClass$/,
    ],
    [
      'a port of a security group',
      one('AWS::EC2::SecurityGroupIngress', { IpProtocol: 'tcp', FromPort: 5432 }),
      one('AWS::EC2::SecurityGroupIngress', { IpProtocol: 'tcp', FromPort: 6432 }),
      /^warn aws\/replaced prod: .*as FromPort cannot be changed/,
    ],
    [
      'a property whose values differ in that',
      database(small),
      database({ ...small, StorageType: 'gp3' }),
      /^warn aws\/changed prod: .*StorageType; for some values of StorageType it is made again$/,
    ],
    [
      'another type under one name',
      database(small),
      { Database: { Type: 'AWS::S3::Bucket' } },
      /^danger aws\/replaced/,
    ],
    ['a resource that comes', {}, database(small), /^info aws\/changed prod: a resource in AWS comes/],
    [
      'a type whose rules are not known',
      one('Example::Own::Type', { a: 1 }),
      one('Example::Own::Type', { a: 2 }),
      /^info aws\/changed prod: .*whether it is made again is not known here/,
    ],
  ] as const)('say it of %s', async (_, before, after, says) => {
    expect(await of(before, after)).toEqual([expect.stringMatching(says)]);
  });

  test('say nothing of what is the same, nor of what CDK notes for itself', async () => {
    const note = (value: string) => ({ Note: { Type: 'AWS::CDK::Metadata', Properties: { value } } });
    expect(await of({ ...database(small), ...note('a') }, { ...database(small), ...note('b') })).toEqual([]);
  });
});
