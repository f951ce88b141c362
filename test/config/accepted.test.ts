import { checkEnvironments, checkPlatformConfig } from '../../config/check.ts';
import { platformConfig } from '../fixtures.ts';
import { devLike, prodLike } from '../support/configs.ts';
import { type Edits, edited } from './edit.ts';

const alb = (edits: Edits) => ({
  kind: 'alb',
  host: 'airflow.example.com',
  certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
  scheme: 'internal',
  allowedCidrs: ['203.0.113.0/24'],
  ...edits,
});
const rds = (instanceClass: string) => ({
  kind: 'rds',
  instanceClass,
  storageGib: 50,
  multiAz: false,
  backupRetentionDays: 7,
});
const govCertificate = 'arn:aws-us-gov:acm:us-gov-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';

/** The last value before each rule refuses. */
const edges: readonly (readonly [name: string, edits: Edits])[] = [
  ['the largest VPC', { 'cluster.network.vpcCidr': '10.0.0.0/16' }],
  ['the smallest VPC', { 'cluster.network.vpcCidr': '192.168.4.0/22' }],
  ['a VPC beside the range of the pods', { 'cluster.network.vpcCidr': '100.65.0.0/16' }],
  ['a wide range of public addresses', { 'cluster.endpoint': { kind: 'public', allowedCidrs: ['13.0.0.0/8'] } }],
  ['any address on an internal load balancer', { 'airflow.exposure': alb({ allowedCidrs: ['0.0.0.0/0'] }) }],
  ['named addresses on an internet-facing load balancer', { 'airflow.exposure': alb({ scheme: 'internet-facing' }) }],
  ['the well-known login where nothing is exposed', { 'airflow.login': 'well-known' }],
  [
    'a certificate of another partition with its region',
    { 'aws.region': 'us-gov-west-1', 'airflow.exposure': alb({ certificateArn: govCertificate }) },
  ],
  [
    'a web ACL taken away, a group with the longest name first of all, and a policy of FIPS',
    {
      'airflow.exposure': alb({
        webAclArn: 'none',
        group: { name: 'a'.repeat(63), order: -1000 },
        annotations: { 'alb.ingress.kubernetes.io/ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04' },
      }),
    },
  ],
  ['the longest cluster name', { 'cluster.name': `a${'b'.repeat(29)}` }],
  ['bucket names of exactly 63 characters', { 'cluster.name': `a${'b'.repeat(28)}`, 'aws.region': 'ap-southeast-2' }],
  [
    'a role of IAM Identity Center, which has a path',
    {
      'cluster.administrators': ['aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef'],
    },
  ],
  ['a branch that begins like a commit', { 'airflow.dags.ref': '0123456789abcdef0123456789abcdef0123456' }],
  [
    'an image by its digest',
    { 'spark.image': `registry:5000/spark@sha256:${'0'.repeat(64)}`, 'spark.version': '4.0.4' },
  ],
  ['an image whose tag is of its own', { 'spark.image': 'registry:5000/spark:prod-12', 'spark.version': '4.0.4' }],
  ['an image whose tag has a letter before the version', { 'spark.image': 'registry:5000/spark:v4.0.4-s3' }],
  ['an image whose tag says the version too', { 'spark.version': '4.0.4' }],
  ['an image by tag and digest', { 'spark.image': `apache/spark:4.0.4@sha256:${'0'.repeat(64)}` }],
  [
    'event logs with an image of your own',
    { 'spark.history': { kind: 's3', retentionDays: 30 }, 'spark.image': 'registry.example.com/apache/spark:4.0.4' },
  ],
  ['a pooler that just holds its clients', { 'airflow.pgbouncer.maxClientConnections': 60 }],
  [
    'a pool as large as its clients',
    { 'airflow.pgbouncer.maxClientConnections': 97, 'airflow.pgbouncer.poolSize': 97 },
  ],
  ['all connections of an RDS instance', { 'airflow.database': rds('t4g.micro'), 'airflow.pgbouncer.poolSize': 112 }],
  [
    'all connections of a large one for memory',
    {
      'airflow.database': rds('r7g.large'),
      'airflow.pgbouncer.replicas': 2,
      'airflow.pgbouncer.maxClientConnections': 901,
      'airflow.pgbouncer.poolSize': 901,
    },
  ],
  ['an RDS instance of an unknown class', { 'airflow.database': rds('z9.huge'), 'airflow.pgbouncer.poolSize': 200 }],
  ['a pool of one size', { 'nodePools[3].minVcpus': 16 }],
  ['limits of one node', { 'nodePools[3].limitVcpus': 16, 'nodePools[3].limitMemoryGib': 64 }],
  ['a component that fills a node', { 'airflow.apiServer.cpuMillicores': 15_500 }],
  ['a component that fills the memory of a node', { 'airflow.scheduler.memoryMib': 56_832 }],
  [
    'a limit that leaves a drain one node',
    { 'airflow.apiServer.replicas': 10, 'airflow.apiServer.cpuMillicores': 1600, 'nodePools[0].limitVcpus': 21 },
  ],
  [
    'single pods, which a drain may stop, in a pool without a spare node, but with room for the new pod of an update',
    { 'airflow.apiServer.cpuMillicores': 4000, 'nodePools[0].maxVcpus': 8, 'nodePools[0].limitVcpus': 11 },
  ],
  [
    'fewer core nodes where no team means no Spark operator',
    { teams: [], 'cluster.coreNodes': { instanceType: 'm7i.large', count: 2 } },
  ],
  ['core nodes that just hold an update', { 'cluster.coreNodes': { instanceType: 'm7i.large', count: 3 } }],
  ['few core nodes of a larger type', { 'cluster.coreNodes': { instanceType: 't3.xlarge', count: 2 } }],
  ['core nodes of an unknown type', { 'cluster.coreNodes': { instanceType: 'u-3tb1.metal', count: 2 } }],
  ['as many tasks as the pool holds', { 'airflow.parallelism': 220 }],
  ['a quota for one job', { 'teams[0].quota': { cpu: 9, memoryGib: 34, pods: 2 } }],
  [
    'a quota for one job and the history server',
    {
      'spark.history': { kind: 's3', retentionDays: 30 },
      'spark.image': 'registry.example.com/spark:4.0.4',
      'teams[0].quota': { cpu: 5, memoryGib: 7, pods: 3 },
      'teams[0].largestPod': { cpu: 3, memoryGib: 3 },
    },
  ],
  ['an executor that fills a node', { 'teams[0].largestPod': { cpu: 15, memoryGib: 55 } }],
  [
    'an executor that fits on one of two pools',
    {
      'nodePools[4]': { ...platformConfig().nodePools[3], name: 'small', nodeGroupType: 'Small', maxVcpus: 4 },
      'teams[0].pools': ['small', 'spark-compute'],
    },
  ],
  ['no teams and no executor pools', { nodePools: platformConfig().nodePools.slice(0, 3), teams: [] }],
];

describe('the config check accepts', () => {
  test.each([...edges])('%s', (_, edits) => {
    const config = edited(edits);
    expect(checkPlatformConfig(config)).toBe(config);
  });

  test('the fixture of the tests, as it is', () => {
    const config = platformConfig();
    expect(checkPlatformConfig(config)).toBe(config);
  });

  test('several environments beside each other', () => {
    const environments = [devLike, prodLike];
    expect(checkEnvironments(environments)).toBe(environments);
  });
});
