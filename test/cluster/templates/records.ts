import { at, type Json, listIn } from '../../../imports/json.ts';
import { ofType, type StackTemplate } from '../templates.ts';

/** The bucket of the records, and what others may do in it. */
export function recordsOf(data: StackTemplate, name: string) {
  const [id = '', bucket] =
    Object.entries(data.resources).find(([, { Properties }]) => Properties['BucketName'] === name) ?? [];
  const policy = ofType(data, 'AWS::S3::BucketPolicy').find(
    ({ Properties }) => at(Properties as Json, 'Bucket.Ref') === id,
  );
  const statements = listIn(policy?.Properties as Json, 'PolicyDocument.Statement');
  return { id, bucket, allowed: statements.filter((statement) => at(statement, 'Effect') === 'Allow') };
}
