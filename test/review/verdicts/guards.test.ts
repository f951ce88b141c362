import { access } from '../../../review/compare/verdicts/rights/access.ts';
import { containerGuards } from '../../../review/compare/verdicts/rights/containers.ts';
import { level } from '../../../review/compare/verdicts/rights/pod-security.ts';
import { application, type Case, cases, chart, draft, step } from '../compare/trees.ts';
import { deployment, namespace } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const enforce = (value: string | undefined) =>
  namespace('team', value === undefined ? {} : { labels: { 'pod-security.kubernetes.io/enforce': value } });
const falls = (to: string, what: string) =>
  `danger Namespace team: Pod Security of the namespace falls from restricted to ${to}: ${what}`;
const anything = 'pods may run as root, privileged, and with the files of their node';

cases(level, {
  'to privileged': step(enforce('restricted'), enforce('privileged'), falls('privileged', anything)),
  'to none': step(enforce('restricted'), enforce(undefined), falls('privileged', anything)),
  'to a level that is none': step(enforce('restricted'), enforce('strict'), falls('privileged', anything)),
  'to baseline': step(
    enforce('restricted'),
    enforce('baseline'),
    falls('baseline', 'pods may run as root and with more capabilities'),
  ),
  up: step(
    enforce('privileged'),
    enforce('baseline'),
    'warn Namespace team: Pod Security of the namespace rises from privileged to baseline: running pods stay, and new ones that do not meet it are refused',
  ),
  'the rules of an older version': step(
    enforce('restricted'),
    namespace('team', {
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.20',
      },
    }),
    'warn Namespace team: Pod Security judges pods by the rules of another version of Kubernetes',
  ),
  'no warning': step(
    namespace('team', {
      labels: { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/warn': 'restricted' },
    }),
    enforce('baseline'),
    'info Namespace team: who makes a pod that does not meet the level is warned otherwise',
  ),
  'a new namespace without a level': step(
    undefined,
    enforce(undefined),
    'warn Namespace team: a new namespace takes privileged pods (Pod Security)',
  ),
  'a new namespace with one': step(undefined, enforce('baseline')),
  'another label': step(
    enforce('baseline'),
    namespace('team', { labels: { 'pod-security.kubernetes.io/enforce': 'baseline', a: 'b' } }),
  ),
  'a namespace that goes': step(enforce('restricted'), undefined),
  'the label of something else': step(
    draft('Secret', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } }),
    draft('Secret', { metadata: { labels: {} } }),
  ),
});

/** A field of a container's security context. */
const context = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(
    deployment({ securityContext: { a: 1, ...before } }),
    deployment({ securityContext: { a: 1, ...after } }),
    ...says,
  );
const inPod = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(deployment({}, {}, before), deployment({}, {}, after), ...says);
const web = 'Deployment shop/web';
const root = `danger ${web}: a container may run as root`;

cases(containerGuards, {
  privileged: context(
    {},
    { privileged: true },
    `danger ${web}: a container runs privileged: it is root on its node (spec.template.spec.containers[name=web].securityContext.privileged)`,
  ),
  'no longer privileged': context({ privileged: true }, { privileged: false }),
  'on the network of the node': inPod(
    {},
    { hostNetwork: true },
    `danger ${web}: a pod shares the network or the processes of its node`,
  ),
  'among the processes of the node': inPod({}, { hostPID: true }, `danger ${web}: a pod shares the network`),
  'no longer on the network of the node': inPod({ hostNetwork: true }, {}),
  'files of the node': inPod(
    { volumes: [{ name: 'a' }] },
    { volumes: [{ name: 'a', hostPath: { path: '/' } }] },
    `danger ${web}: a pod reads files of its node`,
  ),
  'files of the node, in a new volume': inPod(
    { volumes: [{ name: 'a' }] },
    { volumes: [{ name: 'a' }, { name: 'b', hostPath: { path: '/' } }] },
    `danger ${web}: a pod reads files of its node`,
  ),
  'files of the node, in the first volume of a chart': step(
    chart('web', { a: 1 }),
    chart('web', { a: 1, extraVolumes: [{ name: 'b', hostPath: { path: '/' } }] }),
    'danger Application argocd/web: a pod reads files of its node (extraVolumes.hostPath)',
  ),
  'a new object with much of its node': step(
    undefined,
    deployment({ securityContext: { privileged: true } }, {}, { hostNetwork: true }),
    `danger ${web}: a new object has much of its node: a container runs privileged: it is root on its node; a pod shares the network or the processes of its node`,
  ),
  'a new object of a chart': step(
    undefined,
    { ...deployment({}, {}, { hostNetwork: true }), renderedBy: 'shop 1.2.3', folder: 'shop' },
    `warn ${web}: a new object has much of its node: a pod shares the network`,
  ),
  'a new object without': step(undefined, deployment({ securityContext: { privileged: false } })),
  'no files of the node any more': inPod(
    { volumes: [{ name: 'a', hostPath: { path: '/' } }] },
    { volumes: [{ name: 'a' }] },
  ),
  'maybe root': context({ runAsNonRoot: true }, {}, root),
  'maybe root, said': context({ runAsNonRoot: true }, { runAsNonRoot: false }, root),
  'never root': context({ runAsNonRoot: false }, { runAsNonRoot: true }),
  root: context({ runAsUser: 1000 }, { runAsUser: 0 }, `danger ${web}: a container runs as root`),
  'another user': context({ runAsUser: 1000 }, { runAsUser: 1001 }),
  'more than its parent': context(
    { allowPrivilegeEscalation: false },
    {},
    `danger ${web}: a process may gain more rights than its parent`,
  ),
  'no more than its parent': context({ allowPrivilegeEscalation: true }, { allowPrivilegeEscalation: false }),
  'files of its own': context(
    { readOnlyRootFilesystem: true },
    { readOnlyRootFilesystem: false },
    `warn ${web}: a container may write to its own files`,
  ),
  'no files of its own': context({ readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: true }),
  'a token': inPod({ automountServiceAccountToken: false }, {}, `warn ${web}: pods get a token of the Kubernetes API`),
  'no token': inPod({ automountServiceAccountToken: true }, { automountServiceAccountToken: false }),
  'system calls': context(
    { seccompProfile: { type: 'RuntimeDefault' } },
    { seccompProfile: { type: 'Unconfined' } },
    `warn ${web}: system calls are no longer filtered (seccomp)`,
  ),
  'system calls, as nothing is said': context(
    { seccompProfile: { type: 'RuntimeDefault' } },
    {},
    `warn ${web}: system calls are no longer filtered (seccomp)`,
  ),
  'another filter of system calls': context(
    { seccompProfile: { type: 'RuntimeDefault' } },
    { seccompProfile: { type: 'Localhost' } },
  ),
  'a type of something else': step(draft('Service', { spec: { type: 'ClusterIP' } }), draft('Service', { spec: {} })),
  'a capability': context(
    { capabilities: { add: ['A'] } },
    { capabilities: { add: ['A', 'NET_ADMIN'] } },
    `danger ${web}: a container gets more capabilities (`,
  ),
  capabilities: context(
    { capabilities: { drop: ['ALL'] } },
    { capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'B'] } },
    `danger ${web}: a container gets more capabilities (NET_ADMIN, B) (`,
  ),
  'a capability less': context({ capabilities: { add: ['A', 'B'] } }, { capabilities: { add: ['A'] } }),
  'capabilities that it gave up': context(
    { capabilities: { drop: ['ALL'], add: ['A'] } },
    { capabilities: { add: ['A'] } },
    `danger ${web}: a container keeps capabilities that it gave up before`,
  ),
  'capabilities that it gave up, all of them': context(
    { capabilities: { drop: ['ALL'] } },
    {},
    `danger ${web}: a container keeps capabilities that it gave up before`,
  ),
  'capabilities that it gave up, with the whole context': step(
    deployment({ securityContext: { capabilities: { drop: ['ALL'] } } }),
    deployment(),
    `danger ${web}: a container keeps capabilities that it gave up before`,
  ),
  'capabilities that it had, all of them': context({ capabilities: { add: ['A'] } }, {}),
  'capabilities where there was no list of them': context(
    {},
    { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
    `danger ${web}: a container gets more capabilities (NET_ADMIN) (`,
  ),
  'a list of no capabilities': context({}, { capabilities: { add: [] } }),
  'capabilities in a context that comes': step(
    deployment(),
    deployment({ securityContext: { capabilities: { add: ['NET_ADMIN', 'B'] } } }),
    `danger ${web}: a container gets more capabilities (NET_ADMIN, B) (spec.template.spec.containers[name=web].securityContext.capabilities.add)`,
  ),
  'capabilities in a container that comes': inPod(
    {},
    { initContainers: [{ name: 'a', securityContext: { capabilities: { add: ['NET_ADMIN'] } } }] },
    `danger ${web}: a container gets more capabilities (NET_ADMIN) (`,
  ),
  'capabilities in contexts of a chart that come': step(
    chart('web', { a: 1 }),
    chart('web', { a: 1, securityContexts: { container: { capabilities: { add: ['NET_ADMIN'] } } } }),
    'danger Application argocd/web: a container gets more capabilities (NET_ADMIN) (',
  ),
  'contexts of a chart that go': step(
    chart('web', { a: 1, securityContexts: { pod: { runAsNonRoot: true } } }),
    chart('web', { a: 1 }),
    'danger Application argocd/web: a container may run as root (securityContexts.pod.runAsNonRoot)',
  ),
  'capabilities that it gives up': context({}, { capabilities: { drop: ['ALL'] } }),
  'a context that goes': step(
    deployment({ securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true } }),
    deployment(),
    root,
    `warn ${web}: a container may write to its own files`,
  ),
  'a context that comes': step(
    deployment(),
    deployment({ securityContext: { runAsNonRoot: true, privileged: true } }),
    `danger ${web}: a container runs privileged`,
  ),
  'the context of the values of a chart': step(
    chart('web', { securityContexts: { pod: { runAsNonRoot: true }, type: 'a' } }),
    chart('web', { securityContexts: { pod: {}, type: 'Unconfined' } }),
    'danger Application argocd/web: a container may run as root (securityContexts.pod.runAsNonRoot)',
  ),
  'what nobody had said is said, and means the same': context(
    {},
    { runAsNonRoot: false, allowPrivilegeEscalation: true, readOnlyRootFilesystem: false },
  ),
  'a token where nobody had said anything': inPod({}, { automountServiceAccountToken: true }),
  'another type in the values of a context': step(
    chart('web', { securityContext: { runAsUser: 1 } }),
    chart('web', { securityContexts: { type: 'Unconfined' }, securityContext: { runAsUser: 1 } }),
  ),
  'a map of another name goes': step(chart('web', { a: 1, settings: { runAsNonRoot: true } }), chart('web', { a: 1 })),
  'another name': step(
    { ...deployment({ securityContext: { runAsNonRoot: true } }), metadata: { name: 'old' } },
    { ...deployment({ securityContext: { runAsNonRoot: true, privileged: true } }), metadata: { name: 'new' } },
  ),
  'a workload that goes': step(deployment({ securityContext: { runAsNonRoot: true } }), undefined),
});

/** A value of the chart that a dotted path names. */
const value = (path: string, before: unknown, after: unknown, ...says: readonly string[]): Case => {
  const values = (leaf: unknown) =>
    path.split('.').reduceRight<unknown>((inner, key) => ({ [key.replaceAll('/', '.')]: inner }), leaf) as object;
  return step(chart('app', values(before)), chart('app', values(after)), ...says);
};
const on = (path: string, said: string, after: unknown = true) =>
  value(path, false, after, `${said.replace(' ', ' Application argocd/app: ')}`);

cases(access, {
  'anybody in Argo CD': on('configs.cm.users/anonymous/enabled', 'danger Argo CD lets people in without a login'),
  'anybody in Argo CD, as a text': on('configs.cm.users/anonymous/enabled', 'danger Argo CD lets people in', 'true'),
  'everybody an admin': on(
    'configs.rbac.policy/default',
    'danger everybody who logs in to Argo CD may do everything',
    'role:admin',
  ),
  'everybody a reader': on(
    'configs.rbac.policy/default',
    'warn everybody who logs in to Argo CD gets a role',
    'role:readonly',
  ),
  'nobody a reader': value('configs.rbac.policy/default', 'role:readonly', ''),
  roles: on('configs.rbac.policy/csv', 'warn roles of Argo CD change', 'p, a'),
  'one more admin': value(
    'configs.rbac.policy/csv',
    'g, ops, role:admin',
    'g, ops, role:admin\ng,  team, role:admin',
    'danger Application argocd/app: somebody becomes admin of Argo CD',
  ),
  'an admin as before, and one less': value(
    'configs.rbac.policy/csv',
    'g, ops, role:admin\ng, team, role:admin',
    'g,ops,role:admin',
    'warn Application argocd/app: roles of Argo CD change',
  ),
  'a reader more': on('configs.rbac.policy/csv', 'warn roles of Argo CD change', 'g, team, role:readonly'),
  'no health of Applications': value(
    'configs.cm.resource/customizations/health/argoproj/io_Application',
    'return hs',
    undefined,
    'danger Application argocd/app: Argo CD no longer knows when an Application is healthy',
  ),
  'another health of Applications': value(
    'configs.cm.resource/customizations/health/argoproj/io_Application',
    'a',
    'b',
  ),
  'kinds that it leaves out': on(
    'configs.cm.resource/exclusions',
    'warn Argo CD looks at other kinds',
    '- kinds: [Pod]',
  ),
  'another mark of its objects': on(
    'configs.cm.application/resourceTrackingMethod',
    'warn Argo CD marks its objects in another way',
    'label',
  ),
  'a role for everybody': on('config.fab.auth_role_public', 'danger everybody has a role of Airflow', 'Admin'),
  'no role for everybody': value('config.fab.auth_role_public', 'Admin', 'Public'),
  'a map of settings that is new': step(
    chart('app', { grafana: {} }),
    chart('app', { grafana: { 'grafana.ini': { auth: { anonymous: { enabled: true, org_role: 'Admin' } } } } }),
    'danger Application argocd/app: Grafana lets people in without a login',
  ),
  'a map of settings that goes': step(chart('app', { a: 1, networkPolicy: { create: true } }), chart('app', { a: 1 })),
  'a shell': on('configs.cm.exec/enabled', 'danger Argo CD opens a shell in pods'),
  'no shell': value('configs.cm.exec/enabled', true, false),
  'without TLS': on('configs.params.server/insecure', 'danger Argo CD answers without encryption'),
  'without a login': on('configs.params.server/disable/auth', 'danger Argo CD asks nobody for a login'),
  'the local admin': on('configs.cm.admin/enabled', 'warn the local admin of Argo CD may log in'),
  'another login of Airflow': on('config.core.auth_manager', 'danger people log in to Airflow in another way', 'a.B'),
  'everybody admin of Airflow': on(
    'config.core.simple_auth_manager_all_admins',
    'danger everybody is admin of Airflow',
    'True',
  ),
  'the public role of Airflow': on(
    'apiServer.apiServerConfig',
    'danger who may do what in Airflow without a login changes',
    'AUTH_ROLE_PUBLIC = "Viewer"',
  ),
  'other logins of Airflow': on(
    'apiServer.apiServerConfig',
    'warn how people log in to Airflow changes',
    'AUTH_TYPE = 1',
  ),
  'settings in the UI': on('config.api.expose_config', 'warn the settings of Airflow', 'non-sensitive-only'),
  'no settings in the UI': value('config.api.expose_config', 'True', 'False'),
  'pods by tasks': on('allowPodLaunching', 'warn tasks may make pods'),
  'anybody in Grafana': on(
    'grafana.grafana/ini.auth.anonymous.enabled',
    'danger Grafana lets people in without a login',
  ),
  'no policies': value(
    'networkPolicy.create',
    true,
    'False',
    "warn Application argocd/app: the chart's network policies go (networkPolicy.create)",
  ),
  policies: value('networkPolicy.create', false, true),
  'a value of nobody': value('a.b', 1, 2),
  'an Application that goes': { before: [application('cart')], after: [] },
});
