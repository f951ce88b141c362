import { at, listIn, objectIn } from '../../../imports/json.ts';
import { chartsOf } from '../../kinds/helm/values.ts';
import { type PlatformFile, platformField, platformFile, type Team } from '../../kinds/platform-file.ts';
import { type Access, type Account, accessIn, type Call } from '../../kinds/rbac.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';
import {
  containerCalls,
  describeCalls,
  driverCalls,
  missingCalls,
  operatorCalls,
  sparkJobCalls,
  surplusCalls,
  triggerCalls,
} from './calls.ts';
import { airflowsIn } from './installation.ts';

export const sparkJobs: Check = {
  rule: 'airflow/spark-jobs',
  promise:
    'task pods, and the triggerer where a team asks for it, may do in the namespace of each team what their operators call',
  find: (tree) =>
    forEachTeam(tree, (platform, { namespace, runsContainers, defers }, access) =>
      airflowsIn(tree).flatMap(({ application: { namespace: home }, account }) => {
        const [worker, triggerer] = [account('worker'), defers ? account('triggerer') : undefined];
        if (home === undefined || worker === undefined) return [];
        const may = (name: string, calls: readonly Call[], otherwise: (missing: readonly Call[]) => string) =>
          exactly(platform, access, { namespace: home, name }, namespace, calls, otherwise);
        return [
          ...may(worker, [...sparkJobCalls, ...(runsContainers ? containerCalls : [])], costOf),
          ...(triggerer === undefined
            ? []
            : may(triggerer, triggerCalls, () => 'a task that waits in the triggerer fails')),
          ...othersOf(access, [worker, triggerer], home, namespace),
        ];
      }),
    ),
};

export const sparkDrivers: Check = {
  rule: 'airflow/spark-driver',
  promise: 'the driver of a job may do what Spark calls in its own namespace, and executors may do nothing',
  find: (tree) =>
    forEachTeam(tree, (platform, { namespace }, access) => {
      const { driver, ...others } = objectIn(platform.body, 'spark.serviceAccounts');
      return [
        ...exactly(
          platform,
          access,
          { namespace, name: String(driver) },
          namespace,
          driverCalls,
          () => 'jobs fail when they start',
        ),
        ...Object.values(others).flatMap((name) =>
          access.of({ namespace, name: String(name) }, namespace).map(({ role, field }) => ({
            item: role,
            field,
            message: `gives rights to ${namespace}/${name}, whose pods never call the Kubernetes API`,
            remedy: 'bind the role to nobody, or to the driver',
          })),
        ),
      ];
    }),
};

export const sparkOperator: Check = {
  rule: 'airflow/spark-operator',
  promise: 'the Spark operator looks after the namespace of each team, and may do there what a job needs',
  find: (tree) =>
    chartsOf(tree)
      .filter(({ source }) => source.chart === 'spark-operator')
      .flatMap(({ item, field, values, source, application }) => {
        const watched = listIn(values, 'spark.jobNamespaces').map(String);
        const isWatched = (namespace: string) => watched.includes('') || watched.includes(namespace);
        const own = at(values, 'controller.serviceAccount.name') ?? `${source.releaseName}-controller`;
        const account = { namespace: application.namespace ?? '', name: String(own) };
        const isAllowed = at(values, 'controller.rbac.create') !== false;
        return forEachTeam(tree, (platform, { namespace }, access) => {
          if (!isWatched(namespace)) {
            return [
              {
                item,
                field: `${field}.spark.jobNamespaces`,
                message: `leaves out ${namespace}, so jobs that are submitted there stay as they are`,
                remedy: 'add the namespace of each team',
                breaks: true as const,
              },
            ];
          }
          const missing = isAllowed ? [] : missingCalls(access.of(account, namespace), operatorCalls);
          return missing.length === 0 ? [] : [lacking(platform, account, namespace, missing, operatorCost(missing))];
        });
      }),
};

function forEachTeam(
  tree: Tree,
  find: (platform: PlatformFile, team: Team, access: Access) => readonly Problem[],
): readonly Problem[] {
  const platform = platformFile(tree);
  if (platform === undefined) return [];
  const access = accessIn(tree);
  return platform.teams.flatMap((team) => find(platform, team, access));
}

/** What an account lacks in a namespace, and what it has too much. */
function exactly(
  platform: PlatformFile,
  access: Access,
  account: Account,
  namespace: string,
  calls: readonly Call[],
  otherwise: (missing: readonly Call[]) => string,
): readonly Problem[] {
  const grants = access.of(account, namespace);
  const missing = missingCalls(grants, calls);
  return [
    ...(missing.length > 0 ? [lacking(platform, account, namespace, missing, otherwise(missing))] : []),
    ...grants.flatMap((grant) => {
      const surplus = surplusCalls(grant, calls);
      if (surplus.length === 0) return [];
      return [
        {
          item: grant.role,
          field: grant.field,
          message: `lets ${account.namespace}/${account.name} ${describeCalls(surplus)} in ${namespace}, which it never does`,
          remedy: 'leave them out',
        },
      ];
    }),
  ];
}

/** Of a quota that cannot be read, dags/ says so and submits the job all the same; an event that is not written is only not seen. */
const isSpare = ({ resource, verb }: Call) =>
  resource === 'resourcequotas' || (resource === 'events' && !['list', 'watch'].includes(verb));

function costOf(missing: readonly Call[]): string {
  if (missing.some(({ resource, verb }) => resource === 'sparkapplications' && verb === 'create')) {
    return 'no task starts a job there';
  }
  return missing.every(isSpare)
    ? 'a task does not see whether there is room for its job'
    : 'tasks that start a job there fail';
}

function operatorCost(missing: readonly Call[]): string {
  const isOfPods = missing.some(({ resource, verb }) => resource === 'pods' && verb === 'create');
  if (isOfPods) return 'no job there gets a pod';
  return missing.every(isSpare) ? 'its jobs have no events there' : 'it cannot look after jobs there';
}

function lacking(
  { item }: PlatformFile,
  account: Account,
  namespace: string,
  missing: readonly Call[],
  otherwise: string,
): Problem {
  return {
    item,
    field: platformField,
    message: `names the team in ${namespace}, where ${account.namespace}/${account.name} may not ${describeCalls(missing)}: ${otherwise}`,
    remedy: `add the verbs to a Role in ${namespace} that is bound to the account`,
    ...(missing.every(isSpare) ? {} : { breaks: true }),
  };
}

/** Rights of the other accounts beside those that need them. */
function othersOf(
  access: Access,
  names: readonly (string | undefined)[],
  home: string,
  namespace: string,
): readonly Problem[] {
  return access
    .in(namespace)
    .filter(({ account }) => account.namespace === home && !names.includes(account.name))
    .map(({ account, role, field }) => ({
      item: role,
      field,
      message: `gives ${home}/${account.name} rights in ${namespace}, where only task pods have something to do`,
      remedy: 'bind the role to the account of the tasks alone',
    }));
}
