import { holders } from '../../../review/compare/verdicts/rights/holders.ts';
import { narrowed, widened } from '../../../review/compare/verdicts/rights/rbac.ts';
import { application, type Case, cases, chart, type Draft, draft, step } from '../compare/trees.ts';
import { account, binding, role } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const rule = (resource: string, verb: string, more: Fields = {}) => ({
  apiGroups: [''],
  resources: [resource],
  verbs: [verb],
  ...more,
});
const url = (path: string) => ({ nonResourceURLs: [path], verbs: ['get'] });
const pods = rule('pods', 'get');
const also = 'Role shop/web: the role is widened, it also allows';
const ofChart = { renderedBy: 'app 1.2.3', folder: 'app' };
const nobody = 'no binding of this tree gives it to anybody';
/** What one right more in a role is worth. */
const gives = (right: Fields, said: string) => step(role([pods]), role([pods, right]), said);
/** What one right in a new role is worth. */
const begins = (right: Fields, said: string) => step(undefined, role([right]), said);
const bound = (...subjects: readonly Fields[]) => binding(subjects);
const withBinding = (
  before: Draft,
  after: Draft | undefined,
  bindings: readonly Draft[],
  ...says: readonly string[]
): Case => ({
  before: [before, ...bindings],
  after: [...(after ? [after] : []), ...bindings],
  says,
});

const known = (labels: Fields, more: Fields = {}) =>
  draft('ClusterRole', { metadata: { labels: { a: 'b', ...labels } }, rules: [pods], ...more });
const joins = (name: string) => ({ [`rbac.authorization.k8s.io/aggregate-to-${name}`]: 'true' });
const ofArgo = (rules: readonly Fields[]) => chart('argo-cd', { repoServer: { clusterRoleRules: { a: 1, rules } } });
const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };

cases(widened, {
  'rights for everybody who may edit': step(
    known({}),
    known(joins('edit')),
    'danger ClusterRole web: everybody who holds the ClusterRole edit gets the rights of this role too, by its label',
  ),
  'a new role for everybody who may edit': step(
    undefined,
    known(joins('edit')),
    'info ClusterRole web: a new role allows get pods (held by everybody who holds the ClusterRole edit)',
  ),
  'rights no longer for everybody who may edit': step(known(joins('edit')), known({})),
  'rights of every role with a label': step(
    known({}),
    known({}, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: {} }] } }),
    'danger ClusterRole web: the role takes the rights of every ClusterRole with some labels (aggregationRule)',
  ),
  'everything, by the values of a chart': step(
    ofArgo([pods]),
    ofArgo([pods, everything]),
    'danger Application argocd/argo-cd: a role that the chart makes also allows every verb on every resource (*) (repoServer.clusterRoleRules.rules; that gives everything',
  ),
  'an ordinary right, by the values of a chart': step(
    ofArgo([pods]),
    ofArgo([pods, rule('pods', 'list')]),
    'warn Application argocd/argo-cd: a role that the chart makes also allows list pods',
  ),
  'everything, in the one rule that the values of a chart have': step(
    ofArgo([pods]),
    ofArgo([{ ...pods, verbs: ['get', '*'] }]),
    'danger Application argocd/argo-cd: a role that the chart makes also allows * pods (repoServer.clusterRoleRules.rules; that gives everything (* pods))',
  ),
  'another rule of as many, by the values of a chart': step(
    ofArgo([pods, rule('pods', 'list')]),
    ofArgo([rule('pods', 'list'), pods]),
  ),
  'less, by the values of a chart': step(ofArgo([pods, everything]), ofArgo([pods])),
  'an ordinary right': gives(rule('pods', 'list'), `warn ${also} list pods (${nobody})`),
  'rights by resource': step(
    role([pods]),
    role([pods, rule('services', 'get'), rule('services', 'list'), rule('pods', 'list')]),
    `warn ${also} get, list services · list pods (${nobody})`,
  ),
  'one object': gives(rule('secrets', 'get', { resourceNames: ['a'] }), `warn ${also} get secrets 'a' (${nobody})`),
  'every Secret': gives(
    rule('secrets', 'list'),
    `danger ${also} list secrets (that gives every Secret in its reach; ${nobody})`,
  ),
  'a Secret to write': gives(
    rule('secrets', 'create'),
    `danger ${also} create secrets (that gives a token of any account in its reach (secrets); ${nobody})`,
  ),
  'one Secret to write': gives(
    rule('secrets', 'update', { resourceNames: ['a'] }),
    `warn ${also} update secrets 'a' (${nobody})`,
  ),
  'disks of nodes': gives(
    rule('persistentvolumes', 'create'),
    `danger ${also} create persistentvolumes (that gives the disks of nodes (persistentvolumes)`,
  ),
  'claims of disks': gives(rule('persistentvolumeclaims', 'create'), `warn ${also} create persistentvolumeclaims`),
  Applications: gives(
    rule('applications', 'create', { apiGroups: ['argoproj.io'] }),
    `danger ${also} create applications (that gives whatever Argo CD may do (create applications)`,
  ),
  'classes of nodes': gives(
    rule('ec2nodeclasses', 'patch', { apiGroups: ['karpenter.k8s.aws'] }),
    `danger ${also} patch ec2nodeclasses (that gives nodes of its own making`,
  ),
  'classes of nodes to read': gives(
    rule('ec2nodeclasses', 'get', { apiGroups: ['karpenter.k8s.aws'] }),
    `warn ${also} get ec2nodeclasses`,
  ),
  'bounds of namespaces': gives(
    rule('namespaces', 'patch'),
    `danger ${also} patch namespaces (that gives the bounds of namespaces`,
  ),
  'a shell': gives(
    rule('pods/exec', 'create'),
    `danger ${also} create pods/exec (that gives commands inside running pods (pods/exec); ${nobody})`,
  ),
  logs: gives(rule('pods/log', 'get'), `warn ${also} get pods/log (${nobody})`),
  tokens: gives(
    rule('serviceaccounts/token', 'create'),
    `danger ${also} create serviceaccounts/token (that gives tokens of other accounts; ${nobody})`,
  ),
  'tokens to read': gives(rule('serviceaccounts/token', 'get'), `warn ${also} get serviceaccounts/token`),
  kubelets: gives(rule('nodes/proxy', 'get'), `danger ${also} get nodes/proxy (that gives the kubelet of every node;`),
  bindings: gives(
    rule('rolebindings', 'patch'),
    `danger ${also} patch rolebindings (that gives rights of others (patch rolebindings);`,
  ),
  'bindings to read': gives(rule('clusterroles', 'list'), `warn ${also} list clusterroles (${nobody})`),
  impersonation: gives(
    rule('users', 'impersonate'),
    `danger ${also} impersonate users (that gives rights beyond its own (impersonate users);`,
  ),
  webhooks: gives(
    rule('mutatingwebhookconfigurations', 'update'),
    `danger ${also} update mutatingwebhookconfigurations (that gives what the API server lets through (update mutatingwebhookconfigurations);`,
  ),
  'webhooks to read': gives(
    rule('mutatingwebhookconfigurations', 'get'),
    `warn ${also} get mutatingwebhookconfigurations (${nobody})`,
  ),
  certificates: gives(
    rule('certificatesigningrequests/approval', 'update'),
    `danger ${also} update certificatesigningrequests/approval (that gives certificates of any identity;`,
  ),
  'every verb': gives(rule('pods', '*'), `danger ${also} * pods (that gives everything (* pods); ${nobody})`),
  'every resource': gives(rule('*', 'get'), `danger ${also} get * (that gives everything (get *); ${nobody})`),
  'every group': gives(
    rule('jobs', 'get', { apiGroups: ['*'] }),
    `danger ${also} get jobs (that gives everything (get jobs); ${nobody})`,
  ),
  everything: gives(
    rule('*', '*', { apiGroups: ['*'] }),
    `danger ${also} every verb on every resource (*): secrets, exec and rights of its own included (that gives everything (* *);`,
  ),
  'everything of one group': gives(
    rule('*', '*', { apiGroups: ['apps'] }),
    `danger ${also} * * (that gives everything`,
  ),
  'everything of the first group': gives(rule('*', '*'), `danger ${also} every verb on every resource (*)`),
  'two dangers': step(
    role([pods]),
    role([pods, rule('secrets', 'get'), rule('secrets', 'list'), rule('pods/exec', 'create')]),
    `danger ${also} get, list secrets · create pods/exec (that gives every Secret in its reach and commands inside running pods (pods/exec);`,
  ),
  'an address of the API': gives(url('/metrics'), `warn ${also} get /metrics (${nobody})`),
  'what a star allows already': step(
    role([rule('*', '*', { apiGroups: ['*'] })]),
    role([rule('*', '*', { apiGroups: ['*'] }), pods]),
  ),
  'what a part of each resource allows already': step(
    role([rule('*/log', 'get')]),
    role([rule('*/log', 'get'), rule('pods/log', 'get')]),
  ),
  'what no star for the parts of one resource allows': step(
    role([rule('pods/*', 'get')]),
    role([rule('pods/*', 'get'), rule('pods/log', 'get')]),
    `warn ${also} get pods/log`,
  ),
  'commands inside all pods, by a part of each resource': gives(
    rule('*/exec', 'create'),
    `danger ${also} create */exec (that gives commands inside running pods (*/exec);`,
  ),
  'an address, beside every resource': step(
    role([rule('*', '*', { apiGroups: ['*'] })]),
    role([rule('*', '*', { apiGroups: ['*'] }), url('/metrics')]),
    `warn ${also} get /metrics`,
  ),
  'what another part of a resource allows': step(
    role([rule('pods/log', 'get')]),
    role([rule('pods/log', 'get'), rule('pods/status', 'get')]),
    `warn ${also} get pods/status`,
  ),
  'what the parts of another resource allow': step(
    role([rule('*/status', 'get')]),
    role([rule('*/status', 'get'), rule('nodes/log', 'get')]),
    `warn ${also} get nodes/log`,
  ),
  'an address below one that it has': step(role([url('/logs/*')]), role([url('/logs/*'), url('/logs/a')])),
  'an address beside one that it has': step(
    role([url('/logs/*')]),
    role([url('/logs/*'), url('/healthz')]),
    `warn ${also} get /healthz`,
  ),
  'an address below one that has no star': step(
    role([url('/log')]),
    role([url('/log'), url('/logs')]),
    `warn ${also} get /logs`,
  ),
  'the same of another group': step(
    role([pods]),
    role([pods, rule('pods', 'get', { apiGroups: ['metrics.k8s.io'] })]),
    `warn ${also} get pods (${nobody})`,
  ),
  'all where it had one': step(
    role([rule('configmaps', 'get', { resourceNames: ['a'] })]),
    role([rule('configmaps', 'get')]),
    `warn ${also} get configmaps (${nobody})`,
  ),
  'one where it had all': step(
    role([rule('configmaps', 'get')]),
    role([rule('configmaps', 'get', { resourceNames: ['a'] })]),
  ),

  'a new role': begins(pods, `info Role shop/web: a new role allows get pods (${nobody})`),
  'a new role for Secrets': begins(
    rule('secrets', 'get'),
    `warn Role shop/web: a new role allows get secrets (that gives every Secret in its reach; ${nobody})`,
  ),
  'a new role for everything': begins(rule('pods', '*'), 'danger Role shop/web: a new role allows * pods'),
  'a new role for every resource': begins(rule('*', 'get'), 'danger Role shop/web: a new role allows get *'),
  'a new role that may be another': begins(rule('users', 'impersonate'), 'danger Role shop/web: a new role allows'),
  'a new role that may bind': begins(rule('roles', 'bind'), 'danger Role shop/web: a new role allows'),
  'a new role that may escalate': begins(rule('roles', 'escalate'), 'danger Role shop/web: a new role allows'),
  'a role of a chart': {
    before: [chart('app', {}), { ...role([pods]), ...ofChart }],
    after: [chart('app', {}), { ...role([pods, rule('pods', 'list')]), ...ofChart }],
    says: [`warn Role app/web, Application argocd/app: the role is widened, it also allows list pods (${nobody})`],
  },
  'a role that goes': step(role([pods]), undefined),
  'rules of something else': step(draft('Widget', { rules: [] }), draft('Widget', { rules: [pods] })),
  'a role of another group': step(
    { ...role([]), apiVersion: 'example.com/v1' },
    { ...role([pods]), apiVersion: 'example.com/v1' },
  ),

  'a role that somebody holds': withBinding(
    role([pods]),
    role([pods, rule('pods', 'list')]),
    [bound(account('a'), account('b'), { kind: 'Group', name: 'g' })],
    `warn ${also} list pods (held by ServiceAccount shop/a, ServiceAccount shop/b and Group g)`,
  ),
  'a role of a cluster that somebody holds': withBinding(
    role([pods], 'ClusterRole'),
    role([pods, rule('pods', 'list')], 'ClusterRole'),
    [binding([account('a')], { kind: 'ClusterRole', name: 'web' })],
    'warn ClusterRole web: the role is widened, it also allows list pods (held by ServiceAccount shop/a)',
  ),
  'a role that somebody holds by its name only': withBinding(
    role([pods]),
    role([pods, rule('pods', 'list')]),
    [
      { ...binding([account('a')], { kind: 'ClusterRole', name: 'web' }), metadata: { name: 'x' } },
      { ...binding([account('a')], { kind: 'Role', name: 'other' }), metadata: { name: 'y' } },
      { ...bound(account('a')), metadata: { name: 'z', namespace: 'elsewhere' } },
    ],
    `warn ${also} list pods (${nobody})`,
  ),
});

const less = 'warn Role shop/web: the role is narrowed, it no longer allows';

cases(narrowed, {
  'a verb less': withBinding(
    role([pods, rule('pods', 'list')]),
    role([pods]),
    [bound(account('a'))],
    `${less} list pods (held by ServiceAccount shop/a)`,
  ),
  'a verb more': step(role([pods]), role([pods, rule('pods', 'list')])),
  'a role that goes': step(role([pods]), undefined),
  'rules of something else': step(draft('Widget', { rules: [pods] }), draft('Widget', { rules: [] })),
});

const [a, b] = [account('a'), account('b')];
const inBinding = 'RoleBinding shop/web:';
const cluster = (subjects: readonly Fields[], name = 'web') =>
  binding(subjects, { kind: 'ClusterRole', name }, 'ClusterRoleBinding');
const group = (name: string) => ({ kind: 'Group', name });

const edit = { kind: 'ClusterRole', name: 'edit' };

cases(holders, {
  'a role that may edit everything': step(
    undefined,
    binding([account('a')], edit),
    'danger RoleBinding shop/web: ServiceAccount shop/a gets the ClusterRole edit in its namespace',
  ),
  'a Role that is called so': step(
    undefined,
    binding([account('a')], { ...edit, kind: 'Role' }),
    'info RoleBinding shop/web: ServiceAccount shop/a gets the Role edit in its namespace',
  ),
  'every account of a namespace': step(
    undefined,
    binding([{ kind: 'Group', name: 'system:serviceaccounts:other' }]),
    'danger RoleBinding shop/web: Group system:serviceaccounts:other gets the Role web in its namespace',
  ),
  'one more': step(bound(a), bound(a, b), `warn ${inBinding} ServiceAccount shop/b gets the Role web in its namespace`),
  'two more': step(
    bound(),
    bound(a, b),
    `warn ${inBinding} ServiceAccount shop/a and ServiceAccount shop/b get the Role web in its namespace`,
  ),
  'one more, and what it may': withBinding(
    bound(a),
    bound(a, b),
    [role([pods, rule('pods', 'list')])],
    `warn ${inBinding} ServiceAccount shop/b gets the Role web in its namespace (it allows get, list pods)`,
  ),
  everybody: step(
    bound(a),
    bound(a, group('system:unauthenticated')),
    `danger ${inBinding} Group system:unauthenticated gets the Role web in its namespace`,
  ),
  'all accounts of a namespace': step(
    bound(a),
    bound(a, group('system:serviceaccounts:shop')),
    `warn ${inBinding} Group system:serviceaccounts:shop gets the Role web in its namespace`,
  ),
  'an admin': step(
    cluster([a], 'cluster-admin'),
    cluster([a, b], 'cluster-admin'),
    'danger ClusterRoleBinding web: ServiceAccount shop/b gets the ClusterRole cluster-admin in the whole cluster',
  ),
  'an admin of something': step(
    cluster([a], 'argo-admin'),
    cluster([a, b], 'argo-admin'),
    'warn ClusterRoleBinding web: ServiceAccount shop/b gets the ClusterRole argo-admin in the whole cluster',
  ),
  'Secrets of the whole cluster': withBinding(
    cluster([a]),
    cluster([a, b]),
    [role([rule('secrets', 'get')], 'ClusterRole')],
    'danger ClusterRoleBinding web: ServiceAccount shop/b gets the ClusterRole web in the whole cluster (it allows get secrets)',
  ),
  'Secrets of the whole cluster, for a chart': {
    before: [chart('app', {}), { ...cluster([a]), ...ofChart }, role([rule('secrets', 'get')], 'ClusterRole')],
    after: [chart('app', {}), { ...cluster([a, b]), ...ofChart }, role([rule('secrets', 'get')], 'ClusterRole')],
    says: ['warn ClusterRoleBinding web, Application argocd/app: ServiceAccount shop/b gets the ClusterRole web'],
  },
  'Secrets of a namespace': withBinding(
    bound(a),
    bound(a, b),
    [role([rule('secrets', 'get')])],
    `warn ${inBinding} ServiceAccount shop/b gets the Role web in its namespace (it allows get secrets)`,
  ),
  'a new binding': step(
    undefined,
    bound(a),
    `info ${inBinding} ServiceAccount shop/a gets the Role web in its namespace`,
  ),
  'a new binding of nobody': step(undefined, bound()),
  'a binding that goes': withBinding(
    bound(a, b),
    undefined,
    [role([pods])],
    `warn ${inBinding} ServiceAccount shop/a and ServiceAccount shop/b lose the Role web (it allows get pods)`,
  ),
  'a binding that goes with its account': {
    before: [bound(a), role([pods]), draft('ServiceAccount', { metadata: { name: 'a' } })],
    after: [role([pods])],
  },
  'a binding that goes where another one stays': {
    before: [bound(a), { ...bound(a), metadata: { name: 'other' } }],
    after: [{ ...bound(a), metadata: { name: 'other' } }],
  },
  'a binding that goes where another one gives another role': {
    before: [bound(a), { ...binding([a], { kind: 'Role', name: 'less' }), metadata: { name: 'other' } }],
    after: [{ ...binding([a], { kind: 'Role', name: 'less' }), metadata: { name: 'other' } }],
    says: [`warn ${inBinding} ServiceAccount shop/a loses the Role web`],
  },
  'a binding that stays in the cluster': {
    before: [bound(a), role([pods])],
    after: [application('shop', { syncPolicy: {} }), role([pods])],
  },
  'a binding that goes with its Application': {
    before: [application('cart'), { ...bound(a), folder: 'cart' }],
    after: [],
  },
  'one less': step(bound(a, b), bound(a), `warn ${inBinding} ServiceAccount shop/b loses the Role web`),
  'two less': step(
    bound(a, b),
    bound(),
    `warn ${inBinding} ServiceAccount shop/a and ServiceAccount shop/b lose the Role web`,
  ),
  'one for another': step(
    bound(a),
    bound(b),
    `warn ${inBinding} ServiceAccount shop/b gets the Role web in its namespace`,
    `warn ${inBinding} ServiceAccount shop/a loses the Role web`,
  ),
  'another role, which is refused': step(bound(a), binding([a, b], { kind: 'Role', name: 'other' })),
  'subjects of something else': step(draft('Widget', { subjects: [] }), draft('Widget', { subjects: [a] })),
});
