import { iamActions, iamServices } from '../iam-actions.ts';
import { partition, platformNames } from '../names.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { type Problem, problem } from '../problem.ts';
import type { Found, Rule } from '../rule.ts';
import { nearest } from '../suggest.ts';
import { each, repeatedNames } from '../valid-parts.ts';
import { otherPartition } from './partition.ts';

type Allowed = NonNullable<PlatformConfig['airflow']['taskRoles']>[number]['allow'][number];

const uniqueNames: Rule = ({ airflow: { taskRoles = [] } }) => repeatedNames('airflow.taskRoles', taskRoles);

/** IAM takes an action that nobody has, and it grants nothing. */
const knownActions: Rule = (config) =>
  ofAllowed(config, ({ service, actions }, field) => {
    const known = iamActions(service);
    if (known === undefined) {
      return problem(`${field}.service`, service, `is no service of IAM; ${meant(service, iamServices(), 'glue')}`);
    }
    return each(actions, (action, index) => {
      if (known.some((one) => one.toLowerCase() === action.toLowerCase())) return [];
      const complaint = `is no action of ${service}; ${meant(action, known, known[0])}`;
      return problem(`${field}.actions[${index}]`, action, complaint);
    });
  });

function meant(given: string, known: readonly string[], example = ''): string {
  const found = nearest(given, known);
  return found === undefined
    ? `use one of AWS's service authorization reference, e.g. '${example}'`
    : `did you mean '${found}'?`;
}

/** A role that can change roles can do everything. */
const noRightsOverRights: Rule = (config) =>
  ofAllowed(config, ({ service, actions }, field) =>
    each(actions, (action, index) => {
      if (service !== 'iam' || /^(PassRole|Get|List)/.test(action)) return [];
      const complaint =
        'changes rights in IAM, and so could give any to itself; use PassRole for a role that the service is to take';
      return problem(`${field}.actions[${index}]`, action, complaint);
    }),
  );

/** What the platform keeps from tasks: keys and logins, its own roles, DAGs, and other people's logs. */
const nothingOfThePlatform: Rule = (config) => {
  const { aws, cluster } = config;
  const names = platformNames(config);
  const account = `${aws.region}:${aws.accountId}`;
  const arn = `arn:${partition(aws.region)}`;
  const secrets = `${arn}:secretsmanager:${account}:secret:${cluster.name}/`;
  const kept = [
    [secrets, "the keys of the platform; use a secret of the task's own"],
    [`${arn}:iam::${aws.accountId}:role/${names.role('')}`, 'roles of the platform; use another role'],
    [`${arn}:s3:::${names.buckets.dags}`, 'the DAGs, which everybody runs; use another bucket'],
    [`${arn}:s3:::${names.buckets.logs}`, 'the logs of all tasks; use another bucket'],
  ] as const;
  return ofAllowed(config, ({ resources }, field) =>
    each(resources, (resource, index) => {
      const found = kept.find(([prefix]) => mayBe(resource, prefix));
      if (found === undefined) return [];
      return problem(`${field}.resources[${index}]`, resource, `may be one of ${found[0]}*: ${found[1]}`);
    }),
  );
};

/** Whether a pattern of IAM may be a name that begins so; a pattern that leaves it open counts too. */
function mayBe(pattern: string, prefix: string): boolean {
  const [head = ''] = pattern.split(/[*?]/);
  return head.startsWith(prefix) || (head !== pattern && prefix.startsWith(head));
}

const ownPartition: Rule = (config) =>
  ofAllowed(config, ({ resources }, field) =>
    each(resources, (resource, index) => otherPartition(config, resource, `${field}.resources[${index}]`)),
  );

/** Characters that IAM takes in the inline policies of a role, without those that every task's role has. */
const roomInRole = 7500;

const fitsIntoRole: Rule = ({ airflow: { taskRoles = [] } }) =>
  each(taskRoles, ({ allow }, index) => {
    const size = allow.reduce(
      (sum, { service, actions, resources }) =>
        sum +
        80 +
        actions.reduce((length, action) => length + service.length + action.length + 4, 0) +
        resources.reduce((length, resource) => length + resource.length + 3, 0),
      0,
    );
    if (size <= roomInRole) return [];
    const text = `has about ${size} characters, and the policy of one role holds ${roomInRole}; use two roles, or '*' for a part of the names`;
    return { field: `airflow.taskRoles[${index}].allow`, text };
  });

function ofAllowed(
  { airflow: { taskRoles = [] } }: PlatformConfig,
  find: (allowed: Allowed, field: string) => Found,
): readonly Problem[] {
  return each(taskRoles, ({ allow }, index) =>
    each(allow, (allowed, position) => find(allowed, `airflow.taskRoles[${index}].allow[${position}]`)),
  );
}

export const taskRoleRules: readonly Rule[] = [
  uniqueNames,
  knownActions,
  noRightsOverRights,
  nothingOfThePlatform,
  ownPartition,
  fitsIntoRole,
];
