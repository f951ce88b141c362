import { checkPlatformConfig } from '../../../config/check.ts';
import { govCloudRoot } from '../../support/company.ts';
import { type Edits, edited, messageOf, refuses } from '../edit.ts';

const rds = (edits: Edits = {}) => ({
  kind: 'rds',
  instanceClass: 'm7g.large',
  storageGib: 50,
  multiAz: true,
  backupRetentionDays: 7,
  ...edits,
});

const at = (region: string, edits: Edits = {}) => ({ 'aws.region': region, 'airflow.database': rds(edits) });
const rootOf = (region: string) => `'Amazon RDS ${region} Root CA RSA2048 G1'`;
const root = 'airflow.database.rootCertificate';
const form =
  "use the text of the root certificates, '-----BEGIN CERTIFICATE-----' to '-----END CERTIFICATE-----', without a key";

describe('a config with a database that nothing verifies', () => {
  refuses([
    ...(
      [
        ['us-gov-east-1', 'truststore.pki.us-gov-west-1.rds.amazonaws.com'],
        ['ca-west-1', 'truststore.pki.rds.amazonaws.com'],
      ] as const
    ).map(
      ([region, host]) =>
        [
          `RDS in ${region} without a root`,
          at(region),
          `${root}: is missing, and ${rootOf(region)}, which verifies RDS there, does not come with the project; use the text of https://${host}/${region}/${region}-bundle.pem`,
        ] as const,
    ),
    [
      'the root of another region',
      at('us-gov-east-1', { rootCertificate: govCloudRoot }),
      `${root}: '***' does not have ${rootOf('us-gov-east-1')}; use the text of https://truststore.pki.us-gov-west-1.rds.amazonaws.com/us-gov-east-1/us-gov-east-1-bundle.pem`,
    ],
    [
      'a root where one is known',
      at('eu-west-1', { rootCertificate: govCloudRoot }),
      `${root}: '***' has no meaning in eu-west-1, whose root is known; remove it`,
    ],
    ['a file', at('us-gov-west-1', { rootCertificate: 'bundle.pem' }), `${root}: 'bundle.pem' is not valid; ${form}`],
    [
      'the bundle of all regions',
      at('us-gov-west-1', { rootCertificate: govCloudRoot.repeat(30) }),
      `${root}: '***' is not valid; use the bundle of the region, and not that of all regions`,
    ],
  ]);

  test('in China is sent to the bundle there', () => {
    const message = messageOf(() => checkPlatformConfig(edited(at('cn-northwest-1'))));
    expect(message).toContain('https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/cn-northwest-1/cn-northwest-1-');
  });

  test('is complete with the root of its region', () => {
    const config = edited(at('us-gov-west-1', { rootCertificate: govCloudRoot }));
    expect(() => checkPlatformConfig(config)).not.toThrow();
  });
});

describe('a config with a contradiction in connections to the database', () => {
  refuses([
    [
      'a pooler that holds too few clients',
      { 'airflow.scheduler.replicas': 2, 'airflow.pgbouncer.maxClientConnections': 74 },
      "airflow.pgbouncer.maxClientConnections: 74 is less than the 75 connections that Airflow's 5 processes open (15 each); use 75 or more",
    ],
    [
      'a pool larger than its clients',
      { 'airflow.pgbouncer.maxClientConnections': 60, 'airflow.pgbouncer.poolSize': 61 },
      'airflow.pgbouncer.poolSize: 61 is more than maxClientConnections, so some would never be used; use 60 or less',
    ],
    [
      'more connections than PostgreSQL in the cluster takes',
      { 'airflow.pgbouncer.poolSize': 98 },
      'airflow.pgbouncer.poolSize: 98 with replicas 1 makes 98 connections, and PostgreSQL in the cluster takes 97 at most; use 97 or less',
    ],
    [
      'more connections than a small RDS instance takes',
      {
        'airflow.database': rds({ instanceClass: 't4g.micro' }),
        'airflow.pgbouncer.replicas': 2,
        'airflow.pgbouncer.poolSize': 60,
      },
      'airflow.pgbouncer.poolSize: 60 with replicas 2 makes 120 connections, and db.t4g.micro takes 112 at most; use 56 or less',
    ],
    [
      'more connections than a large RDS instance takes',
      { 'airflow.database': rds(), 'airflow.pgbouncer.poolSize': 902, 'airflow.pgbouncer.maxClientConnections': 1000 },
      'airflow.pgbouncer.poolSize: 902 with replicas 1 makes 902 connections, and db.m7g.large takes 901 at most; use 901 or less',
    ],
    [
      'more connections than twice a large RDS instance takes',
      {
        'airflow.database': rds({ instanceClass: 'm7g.xlarge' }),
        'airflow.pgbouncer.replicas': 2,
        'airflow.pgbouncer.poolSize': 902,
        'airflow.pgbouncer.maxClientConnections': 1000,
      },
      'airflow.pgbouncer.poolSize: 902 with replicas 2 makes 1804 connections, and db.m7g.xlarge takes 1802 at most; use 901 or less',
    ],
    [
      'more connections than any RDS instance takes',
      {
        'airflow.database': rds({ instanceClass: 'r7g.4xlarge' }),
        'airflow.pgbouncer.replicas': 6,
        'airflow.pgbouncer.poolSize': 900,
        'airflow.pgbouncer.maxClientConnections': 1000,
      },
      'airflow.pgbouncer.poolSize: 900 with replicas 6 makes 5400 connections, and db.r7g.4xlarge takes 5000 at most; use 833 or less',
    ],
  ]);
});
