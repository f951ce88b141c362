import { at } from '../../../imports/json.ts';
import { type Access, accessIn, allows, type Call } from '../../kinds/rbac.ts';
import type { Check, Problem } from '../check.ts';
import { describeCalls, executorCalls, missingCalls, surplusCalls } from './calls.ts';
import { type Airflow, accountField, airflowsIn } from './installation.ts';

/** Each of them lets its holder read every key of the pods in a namespace. */
const powerful: readonly Call[] = [
  { resource: 'pods', verb: 'create' },
  { resource: 'pods/exec', verb: 'create' },
  { resource: 'pods/exec', verb: 'get' },
  { resource: 'pods/attach', verb: 'create' },
  { resource: 'pods/attach', verb: 'get' },
  { resource: 'pods/ephemeralcontainers', verb: 'patch' },
  { resource: 'pods/ephemeralcontainers', verb: 'update' },
].map((call) => ({ group: '', ...call }));

export const taskPods: Check = {
  rule: 'airflow/task-pods',
  promise: 'the scheduler may do with pods what the KubernetesExecutor calls, and nobody beside it makes or enters one',
  find: (tree) => {
    const access = accessIn(tree);
    return airflowsIn(tree)
      .filter(({ values }) => at(values, 'executor') === 'KubernetesExecutor')
      .flatMap((airflow) => (chartAllows(airflow) ? [tooOpen(airflow)] : problemsOf(airflow, access)));
  },
};

/** The chart's own Role, which it also gives to task pods and triggerers. */
function chartAllows({ values }: Airflow): boolean {
  return at(values, 'allowPodLaunching') !== false && at(values, 'rbac.create') !== false;
}

function tooOpen({ item, field }: Airflow): Problem {
  return {
    item,
    field: `${field}.allowPodLaunching`,
    message:
      'the chart lets task pods and triggerers make pods and run commands in them too, so the code of a DAG reads every key of Airflow',
    remedy: 'set it to false, and give the rights to the account of the scheduler in a Role of your own',
  };
}

function isOfLogs({ resource }: Call): boolean {
  return resource === 'pods/log';
}

/** What does not work without these calls. */
function costOf(missing: readonly Call[]): string {
  if (missing.some(({ resource, verb }) => resource === 'pods' && verb === 'create')) return 'no task starts';
  if (missing.some(({ resource }) => resource === 'pods')) return 'it loses sight of tasks that run or ended';
  return 'a running task shows no log';
}

function problemsOf(airflow: Airflow, access: Access): readonly Problem[] {
  const { item, field, application, account } = airflow;
  const { namespace = '' } = application;
  const name = account('scheduler');
  if (name === undefined) return [];
  const grants = access.of({ namespace, name }, namespace);
  const missing = missingCalls(grants, executorCalls);
  return [
    ...(missing.length > 0
      ? [
          {
            item,
            field: `${field}.${accountField('scheduler')}`,
            message: `the scheduler runs as ${namespace}/${name}, which may not ${describeCalls(missing)} there: ${costOf(missing)}`,
            remedy: 'add the verbs to a Role that is bound to the account',
            ...(missing.every(isOfLogs) ? {} : { breaks: true as const }),
          },
        ]
      : []),
    ...grants.flatMap((grant) => {
      const surplus = surplusCalls(grant, executorCalls);
      if (surplus.length === 0) return [];
      return [
        {
          item: grant.role,
          field: grant.field,
          message: `lets the scheduler ${describeCalls(surplus)}, which its executor never does`,
          remedy: 'leave them out',
        },
      ];
    }),
    ...access
      .in(namespace)
      .filter((grant) => grant.account.namespace === namespace && grant.account.name !== name)
      .filter((grant) => powerful.some((call) => allows(grant, call)))
      .map(({ account: other, role, field: rule }) => ({
        item: role,
        field: rule,
        message: `lets ${other.name} make a pod or run a command beside Airflow, and so read every key in ${namespace}`,
        remedy: 'leave this to the scheduler',
      })),
  ];
}
