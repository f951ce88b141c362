import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { versions } from '../../../config/versions.ts';
import { platformConfig } from '../../fixtures.ts';
import { inOneForm, type PolicyStatement, role, statementsOf } from '../policies.ts';
import { type StackTemplate, synthesize } from '../templates.ts';

/** The newest policy of the AWS Load Balancer Controller that CDK carries. */
const folder = new URL('../../../node_modules/aws-cdk-lib/aws-eks-v2/lib/addons/', import.meta.url);
const newest = readdirSync(folder)
  .filter((name) => name.startsWith('alb-iam_policy-v'))
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .at(-1);

let cluster: StackTemplate;

describe('the Load Balancer Controller', () => {
  beforeAll(async () => {
    ({ cluster } = await synthesize(platformConfig()));
  });

  const own = () => statementsOf(role(cluster, 'load-balancer'));
  const comparable = ({ Action, Resource, Condition = {} }: PolicyStatement) =>
    JSON.stringify([Action, Resource, Condition], sortKeys);

  test('may do what its project publishes, and nothing else', () => {
    const published = JSON.parse(readFileSync(new URL(String(newest), folder), 'utf8'));

    expect(own().map(comparable).sort()).toEqual(published.Statement.map(inOneForm).map(comparable).sort());
  });

  // CDK's copy is older than the chart, and equal to what is published with 3.5: a newer chart may need more.
  test('is of the versions whose policy is published: with the next minor version it is read again', () => {
    expect(newest).toMatch(/^alb-iam_policy-v3\./);
    expect(versions.awsLoadBalancerControllerChart).toMatch(/^3\.5\./);
  });

  test('may find its VPC by tag, because dist/ knows no id', () => {
    expect(own().flatMap(({ Action }) => Action)).toContain('ec2:DescribeVpcs');
  });
});

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}
