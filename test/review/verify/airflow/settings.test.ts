import { readFileSync } from 'node:fs';
import { stringsIn } from '../../../../imports/json.ts';
import { checks } from '../../../../review/verify/airflow/index.ts';
import { platformSchema } from '../../../../review/verify/airflow/platform.ts';
import { findingsOf, type Template } from '../../../../review/verify/check.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf, files, ini, iniOf, platform, platformFileOf, postgresOf, values } from './platform.ts';

interface Side {
  readonly edit: Files;
  readonly templates?: readonly Template[];
}
const treeWith = (edit: Files) => treeOf({ ...files, ...edit });
const find = ({ edit, ...given }: Side) => checks.flatMap((check) => findingsOf(check, treeWith(edit), given));
const blind = ({ edit, ...given }: Side) => checks.flatMap((check) => check.blindSpots?.(treeWith(edit), given) ?? []);

const airflowWith = (edit: object) => ({ 'root/airflow.yaml': chartOf('airflow', 'airflow', { ...values, ...edit }) });
const told = (edit: object) => ({ 'airflow/platform.yaml': platformFileOf({ ...platform, ...edit }) });
const spark = (edit: object) => told({ spark: { ...platform.spark, ...edit } });
const team = (edit: object) => told({ teams: [{ ...platform.teams[0], ...edit }] });
const iniWith = (from: string, to: string) => ({ 'airflow/ini.yaml': iniOf(ini.replace(from, to)) });

const size = { cores: 1, heapGib: 1, overheadGib: 1 };

/** PostgreSQL on RDS, in a stack of the cluster that a chart names. */
const onRds = (DBInstanceClass: string): Side => ({
  edit: {
    'airflow/postgres.yaml': objectOf('ConfigMap', 'x'),
    'root/karpenter.yaml': chartOf('karpenter', 'karpenter', { clusterName: 'shop' }),
  },
  templates: [
    {
      stack: 'shop-data',
      body: { Resources: { Database: { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceClass } } } },
    },
  ],
});

describe('found is', () => {
  test.each<[what: string, side: Side, rule: string, expected: object]>([
    [
      'a pooler that is too small for all processes',
      { edit: airflowWith({ triggerer: { ...values.triggerer, replicas: 2 } }) },
      'database-clients',
      {
        item: { id: { name: 'ini-external' } },
        field: 'spec.target.template.data.pgbouncer.ini',
        message: expect.stringContaining('takes 75 connections, and the 6 processes of Airflow open up to 90'),
        remedy: 'set max_client_conn to 90 or more',
      },
    ],
    [
      'a pooler that is too small for the replicas of each component',
      {
        edit: airflowWith({
          apiServer: { replicas: 3 },
          scheduler: { ...values.scheduler, replicas: 2 },
          dagProcessor: { replicas: 4 },
          triggerer: { ...values.triggerer, replicas: 5 },
        }),
      },
      'database-clients',
      { message: expect.stringContaining('the 14 processes of Airflow open up to 210: under load they wait') },
    ],
    [
      'one that is too small for processes with more connections at rest',
      { edit: airflowWith({ config: { database: { sql_alchemy_pool_size: 7 } } }) },
      'database-clients',
      { remedy: 'set max_client_conn to 85 or more' },
    ],
    [
      'one whose settings have the name of their object, with a larger size in a comment',
      {
        edit: {
          'airflow/ini.yaml': objectOf('ExternalSecret', 'ini', {
            metadata: { namespace: 'airflow' },
            spec: { target: { template: { data: { 'pgbouncer.ini': `  ; max_client_conn = 99\n${ini}` } } } },
          }),
          ...airflowWith({ apiServer: { replicas: 3 } }),
        },
      },
      'database-clients',
      { item: { id: { name: 'ini' } }, message: expect.stringContaining('takes 75 connections') },
    ],
    [
      'one that is too small for processes with larger pools',
      { edit: airflowWith({ config: { database: { sql_alchemy_max_overflow: 11 } } }) },
      'database-clients',
      { remedy: 'set max_client_conn to 80 or more' },
    ],
    [
      'one that says nothing of its size',
      { edit: { ...iniWith('max_client_conn = 75', ''), ...airflowWith({ apiServer: { replicas: 5 } }) } },
      'database-clients',
      { message: expect.stringContaining('takes 100 connections') },
    ],
    [
      'poolers that open more connections than PostgreSQL takes',
      { edit: iniWith('40', '49') },
      'database-connections',
      {
        item: { id: { name: 'ini-external' } },
        field: 'spec.target.template.data.pgbouncer.ini',
        message:
          '2 of it open 98 connections, and the database takes 97: those above are refused, and tasks fail on it',
        remedy: 'set pool_size to 48 or less',
      },
    ],
    [
      'one pooler alone that opens more',
      {
        edit: {
          ...iniWith('40', '98'),
          ...airflowWith({ pgbouncer: { enabled: true, configSecretName: 'ini' } }),
        },
      },
      'database-connections',
      { message: expect.stringContaining('1 of it open 98 connections') },
    ],
    [
      'poolers whose pool is that of every database',
      { edit: iniWith('pool_size=40', '\ndefault_pool_size = 60') },
      'database-connections',
      { message: expect.stringContaining('2 of it open 120 connections') },
    ],
    [
      'poolers that say nothing of their pool',
      {
        edit: {
          ...iniWith('pool_size=40', ''),
          'airflow/postgres.yaml': postgresOf({ image: 'postgres:17', args: ['max_connections=42'] }),
        },
      },
      'database-connections',
      { message: expect.stringContaining('2 of it open 40 connections, and the database takes 39') },
    ],
    [
      'a PostgreSQL that is told to take fewer',
      {
        edit: { 'airflow/postgres.yaml': postgresOf({ image: 'x/postgresql@sha256:1', args: ['max_connections=82'] }) },
      },
      'database-connections',
      { message: expect.stringContaining('takes 79') },
    ],
    [
      'an RDS instance that is too small',
      { ...onRds('db.t4g.micro'), edit: { ...onRds('').edit, ...iniWith('40', '57') } },
      'database-connections',
      { message: expect.stringContaining('takes 112') },
    ],
    [
      'a file without the version of Spark',
      { edit: spark({ version: undefined, image: 'spark' }) },
      'platform-file',
      {
        item: { id: { name: 'platform' } },
        field: 'data.platform.json',
        message: expect.stringMatching(/^spark.*version.*: no DAG that runs a Spark job can be imported$/),
        remedy: 'write it as dags/spark_platform.py reads it',
      },
    ],
    [
      'a file without its environment',
      { edit: told({ environment: undefined }) },
      'platform-file',
      { message: expect.stringContaining('the file misses environment:') },
    ],
    ['a version that is a tag', { edit: spark({ version: '4.0.4-s3', image: 'spark' }) }, 'platform-file', {}],
    ['a version after a letter', { edit: spark({ version: 'v4.0.4', image: 'spark' }) }, 'platform-file', {}],
    ['event logs outside of S3', { edit: spark({ eventLogs: '/logs' }) }, 'platform-file', {}],
    ['event logs with a slash at the end', { edit: spark({ eventLogs: 's3a://data/' }) }, 'platform-file', {}],
    ['event logs with a word before', { edit: spark({ eventLogs: 'x-s3a://data' }) }, 'platform-file', {}],
    ['a bucket without a name', { edit: spark({ bucket: '' }) }, 'platform-file', {}],
    ['no size of jobs', { edit: spark({ sizes: {} }) }, 'platform-file', {}],
    ['a size without executors', { edit: spark({ sizes: { a: { driver: size } } }) }, 'platform-file', {}],
    ['a port 0', { edit: spark({ ports: { driverRpc: 0, blockManager: 1 } }) }, 'platform-file', {}],
    ['one port alone', { edit: spark({ ports: { driverRpc: 1 } }) }, 'platform-file', {}],
    ['jobs that request more than their cores', { edit: spark({ coreRequestShare: 1.1 }) }, 'platform-file', {}],
    ['jobs that request nothing', { edit: spark({ coreRequestShare: 0 }) }, 'platform-file', {}],
    ['taints without a key', { edit: told({ taints: { driver: 'a', executor: 'b' } }) }, 'platform-file', {}],
    ['a quota without pods', { edit: team({ quota: { cpu: 1, memoryGib: 1 } }) }, 'platform-file', {}],
    [
      'a largest pod in text',
      { edit: team({ largestPod: { cpu: '4', memoryGib: 16 } }) },
      'platform-file',
      { message: expect.stringContaining('teams[0].largestPod.cpu') },
    ],
    ['a team without a pool', { edit: team({ pools: [] }) }, 'platform-file', {}],
    [
      'the class of drivers that nothing makes',
      { edit: told({ driverPriorityClass: 'drivr' }) },
      'platform-names',
      {
        item: { id: { name: 'platform' } },
        field: 'data.platform.json',
        message: 'names PriorityClass drivr, which is not there: jobs that use it fail or wait forever',
        remedy: 'name one that is there, or add it',
      },
    ],
    [
      'a pool of tasks that is none',
      { edit: told({ tasks: { pools: [{ name: 'task', nodeGroupType: 'Task' }] } }) },
      'platform-names',
      { message: expect.stringContaining('NodePool task') },
    ],
    [
      'a pool that is none',
      { edit: { 'pools/compute.yaml': objectOf('ConfigMap', 'x') } },
      'platform-names',
      { message: expect.stringContaining('NodePool compute') },
    ],
    [
      'a pool of a team that the file does not list',
      { edit: team({ pools: ['compute', 'memory'] }) },
      'platform-names',
      { message: expect.stringContaining('the pool memory of a') },
    ],
    [
      'an account of executors that nothing makes',
      { edit: { 'team/executor.yaml': objectOf('ConfigMap', 'x') } },
      'platform-names',
      { message: expect.stringContaining('ServiceAccount spark-a/executor') },
    ],
    [
      'a namespace that nothing makes',
      { edit: { 'team/namespace.yaml': objectOf('Namespace', 'spark-b') } },
      'platform-names',
      { message: expect.stringContaining('Namespace spark-a') },
    ],
    [
      'an image of another Spark',
      { edit: spark({ image: 'registry:5000/spark:v4.1.0-s3' }) },
      'spark-version',
      {
        item: { id: { name: 'platform' } },
        field: 'data.platform.json',
        message: expect.stringMatching(
          /^spark.image is registry:5000.* says 4.0.4: the operator submits jobs for another/,
        ),
        remedy: 'set spark.version to 4.1.0',
      },
    ],
    [
      'components without the variable',
      { edit: airflowWith({ env: [] }) },
      'platform-mounted',
      {
        field: 'spec.source.helm.valuesObject',
        message: 'gives no AIRFLOW_PLATFORM_FILE to the components: no DAG that runs a Spark job can be imported',
        remedy: 'mount the ConfigMap as a folder, and let the variable name the file in it',
      },
    ],
    [
      'task pods whose variable points elsewhere',
      { edit: airflowWith({ podTemplate: values.podTemplate.replace('/opt/platform/', '/opt/') }) },
      'platform-mounted',
      {
        field: expect.stringContaining('podTemplate'),
        message: expect.stringContaining('of task pods to /opt, where ConfigMap platform is not mounted'),
      },
    ],
    [
      'a mount of another volume',
      {
        edit: airflowWith({
          volumeMounts: [{ name: 'empty', mountPath: '/opt/platform' }],
          volumes: [...values.volumes, { name: 'empty', emptyDir: {} }],
        }),
      },
      'platform-mounted',
      {},
    ],
    [
      'a volume of another ConfigMap',
      { edit: airflowWith({ volumes: [{ name: 'platform', configMap: { name: 'plattform' } }] }) },
      'platform-mounted',
      {},
    ],
  ])('%s', (_, side, rule, expected) => {
    const findings = find(side);
    expect(findings.map((finding) => finding.rule)).toEqual([`airflow/${rule}`]);
    expect(findings).toMatchObject([expected]);
  });
});

describe('nothing is found', () => {
  test.each<[string, Side]>([
    ['where a pooler just holds all processes', { edit: {} }],
    ['where poolers just open what PostgreSQL takes', { edit: iniWith('40', '48') }],
    [
      'where PostgreSQL is told to take just enough',
      {
        edit: { 'airflow/postgres.yaml': postgresOf({ image: 'postgres:17', args: ['max_connections=83'] }) },
      },
    ],
    ['where RDS takes just enough', { ...onRds('db.t4g.micro'), edit: { ...onRds('').edit, ...iniWith('40', '56') } }],
    [
      'where nothing pools connections',
      { edit: airflowWith({ pgbouncer: { ...values.pgbouncer, enabled: false }, apiServer: { replicas: 9 } }) },
    ],
    [
      'where nobody knows what a pooler is told',
      {
        edit: {
          'airflow/ini.yaml': objectOf('ExternalSecret', 'ini', { metadata: { namespace: 'airflow' } }),
          ...airflowWith({ apiServer: { replicas: 9 } }),
        },
      },
    ],
    [
      'where a Secret of the same name elsewhere says less',
      {
        edit: {
          'airflow/ini.yaml': iniOf(ini.replace('75', '1')).replace('"airflow"', '"other"'),
          'x/ini.yaml': iniOf(ini),
        },
      },
    ],
    [
      'where a PostgreSQL elsewhere, and a program with its name, take less than RDS',
      {
        ...onRds('db.t4g.micro'),
        edit: {
          ...onRds('').edit,
          ...iniWith('40', '56'),
          'x/db.yaml': postgresOf({ image: 'postgres:17' }).replace('"airflow"', '"other"'),
          'x/exporter.yaml': postgresOf({ image: 'x/my-postgres:1' }),
        },
      },
    ],
    ['where a pooler has no pool of its own for the database', { edit: iniWith('pool_size=40', '') }],
    ['where the tag says no version', { edit: spark({ image: 'spark:2026.11.01' }) }],
    ['where the tag has the same long version', { edit: spark({ image: 'spark:4.10.12', version: '4.10.12' }) }],
    [
      'where the platform is one of several variables, mounts and volumes',
      {
        edit: airflowWith({
          env: [{ name: 'A', value: '/a/a' }, ...values.env],
          volumeMounts: [{ name: 'a', mountPath: '/a' }, ...values.volumeMounts],
          volumes: [{ name: 'a', emptyDir: {} }, ...values.volumes],
        }),
      },
    ],
    [
      'where pods of another program are not told',
      {
        edit: {
          'root/x.yaml': chartOf('x', 'x', { podTemplate: values.podTemplate.replace('/opt/platform/', '/opt/') }),
        },
      },
    ],
    ['where the image is given by digest', { edit: spark({ image: `spark@sha256:${'0'.repeat(64)}` }) }],
    ['where jobs write event logs', { edit: spark({ eventLogs: 's3a://data/event-logs' }) }],
    [
      'where no pool is for drivers, and no team is',
      { edit: told({ driverNodeGroupType: null, teams: [], pools: [] }) },
    ],
    ['where the file says more than DAGs read', { edit: told({ more: 1 }) }],
  ])('%s', (_, side) => {
    expect(find(side)).toEqual([]);
  });
});

describe('what the database takes is not known', () => {
  test.each<[string, Side, string]>([
    ['without the templates', { edit: onRds('').edit }, 'it is in the templates; give --cluster'],
    ['for a class that nobody has written down', onRds('db.x9.mega'), 'nobody has written down what its class takes'],
  ])('%s, which is said', (_, side, reason) => {
    expect(find(side)).toEqual([]);
    expect(blind(side)).toEqual([`whether the database takes all connections of Airflow: ${reason}`]);
  });

  test('is not said where it is known', () => {
    expect(blind({ edit: {} })).toEqual([]);
    expect(blind(onRds('db.m7g.large'))).toEqual([]);
    expect(blind({ edit: { ...onRds('').edit, ...airflowWith({ pgbouncer: { enabled: false } }) } })).toEqual([]);
  });
});

/** Fields that the classes of dags/spark_platform.py must have. */
function fieldsOf(name: string): readonly string[] {
  const source = readFileSync(new URL('../../../../dags/spark_platform.py', import.meta.url), 'utf8');
  const [, body = ''] = new RegExp(`^class ${name}\\(TypedDict\\):\\n((?: {4}.*\\n|\\n)+)`, 'm').exec(source) ?? [];
  return [...body.matchAll(/^ {4}(\w+): (?!NotRequired)/gm)].map(([, field = '']) => field).sort();
}

test.each([
  ['Platform', ''],
  ['Spark', 'properties.spark.'],
  ['Pool', 'properties.pools.items.'],
  ['Team', 'properties.teams.items.'],
])('the schema of the file has the fields of %s in dags/spark_platform.py', (name, path) => {
  expect(fieldsOf(name).length).toBeGreaterThan(2);
  expect([...stringsIn(platformSchema, `${path}required`)].sort()).toEqual(fieldsOf(name));
});
