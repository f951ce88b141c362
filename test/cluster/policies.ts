import { ofType, type Resource, type StackTemplate } from './templates.ts';

/** A statement of a policy, in one form: a single value is a list, and lists are sorted, because order means nothing. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

export interface RawStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

/** The role whose name ends so. */
export function role(template: StackTemplate, suffix: string): Resource {
  const found = ofType(template, 'AWS::IAM::Role').find(({ Properties }) =>
    String(Properties['RoleName']).endsWith(`-${suffix}`),
  );
  if (!found) throw new Error(`no role ends with -${suffix}`);
  return found;
}

/** Statements of a role's inline policies: all it may do, because a Guard rule refuses policies beside a role. */
export function statementsOf({ Properties }: Resource): PolicyStatement[] {
  const policies = (Properties['Policies'] ?? []) as readonly { PolicyDocument: { Statement: RawStatement[] } }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.map(inOneForm));
}

export function inOneForm({ Sid = '', Effect, Action, Resource: resources, Condition }: RawStatement): PolicyStatement {
  return {
    Sid,
    Effect,
    Action: [Action].flat().sort(),
    Resource: [resources].flat().sort(),
    ...(Condition ? { Condition } : {}),
  };
}

/** AWS's own policies that a role carries, by name. */
export function managedPolicies({ Properties }: Resource): string[] {
  const arns = (Properties['ManagedPolicyArns'] ?? []) as readonly unknown[];
  // With a known partition an ARN is plain text; else it is joined from parts.
  return arns.map((arn) => /policy\/([\w/]+)/.exec(JSON.stringify(arn))?.[1] ?? String(arn));
}
