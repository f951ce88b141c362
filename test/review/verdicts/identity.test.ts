import { podAccount, podIdentity } from '../../../review/compare/verdicts/identity/accounts.ts';
import { destination } from '../../../review/compare/verdicts/identity/destination.ts';
import { followed, lostKeys } from '../../../review/compare/verdicts/identity/keys.ts';
import { place } from '../../../review/compare/verdicts/identity/places.ts';
import { lostByRefusal, stillNamed } from '../../../review/compare/verdicts/identity/references.ts';
import { token } from '../../../review/compare/verdicts/identity/token.ts';
import { application, type Case, cases, chart, type Draft, draft, step } from '../compare/trees.ts';
import { binding, deployment, nodeClass, platform, pool, reads, secret, settings, team } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const account = (name: string, annotations: Fields = {}) =>
  draft('ServiceAccount', { metadata: { name, annotations } });
const role = (arn: string) => ({ 'eks.amazonaws.com/role-arn': arn });
const ends = 'the Pod Identity association of the account ends, not by Argo CD but with the next deployment';
const needs = 'the account needs a Pod Identity association: without it, its pods have no rights in AWS';
const inChart = (before: Fields, after: Fields, ...says: readonly string[]) =>
  step(chart('web', before), chart('web', after), ...says);
const web = 'Application argocd/web:';

const mounts = (automountServiceAccountToken?: boolean, more: Fields = {}): Draft => ({
  ...account('x'),
  ...(automountServiceAccountToken === undefined ? {} : { automountServiceAccountToken }),
  ...more,
});
const subject = (more: Fields = {}) => ({ kind: 'ServiceAccount', namespace: 'shop', name: 'x', ...more });
const withRights = (before: Draft, after: Draft, by: Draft, ...says: readonly string[]): Case => ({
  before: [before, by],
  after: [after, by],
  says,
});
const refused =
  'danger ServiceAccount shop/x: its pods get no token for the API server any more, unless they ask for it themselves: whatever they call is refused';

cases(token, {
  'none from now on': withRights(mounts(), mounts(false), binding([subject()]), refused),
  'none, as it was said': withRights(mounts(true), mounts(false), binding([subject()]), refused),
  'none, with rights in the whole cluster': withRights(
    mounts(),
    mounts(false),
    binding([subject()], { kind: 'ClusterRole', name: 'web' }, 'ClusterRoleBinding'),
    refused,
  ),
  'none, where the binding names no namespace': withRights(
    mounts(),
    mounts(false),
    binding([subject({ namespace: undefined })]),
    refused,
  ),
  'none, where the binding says null of the namespace': withRights(
    mounts(),
    mounts(false),
    binding([subject({ namespace: null })]),
    refused,
  ),
  'none as before': withRights(mounts(false), mounts(false, { imagePullSecrets: [] }), binding([subject()])),
  'one from now on': withRights(mounts(false), mounts(), binding([subject()])),
  'none, and no rights': withRights(mounts(), mounts(false), binding([subject({ name: 'y' })])),
  'none, and rights for one of another namespace': withRights(
    mounts(),
    mounts(false),
    binding([subject({ namespace: 'other' })]),
  ),
  'none, and rights for a person of that name': withRights(
    mounts(),
    mounts(false),
    binding([subject({ kind: 'User' })]),
  ),
  'a new account': { before: [binding([subject()])], after: [mounts(false), binding([subject()])] },
});

cases(podIdentity, {
  'an account of Spark goes': step(
    account('spark-driver'),
    undefined,
    `warn ServiceAccount shop/spark-driver: ${ends}`,
  ),
  'an account of Airflow comes': step(
    undefined,
    account('airflow-scheduler'),
    `warn ServiceAccount shop/airflow-scheduler: ${needs}`,
  ),
  'an account with a role comes': step(undefined, account('x', role('arn:a')), `warn ServiceAccount shop/x: ${needs}`),
  'an account of a chart': step({ ...account('x', role('arn:a')), renderedBy: 'app 1.2.3' }, undefined),
  'an account of nobody': step(account('web'), undefined),
  'an account with a name like one of Airflow': step(account('airflower'), undefined),
  'an account of another group': step({ ...account('spark-driver'), apiVersion: 'example.com/v1' }, undefined),
  'another object of that name': step(settings({}, 'spark-driver'), undefined),
  'another role': step(
    account('x', role('arn:a')),
    account('x', role('arn:b')),
    'danger ServiceAccount shop/x: pods of this account take another IAM role: what they may do in AWS changes with their next start',
  ),
  'a first role': step(
    account('x'),
    account('x', role('arn:a')),
    'warn ServiceAccount shop/x: pods of this account that start from now on take an IAM role by its annotation',
  ),
  'no role any more': step(
    account('x', { a: '1', ...role('arn:a') }),
    account('x', { a: '1' }),
    'warn ServiceAccount shop/x: the account takes no IAM role any more',
  ),
  'no role any more, for pods': {
    before: [account('x', role('arn:a')), deployment({}, {}, { serviceAccountName: 'x' })],
    after: [account('x'), deployment({}, {}, { serviceAccountName: 'x' })],
    says: ['danger ServiceAccount shop/x: the account takes no IAM role any more: without a Pod Identity association'],
  },
  'no role any more, for a binding alone': {
    before: [account('x', role('arn:a')), binding([subject()])],
    after: [account('x'), binding([subject()])],
    says: ['warn ServiceAccount shop/x: the account takes no IAM role any more'],
  },
  'another annotation': step(account('x', { a: '1' }), account('x', { a: '2' })),
  'the account of a chart': inChart(
    { serviceAccount: { name: 'a' } },
    { serviceAccount: { name: 'b' } },
    `danger ${web} its pods run under another account: the Pod Identity association and the Roles of the old name no longer match (serviceAccount.name)`,
  ),
  'the first account of a chart': inChart({}, { serviceAccount: { name: 'b' } }),
  'another cluster': inChart(
    { settings: { clusterName: 'a' } },
    { settings: { clusterName: 'b' } },
    `danger ${web} it works for another cluster: what belongs to this one is looked after by nobody`,
  ),
  'another queue': inChart(
    { settings: { interruptionQueue: 'a' } },
    { settings: { interruptionQueue: 'b' } },
    `danger ${web} it reads another queue: notices of Spot interruptions of this cluster are not seen`,
  ),
  'another region': inChart({ region: 'a' }, { region: 'b' }, `danger ${web} it calls AWS in another region (region)`),
  'another region by a variable': inChart(
    { env: [{ name: 'AWS_DEFAULT_REGION', value: 'a' }] },
    { env: [{ name: 'AWS_DEFAULT_REGION', value: 'b' }] },
    `danger ${web} it calls AWS in another region (env[name=AWS_DEFAULT_REGION].value)`,
  ),
  'a value with a name like it': inChart({ subregion: 'a' }, { subregion: 'b' }),
});

const under = (name: string | undefined, image = 'a:1') =>
  deployment({ image }, {}, name === undefined ? {} : { serviceAccountName: name });
const other = 'pods run under another service account: their rights in AWS and in the cluster are those of the new one';

cases(podAccount, {
  'another one': step(
    under('a'),
    under('b'),
    `danger Deployment shop/web: ${other} (spec.template.spec.serviceAccountName)`,
  ),
  'the default one': step(under('a'), under(undefined), `danger Deployment shop/web: ${other}`),
  'a first one': step(under(undefined), under('a')),
  'the same one': step(under('a'), under('a', 'a:2')),
  'in the values of a chart': inChart(
    { job: { serviceAccountName: 'a' } },
    { job: { serviceAccountName: 'b' } },
    `danger ${web} ${other} (job.serviceAccountName)`,
  ),
  'a new workload': step(undefined, under('a')),
});

/** An object goes that another one names. */
const named = (object: Draft, user: Draft, said?: string): Case => ({
  before: [object, user],
  after: [user],
  says: said === undefined ? [] : [said],
});
const still = 'it goes, and is still named:';
const waits = 'running pods go on, and the next one that starts waits forever';
const mounted = (source: Fields) => deployment({}, {}, { volumes: [{ name: 'v', ...source }] });

cases(stillNamed, {
  'a ConfigMap': named(
    settings({}),
    deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] }),
    `danger ConfigMap shop/settings: ${still} ${waits} (named by Deployment shop/web)`,
  ),
  'a claim': named(
    draft('PersistentVolumeClaim', { metadata: { name: 'data' } }),
    mounted({ persistentVolumeClaim: { claimName: 'data' } }),
    `danger PersistentVolumeClaim shop/data: ${still} ${waits}`,
  ),
  'a Secret that an ExternalSecret makes': named(
    secret({}),
    mounted({ secret: { secretName: 'database' } }),
    `danger ExternalSecret shop/database: ${still} ${waits}`,
  ),
  'a Secret that somebody else makes': {
    before: [secret({}), mounted({ secret: { secretName: 'database' } })],
    after: [draft('Secret', { metadata: { name: 'database' } }), mounted({ secret: { secretName: 'database' } })],
  },
  'a role': named(
    draft('Role', { metadata: { name: 'web' } }),
    binding([]),
    `danger Role shop/web: ${still} the accounts that its bindings name lose their rights at once (named by RoleBinding shop/web)`,
  ),
  'a class of nodes': named(
    nodeClass(),
    pool(),
    `danger EC2NodeClass spark: ${still} its pools make no node any more (named by NodePool spark)`,
  ),
  'a class of pods': named(
    draft('PriorityClass', { metadata: { name: 'high' } }),
    deployment({}, {}, { priorityClassName: 'high' }),
    `danger PriorityClass high: ${still} new pods and claims that name it are refused or wait`,
  ),
  'a project': named(
    draft('AppProject', { metadata: { name: 'data', namespace: 'argocd' } }),
    application('cart', { project: 'data' }),
    `danger AppProject argocd/data: ${still} its Applications are synced no more`,
  ),
  'a ConfigMap that nobody names': named(settings({}), deployment()),
  'a ConfigMap that stays': {
    before: [
      application('shop', { syncPolicy: {} }),
      settings({}),
      deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] }),
    ],
    after: [application('shop', { syncPolicy: {} }), deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] })],
  },
});

const bound = (name: string) => binding([], { kind: 'Role', name });
const oldRole = draft('Role', { metadata: { name: 'old' } });

cases(lostByRefusal, {
  'a role': {
    before: [oldRole, bound('old')],
    after: [bound('new')],
    says: [
      'danger Role shop/old: it is deleted, and what named it goes on naming it, as its own change cannot be applied: the accounts that its bindings name lose their rights at once (named by RoleBinding shop/web)',
    ],
  },
  'another role goes too': {
    before: [oldRole, draft('Role', { metadata: { name: 'other' } }), bound('old')],
    after: [bound('new')],
    says: ['danger Role shop/old: '],
  },
  'a role that stays': {
    before: [application('shop', { syncPolicy: {} }), oldRole, bound('old')],
    after: [application('shop', { syncPolicy: {} }), bound('new')],
  },
  'a change that is applied': {
    before: [settings({}), deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] })],
    after: [deployment()],
  },
});

const from = (key: string) => deployment(reads('configMapKeyRef', 'settings', key));
const keys = (before: Fields, after: Fields, users: readonly Draft[], ...says: readonly string[]): Case => ({
  before: [settings(before), ...users],
  after: [settings(after), ...users],
  says: says.map((said) => said.replace(' ', ' ConfigMap shop/settings: ')),
});
const chartReads = (value: string, name: string) => chart('airflow', { data: { [value]: name } });
const forever = 'the next pod that starts waits forever';
const entry = (secretKey: string, key = 'prod/a') => ({ secretKey, remoteRef: { key } });
const databaseReader = (key: string) => deployment(reads('secretKeyRef', 'database', key));

const fileOf = (value: string) =>
  deployment({ env: [{ name: 'FILE', value }] }, {}, { volumes: [{ name: 'v', configMap: { name: 'settings' } }] });

cases(lostKeys, {
  'one that a pod reads': keys(
    { a: '1', b: '1' },
    { b: '1' },
    [from('a')],
    `danger a key goes that pods still read (a): ${forever}`,
  ),
  'one of two that go': keys(
    { a: '1', b: '1', c: '1' },
    { c: '1' },
    [from('b')],
    `danger a key goes that pods still read (b): ${forever}`,
  ),
  'one that nobody reads': keys(
    { a: '1', b: '1' },
    { a: '1' },
    [from('a')],
    'warn a key goes (b), and nothing in this tree reads it by name',
  ),
  'one that a pod reads of another object': keys(
    { a: '1' },
    {},
    [deployment(reads('configMapKeyRef', 'another', 'a'))],
    'warn a key goes (a), and nothing in this tree reads it by name',
  ),
  'one that a pod mounts': keys(
    { a: '1', b: '1' },
    { b: '1' },
    [mounted({ configMap: { name: 'settings', items: [{ key: 'a', path: 'a' }] } })],
    `danger a key goes that pods still read (a): ${forever}`,
  ),
  'one beside those that a pod mounts': keys(
    { a: '1', b: '1' },
    { b: '1' },
    [mounted({ configMap: { name: 'settings', items: [{ key: 'b', path: 'a' }] } })],
    'warn a key goes (a), and nothing in this tree',
  ),
  'one that a pod mounts of another object': keys(
    { a: '1', b: '1' },
    { b: '1' },
    [mounted({ configMap: { name: 'another', items: [{ key: 'a', path: 'a' }] } })],
    'warn a key goes (a), and nothing in this tree',
  ),
  'one of a Secret that is mounted': {
    before: [
      secret({ data: [entry('a'), entry('b')] }),
      mounted({ secret: { secretName: 'database', items: [{ key: 'a' }] } }),
    ],
    after: [secret({ data: [entry('b')] }), mounted({ secret: { secretName: 'database', items: [{ key: 'a' }] } })],
    says: [`danger ExternalSecret shop/database: a key goes that pods still read (a): ${forever}`],
  },
  'one of an ExternalSecret': {
    before: [secret({ data: [entry('a'), entry('b')] }), databaseReader('a')],
    after: [secret({ data: [entry('b')] }), databaseReader('a')],
    says: [`danger ExternalSecret shop/database: a key goes that pods still read (a): ${forever}`],
  },
  'one of the template of an ExternalSecret': {
    before: [
      secret({ data: [entry('x')], target: { name: 'database', template: { data: { a: '1', b: '1' } } } }),
      databaseReader('a'),
    ],
    after: [
      secret({ data: [entry('x')], target: { name: 'database', template: { data: { b: '1' } } } }),
      databaseReader('a'),
    ],
    says: [`danger ExternalSecret shop/database: a key goes that pods still read (a): ${forever}`],
  },
  'one that only the chart of Airflow reads': {
    before: [secret({ data: [entry('connection'), entry('b')] }), chartReads('metadataSecretName', 'database')],
    after: [secret({ data: [entry('b')] }), chartReads('metadataSecretName', 'database')],
    says: [`danger ExternalSecret shop/database: a key goes that pods still read (connection): ${forever}`],
  },
  'one that the chart of Airflow does not read': {
    before: [secret({ data: [entry('connection'), entry('b')] }), chartReads('metadataSecretName', 'database')],
    after: [secret({ data: [entry('connection')] }), chartReads('metadataSecretName', 'database')],
    says: ['warn ExternalSecret shop/database: a key goes (b), and nothing in this tree'],
  },
  'one that the chart of Airflow reads of another Secret': {
    before: [secret({ data: [entry('connection'), entry('b')] }), chartReads('metadataSecretName', 'other')],
    after: [secret({ data: [entry('b')] }), chartReads('metadataSecretName', 'other')],
    says: ['warn ExternalSecret shop/database: a key goes (connection), and nothing in this tree'],
  },
  'one that the chart names for something else': {
    before: [secret({ data: [entry('connection'), entry('b')] }), chartReads('pullSecretName', 'database')],
    after: [secret({ data: [entry('b')] }), chartReads('pullSecretName', 'database')],
    says: ['warn ExternalSecret shop/database: a key goes (connection), and nothing in this tree'],
  },
  'one of a Secret in plain text': step(
    draft('Secret', { stringData: { a: '1', b: '1' } }),
    draft('Secret', { stringData: { a: '1' } }),
    'warn Secret shop/web: a key goes (b), and nothing in this tree reads it by name',
  ),
  'one whose file a variable names': {
    before: [settings({ 'a.json': '1', b: '1' }), fileOf('/etc/settings/a.json')],
    after: [settings({ b: '1' }), fileOf('/etc/settings/a.json')],
    says: [`danger ConfigMap shop/settings: a key goes that pods still read (a.json): ${forever}`],
  },
  'one of a file with another name': {
    before: [settings({ 'a.json': '1', b: '1' }), fileOf('/etc/settings/other-a.json')],
    after: [settings({ b: '1' }), fileOf('/etc/settings/other-a.json')],
    says: ['warn ConfigMap shop/settings: a key goes (a.json), and nothing in this tree reads it by name'],
  },
  'one more': keys({ a: '1' }, { a: '1', b: '1' }, [from('a')]),
  'one of something else': step(draft('Widget', { data: { a: '1' } }), draft('Widget', { data: {} })),
  'one of an object with another name': step(
    settings({ a: '1', b: '2', c: '3', d: '4', e: '5' }, 'old'),
    settings({ a: '1', b: '2', c: '3', d: '4' }, 'new'),
  ),
});

cases(followed, {
  'a ConfigMap': step(
    settings({ a: '1' }, 'settings-0123abcd'),
    settings({ a: '2' }, 'settings-4567cdef'),
    'info ConfigMap shop/settings-4567cdef, ConfigMap shop/settings-0123abcd: its name carries a digest of its content',
  ),
  'another name': step(settings({ a: '1' }, 'one'), settings({ a: '1' }, 'two')),
});

const values = (path: string, before: unknown, after: unknown, ...says: readonly string[]): Case => {
  const of = (leaf: unknown) =>
    path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), leaf) as object;
  return step(chart('web', of(before)), chart('web', of(after)), ...says.map((said) => said.replace(' ', ` ${web} `)));
};
const spark = (bucket: string) => platform([team()], ['spark'], { spark: { bucket, image: bucket } });

cases(place, {
  logs: values(
    'config.logging.remote_base_log_folder',
    's3://a',
    's3://b',
    'warn task logs are written to another place',
  ),
  'logs, by a connection': values(
    'config.logging.remote_log_conn_id',
    'a',
    'b',
    'warn task logs are written to another place',
  ),
  'another setting of logs': values('config.logging.level', 'a', 'b'),
  'the database': values(
    'data.metadataSecretName',
    'a',
    'b',
    'warn Airflow opens the metadata database that another Secret names (data.metadataSecretName)',
  ),
  'a new revision of the database': values('data.metadataSecretName', 'a-0123abcd', 'a-4567cdef'),
  'the database where there was none': values(
    'data.metadataSecretName',
    undefined,
    'undefined',
    'warn Airflow opens the metadata database',
  ),
  'the key': values('fernetKeySecretName', 'a', 'b', 'warn Airflow takes its Fernet key from another Secret'),
  'smaller volumes of a chart': values(
    'a.volumeClaimTemplate.spec.resources.requests.storage',
    '100Gi',
    '50Gi',
    'warn volumes that are there keep their size and class',
  ),
  'another mode of access of a chart': values('a.volumeClaimTemplate.spec.volumeMode', 'Block', 'Filesystem'),
  'jobs of every namespace': inChart(
    { spark: { jobNamespaces: ['a'] } },
    { spark: { jobNamespaces: [''] } },
    `danger ${web} the Spark operator watches every namespace`,
  ),
  'jobs of every namespace, as before': inChart(
    { spark: { jobNamespaces: [''] } },
    { spark: { jobNamespaces: ['', 'a'] } },
  ),
  'jobs of one namespace more': inChart({ spark: { jobNamespaces: ['a'] } }, { spark: { jobNamespaces: ['a', 'b'] } }),
  'another network': values('vpcId', 'a', 'b', 'danger load balancers are made in another VPC'),
  'another network by its name': values('vpcTags.Name', 'a', 'b', 'danger load balancers are made in another VPC'),
  'a first network': values('vpcId', undefined, 'b'),
  'another network of another cluster': inChart({ vpcId: 'a', clusterName: 'a' }, { vpcId: 'b', clusterName: 'b' }),
  'a value with a name like it': values('otherVpcId', 'a', 'b'),
  'the bucket of jobs': step(
    spark('a'),
    spark('b'),
    'warn ConfigMap shop/airflow-platform: Spark jobs read and write in another place (data["platform.json"].spark.bucket)',
  ),
  'the bucket of another file': step(
    settings({ 'a.json': '{"spark":{"bucket":"a"}}' }),
    settings({ 'a.json': '{"spark":{"bucket":"b"}}' }),
  ),
});

const to = (fields: Fields) =>
  application('cart', { destination: { name: 'in-cluster', namespace: 'cart', ...fields } });
const again = 'everything is made again there, and what it made before';
const cart = 'Application argocd/cart:';
const release = (releaseName: string, syncPolicy: Fields = { automated: { prune: true } }) =>
  chart('cart', {}, { helm: { releaseName, valuesObject: {} } }, { syncPolicy });

cases(destination, {
  'another namespace': step(
    to({}),
    to({ namespace: 'other' }),
    `danger ${cart} it is installed into another namespace: ${again} is deleted`,
  ),
  'another cluster': step(
    to({}),
    to({ name: 'other' }),
    `danger ${cart} it is installed into another cluster: ${again} is left behind, unmanaged`,
  ),
  'the same cluster by its address': step(to({}), to({ name: undefined, server: 'https://kubernetes.default.svc' })),
  'another cluster by its address': step(
    to({}),
    to({ name: undefined, server: 'https://192.0.2.1' }),
    `danger ${cart} it is installed into another cluster`,
  ),
  'another release': step(
    release('a'),
    release('b'),
    `danger ${cart} its release has another name (b): every object of the chart gets a new name and is made again; what has the old names is deleted`,
  ),
  'another release, and nobody prunes': step(
    release('a', { automated: {} }),
    release('b', { automated: {} }),
    `danger ${cart} its release has another name (b): every object of the chart gets a new name and is made again; what has the old names stays, unmanaged`,
  ),
  'another release, and a person is asked': step(
    release('a', { automated: { prune: true }, syncOptions: ['Prune=confirm'] }),
    release('b', { automated: { prune: true }, syncOptions: ['Prune=confirm'] }),
    `danger ${cart} its release has another name (b): every object of the chart gets a new name and is made again; what has the old names stays until a person confirms its deletion`,
  ),
  'the same release': step(
    release('a'),
    chart('cart', { a: 1 }, { helm: { releaseName: 'a', valuesObject: { a: 1 } } }),
  ),
  'another branch': step(application('cart'), application('cart', { project: 'a' })),
  'a new Application': step(undefined, to({})),
  'a destination of something else': step(
    draft('Widget', { spec: { destination: 'a' } }),
    draft('Widget', { spec: { destination: 'b' } }),
  ),
});
