import { airflowRestarts, executor, taskPods } from '../../../review/compare/verdicts/restarts/airflow.ts';
import { airflowReach, components } from '../../../review/compare/verdicts/restarts/airflow-reach.ts';
import { chartRestarts } from '../../../review/compare/verdicts/restarts/charts.ts';
import { migration } from '../../../review/compare/verdicts/restarts/migration.ts';
import { cases, chart, step } from '../compare/trees.ts';
import { deployment } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const airflow = (values: Fields, source: Fields = {}) => chart('airflow', values, source);
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
  'how many pods of a component that had no values': step(airflow({}), airflow({ scheduler: { replicas: 2 } })),
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
  'another version of the chart': step(
    airflow({ statsd: { enabled: false } }),
    airflow({ statsd: { enabled: false } }, { targetRevision: '1.3.0' }),
    `warn ${inAirflow} ${all} restart (another version of the chart, 1.2.3 → 1.3.0; which of them really do is known when it is rendered; ${all} have one pod; ${go})`,
  ),
  'another version of a rendered chart': {
    before: [airflow({}), rendered('airflow')],
    after: [airflow({}, { targetRevision: '1.3.0' }), { ...rendered('airflow'), renderedBy: 'airflow 1.3.0' }],
  },
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
    ...(said === undefined
      ? []
      : [`${/cleanup/i.test(section) ? 'warn' : 'danger'} ${inAirflow} ${section} is switched off: ${said}`]),
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
  'a part off by a parameter': step(
    airflow({ scheduler: { enabled: true } }),
    airflow(
      {},
      {
        helm: {
          releaseName: 'airflow',
          valuesObject: { scheduler: { enabled: true } },
          parameters: [{ name: 'scheduler.enabled', value: 'false' }],
        },
      },
    ),
    `danger ${inAirflow} scheduler is switched off: no task is started any more`,
  ),
  'a part off that had no values': step(
    airflow({}),
    airflow({ triggerer: { enabled: false } }),
    `danger ${inAirflow} triggerer is switched off: deferred tasks wait forever`,
  ),
  'a part off that was off by default': step(airflow({}), airflow({ pgbouncer: { enabled: false } })),
  'a part off by default': step(
    airflow({ pgbouncer: { enabled: true } }),
    airflow({}),
    `danger ${inAirflow} pgbouncer is switched off: each pod opens its own connections to the database`,
  ),
  'a part on by default': step(airflow({ triggerer: { enabled: true } }), airflow({})),
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
  'an item of a list that is new': step(
    operator({ controller: { tolerations: [] } }),
    operator({ controller: { tolerations: [{ key: 'a', operator: 'Exists' }] } }),
    `warn ${inOperator} spark-operator-controller restarts (controller.tolerations[a Exists])`,
  ),
  'how many pods of a part that had no values': step(operator({}), operator({ controller: { replicas: 2 } })),
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
