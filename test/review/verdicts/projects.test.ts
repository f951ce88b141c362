import { admission } from '../../../review/compare/verdicts/rights/admission.ts';
import { project } from '../../../review/compare/verdicts/rights/project.ts';
import { cases, draft, step } from '../compare/trees.ts';

type Fields = Readonly<Record<string, unknown>>;

const inProject = (path: string, items: readonly unknown[] | undefined) =>
  draft('AppProject', { metadata: { name: 'data' }, spec: { description: 'x', ...(items ? { [path]: items } : {}) } });
const list = (
  path: string,
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
  ...says: readonly string[]
) =>
  step(
    inProject(path, before),
    inProject(path, after),
    ...says.map((said) => said.replace(' ', ' AppProject root/data: ')),
  );
const kind = (name: string, of = '') => ({ group: of, kind: name });
const place = (namespace: string, server = 'in-cluster') => ({ namespace, server });

cases(project, {
  'a repository': list('sourceRepos', ['a'], ['a', 'b'], 'warn the project accepts manifests from b'),
  repositories: list('sourceRepos', ['a'], ['a', 'b', 'c'], 'warn the project accepts manifests from b and c'),
  'every repository of somebody': list(
    'sourceRepos',
    ['a'],
    ['a', 'https://*'],
    'danger the project accepts manifests from https://*',
  ),
  'repositories of an organisation': list(
    'sourceRepos',
    ['a'],
    ['a', 'https://git.example.com/*'],
    'danger the project accepts manifests from https://git.example.com/*',
  ),
  'a repository less': list('sourceRepos', ['a', 'b'], ['a'], 'info the project no longer accepts manifests from b'),
  'a namespace': list(
    'destinations',
    [place('a')],
    [place('a'), place('b')],
    'warn the project may write to b/in-cluster',
  ),
  'the namespace of Argo CD': list(
    'destinations',
    [place('a')],
    [place('a'), place('argocd')],
    'danger the project may write to argocd/in-cluster',
  ),
  'every namespace': list(
    'destinations',
    [place('a')],
    [place('a'), place('*')],
    'danger the project may write to */in-cluster',
  ),
  'a namespace less': list(
    'destinations',
    [place('a'), place('b')],
    [place('a')],
    'info the project may no longer write to b/in-cluster',
  ),
  'a kind of the cluster': list(
    'clusterResourceWhitelist',
    [],
    [kind('PriorityClass', 'x')],
    'warn the project may make cluster-wide objects (clusterResourceWhitelist): x/PriorityClass',
  ),
  'roles of the cluster': list(
    'clusterResourceWhitelist',
    [],
    [kind('ClusterRole', 'x')],
    'danger the project may make cluster-wide objects (clusterResourceWhitelist): x/ClusterRole',
  ),
  'every kind of the cluster': list(
    'clusterResourceWhitelist',
    [],
    [kind('*', '*')],
    'danger the project may make cluster-wide objects (clusterResourceWhitelist): every kind',
  ),
  'a kind of the cluster less': list(
    'clusterResourceWhitelist',
    [kind('Namespace', 'x')],
    [],
    'info the project may no longer make cluster-wide objects of x/Namespace',
  ),
  'a kind of the cluster again': list(
    'clusterResourceBlacklist',
    [kind('A', 'x')],
    [],
    'warn the project may make cluster-wide objects of x/A again',
  ),
  'a kind of the cluster no more': list(
    'clusterResourceBlacklist',
    [],
    [kind('A', 'x')],
    'info the project may no longer make cluster-wide objects of x/A',
  ),
  'quotas of its own': list(
    'namespaceResourceBlacklist',
    [kind('ResourceQuota', 'x')],
    [],
    'danger the project may make x/ResourceQuota in its namespaces',
  ),
  'a kind again': list(
    'namespaceResourceBlacklist',
    [kind('A', 'x')],
    [],
    'warn the project may make x/A in its namespaces',
  ),
  'a kind no more': list(
    'namespaceResourceBlacklist',
    [],
    [kind('A', 'x')],
    'info the project may no longer make x/A in its namespaces',
  ),
  'a kind': list(
    'namespaceResourceWhitelist',
    [kind('A', 'x')],
    [kind('A', 'x'), kind('B', 'x')],
    'warn the project may make x/B in its namespaces',
  ),
  'every kind of a group': list(
    'namespaceResourceWhitelist',
    [kind('A', 'x')],
    [kind('A', 'x'), kind('*', 'y')],
    'danger the project may make y/* in its namespaces',
  ),
  'a first kind, which forbids the others': list('namespaceResourceWhitelist', undefined, [kind('A', 'x')]),
  'a kind less': list(
    'namespaceResourceWhitelist',
    [kind('A', 'x'), kind('B', 'x')],
    [kind('A', 'x')],
    'info the project may no longer make x/B in its namespaces',
  ),
  'Applications elsewhere': list('sourceNamespaces', undefined, ['a'], 'warn Applications in a may use the project'),
  'Applications everywhere': list(
    'sourceNamespaces',
    ['a'],
    ['a', '*'],
    'danger Applications in * may use the project',
  ),
  'Applications elsewhere no more': list(
    'sourceNamespaces',
    ['a'],
    undefined,
    'info Applications in a may no longer use the project',
  ),
  'a window that lets syncs through': list(
    'syncWindows',
    undefined,
    [{ kind: 'allow' }],
    'warn Argo CD syncs only while a new window holds (allow)',
  ),
  'a role that may do everything': list(
    'roles',
    undefined,
    [{ name: 'a', policies: ['p, proj:data:a, applications, *, data/*, allow'] }],
    'danger a role of the project allows more, or to more people',
  ),
  'a role that may look': list(
    'roles',
    undefined,
    [{ name: 'a', policies: ['p, proj:data:a, applications, get, data/*, allow'] }],
    'warn a role of the project allows more, or to more people',
  ),
  'another account that syncs': list(
    'destinationServiceAccounts',
    undefined,
    [{ server: '*', namespace: '*', defaultServiceAccount: 'admin' }],
    'danger Applications of the project are synced as another account, with its rights',
  ),
  'a role': list('roles', undefined, [{ name: 'a' }], 'warn a role of the project allows more, or to more people'),
  'a role less': list(
    'roles',
    [{ name: 'a' }],
    undefined,
    'info a role of the project allows less, or to fewer people',
  ),
  'no signature': list(
    'signatureKeys',
    [{ keyID: 'a' }],
    undefined,
    'danger commits need no signature of these keys any more',
  ),
  'a signature': list(
    'signatureKeys',
    undefined,
    [{ keyID: 'a' }],
    'warn only commits with a signature of these keys are applied',
  ),
  'no window': list('syncWindows', [{ kind: 'deny' }], undefined, 'warn a window that held syncs is gone'),
  'a window': list(
    'syncWindows',
    undefined,
    [{ kind: 'deny' }],
    'warn Argo CD syncs nothing while a new window holds (deny), repairs included',
  ),
  'repositories, and every one of somebody': list(
    'sourceRepos',
    ['a'],
    ['a', 'b', 'https://*'],
    'danger the project accepts manifests from b and https://*',
  ),
  'a repository with a star in its name': list(
    'sourceRepos',
    ['a'],
    ['a', 'https://git.example.com/a*'],
    'warn the project accepts manifests from https://git.example.com/a*',
  ),
  'kinds of the cluster, and every one of a group': list(
    'clusterResourceWhitelist',
    [],
    [kind('A', 'x'), kind('*', 'y')],
    'danger the project may make cluster-wide objects (clusterResourceWhitelist): every kind',
  ),
  'a kind with a name like it': list(
    'namespaceResourceBlacklist',
    [kind('SecretRotation', 'x')],
    [],
    'warn the project may make x/SecretRotation in its namespaces',
  ),
  'namespaces of a prefix': list(
    'destinations',
    [place('a')],
    [place('a'), place('a-*')],
    'warn the project may write to a-*/in-cluster',
  ),
  'a field of nobody': list('other', undefined, ['a']),
  'a project that comes': step(undefined, inProject('sourceRepos', ['*'])),
  'a list of something else': step(
    draft('Widget', { spec: { sourceRepos: [] } }),
    draft('Widget', { spec: { sourceRepos: ['*'] } }),
  ),
});

const rules = (...expressions: readonly string[]) => expressions.map((expression) => ({ expression }));
const policy = (spec: Fields = {}) =>
  draft('ValidatingAdmissionPolicy', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    spec: { failurePolicy: 'Fail', validations: rules('a', 'b'), ...spec },
  });
const actions = (...validationActions: readonly string[]) =>
  draft('ValidatingAdmissionPolicyBinding', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    spec: { policyName: 'web', validationActions },
  });
const inPolicy = 'ValidatingAdmissionPolicy web:';
const otherwise = `warn ${inPolicy} the admission policy is asked about other objects, or judges them otherwise`;

cases(admission, {
  'it goes': step(
    policy({ validations: [{ expression: 'a', message: 'no root' }, { expression: 'b' }] }),
    undefined,
    `danger ${inPolicy} the admission policy goes: what it refused is let through (no root · b)`,
  ),
  'something else goes': step(draft('Widget'), undefined),
  'it fails open': step(
    policy(),
    policy({ failurePolicy: 'Ignore' }),
    `danger ${inPolicy} the admission policy fails open (failurePolicy Ignore): an object for which a rule cannot be worked out is let through (spec.failurePolicy)`,
  ),
  'a rule goes': step(
    policy({ validations: rules('a', 'b', 'c') }),
    policy({ validations: rules('b') }),
    `warn ${inPolicy} a rule of the admission policy goes: what it refused is let through (a · c)`,
  ),
  'another rule': step(
    policy(),
    policy({ validations: rules('a', 'c') }),
    `warn ${inPolicy} a rule of the admission policy is another one (b)`,
  ),
  'a rule comes': step(policy(), policy({ validations: rules('a', 'b', 'c') })),
  'other objects': step(policy(), policy({ matchConstraints: { a: 'b' } }), `${otherwise} (spec.matchConstraints)`),
  'other objects, twice': step(
    policy({ matchConstraints: { a: '1', b: '1' } }),
    policy({ matchConstraints: { a: '2', b: '2' } }),
    `${otherwise} (spec.matchConstraints.a · spec.matchConstraints.b)`,
  ),
  'other variables': step(policy(), policy({ variables: [{ name: 'a' }] }), otherwise),
  'a binding that refuses no more': step(
    actions('Deny', 'Audit'),
    actions('Audit'),
    'danger ValidatingAdmissionPolicyBinding web: the admission policy refuses nothing any more: its validationActions have no Deny',
  ),
  'a binding that refuses': step(actions('Audit'), actions('Deny')),
  'a binding that warns in place of audits': step(actions('Audit'), actions('Warn')),
  'rules of something else': step(
    draft('Widget', { spec: { failurePolicy: 'Fail', validations: rules('a') } }),
    draft('Widget', { spec: { failurePolicy: 'Ignore', validations: [] } }),
  ),
});
