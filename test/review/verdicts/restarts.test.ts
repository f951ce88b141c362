import { airflowRestarts, executor, taskPods } from '../../../review/compare/verdicts/restarts/airflow.ts';
import { airflowReach, components } from '../../../review/compare/verdicts/restarts/airflow-reach.ts';
import { disruptionBudget, memory, replicas } from '../../../review/compare/verdicts/restarts/availability.ts';
import { chartRestarts } from '../../../review/compare/verdicts/restarts/charts.ts';
import { migration } from '../../../review/compare/verdicts/restarts/migration.ts';
import { silent } from '../../../review/compare/verdicts/restarts/silent.ts';
import { podsRestart } from '../../../review/compare/verdicts/restarts/workloads.ts';
import { type Case, cases, chart, type Draft, draft, step } from '../compare/trees.ts';
import { deployment, pool, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const airflow = (values: Fields, source: Fields = {}) => chart('airflow', values, source);
const web = 'Deployment shop/web';
const inAirflow = 'Application argocd/airflow:';

const four = ['api-server', 'scheduler', 'dag-processor', 'triggerer'];
const withPooler = [...four, 'pgbouncer'];
/** Which pods a value of the Airflow chart reaches, as the chart's templates and checksums have it. */
const reach: readonly (readonly [path: string, reached: readonly string[], values?: Fields])[] = [
  ['apiServer.resources.limits.cpu', ['api-server']],
  ['scheduler.resources', ['scheduler']],
  ['dagProcessor.resources', ['dag-processor']],
  ['triggerer.resources', ['triggerer']],
  ['pgbouncer.resources', ['pgbouncer']],
  ['statsd.resources', ['statsd']],
  ['dagProcessor.dagBundleConfigList', four],
  ['scheduler.replicas', []],
  ['scheduler.podDisruptionBudget.enabled', []],
  ['scheduler.serviceAccount.name', ['scheduler']],
  ['scheduler.serviceAccount.automountServiceAccountToken', ['scheduler']],
  ['scheduler.serviceAccount.annotations', []],
  ['pgbouncer.maxClientConn', withPooler],
  ['pgbouncer.extraIniMetadata', withPooler],
  ['pgbouncer.maxClientConn', [], { pgbouncer: { configSecretName: 'a' } }],
  ['pgbouncer.maxClientConn', withPooler, { pgbouncer: { configSecretName: '' } }],
  ['statsd.maxClientConn', ['statsd']],
  ['images.airflow.tag', four],
  ['images.useDefaultImageForMigration', four],
  ['images.migrationsWaitTimeout', four],
  ['images.pgbouncer.tag', ['pgbouncer']],
  ['images.pgbouncerExporter.tag', ['pgbouncer']],
  ['images.statsd.tag', ['statsd']],
  ['images.gitSync.tag', []],
  ['data.metadataSecretName', four],
  ['data.brokerUrl', []],
  ['data.resultBackendSecretName', []],
  ['data.brokerUrl', four, { executor: 'CeleryExecutor' }],
  ['workers.resources', four],
  ['workers.resources', four, { podTemplate: null }],
  ['workers.resources', [], { podTemplate: 'a' }],
  ['dags.gitSync.enabled', four],
  ['logs.persistence.enabled', four],
  ['ports.statsdIngest', components],
  ['config.core.parallelism', four],
  ['tolerations', components],
  ['jwtSecretName', ['api-server', 'scheduler']],
  ['volumes', withPooler],
  ['nameOverride', ['pgbouncer', 'statsd']],
  ['cleanup.schedule', []],
];

test.each(reach)('%s of the Airflow chart reaches %j', (path, reached, values = {}) => {
  expect(airflowReach(path.split('.'), values as Parameters<typeof airflowReach>[1])).toEqual(reached);
});

const all = 'api-server, scheduler, dag-processor and triggerer';
const go = 'running tasks go on, and what is deferred or queued is picked up again';
const two = Object.fromEntries(
  ['apiServer', 'scheduler', 'dagProcessor', 'triggerer'].map((name) => [name, { replicas: 2 }]),
);
const laidOut = 'for a change that means nothing: a text is laid out differently';
/** An object that shows what a chart makes of its values: nothing has to be told from the values then. */
const rendered = (name: string, image = 'a:1') => ({
  ...deployment({ image }),
  renderedBy: `${name} 1.2.3`,
  folder: name,
});

cases(airflowRestarts, {
  'a setting': step(
    airflow({ config: { core: { parallelism: 1 } } }),
    airflow({ config: { core: { parallelism: 2 } } }),
    `warn ${inAirflow} ${all}, pgbouncer and statsd restart`.replace(', pgbouncer and statsd', '') +
      ` (config.core.parallelism: the chart writes it into the ConfigMap airflow-config, whose checksum is on every pod; ${all} have one pod; ${go})`,
  ),
  'a setting, with two pods of each': step(
    airflow({ ...two, config: { core: { parallelism: 1 } } }),
    airflow({ ...two, config: { core: { parallelism: 2 } } }),
    `warn ${inAirflow} ${all} restart (config.core.parallelism: the chart writes it into the ConfigMap airflow-config, whose checksum is on every pod; pods by turns; ${go})`,
  ),
  bundles: step(
    airflow({ dagProcessor: { dagBundleConfigList: [{ name: 'a' }] } }),
    airflow({ dagProcessor: { dagBundleConfigList: [{ name: 'a', classpath: 'b' }] } }),
    `warn ${inAirflow} ${all} restart (dagProcessor.dagBundleConfigList[name=a].classpath: the chart writes it`,
  ),
  'one component': step(
    airflow({ scheduler: { args: ['a'] } }),
    airflow({ scheduler: { args: ['b'] } }),
    `warn ${inAirflow} scheduler restarts (pods are made from scheduler.args[a] and scheduler.args[b]; scheduler has one pod; ${go})`,
  ),
  'a setting and one component': step(
    airflow({ scheduler: { args: ['a'] }, config: { core: { a: 1 } } }),
    airflow({ scheduler: { args: ['b'] }, config: { core: { a: 2 } } }),
    `warn ${inAirflow} ${all} restart (pods are made from config.core.a, scheduler.args[a] and scheduler.args[b];`,
  ),
  'one that is off': step(
    airflow({ triggerer: { enabled: false, args: ['a'] } }),
    airflow({ triggerer: { enabled: false, args: ['b'] } }),
  ),
  'the pooler, off by itself': step(airflow({ pgbouncer: { args: ['a'] } }), airflow({ pgbouncer: { args: ['b'] } })),
  'the pooler': step(
    airflow({ pgbouncer: { enabled: true, args: ['a'] } }),
    airflow({ pgbouncer: { enabled: true, args: ['b'] } }),
    `warn ${inAirflow} pgbouncer restarts (pods are made from pgbouncer.args`,
  ),
  'a layout': step(
    airflow({ podTemplate: 'kind: Pod\nname: "a"\n' }),
    airflow({ podTemplate: "kind: Pod\nname: 'a'\n" }),
    `warn ${inAirflow} ${all} restart, ${laidOut} (podTemplate: the chart writes it`,
  ),
  'a layout of local settings': step(
    airflow({ airflowLocalSettings: 'a: "1"\nb: "2"\n' }),
    airflow({ airflowLocalSettings: "a: '1'\nb: '2'\n" }),
    `warn ${inAirflow} ${all} restart`,
  ),
  'a clean-up': step(airflow({ cleanup: { schedule: 'a' } }), airflow({ cleanup: { schedule: 'b' } })),
  'another chart': step(chart('web', { config: { a: 1 } }), chart('web', { config: { a: 2 } })),
  'a rendered chart': {
    before: [airflow({ config: { core: { a: 1 } } }), rendered('airflow')],
    after: [airflow({ config: { core: { a: 2 } } }), rendered('airflow')],
  },
  'a chart that is rendered on one side only': {
    before: [airflow({ config: { core: { a: 1 } } })],
    after: [airflow({ config: { core: { a: 2 } } }), rendered('airflow')],
    says: [`warn ${inAirflow} ${all} restart`],
  },
});

const template = (cpu: number, more = '') => `kind: Pod\nspec:\n  cpu: ${cpu}\n${more}`;
const made = `info ${inAirflow} new task pods are made from the new template; running tasks finish with the old one`;

cases(taskPods, {
  'a template': step(
    airflow({ podTemplate: template(1) }),
    airflow({ podTemplate: template(2) }),
    `${made} (podTemplate.spec.cpu)`,
  ),
  'workers without a template': step(
    airflow({ workers: { a: 1 } }),
    airflow({ workers: { a: 2 } }),
    `${made} (workers.a)`,
  ),
  'workers beside a template': step(
    airflow({ podTemplate: template(1), workers: { a: 1 } }),
    airflow({ podTemplate: template(1), workers: { a: 2 } }),
  ),
  'workers and a template': step(
    airflow({ podTemplate: template(1), workers: { a: 1 } }),
    airflow({ podTemplate: template(2), workers: { a: 2 } }),
    `${made} (podTemplate.spec.cpu)`,
  ),
  'something else': step(airflow({ scheduler: { a: 1 } }), airflow({ scheduler: { a: 2 } })),
});

const off = (section: string, said?: string) =>
  step(
    airflow({ [section]: { enabled: true } }),
    airflow({ [section]: { enabled: false } }),
    ...(said === undefined ? [] : [`danger ${inAirflow} ${section} is switched off: ${said}`]),
  );

cases(executor, {
  'another one': step(
    airflow({ executor: 'KubernetesExecutor' }),
    airflow({ executor: 'CeleryExecutor' }),
    `danger ${inAirflow} Airflow runs its tasks with another executor (CeleryExecutor): tasks that run or are queued at the time are lost`,
  ),
  'the default one': step(
    airflow({ config: { core: { executor: 'KubernetesExecutor' } } }),
    airflow({ config: { core: {} } }),
    `danger ${inAirflow} Airflow runs its tasks with another executor (the default)`,
  ),
  'no API': off('apiServer', 'nobody reaches the UI and the API, and tasks cannot report'),
  'no scheduler': off('scheduler', 'no task is started any more'),
  'no triggerer': off('triggerer', 'deferred tasks wait forever'),
  'nothing that counts': off('flower'),
  'a part of a part': step(
    airflow({ scheduler: { logGroomerSidecar: { enabled: true } } }),
    airflow({ scheduler: { logGroomerSidecar: { enabled: false } } }),
  ),
  'a part on': step(airflow({ scheduler: { enabled: false } }), airflow({ scheduler: { enabled: true } })),
  'another switch of it': step(airflow({ scheduler: { a: true } }), airflow({ scheduler: { a: false } })),
  'another chart': step(chart('web', { executor: 'a' }), chart('web', { executor: 'b' })),
});

const versions = (before: Fields, after: Fields, said?: string) =>
  step(airflow(before), airflow(after), ...(said === undefined ? [] : [said.replace(' ', ` ${inAirflow} `)]));
const beside = '(components wait for the migration before they start; the old ones run beside it until then)';

cases(migration, {
  back: versions(
    { airflowVersion: '3.3.0' },
    { airflowVersion: '3.2.0' },
    'danger Airflow goes back (3.3.0 → 3.2.0): the migration job does not take the schema of the newer version back',
  ),
  'a fix': versions(
    { airflowVersion: '3.3.0' },
    { airflowVersion: '3.3.1' },
    `warn a new Airflow (3.3.0 → 3.3.1): the migration job runs in the sync and changes the schema of the metadata database; going back needs a downgrade by hand ${beside}`,
  ),
  'a major version': versions(
    { airflowVersion: '2.9.0' },
    { airflowVersion: '3.0.0' },
    'danger a new Airflow (2.9.0 → 3.0.0)',
  ),
  'by the tag alone': versions(
    { airflowVersion: '3.2.0', defaultAirflowTag: '3.2.0' },
    { airflowVersion: '3.2.0', defaultAirflowTag: '3.3.0' },
    'danger a new Airflow (3.2.0 → 3.3.0)',
  ),
  'a tag that is no version': versions(
    { airflowVersion: '3.2.0', defaultAirflowTag: 'a' },
    { airflowVersion: '3.3.0', defaultAirflowTag: 'b' },
    'danger a new Airflow (3.2.0 → 3.3.0)',
  ),
  'a tag without a version beside it': versions(
    { defaultAirflowTag: '3.2.0-1' },
    { defaultAirflowTag: '3.3.0-1' },
    'danger a new Airflow (3.2.0-1 → 3.3.0-1)',
  ),
  'another build': versions(
    { airflowVersion: '3.2.0', defaultAirflowTag: '3.2.0-1' },
    { airflowVersion: '3.2.0', defaultAirflowTag: '3.2.0-2' },
  ),
  'no version': versions({ defaultAirflowTag: 'a' }, { defaultAirflowTag: 'b' }),
  'the version of another chart': step(
    chart('web', { airflowVersion: '3.2.0' }),
    chart('web', { airflowVersion: '3.3.0' }),
  ),
});

const operator = (values: Fields, version = '2.5.2') => chart('spark-operator', values, { targetRevision: version });
const inOperator = 'Application argocd/spark-operator:';
const both = `warn ${inOperator} spark-operator-controller and spark-operator-webhook restart`;
const cpu = (limit: string) => ({ resources: { limits: { cpu: limit } } });

cases(chartRestarts, {
  'another version': step(operator({}), operator({}, '2.6.0'), `${both} (another version of the chart, 2.5.2 → 2.6.0)`),
  'namespaces that are watched': step(
    operator({ spark: { jobNamespaces: ['a', 'b'] } }),
    operator({ spark: { jobNamespaces: ['a'] } }),
    /^warn \S+ \S+ spark-operator-controller and spark-operator-webhook restart \(spark\.jobNamespaces.*: what is no longer watched runs on, and nobody follows it\)$/,
  ),
  'one pod': step(
    operator({ controller: cpu('1') }),
    operator({ controller: cpu('2') }),
    `warn ${inOperator} spark-operator-controller restarts (controller.resources.limits.cpu)`,
  ),
  'one pod of another part': step(
    operator({ webhook: cpu('1') }),
    operator({ webhook: cpu('2') }),
    `warn ${inOperator} spark-operator-webhook restarts (webhook.resources.limits.cpu)`,
  ),
  'one that is off': step(
    operator({ webhook: { enable: false, ...cpu('1') } }),
    operator({ webhook: { enable: false, ...cpu('2') } }),
  ),
  'an image for all': step(operator({ image: { tag: 'a' } }), operator({ image: { tag: 'b' } }), `${both} (image.tag)`),
  'a value for all': step(
    operator({ global: { image: { a: 1 } } }),
    operator({ global: { image: { a: 2 } } }),
    `${both} (global.image.a)`,
  ),
  'a value of no pod': step(operator({ other: { a: 1 } }), operator({ other: { a: 2 } })),
  'all of a part': step(
    operator({ controller: cpu('1'), webhook: { enable: true } }),
    operator({ webhook: { enable: true } }),
    `warn ${inOperator} spark-operator-controller restarts`,
  ),
  'more pods': step(operator({ controller: { replicas: 1 } }), operator({ controller: { replicas: 2 } })),
  'a budget': step(
    operator({ controller: { podDisruptionBudget: { enable: false } } }),
    operator({ controller: { podDisruptionBudget: { enable: true } } }),
  ),
  'a chart that nobody knows': step(
    chart('unheard-of', { a: 1 }),
    chart('unheard-of', { a: 2 }),
    'info Application argocd/unheard-of: which pods of the chart unheard-of restart is not known without rendering it',
  ),
  'a version of a chart that nobody knows': step(
    chart('unheard-of', {}),
    chart('unheard-of', {}, { targetRevision: '2.0.0' }),
    'info Application argocd/unheard-of: which pods of the chart unheard-of restart is not known',
  ),
  'more pods of a chart that nobody knows': step(
    chart('unheard-of', { replicas: 1 }),
    chart('unheard-of', { replicas: 2 }),
  ),
  'a rendered chart': {
    before: [operator({}), rendered('spark-operator')],
    after: [operator({}, '2.6.0'), rendered('spark-operator')],
  },
  'Airflow, which has a verdict of its own': step(airflow({ env: 'a' }), airflow({ env: 'b' })),
});

const container = (...of: readonly Fields[]) => ({ spec: { containers: of.map((one) => ({ name: 'a', ...one })) } });
const workload = (kind: string, image: string, spec: Fields = {}) =>
  draft(kind, { spec: { template: container({ image }), ...spec } });
const rolls = (kind: string, how: string, spec: Fields = {}) =>
  step(
    workload(kind, 'a:1', spec),
    workload(kind, 'a:2', spec),
    `warn ${kind} shop/web, Application argocd/shop: its pods restart (${kind} shop/web: spec.containers[name=a].image; ${how})`,
  );

cases(podsRestart, {
  'one pod': rolls('Deployment', 'the new pod starts before the old one ends'),
  'two pods': rolls('Deployment', '2 pods by turns', { replicas: 2 }),
  'one pod with a volume': rolls('StatefulSet', 'its one pod ends before the new one starts'),
  'two pods with volumes': rolls('StatefulSet', '2 pods by turns', { replicas: 2 }),
  'a pod on each node': rolls('DaemonSet', 'node by node'),
  'a pod that a chart makes': {
    before: [chart('app', {}), rendered('app')],
    after: [chart('app', {}), rendered('app', 'a:2')],
    says: ['warn Deployment app/web, Application argocd/app: its pods restart'],
  },
  'a job that comes again': step(workload('Job', 'a:1'), workload('Job', 'a:2')),
  'another order of its arguments': step(
    deployment({
      command: ['a'],
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '1' },
      ],
    }),
    deployment({
      command: ['a'],
      env: [
        { name: 'B', value: '1' },
        { name: 'A', value: '1' },
      ],
    }),
    `warn ${web}, Application argocd/shop: its pods restart`,
  ),
  'another spelling': step(
    deployment({ resources: { limits: { cpu: '1' } } }),
    deployment({ resources: { limits: { cpu: '1000m' } } }),
  ),
  'a change that is refused': step(
    deployment({ image: 'a:1' }),
    deployment({ image: 'a:2' }, { selector: { matchLabels: { app: 'b' } } }),
  ),
  'more pods': step(deployment({}, { replicas: 1 }), deployment({}, { replicas: 2 })),
  'a new workload': step(undefined, deployment()),
});

const reader = (pod: Fields, name = 'web') =>
  ({
    ...deployment({ ...(pod['container'] as Fields) }, {}, { volumes: pod['volumes'] }),
    metadata: { name },
  }) as Draft;
const one = settings({ a: '1' });
const other = settings({ a: '2' });
const quiet = (users: readonly Draft[], ...says: readonly string[]): Case => ({
  before: [one, ...users],
  after: [other, ...users],
  says: says.map((said) => said.replace(' ', ' ConfigMap shop/settings: ')),
});
const old =
  'warn no pod restarts for it: pods that read it as environment or as a single file keep the old content until they restart';
const soon = 'info no pod restarts for it: what reads the mounted file sees the new content about a minute later';
const volumes = [{ name: 'v', configMap: { name: 'settings' } }];
const mount = (more: Fields = {}) => ({ volumeMounts: [{ name: 'v', mountPath: '/a', ...more }] });

cases(silent, {
  'nobody names it': quiet([], 'info no pod restarts: nothing in this tree names it'),
  'all of it as environment': quiet(
    [reader({ container: { envFrom: [{ configMapRef: { name: 'settings' } }] } })],
    old,
  ),
  'a key as environment': quiet(
    [reader({ container: { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] } })],
    old,
  ),
  'a file': quiet([reader({ volumes, container: mount({ subPath: 'a' }) })], old),
  'a folder': quiet([reader({ volumes, container: mount() })], soon),
  'a folder, and a file of another volume': quiet(
    [
      reader({
        volumes: [...volumes, { name: 'w', emptyDir: {} }],
        container: {
          volumeMounts: [
            { name: 'v', mountPath: '/a' },
            { name: 'w', mountPath: '/b', subPath: 'b' },
          ],
        },
      }),
    ],
    soon,
  ),
  'a part of a volume of several': quiet(
    [
      reader({
        volumes: [{ name: 'v', projected: { sources: [{ configMap: { name: 'settings' } }] } }],
        container: mount({ subPath: 'a' }),
      }),
    ],
    old,
  ),
  'a file for one, and a folder for another': quiet(
    [reader({ volumes, container: mount() }), reader({ volumes, container: mount({ subPath: 'a' }) }, 'b')],
    old,
  ),
  'a file of a volume of another name': quiet(
    [
      reader({
        volumes: [...volumes, { name: 'w', configMap: { name: 'another' } }],
        container: {
          volumeMounts: [
            { name: 'v', mountPath: '/a' },
            { name: 'w', mountPath: '/b', subPath: 'b' },
          ],
        },
      }),
    ],
    soon,
  ),
  'the environment of another': quiet(
    [
      reader({
        volumes,
        container: { ...mount(), envFrom: [{ configMapRef: { name: 'another' } }] },
      }),
    ],
    soon,
  ),
  'who reads it changes too': {
    before: [one, reader({ volumes, container: mount() })],
    after: [other, reader({ volumes, container: { ...mount(), image: 'example.com/web:2' } })],
  },
  'one of two who read it changes too': {
    before: [
      one,
      reader({ volumes, container: mount({ subPath: 'a' }) }),
      reader({ volumes, container: mount() }, 'b'),
    ],
    after: [
      other,
      reader({ volumes, container: { ...mount({ subPath: 'a' }), image: 'example.com/web:2' } }),
      reader({ volumes, container: mount() }, 'b'),
    ],
    says: [soon.replace(' ', ' ConfigMap shop/settings: ')],
  },
  'who reads it is new': { before: [one], after: [other, reader({ volumes, container: mount() })] },
  'its labels': step(one, { ...one, metadata: { name: 'settings', labels: { a: 'b' } } }),
  'data of something else': step(draft('Widget', { data: { a: '1' } }), draft('Widget', { data: { a: '2' } })),
  'the template of task pods': {
    before: [
      { ...one, metadata: { name: 'settings', namespace: 'airflow' } },
      airflow({
        podTemplate: 'spec:\n  containers:\n    - envFrom:\n        - configMapRef:\n            name: settings\n',
      }),
    ],
    after: [
      { ...other, metadata: { name: 'settings', namespace: 'airflow' } },
      airflow({
        podTemplate: 'spec:\n  containers:\n    - envFrom:\n        - configMapRef:\n            name: settings\n',
      }),
    ],
    says: [old.replace(' ', ' ConfigMap airflow/settings: ')],
  },
});

const pods = (before: number | undefined, after: number | undefined, ...says: readonly string[]) =>
  step(deployment({}, { replicas: before }), deployment({}, { replicas: after }), ...says);
const inValues = (before: unknown, after: unknown, ...says: readonly string[]) =>
  step(airflow({ scheduler: { replicas: before } }), airflow({ scheduler: { replicas: after } }), ...says);

cases(replicas, {
  none: pods(2, 0, `danger ${web}: it stops (2 → 0 replicas)`),
  one: pods(
    2,
    1,
    `danger ${web}: no longer highly available (2 → 1 replicas): each restart and each lost node is a gap`,
  ),
  'one, as nothing is said': pods(2, undefined, `danger ${web}: no longer highly available (2 → 1 replicas)`),
  'one where there was none': pods(0, 1, `info ${web}: more pods (0 → 1 replicas)`),
  fewer: pods(3, 2, `info ${web}: fewer pods (3 → 2 replicas)`),
  more: pods(2, 3, `info ${web}: more pods (2 → 3 replicas)`),
  'of a component': inValues(2, 1, `danger ${inAirflow} scheduler: no longer highly available (2 → 1 replicas)`),
  'of a component that stops': inValues(2, 0, `danger ${inAirflow} scheduler: it stops (2 → 0 replicas)`),
  'no number': inValues('two', 'one'),
  'the same in another spelling': inValues('2', 2),
  'at least': step(
    chart('web', { minReplicas: 2 }),
    chart('web', { minReplicas: 1 }),
    'danger Application argocd/web: the chart: no longer highly available',
  ),
  'of a chart': step(
    chart('web', { replicaCount: 3 }),
    chart('web', { replicaCount: 2 }),
    'info Application argocd/web: the chart: fewer pods (3 → 2 replicas)',
  ),
  'of a pool, which are nodes': step(pool({ replicas: 2 }), pool({ replicas: 1 })),
  'of the status of something': step(draft('Widget', { a: { replicas: 2 } }), draft('Widget', { a: { replicas: 1 } })),
  'of a new workload': step(undefined, deployment({}, { replicas: 1 })),
});

const size = (limits: Fields, requests: Fields = {}) => ({ resources: { limits, requests } });
const killed = 'its pods may be killed when they need more (OOM)';

cases(memory, {
  'a lower limit': step(
    deployment(size({ memory: '2Gi' }, { memory: '2Gi' })),
    deployment(size({ memory: '1Gi' }, { memory: '1Gi' })),
    `warn ${web}: memory limit of containers[name=web] falls from 2Gi to 1Gi: ${killed}`,
  ),
  'a lower request without a limit': step(
    deployment({ resources: { requests: { memory: '2Gi' } } }),
    deployment({ resources: { requests: { memory: '1Gi' } } }),
    `warn ${web}: memory request of containers[name=web] falls from 2Gi to 1Gi`,
  ),
  'a lower request of a chart beside a limit': step(
    airflow({ scheduler: size({ memory: '4Gi' }, { memory: '2Gi' }) }),
    airflow({ scheduler: size({ memory: '4Gi' }, { memory: '1Gi' }) }),
  ),
  'a lower limit of a chart': step(
    airflow({ scheduler: size({ memory: '4Gi' }) }),
    airflow({ scheduler: size({ memory: '3Gi' }) }),
    `warn ${inAirflow} memory limit of scheduler falls from 4Gi to 3Gi`,
  ),
  'a higher limit': step(deployment(size({ memory: '1Gi' })), deployment(size({ memory: '2Gi' }))),
  'no limit any more': step(deployment(size({ memory: '1Gi', cpu: '1' })), deployment(size({ cpu: '1' }))),
  'a lower limit of CPU': step(deployment(size({ cpu: '2' })), deployment(size({ cpu: '1' }))),
  'a lower limit of a pool': step(pool({ limits: { memory: '2Gi' } }), pool({ limits: { memory: '1Gi' } })),
  'another field of resources': step(
    draft('Widget', { resources: { claims: { memory: '2' } } }),
    draft('Widget', { resources: { claims: { memory: '1' } } }),
  ),
});

const budget = (section: string, before: Fields, after: Fields, ...says: readonly string[]) =>
  step(airflow({ scheduler: { [section]: before } }), airflow({ scheduler: { [section]: after } }), ...says);
const ends = `warn ${inAirflow} scheduler has no PodDisruptionBudget any more: a drained node may end all its pods at once`;

cases(disruptionBudget, {
  off: budget('podDisruptionBudget', { enabled: true }, { enabled: false }, ends),
  'off, as nothing is said': budget('pdb', { enable: true, a: 1 }, { a: 1 }, ends),
  on: budget('podDisruptionBudget', { enabled: false }, { enabled: true }),
  'another size': budget('podDisruptionBudget', { size: 1 }, { size: 2 }),
  'something else off': budget('service', { enabled: true }, { enabled: false }),
  'of a chart': step(
    chart('web', { podDisruptionBudget: { enabled: true } }),
    chart('web', { podDisruptionBudget: { enabled: false } }),
    'warn Application argocd/web: the chart has no PodDisruptionBudget any more',
  ),
});
