import { partition } from '../../../config/names.ts';
import { everyAwsChoice } from '../../support/configs.ts';
import { synthesize } from '../templates.ts';

test.each([
  ['China', 'cn-northwest-1', 'aws-cn'],
  ['GovCloud', 'us-gov-west-1', 'aws-us-gov'],
])('in %s every ARN is of its partition', async (_, region, wanted) => {
  const templates = await synthesize({ ...everyAwsChoice, aws: { ...everyAwsChoice.aws, region } });

  const arns = JSON.stringify(templates).match(/arn:aws[^":$]*/g) ?? [];
  expect(arns.length).toBeGreaterThan(50);
  expect(new Set(arns)).toEqual(new Set([`arn:${wanted}`]));
  expect(partition(region)).toBe(wanted);
});
