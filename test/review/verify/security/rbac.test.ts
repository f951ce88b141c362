import { type Right, rightsOf } from '../../../../review/kinds/rights.ts';
import type { Problem } from '../../../../review/verify/check.ts';
import { escalation, subjects, verbsExist, wildcards } from '../../../../review/verify/security/rbac.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf, platformOf } from '../scheduling/cluster.ts';

const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);

type Fields = Readonly<Record<string, unknown>>;
const apiVersion = 'rbac.authorization.k8s.io/v1';
const rule = (resource: string, verbs: string[], rest: Fields = {}) => ({
  apiGroups: [''],
  resources: [resource],
  verbs,
  ...rest,
});

const roleOf = (name: string, rules: readonly Fields[], namespace = 'shop', rest: Fields = {}) =>
  objectOf('Role', name, { apiVersion, metadata: { namespace }, rules, ...rest });

const bindingOf = (role: string, account: string, namespace = 'shop', from = namespace) =>
  objectOf('RoleBinding', role, {
    apiVersion,
    metadata: { namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: from }],
  });

/** A Role `app` with these rules, for the account `web` of its namespace. */
const granted = (rules: readonly Fields[], namespace = 'shop', account = 'web', from = namespace): Files => ({
  [`${namespace}/role-${account}.yaml`]: roleOf(account, rules, namespace),
  [`${namespace}/binding-${account}.yaml`]: bindingOf(account, account, namespace, from),
});

const clusterGranted = (rules: readonly Fields[], role = 'app'): Files => ({
  'shop/role.yaml': objectOf('ClusterRole', role, { apiVersion, rules }),
  'shop/binding.yaml': objectOf('ClusterRoleBinding', role, {
    apiVersion,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }],
  }),
});

describe('the rights in a tree', () => {
  const summary = (files: Files) =>
    rightsOf(treeOf(files)).map(({ subject, namespace, verb, group, resource, names }: Right) =>
      [`${subject.namespace}/${subject.name}`, namespace ?? 'everywhere', verb, `${group}/${resource}`, ...names].join(
        ' ',
      ),
    );

  test('are verb × resource, for each account and namespace', () => {
    const rules = [{ apiGroups: ['', 'apps'], resources: ['pods'], verbs: ['get', 'list'], resourceNames: ['a'] }];
    expect(summary(granted(rules))).toEqual([
      'shop/web shop get /pods a',
      'shop/web shop list /pods a',
      'shop/web shop get apps/pods a',
      'shop/web shop list apps/pods a',
    ]);
  });

  test('are everywhere with a ClusterRoleBinding, and in one namespace with a RoleBinding to a ClusterRole', () => {
    const files = clusterGranted([rule('pods', ['get'])]);
    const local = objectOf('RoleBinding', 'app', {
      apiVersion,
      metadata: { namespace: 'shop' },
      roleRef: { kind: 'ClusterRole', name: 'app' },
      subjects: [{ kind: 'ServiceAccount', name: 'local' }],
    });
    expect(summary({ ...files, 'shop/local.yaml': local })).toEqual([
      'shop/local shop get /pods',
      'shop/web everywhere get /pods',
    ]);
  });

  test('are those that a ClusterRole collects by labels', () => {
    const part = (name: string, labels: Fields, resource: string) =>
      objectOf('ClusterRole', name, { apiVersion, metadata: { labels }, rules: [rule(resource, ['get'])] });
    const { 'shop/binding.yaml': binding = '' } = clusterGranted([]);
    const collecting = { clusterRoleSelectors: [{ matchLabels: { to: 'app' } }] };
    const files = {
      'shop/role.yaml': objectOf('ClusterRole', 'app', { apiVersion, aggregationRule: collecting, rules: [] }),
      'shop/binding.yaml': binding,
      'shop/a.yaml': part('a', { to: 'app' }, 'pods'),
      'shop/b.yaml': part('b', { to: 'other' }, 'services'),
    };
    expect(summary(files)).toEqual(['shop/web everywhere get /pods']);
  });

  test('are none of a role that nobody is bound to, or that does not exist', () => {
    expect(summary({ 'shop/role.yaml': roleOf('app', [rule('pods', ['get'])]) })).toEqual([]);
    expect(summary({ 'shop/binding.yaml': bindingOf('app', 'web') })).toEqual([]);
  });
});

describe('security/rbac-wildcards', () => {
  test.each<[string, Fields]>([
    ['apiGroups', { apiGroups: ['*'] }],
    ['resources', { resources: ['*/scale'] }],
    ['verbs', { verbs: ['*'] }],
  ])('finds one in %s, also where nobody has the role', (list, change) => {
    const tree = treeOf({ 'shop/role.yaml': roleOf('app', [rule('pods', ['get']), rule('pods', ['get'], change)]) });
    expect(wildcards.find(tree)).toMatchObject([{ item: { id: { kind: 'Role' } }, field: `rules[1].${list}` }]);
  });

  test('takes names, and the controllers that everybody knows', () => {
    expect(wildcards.find(treeOf({ 'shop/role.yaml': roleOf('app', [rule('pods', ['get'])]) }))).toEqual([]);
    const manifest = JSON.parse(roleOf('app', [rule('*', ['*'])]));
    const rendered = (chart: string) => treeOf({}).with([{ file: 'a', application: 'a', chart, manifest }]);
    expect(wildcards.find(rendered('argo-cd 10.1.1'))).toEqual([]);
    expect(wildcards.find(rendered('unknown 1.0.0'))).toHaveLength(2);
  });
});

describe('security/rbac-verbs', () => {
  test('finds an HTTP method, and takes every verb of Kubernetes', () => {
    const find = (...verbs: string[]) =>
      messages(verbsExist.find(treeOf({ 'shop/role.yaml': roleOf('app', [rule('pods', verbs)]) })));
    expect(find('get', 'put')).toEqual(["'put' is no verb of Kubernetes, so it grants nothing"]);
    expect(
      find('create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch', 'bind', 'use'),
    ).toEqual([]);
  });

  test('takes the methods of addresses that are no resource', () => {
    const rules = [{ nonResourceURLs: ['/metrics'], verbs: ['get', 'post'] }];
    expect(
      verbsExist.find(treeOf({ 'shop/role.yaml': objectOf('ClusterRole', 'app', { apiVersion, rules }) })),
    ).toEqual([]);
  });
});

describe('security/rbac-subjects', () => {
  const find = (subject: Fields) =>
    subjects.find(
      treeOf({
        'shop/binding.yaml': objectOf('RoleBinding', 'app', {
          apiVersion,
          metadata: { namespace: 'shop' },
          subjects: [subject],
        }),
      }),
    );

  test.each<[string, Fields]>([
    ['everybody who has logged in', { kind: 'Group', name: 'system:authenticated' }],
    ['everybody who has not', { kind: 'User', name: 'system:anonymous' }],
    ['all accounts', { kind: 'Group', name: 'system:serviceaccounts' }],
    ['all accounts of a namespace', { kind: 'Group', name: 'system:serviceaccounts:shop' }],
    ['the account of pods that name none', { kind: 'ServiceAccount', name: 'default' }],
  ])('finds %s', (_, subject) => {
    expect(find(subject)).toMatchObject([{ field: 'subjects[0]' }]);
  });

  test.each<[string, Fields]>([
    ['an account', { kind: 'ServiceAccount', name: 'web', namespace: 'shop' }],
    ['a group of people', { kind: 'Group', name: 'shop-viewers' }],
    ['a person of that name', { kind: 'User', name: 'default' }],
  ])('takes %s', (_, subject) => {
    expect(find(subject)).toEqual([]);
  });
});

describe('security/rbac-escalation', () => {
  const find = (files: Files) => messages(escalation.find(treeOf(files)));

  test.each<[string, Fields, string]>([
    ['to read secrets', rule('secrets', ['get']), 'may get secrets in shop, so it reads every secret there'],
    [
      'to write secrets',
      rule('secrets', ['create', 'patch']),
      'may create, patch secrets in shop, so it can make a token',
    ],
    [
      'to fetch secrets',
      rule('externalsecrets', ['create'], { apiGroups: ['external-secrets.io'] }),
      'any secret of the store',
    ],
    [
      'to run commands in pods',
      rule('pods/exec', ['create']),
      'may create pods/exec in shop, so it gets into the pods',
    ],
    ['to attach to pods', rule('pods/attach', ['get']), 'gets into the pods'],
    ['to reach all ports', rule('pods/portforward', ['create']), 'gets into the pods'],
    ['to add containers', rule('pods/ephemeralcontainers', ['patch']), 'gets into the pods'],
    [
      'to write roles',
      rule('roles', ['update'], { apiGroups: [apiVersion.split('/')[0]] }),
      'can give rights to itself',
    ],
    ['to bind', rule('clusterroles', ['bind'], { apiGroups: [apiVersion.split('/')[0]] }), 'can give rights to itself'],
    ['to escalate', rule('roles', ['escalate'], { apiGroups: ['*'] }), 'can give rights to itself'],
    ['to be somebody else', rule('serviceaccounts', ['impersonate']), 'can act as somebody else'],
    ['to take tokens', rule('serviceaccounts/token', ['create']), 'can take a token of any account there'],
    ['to proxy to nodes', rule('nodes/proxy', ['get']), 'can run commands in every pod of a node'],
    ['to change nodes', rule('nodes', ['patch']), 'can move pods'],
    ['to make volumes', rule('persistentvolumes', ['create']), 'read the disks of nodes'],
    [
      'to write webhooks',
      rule('mutatingwebhookconfigurations', ['create'], { apiGroups: ['admissionregistration.k8s.io'] }),
      'what others write',
    ],
    [
      'to approve certificates',
      rule('certificatesigningrequests/approval', ['update'], { apiGroups: ['certificates.k8s.io'] }),
      'can make a certificate',
    ],
    [
      'to open networks',
      rule('networkpolicies', ['delete'], { apiGroups: ['networking.k8s.io'] }),
      'can take the bounds of a namespace away',
    ],
    ['to lift a quota', rule('resourcequotas', ['patch']), 'can take the bounds of a namespace away'],
    ['to install anything', rule('applications', ['create'], { apiGroups: ['argoproj.io'] }), 'can let Argo CD'],
    ['for everything', { apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, 'may * * in shop, so it'],
    ['for every subresource', rule('*/exec', ['create']), 'gets into the pods'],
  ])('finds a right %s', (_, given, message) => {
    expect(find(granted([given]))).toEqual([expect.stringContaining(message)]);
  });

  test.each<[string, Fields]>([
    ['to read pods and logs', { ...rule('pods', ['get', 'list', 'watch']), resources: ['pods', 'pods/log'] }],
    ['to change a pod that is there', rule('pods', ['patch', 'delete'])],
    ['to read roles', rule('roles', ['get', 'list'], { apiGroups: [apiVersion.split('/')[0]] })],
    ['to read nodes', rule('nodes', ['get'])],
    ['for one secret that it names', rule('secrets', ['get', 'update'], { resourceNames: ['own'] })],
    ['for a kind of that name in another group', rule('secrets', ['get'], { apiGroups: ['vault.example.com'] })],
  ])('takes a right %s', (_, given) => {
    expect(find(granted([given]))).toEqual([]);
  });

  test('names the account, the role and the rule', () => {
    const tree = treeOf(granted([rule('pods', ['get']), rule('secrets', ['get', 'list'])]));
    expect(escalation.find(tree)).toMatchObject([
      {
        item: { id: { kind: 'Role', namespace: 'shop', name: 'web' } },
        field: 'rules[1]',
        message: 'ServiceAccount shop/web may get, list secrets in shop, so it reads every secret there',
      },
    ]);
  });

  test('finds a right in the whole cluster, and one of the roles of Kubernetes', () => {
    expect(find(clusterGranted([rule('secrets', ['list'])]))).toEqual([
      'ServiceAccount shop/web may list secrets in the whole cluster, so it reads every secret there',
    ]);
    const { 'shop/binding.yaml': binding = '' } = clusterGranted([], 'cluster-admin');
    expect(find({ 'shop/binding.yaml': binding })).toHaveLength(1);
    const { 'shop/binding.yaml': viewer = '' } = clusterGranted([], 'view');
    expect(find({ 'shop/binding.yaml': viewer })).toEqual([]);
  });

  test('finds the right to a named secret of another namespace, and to make one', () => {
    const named = { resourceNames: ['own'] };
    expect(find(granted([rule('secrets', ['get'], named)], 'shop', 'web', 'other'))).toHaveLength(1);
    expect(find(granted([rule('secrets', ['create'], named)]))).toHaveLength(1);
  });

  describe('to make pods', () => {
    const pods = rule('pods', ['create', 'get']);
    const strong = granted([rule('configmaps', ['delete'])], 'shop', 'strong');

    test('is found where another account may do more', () => {
      expect(find({ ...granted([pods]), ...strong })).toEqual([
        'ServiceAccount shop/web may create pods in shop, so it can run a pod as any account there',
      ]);
    });

    test.each<[string, Files]>([
      ['there is none', granted([pods])],
      ['the others may do less', { ...granted([pods]), ...granted([rule('pods', ['get'])], 'shop', 'weak') }],
      [
        'the stronger one is elsewhere',
        { ...granted([pods]), ...granted([rule('configmaps', ['delete'])], 'other', 'strong') },
      ],
    ])('is taken where %s', (_, files) => {
      expect(find(files)).toEqual([]);
    });

    test('is found in the whole cluster, and by way of a kind that makes pods', () => {
      expect(find(clusterGranted([pods]))).toHaveLength(1);
      const jobs = rule('cronjobs', ['create'], { apiGroups: ['batch'] });
      expect(find({ ...granted([jobs]), ...strong })).toHaveLength(1);
    });
  });

  describe('for the work of this platform', () => {
    const podTemplate = 'apiVersion: v1\nkind: Pod\nmetadata: { name: task }\nspec: { serviceAccountName: tasks }\n';
    const platform: Files = {
      'root/airflow.yaml': chartOf('airflow', 'airflow', {
        scheduler: { serviceAccount: { name: 'scheduler' } },
        podTemplate,
      }),
      'root/operator.yaml': chartOf('operator', 'spark-operator', {}),
      'a/platform.yaml': platformOf(),
      ...granted([rule('configmaps', ['delete'])], 'airflow', 'strong'),
      ...granted([rule('configmaps', ['delete'])], 'jobs', 'strong'),
      ...granted([rule('configmaps', ['delete'])], 'operator', 'strong'),
    };
    const pods = [rule('pods', ['create'])];
    const jobs = [rule('sparkapplications', ['create'], { apiGroups: ['sparkoperator.k8s.io'] })];
    const secret = [rule('secrets', ['create'])];

    test.each<[string, Files]>([
      ['the scheduler makes pods beside itself', granted(pods, 'airflow', 'scheduler')],
      ['a task submits a job of a team', granted(jobs, 'jobs', 'tasks', 'airflow')],
      ['the operator makes the driver', granted(pods, 'jobs', 'controller', 'operator')],
      ['the driver makes executors', granted(pods, 'jobs', 'driver')],
      ['the operator makes its certificate', granted(secret, 'operator', 'webhook')],
    ])('is taken: %s', (_, files) => {
      expect(find({ ...platform, ...files })).toEqual([]);
    });

    const withContainers = { ...platform, 'a/platform.yaml': platformOf({ containers: {} }) };
    const enter = (subresource: string) => [rule(`pods/${subresource}`, ['create'])];
    /** A Role with these rules, for a group of people. */
    const forGroup = (rules: readonly Fields[], namespace: string, group: string): Files => ({
      [`${namespace}/role-group.yaml`]: roleOf('group', rules, namespace),
      [`${namespace}/binding-group.yaml`]: objectOf('RoleBinding', 'group', {
        apiVersion,
        metadata: { namespace },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'group' },
        subjects: [{ kind: 'Group', name: group }],
      }),
    });
    const withLogin = {
      ...platform,
      'root/balancer.yaml': chartOf('balancer', 'aws-load-balancer-controller', {
        serviceAccount: { name: 'controller' },
      }),
      'airflow/ingress.yaml': objectOf('Ingress', 'web', {
        apiVersion: 'networking.k8s.io/v1',
        metadata: {
          namespace: 'airflow',
          annotations: { 'alb.ingress.kubernetes.io/auth-idp-oidc': '{"secretName":"login"}' },
        },
      }),
    };
    const reads = (verbs: string[], resourceNames: string[] = ['login']) => [rule('secrets', verbs, { resourceNames })];

    test.each<[string, Files]>([
      ['a task reads the result in a container of its team', granted(enter('exec'), 'jobs', 'tasks', 'airflow')],
      ['the people of a team open ports in its namespace', forGroup(enter('portforward'), 'jobs', 'jobs-viewers')],
    ])('is taken where a team runs containers: %s', (_, files) => {
      expect(find({ ...withContainers, ...files })).toEqual([]);
    });

    test.each<[string, Files]>([
      ['a task runs commands in Airflow', granted(enter('exec'), 'airflow', 'tasks')],
      ['a task opens ports of a team', granted(enter('portforward'), 'jobs', 'tasks', 'airflow')],
      ['the scheduler runs commands in pods of a team', granted(enter('exec'), 'jobs', 'scheduler', 'airflow')],
      ['an account of that name elsewhere does', granted(enter('exec'), 'jobs', 'tasks', 'operator')],
      ['the people of a team run commands in its pods', forGroup(enter('exec'), 'jobs', 'jobs-viewers')],
      ['the people of a team open ports of Airflow', forGroup(enter('portforward'), 'airflow', 'airflow-viewers')],
      ['other people open ports of a team', forGroup(enter('portforward'), 'jobs', 'airflow-viewers')],
      ['an account has the name of the people', granted(enter('portforward'), 'jobs', 'jobs-viewers')],
    ])('is found where a team runs containers: %s', (_, files) => {
      expect(find({ ...withContainers, ...files })).toHaveLength(1);
    });

    test('is found where no container runs for a task', () => {
      expect(find({ ...platform, ...granted(enter('exec'), 'jobs', 'tasks', 'airflow') })).toHaveLength(1);
    });

    test('is taken where a load balancer reads the Secret of the login beside its Ingress', () => {
      const files = granted(reads(['get', 'list', 'watch']), 'airflow', 'controller', 'balancer');
      expect(find({ ...withLogin, ...files })).toEqual([]);
    });

    test.each<[string, Files]>([
      ['changes it', granted(reads(['update']), 'airflow', 'controller', 'balancer')],
      ['reads another one too', granted(reads(['get'], ['login', 'other']), 'airflow', 'controller', 'balancer')],
      ['reads every one', granted(reads(['get'], []), 'airflow', 'controller', 'balancer')],
      ['reads one of that name elsewhere', granted(reads(['get']), 'jobs', 'controller', 'balancer')],
      ['is not who reads it', granted(reads(['get']), 'airflow', 'other', 'balancer')],
      ['makes pods there', granted([rule('pods', ['create'])], 'airflow', 'controller', 'balancer')],
    ])('is found where a load balancer %s', (_, files) => {
      expect(find({ ...withLogin, ...files })).toHaveLength(1);
    });

    test('is found of people who make pods of a team, also where neither Airflow nor an operator is', () => {
      const files = forGroup(pods, 'jobs', 'jobs-viewers');
      const { 'root/airflow.yaml': _, 'root/operator.yaml': __, ...without } = platform;
      expect(find({ ...platform, ...files })).toHaveLength(1);
      expect(find({ ...without, ...files })).toHaveLength(1);
    });

    test('is found of the same accounts where no platform.json names a team', () => {
      const { 'a/platform.yaml': _, ...without } = platform;
      expect(find({ ...without, ...granted(pods, 'jobs', 'controller', 'operator') })).toHaveLength(1);
      expect(find({ ...without, ...granted(enter('exec'), 'jobs', 'tasks', 'airflow') })).toHaveLength(1);
    });

    test.each<[string, Files]>([
      ['another account of Airflow makes pods', granted(pods, 'airflow', 'tasks')],
      ['the scheduler makes pods of a team', granted(pods, 'jobs', 'scheduler', 'airflow')],
      ['a task submits a job elsewhere', granted(jobs, 'operator', 'tasks', 'airflow')],
      ['an executor makes pods', granted(pods, 'jobs', 'executor')],
      ['a driver makes pods of another namespace', granted(pods, 'airflow', 'driver', 'jobs')],
      ['the operator writes secrets of a team', granted(secret, 'jobs', 'controller', 'operator')],
      ['a task reads secrets of a team', granted([rule('secrets', ['get'])], 'jobs', 'tasks', 'airflow')],
    ])('is found: %s', (_, files) => {
      expect(find({ ...platform, ...files })).toHaveLength(1);
    });
  });
});
