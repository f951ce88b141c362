import { checks } from '../../../../review/verify/airflow/index.ts';
import { findingsOf } from '../../../../review/verify/check.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { bindingOf, chartOf, files, platform, platformFileOf, roleOf, values } from './platform.ts';

const find = (edit: Files) => checks.flatMap((check) => findingsOf(check, treeOf({ ...files, ...edit })));
const without = (text: string, part: string) => {
  expect(text).toContain(part);
  return text.replace(part, '');
};
const file = (name: string) => files[name] ?? '';
const more = (namespace: string, account: string, rules: Parameters<typeof roleOf>[2]): Files => ({
  'x/role.yaml': roleOf('x', namespace, rules),
  'x/binding.yaml': bindingOf('x', namespace, account),
});
const teamWith = (edit: object) => ({
  'airflow/platform.yaml': platformFileOf({ ...platform, teams: [{ ...platform.teams[0], ...edit }] }),
});
const airflowWith = (edit: object) => ({ 'root/airflow.yaml': chartOf('airflow', 'airflow', { ...values, ...edit }) });

describe('Airflow and Spark', () => {
  test('have the rights that they use, and no other', () => {
    expect(find({})).toEqual([]);
  });
});

describe('found is', () => {
  test.each<[what: string, edit: Files, rule: string, expected: object]>([
    [
      'a scheduler that cannot watch its pods',
      { 'airflow/role.yaml': without(file('airflow/role.yaml'), ',"watch"') },
      'task-pods',
      {
        item: { id: { name: 'airflow' } },
        field: 'spec.source.helm.valuesObject.scheduler.serviceAccount.name',
        message:
          'the scheduler runs as airflow/scheduler, which may not watch pods there: it loses sight of tasks that run or ended',
      },
    ],
    [
      'a scheduler whose binding names another account',
      { 'airflow/binding.yaml': bindingOf('tasks', 'airflow', 'elsewhere/scheduler') },
      'task-pods',
      {
        message:
          'the scheduler runs as airflow/scheduler, which may not create/delete/list/patch/watch pods, get pods/log there: no task starts',
        remedy: 'add the verbs to a Role that is bound to the account',
      },
    ],
    [
      'a scheduler that may do it with pods of one name alone',
      {
        'airflow/role.yaml': file('airflow/role.yaml').replaceAll(
          '"resources":["pods"]',
          '"resources":["pods"],"resourceNames":["a"]',
        ),
      },
      'task-pods',
      { message: expect.stringContaining('may not create/delete/list/patch/watch pods there: no task starts') },
    ],
    [
      'a scheduler that loses more than logs',
      { 'airflow/role.yaml': roleOf('tasks', 'airflow', { pods: 'create delete list patch' }) },
      'task-pods',
      {
        message: expect.stringMatching(/watch pods, get pods\/log there: it loses sight of tasks that run or ended$/),
        breaks: true,
      },
    ],
    [
      'a scheduler that may change its pods altogether',
      more('airflow', 'airflow/scheduler', { pods: 'update' }),
      'task-pods',
      { message: 'lets the scheduler update pods, which its executor never does', remedy: 'leave them out' },
    ],
    [
      'a scheduler that may see pods of another API',
      more('airflow', 'airflow/scheduler', { 'metrics.k8s.io/pods': 'get' }),
      'task-pods',
      { message: expect.stringContaining('get pods') },
    ],
    [
      'a scheduler that may enter pods',
      more('airflow', 'airflow/scheduler', { 'pods/exec': 'create' }),
      'task-pods',
      { item: { id: { name: 'x' } }, field: 'rules[0]', message: expect.stringContaining('create pods/exec') },
    ],
    [
      'a task that may make pods beside Airflow',
      more('airflow', 'airflow/worker', { pods: 'list create' }),
      'task-pods',
      {
        item: { id: { kind: 'Role', name: 'x' } },
        message: 'lets worker make a pod or run a command beside Airflow, and so read every key in airflow',
        remedy: 'leave this to the scheduler',
      },
    ],
    ...['exec: create', 'exec: get', 'attach: create', 'attach: get']
      .concat(['ephemeralcontainers: patch', 'ephemeralcontainers: update'])
      .map((right): [string, Files, string, object] => {
        const [resource = '', verb = ''] = right.split(': ');
        const edit = more('airflow', 'airflow/worker', { [`pods/${resource}`]: verb });
        return [`a task with the right ${right}`, edit, 'task-pods', { field: 'rules[0]' }];
      }),
    [
      'a triggerer that may enter them by a wildcard',
      more('airflow', 'airflow/triggerer', { '*': '*' }),
      'task-pods',
      { item: { id: { name: 'x' } } },
    ],
    [
      'the Role of the chart, which tasks get too',
      airflowWith({ allowPodLaunching: true }),
      'task-pods',
      {
        item: { id: { name: 'airflow' } },
        field: 'spec.source.helm.valuesObject.allowPodLaunching',
        message: expect.stringMatching(/^the chart lets task pods .* reads every key of Airflow$/),
        remedy: expect.stringMatching(/^set it to false, .* in a Role of your own$/),
      },
    ],
    [
      'a team in whose namespace tasks cannot submit',
      { 'team/jobs-role.yaml': without(file('team/jobs-role.yaml'), '"create",') },
      'spark-jobs',
      {
        item: { id: { name: 'platform' } },
        field: 'data.platform.json',
        message:
          'names the team in spark-a, where airflow/worker may not create sparkapplications: no task starts a job there',
      },
    ],
    [
      'a task that may read secrets of a team',
      more('spark-a', 'airflow/worker', { secrets: 'get' }),
      'spark-jobs',
      {
        item: { id: { name: 'x' } },
        field: 'rules[0]',
        message: 'lets airflow/worker get secrets in spark-a, which it never does',
        remedy: 'leave them out',
      },
    ],
    [
      'tasks that see neither events nor quotas',
      {
        'team/jobs-role.yaml': roleOf('jobs', 'spark-a', {
          'sparkoperator.k8s.io/sparkapplications': 'create delete get',
          'sparkoperator.k8s.io/sparkapplications/status': 'get',
          pods: 'get list patch',
          'pods/log': 'get',
        }),
      },
      'spark-jobs',
      {
        message: expect.stringMatching(/list events, list resourcequotas: tasks that start a job there fail$/),
        breaks: true,
      },
    ],
    [
      'a team that runs containers, where no task may make one',
      teamWith({ containers: { pool: 'compute' } }),
      'spark-jobs',
      {
        message: expect.stringMatching(
          /worker may not create\/delete pods, create\/get pods\/exec: tasks that start a job there fail$/,
        ),
      },
    ],
    [
      'a team whose tasks wait in a triggerer without rights',
      teamWith({ deferrable: true }),
      'spark-jobs',
      {
        message:
          'names the team in spark-a, where airflow/triggerer may not delete/get pods, get pods/log, list/watch events: a task that waits in the triggerer fails',
        remedy: 'add the verbs to a Role in spark-a that is bound to the account',
      },
    ],
    [
      'a triggerer that cannot watch events',
      {
        ...teamWith({ deferrable: true }),
        ...more('spark-a', 'airflow/triggerer', { pods: 'delete get', 'pods/log': 'get', events: 'list' }),
      },
      'spark-jobs',
      { message: expect.stringContaining('airflow/triggerer may not watch events'), breaks: true },
    ],
    [
      'a triggerer with rights at a team that does not ask for it',
      more('spark-a', 'airflow/triggerer', { pods: 'get' }),
      'spark-jobs',
      {
        item: { id: { name: 'x' } },
        field: 'rules[0]',
        message: 'gives airflow/triggerer rights in spark-a, where only task pods have something to do',
        remedy: 'bind the role to the account of the tasks alone',
      },
    ],
    [
      'a scheduler with rights at a team',
      more('spark-a', 'airflow/scheduler', { pods: 'list' }),
      'spark-jobs',
      { item: { id: { name: 'x' } }, message: expect.stringContaining('gives airflow/scheduler rights in spark-a') },
    ],
    [
      'a driver that cannot remove its executors',
      { 'team/driver-role.yaml': without(file('team/driver-role.yaml'), '"deletecollection",') },
      'spark-driver',
      {
        message: expect.stringMatching(/spark-a\/driver may not deletecollection pods: jobs fail when they start$/),
        breaks: true,
      },
    ],
    [
      'a driver that may read secrets',
      more('spark-a', 'spark-a/driver', { secrets: 'get' }),
      'spark-driver',
      { item: { id: { name: 'x' } } },
    ],
    [
      'an executor with rights',
      more('spark-a', 'spark-a/executor', { pods: 'get' }),
      'spark-driver',
      {
        item: { id: { name: 'x' } },
        field: 'rules[0]',
        message: 'gives rights to spark-a/executor, whose pods never call the Kubernetes API',
        remedy: 'bind the role to nobody, or to the driver',
      },
    ],
    [
      'an operator that looks after other namespaces only',
      {
        'root/operator.yaml': file('root/operator.yaml').replace(
          '"jobNamespaces":["spark-a"]',
          '"jobNamespaces":["spark-b"]',
        ),
      },
      'spark-operator',
      {
        field: 'spec.source.helm.valuesObject.spark.jobNamespaces',
        message: 'leaves out spark-a, so jobs that are submitted there stay as they are',
        remedy: 'add the namespace of each team',
        breaks: true,
      },
    ],
    [
      'an operator without rights in the namespace of a team',
      { 'team/operator-binding.yaml': bindingOf('operator', 'spark-a', 'operator/other') },
      'spark-operator',
      {
        item: { id: { name: 'platform' } },
        message:
          'names the team in spark-a, where operator/controller may not create/delete/get/list/update/watch pods, create/get/list/patch/update/watch configmaps, create/delete/get/list/patch/update/watch services, create/patch/update events, create/delete/get/list/watch sparkapplications, update sparkapplications/status: no job there gets a pod',
      },
    ],
    [
      'an operator that neither makes services nor writes events',
      {
        'team/operator-role.yaml': without(
          without(file('team/operator-role.yaml'), '"resources":["events"],'),
          '"resources":["services"],',
        ),
      },
      'spark-operator',
      { message: expect.stringMatching(/watch services, .* events: it cannot look after jobs there$/), breaks: true },
    ],
  ])('%s', (_, edit, rule, expected) => {
    const findings = find(edit);
    expect(findings.map((finding) => finding.rule)).toEqual([`airflow/${rule}`]);
    expect(findings).toMatchObject([expected]);
  });

  test.each<[lost: string, from: string, resource: string, verb: string, cost: string, breaks: true | undefined]>([
    ['making a pod', 'airflow/role', 'pods', 'create', 'no task starts', true],
    ['watching pods', 'airflow/role', 'pods', 'watch', 'it loses sight of tasks that run or ended', true],
    ['logs', 'airflow/role', 'pods/log', 'get', 'a running task shows no log', undefined],
    [
      'quotas',
      'team/jobs-role',
      'resourcequotas',
      'list',
      'a task does not see whether there is room for its job',
      undefined,
    ],
    ['events', 'team/jobs-role', 'events', 'list', 'tasks that start a job there fail', true],
    ['logs of a job', 'team/jobs-role', 'pods/log', 'get', 'tasks that start a job there fail', true],
    ['watching pods of a job', 'team/operator-role', 'pods', 'watch', 'it cannot look after jobs there', true],
    ['asking for a job', 'team/jobs-role', 'sparkapplications', 'get', 'tasks that start a job there fail', true],
    ['making a job', 'team/jobs-role', 'sparkapplications', 'create', 'no task starts a job there', true],
    ['making pods of a job', 'team/operator-role', 'pods', 'create', 'no job there gets a pod', true],
    ['writing events', 'team/operator-role', 'events', 'create', 'its jobs have no events there', undefined],
    ['services of a job', 'team/operator-role', 'services', 'create', 'it cannot look after jobs there', true],
  ])('what the loss of %s costs, and whether it breaks what runs', (_, from, resource, verb, cost, breaks) => {
    const role = JSON.parse(file(`${from}.yaml`));
    const rules = role.rules.map((rule: { resources: string[]; verbs: string[] }) =>
      rule.resources[0] === resource ? { ...rule, verbs: rule.verbs.filter((one) => one !== verb) } : rule,
    );
    const [found, ...others] = find({ [`${from}.yaml`]: JSON.stringify({ ...role, rules }) });
    expect(others).toEqual([]);
    expect(found?.message).toMatch(new RegExp(`may not ${verb} ${resource}( there)?: ${cost}$`));
    expect(found?.breaks).toBe(breaks);
  });

  test('each team in whose namespace somebody lacks a right', () => {
    const teams = ['spark-a', 'spark-b'].map((namespace) => ({ ...platform.teams[0], namespace }));
    const rules = find({ 'airflow/platform.yaml': platformFileOf({ ...platform, teams }) }).map(({ rule }) => rule);
    expect(rules).toEqual(
      expect.arrayContaining(['airflow/spark-jobs', 'airflow/spark-driver', 'airflow/spark-operator']),
    );
  });

  test('the triggerer at the team that asks for it', () => {
    const [team] = platform.teams;
    const teams = [team, { ...team, namespace: 'spark-b', deferrable: true }];
    const messages = find({ 'airflow/platform.yaml': platformFileOf({ ...platform, teams }) }).map(
      (one) => one.message,
    );
    expect(messages.filter((message) => message.includes('triggerer'))).toEqual([
      expect.stringContaining('names the team in spark-b, where airflow/triggerer may not'),
    ]);
  });
});

describe('nothing is found', () => {
  const clusterWide = (name: string, account: string, rules: object[]): Files => {
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    const [namespace, own] = account.split('/');
    return {
      'x/role.yaml': objectOf('ClusterRole', name, { apiVersion, rules }),
      'x/binding.yaml': objectOf('ClusterRoleBinding', name, {
        apiVersion,
        roleRef: { kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', namespace, name: own }],
      }),
    };
  };
  const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

  test.each<[string, Files]>([
    [
      'where the chart of the operator makes its own roles',
      {
        'root/operator.yaml': without(file('root/operator.yaml'), '"rbac":{"create":false},'),
        'team/operator-binding.yaml': bindingOf('operator', 'spark-a', 'operator/other'),
      },
    ],
    [
      'where the operator looks after every namespace',
      {
        'root/operator.yaml': file('root/operator.yaml').replace('["spark-a"]', '[""]'),
      },
    ],
    ['where Argo CD may do everything', clusterWide('argocd', 'argocd/controller', everything)],
    [
      'where a role is bound to a group of people',
      {
        'x/binding.yaml': objectOf('RoleBinding', 'x', {
          metadata: { namespace: 'airflow' },
          roleRef: { kind: 'Role', name: 'tasks' },
          subjects: [{ kind: 'Group', name: 'people' }],
        }),
      },
    ],
    [
      'where the scheduler has its rights from a ClusterRole that is bound to its namespace',
      {
        'x/role.yaml': objectOf('ClusterRole', 'tasks', {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          rules: JSON.parse(file('airflow/role.yaml')).rules,
        }),
        'airflow/role.yaml': roleOf('other', 'airflow', {}),
        'airflow/binding.yaml': file('airflow/binding.yaml').replace('"kind":"Role"', '"kind":"ClusterRole"'),
      },
    ],
    ['where tasks run in no pods', airflowWith({ executor: 'LocalExecutor', allowPodLaunching: true })],
    ['where the chart makes no Role', airflowWith({ allowPodLaunching: true, rbac: { create: false } })],
    ['where a task may look at pods beside it', more('airflow', 'airflow/worker', { pods: 'get list' })],
    ['where the chart names the accounts', airflowWith({ scheduler: {}, workers: {} })],
    [
      'where the names of the accounts are null',
      airflowWith({ scheduler: { serviceAccount: { name: null } }, workers: {} }),
    ],
    [
      'where the chart names the account of a triggerer in which tasks wait',
      { ...teamWith({ deferrable: true }), ...airflowWith({ triggerer: {} }) },
    ],
    [
      'where a team runs containers and waits for them, with rights for both',
      {
        ...teamWith({ containers: { pool: 'compute' }, deferrable: true }),
        ...more('spark-a', 'airflow/worker', { pods: 'create delete', 'pods/exec': 'create get' }),
        'y/role.yaml': roleOf('y', 'spark-a', { pods: 'delete get', 'pods/log': 'get', events: 'list watch' }),
        'y/binding.yaml': bindingOf('y', 'spark-a', 'airflow/triggerer'),
      },
    ],
    [
      'where the chart names the account of the operator',
      {
        'root/operator.yaml': without(file('root/operator.yaml'), ',"serviceAccount":{"name":"controller"}'),
        'team/operator-binding.yaml': bindingOf('operator', 'spark-a', 'operator/operator-controller'),
      },
    ],
    ['where nothing tells DAGs of a platform', { 'airflow/platform.yaml': objectOf('ConfigMap', 'x') }],
  ])('%s', (_, edit) => {
    expect(find(edit)).toEqual([]);
  });
});
