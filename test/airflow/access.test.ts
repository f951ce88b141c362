import { airflowServiceAccounts, identities } from '../../config/identities.ts';
import { at, listIn } from '../../imports/json.ts';
import { platformConfig } from '../fixtures.ts';
import { all, pick, render } from '../render.ts';
import { valuesOf } from './variants.ts';

const config = platformConfig();
const manifests = render(config);

describe('the service account of', () => {
  const values = valuesOf();

  test.each([
    ['the API server', values.apiServer?.serviceAccount, airflowServiceAccounts.apiServer],
    ['the scheduler', values.scheduler?.serviceAccount, airflowServiceAccounts.scheduler],
    ['the DAG processor', values.dagProcessor?.serviceAccount, airflowServiceAccounts.dagProcessor],
    ['the triggerer', values.triggerer?.serviceAccount, airflowServiceAccounts.triggerer],
    ['task pods (apache/airflow#66579)', values.workers?.kubernetes?.serviceAccount, airflowServiceAccounts.worker],
    [
      'Celery workers, which is the same and would be made a second time',
      values.workers?.celery?.serviceAccount,
      airflowServiceAccounts.worker,
    ],
  ])('%s is the one that its role is bound to, and not made by the chart', (_, account, name) => {
    expect(account).toEqual({ create: false, name });
    expect(pick(manifests, 'ServiceAccount', name, 'airflow')).toBeDefined();
    expect(identities(config)).toContainEqual(expect.objectContaining({ namespace: 'airflow', serviceAccount: name }));
  });
});

// Whoever may make a pod in the namespace, or run a command in one, has every key in it.
describe('pods in the namespace of Airflow', () => {
  const bindings = all(manifests, 'RoleBinding').filter(({ metadata }) => metadata.namespace === 'airflow');

  test('are made by the scheduler only, which makes those of tasks', () => {
    expect(valuesOf().allowPodLaunching).toBe(false);
    expect(bindings.map(({ roleRef, subjects }) => ({ roleRef, subjects }))).toEqual([
      {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'airflow-task-pods' },
        subjects: [{ kind: 'ServiceAccount', name: airflowServiceAccounts.scheduler, namespace: 'airflow' }],
      },
    ]);
  });

  test('run no command of anybody: what the executor calls is all that is allowed', () => {
    expect(pick(manifests, 'Role', 'airflow-task-pods', 'airflow')['rules']).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'patch', 'watch'] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    ]);
  });
});

describe('Spark jobs', () => {
  const role = pick(manifests, 'Role', 'airflow-spark-jobs', 'spark-risk-models');
  const rules = role['rules'] as unknown as { resources: string[]; verbs: string[] }[];
  const verbs = (resource: string) => rules.find(({ resources }) => resources.includes(resource))?.verbs;

  test('are started by task pods only: none defers, so the triggerer has nothing to do there', () => {
    const { subjects } = pick(manifests, 'RoleBinding', 'airflow-spark-jobs', 'spark-risk-models');
    expect(subjects).toEqual([{ kind: 'ServiceAccount', name: airflowServiceAccounts.worker, namespace: 'airflow' }]);
  });

  test('may wait for a node: their events can be listed, without which the task fails', () => {
    expect(verbs('events')).toEqual(['list']);
    expect(verbs('sparkapplications/status')).toEqual(['get']);
  });

  test('are submitted as soon as the quota has room, which task pods may look at and not change', () => {
    expect(verbs('resourcequotas')).toEqual(['list']);
  });

  test("are allowed in the teams' namespaces, and not everywhere, as multiNamespaceMode would have it", () => {
    expect(valuesOf()).not.toHaveProperty('multiNamespaceMode');
    const granted = all(manifests, 'ClusterRoleBinding').flatMap(({ subjects }) => listIn(subjects));
    expect(granted.filter((subject) => at(subject, 'namespace') === 'airflow')).toEqual([]);
  });
});

describe('the network', () => {
  test("is not governed by the chart's policies, which deny task pods the API", () => {
    expect(valuesOf().networkPolicies).toEqual({ enabled: false });
  });
});
