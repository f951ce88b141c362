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
        message: expect.stringContaining('2 of it open 98 connections, and the database takes 97'),
        remedy: 'set pool_size to 48 or less',
      },
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
      },
    ],
    ['a version that is a tag', { edit: spark({ version: '4.0.4-s3', image: 'spark' }) }, 'platform-file', {}],
    ['event logs outside of S3', { edit: spark({ eventLogs: '/logs' }) }, 'platform-file', {}],
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
      { message: expect.stringContaining('names PriorityClass drivr, which is not there') },
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
      { remedy: 'set spark.version to 4.1.0' },
    ],
    [
      'components without the variable',
      { edit: airflowWith({ env: [] }) },
      'platform-mounted',
      {
        field: 'spec.source.helm.valuesObject',
        message: expect.stringContaining('gives no AIRFLOW_PLATFORM_FILE to the components'),
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
    ['where nothing pools connections', { edit: airflowWith({ pgbouncer: { enabled: false } }) }],
    ['where a pooler has no pool of its own for the database', { edit: iniWith('pool_size=40', '') }],
    ['where the tag says no version', { edit: spark({ image: 'spark:2026.11.01' }) }],
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
