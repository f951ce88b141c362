import { listIn } from '../../../imports/json.ts';
import { allows, type Call, callsOf, type Grant } from '../../kinds/rbac.ts';
import { groupBy } from '../../tree/group-by.ts';

/** Verbs by resource, `group/resource` outside of the core group. */
type Table = Readonly<Record<string, string>>;

/**
 * What the KubernetesExecutor calls in the namespace of its pods: read from the executors of
 * apache-airflow-providers-cncf-kubernetes 10, which test/dags reads again in the installed version.
 */
export const executorCalls = table({ pods: 'create delete list patch watch', 'pods/log': 'get' });

/**
 * What SparkKubernetesOperator and SparkKubernetesSensor of the same provider call in the namespace of a job: they submit it,
 * find its driver again by labels, follow its log, and read its events when it waits.
 * The operator of dags/ also looks for room in the quota first. test/dags runs both under these rights.
 */
export const sparkJobCalls = table({
  'sparkoperator.k8s.io/sparkapplications': 'create delete get',
  'sparkoperator.k8s.io/sparkapplications/status': 'get',
  pods: 'get list patch',
  'pods/log': 'get',
  events: 'list',
  resourcequotas: 'list',
});

/** What KubernetesPodOperator of the same provider calls: it makes a pod, follows its log, and fetches a result by a command in it. */
export const containerCalls = table({
  pods: 'create delete get list patch',
  'pods/log': 'get',
  'pods/exec': 'create get',
  events: 'list',
  resourcequotas: 'list',
});

/** What KubernetesPodTrigger of the same provider calls in the triggerer, for Spark jobs and containers alike. */
export const triggerCalls = table({ pods: 'delete get', 'pods/log': 'get', events: 'list watch' });

/** What a Spark driver calls, by the Kubernetes backend of Spark 4: executors, their volumes, its own Service and settings. */
export const driverCalls = table({
  pods: 'create delete deletecollection get list patch update watch',
  configmaps: 'create delete deletecollection get list patch update watch',
  services: 'create delete deletecollection get list patch update watch',
  persistentvolumeclaims: 'create delete deletecollection get list patch update watch',
});

/** The Role that the chart of the Spark operator 2.5 gives its controller in each namespace of jobs. */
export const operatorCalls = table({
  pods: 'create delete get list update watch',
  configmaps: 'create get list patch update watch',
  services: 'create delete get list patch update watch',
  events: 'create patch update',
  'sparkoperator.k8s.io/sparkapplications': 'create delete get list watch',
  'sparkoperator.k8s.io/sparkapplications/status': 'update',
});

function table(verbs: Table): readonly Call[] {
  return Object.entries(verbs).flatMap(([key, list]) => {
    const [, group = '', resource = ''] = /^(?:([^/]+\.[^/]+)\/)?(.+)$/.exec(key) ?? [];
    return list.split(' ').map((verb) => ({ group, resource, verb }));
  });
}

/** `create pods, get pods/log`, for a message. */
export function describeCalls(calls: readonly Call[]): string {
  return [...groupBy(calls, ({ resource }) => resource)]
    .map(([resource, list]) => `${list.map(({ verb }) => verb).join('/')} ${resource}`)
    .join(', ');
}

/** The calls that no grant allows. Pods get other names all the time, so a rule for some names allows none. */
export function missingCalls(grants: readonly Grant[], calls: readonly Call[]): readonly Call[] {
  const open = grants.filter(({ rule }) => listIn(rule, 'resourceNames').length === 0);
  return calls.filter((call) => !open.some((grant) => allows(grant, call)));
}

/** What a grant allows beyond the calls: each one that is used by nobody. `get` is no more than `list`. */
export function surplusCalls(grant: Grant, calls: readonly Call[]): readonly Call[] {
  return callsOf(grant).filter(
    ({ group, resource, verb }) =>
      !calls.some(
        (call) =>
          call.group === group &&
          call.resource === resource &&
          (call.verb === verb || (call.verb === 'list' && verb === 'get')),
      ),
  );
}
