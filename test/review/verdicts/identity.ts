import { application, chart, draft } from '../compare/trees.ts';
import {
  account,
  binding,
  deployment,
  type Fixture,
  nodeClass,
  platform,
  pool,
  reads,
  secret,
  settings,
  team,
} from './fixture.ts';

const driver = draft('ServiceAccount', { metadata: { name: 'spark-driver' } });
const entry = (key: string, secretKey = 'password') => ({ data: [{ secretKey, remoteRef: { key } }] });
const logs = (folder: string) => chart('airflow', { config: { logging: { remote_base_log_folder: folder } } });

const serviceOf = (app: string) => draft('Service', { spec: { selector: { app }, ports: [{ port: 80 }] } });
const labelled = deployment({}, { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [] } } });

const connects = (query: string) =>
  secret({ target: { template: { data: { url: `postgresql://{{ .user }}:{{ .password }}@{{ .host }}/a${query}` } } } });

const spread = (whenUnsatisfiable: string) =>
  deployment({}, {}, { topologySpreadConstraints: [{ topologyKey: 'zone', whenUnsatisfiable }] });
const priority = (globalDefault: boolean) => draft('PriorityClass', { value: 100, globalDefault });

const database = (mountPath: string) =>
  draft('StatefulSet', {
    spec: {
      template: { spec: { containers: [{ name: 'db', volumeMounts: [{ name: 'data', mountPath }] }] } },
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    },
  });

export const identity: readonly Fixture[] = [
  {
    rule: 'identity/data-folder',
    before: [database('/data')],
    after: [database('/other')],
    says: /^danger .*its data is in another folder/,
    near: { before: [database('/data')], after: [database('/data'), deployment()] },
  },
  {
    rule: 'identity/default-class',
    before: [priority(false)],
    after: [priority(true)],
    says: /^danger .*has the priority 100 from now on/,
    near: { before: [priority(true)], after: [priority(false)] },
  },
  {
    rule: 'identity/service',
    before: [serviceOf('web'), labelled],
    after: [serviceOf('shop'), labelled],
    says: /^danger Service shop\/web: it reaches no pod any more/,
    near: { before: [serviceOf('shop'), labelled], after: [serviceOf('web'), labelled] },
  },
  {
    rule: 'identity/pod-identity',
    before: [driver],
    after: [],
    says: /^warn ServiceAccount shop\/spark-driver: the Pod Identity association of the account ends/,
    near: { before: [draft('ServiceAccount', { metadata: { name: 'web' } })], after: [] },
  },
  {
    rule: 'identity/pod-account',
    before: [deployment({}, {}, { serviceAccountName: 'a' })],
    after: [deployment({}, {}, { serviceAccountName: 'b' })],
    says: /^danger .*run under another service account/,
    near: { after: [deployment({ image: 'example.com/web:1.2.4' }, {}, { serviceAccountName: 'a' })] },
  },
  {
    rule: 'identity/token',
    before: [driver, binding([account('spark-driver')])],
    after: [{ ...driver, automountServiceAccountToken: false }, binding([account('spark-driver')])],
    says: /^danger ServiceAccount shop\/spark-driver: its pods get no token/,
    near: { after: [{ ...driver, automountServiceAccountToken: false }, binding([account('other')])] },
  },
  {
    rule: 'identity/still-named',
    before: [settings({ a: '1' }), deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] })],
    after: [deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] })],
    says: /^danger ConfigMap shop\/settings: it goes, and is still named/,
    near: { after: [deployment()] },
  },
  {
    rule: 'identity/lost-by-refusal',
    before: [
      draft('Role', { metadata: { name: 'old' } }),
      draft('RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'old' } }),
    ],
    after: [
      draft('RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' } }),
    ],
    says: /^danger Role shop\/old: it is deleted, and what named it goes on naming it/,
    near: { after: [] },
  },
  {
    rule: 'identity/lost-key',
    before: [settings({ a: '1', b: '2' }), deployment(reads('configMapKeyRef', 'settings', 'a'))],
    after: [settings({ b: '2' }), deployment(reads('configMapKeyRef', 'settings', 'a'))],
    says: /^danger .*a key goes that pods still read \(a\)/,
    near: { after: [settings({ a: '1' }), deployment(reads('configMapKeyRef', 'settings', 'a'))] },
  },
  {
    rule: 'identity/secret-source',
    before: [secret(entry('prod/a'))],
    after: [secret(entry('prod/b'))],
    says: /^warn .*filled from another entry/,
    near: { after: [secret({ ...entry('prod/a'), refreshInterval: '2h' })] },
  },
  {
    rule: 'identity/secret-source',
    before: [secret(entry('airflow-prod/a'))],
    after: [secret(entry('airflow-dev/a'))],
    says: /^danger .*the entry of another environment \(airflow-dev\/a\)/,
    near: { after: [secret(entry('airflow-prod/b'))] },
  },
  {
    rule: 'identity/connection',
    before: [connects('?sslmode=verify-full')],
    after: [connects('')],
    says: /^danger .*connections to the database need no TLS any more/,
    near: { after: [connects('?sslmode=verify-full&connect_timeout=5')] },
  },
  {
    rule: 'identity/new-revision',
    before: [settings({ a: '1' }, 'settings-0123abcd')],
    after: [settings({ a: '2' }, 'settings-4567cdef')],
    says: /^info .*its name carries a digest/,
    near: { before: [settings({ a: '1' }, 'settings-one')], after: [settings({ a: '2' }, 'settings-two')] },
  },
  {
    rule: 'identity/place',
    before: [logs('s3://one/logs')],
    after: [logs('s3://two/logs')],
    says: /^warn .*task logs are written to another place/,
    near: {
      before: [chart('airflow', { data: { metadataSecretName: 'database-0123abcd' } })],
      after: [chart('airflow', { data: { metadataSecretName: 'database-4567cdef' } })],
    },
  },
  {
    rule: 'identity/place',
    before: [chart('aws-load-balancer-controller', { clusterName: 'shop', vpcTags: { Name: 'shop-vpc' } })],
    after: [chart('aws-load-balancer-controller', { clusterName: 'shop', vpcId: 'vpc-1' })],
    says: /^danger .*made in another VPC, to which neither EKS nor RDS can move/,
    near: {
      before: [chart('aws-load-balancer-controller', { clusterName: 'shop', vpcTags: { Name: 'shop-vpc' } })],
      after: [chart('aws-load-balancer-controller', { clusterName: 'cart', vpcTags: { Name: 'cart-vpc' } })],
    },
  },
  {
    rule: 'identity/destination',
    before: [application('cart')],
    after: [application('cart', { destination: { name: 'in-cluster', namespace: 'other' } })],
    says: /^danger .*installed into another namespace/,
    near: { after: [application('cart', { project: 'other' })] },
  },
];

const hard = (cpu: string) => draft('ResourceQuota', { spec: { hard: { 'requests.cpu': cpu } } });
const range = (cpu: string, bound = 'max') =>
  draft('LimitRange', { spec: { limits: [{ type: 'Container', [bound]: { cpu } }] } });
const parallel = (parallelism: number) => chart('airflow', { config: { core: { parallelism } } });
const onPool = (cpu: string) =>
  deployment(
    { resources: { requests: { cpu, memory: '1Gi' } } },
    {},
    { nodeSelector: { for: 'spark' }, tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
  );

/** As an earlier revision wrote it: without the sizes of jobs. */
const jobs = platform([team()], ['spark'], {
  nodeGroupLabel: 'for',
  driverNodeGroupType: 'spark',
  taints: { key: 'dedicated', driver: 'spark', executor: 'spark' },
});
const tainted = (value: string) => pool({}, { taints: [{ key: 'dedicated', value, effect: 'NoSchedule' }] });

export const capacity: readonly Fixture[] = [
  {
    rule: 'capacity/unschedulable',
    before: [jobs, tainted('spark'), nodeClass()],
    after: [jobs, tainted('other'), nodeClass()],
    says: /^danger .*smallest executor of team-a on spark/,
    near: { after: [jobs, pool({ weight: 5 }), nodeClass()] },
  },
  {
    rule: 'capacity/unschedulable',
    before: [pool(), nodeClass(), onPool('2')],
    after: [pool({ limits: { cpu: '1' } }), nodeClass(), onPool('2')],
    says: /^danger .*no pool admits a pod any more/,
    near: { after: [pool({ limits: { cpu: '32' } }), nodeClass(), onPool('2')] },
  },
  {
    rule: 'capacity/quota',
    before: [hard('8')],
    after: [hard('4')],
    says: /^warn .*falls from 8/,
    near: { after: [hard('16')] },
  },
  {
    rule: 'capacity/placement',
    before: [spread('ScheduleAnyway')],
    after: [spread('DoNotSchedule')],
    says: /^warn .*stay pending .DoNotSchedule/,
    near: { before: [spread('DoNotSchedule')], after: [spread('ScheduleAnyway')] },
  },
  {
    rule: 'capacity/limit-range',
    before: [range('8')],
    after: [range('4')],
    says: /^warn .*are refused/,
    near: { before: [range('8', 'min')], after: [range('4', 'min')] },
  },
  {
    rule: 'capacity/pool-limits',
    before: [pool()],
    after: [pool({ limits: { cpu: '32', memory: '256Gi' } })],
    says: /^warn .*the limit of the pool falls/,
    near: { after: [pool({ limits: { cpu: '128', memory: '256Gi' } })] },
  },
  {
    rule: 'capacity/pool-unused',
    before: [platform([team()], ['spark'])],
    after: [platform([team()], ['spark', 'large']), pool({}, {}, { name: 'large' })],
    says: /^warn .*no team may use the new pool/,
    near: {
      after: [platform([team({ pools: ['spark', 'large'] })], ['spark', 'large']), pool({}, {}, { name: 'large' })],
    },
  },
  {
    rule: 'capacity/pool-of-team',
    before: [platform([team()]), pool()],
    after: [platform([team()])],
    says: /^danger .*team-a may still name this pool/,
    near: { after: [platform([team({ pools: [] })])] },
  },
  {
    rule: 'capacity/team',
    before: [platform([team({ pools: ['spark', 'large'] })])],
    after: [platform([team()])],
    says: /^warn .*team-a may no longer use large/,
    near: { before: [platform([team()])], after: [platform([team({ pools: ['spark', 'large'] })])] },
  },
  {
    rule: 'capacity/team-gone',
    before: [platform([team(), team({ name: 'team-b' })])],
    after: [platform([team()])],
    says: /^warn .*DAGs that name team-b fail/,
    near: { before: [platform([team()])], after: [platform([team(), team({ name: 'team-b' })])] },
  },
  {
    rule: 'capacity/parallelism',
    before: [parallel(32)],
    after: [parallel(64)],
    says: /^warn .*up to 64 tasks run at once, before 32/,
    near: { after: [parallel(16)] },
  },
];
