import { checkPlatformConfig } from '../../../config/check.ts';
import { teamWithAll } from '../../support/configs.ts';
import { edited, refuses } from '../edit.ts';

const bucket = { bucket: 'corp-lake-raw', prefix: 'shop', access: 'read' };
const data = (edits: object) => ({ 'teams[0].data': [{ ...bucket, ...edits }] });
const database = (edits: object) => ({ 'teams[0].glueDatabases': [{ name: 'shop', access: 'read', ...edits }] });
const egress = (...entries: object[]) => ({ 'teams[0].egress': entries });
const prefixRule =
  "use a key prefix without '*', '.' or '..' as a folder, and without leading or trailing '/', e.g. 'shop'";
const keyRule =
  "use the ARN of a key (not of an alias), e.g. 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012'";

describe('data of a team', () => {
  refuses([
    [
      'an ARN for a bucket',
      data({ bucket: 'arn:aws:s3:::corp-lake-raw' }),
      "teams[0].data[0].bucket: 'arn:aws:s3:::corp-lake-raw' is not valid; use the name (not the ARN) of a bucket, e.g. 'corp-lake-raw'",
    ],
    [
      'any bucket',
      data({ bucket: '*' }),
      "teams[0].data[0].bucket: '*' is not valid; use the name (not the ARN) of a bucket, e.g. 'corp-lake-raw'",
    ],
    [
      'the bucket in which every team has its folder',
      data({ bucket: 'airflow-test-spark-111122223333-eu-west-1', prefix: 'spark-other' }),
      "teams[0].data[0].bucket: 'airflow-test-spark-111122223333-eu-west-1' is a bucket of the platform, which keeps teams apart; leave it out (each team has 'spark-<team>/' in the Spark bucket), or name a bucket of your own",
    ],
    ...['shop/', '/shop', 'shop/*', 'a//b', 'x/../y', './x', 'x/..'].map(
      (prefix): [string, Record<string, unknown>, string] => [
        `the prefix ${prefix}`,
        data({ prefix }),
        `teams[0].data[0].prefix: '${prefix}' is not valid; ${prefixRule}`,
      ],
    ),
    [
      'an access that IAM does not know',
      data({ access: 'readwrite' }),
      "teams[0].data[0].access: 'readwrite' is not valid; use one of 'read', 'write'",
    ],
    [
      'the alias of a key',
      data({ kmsKeyArn: 'arn:aws:kms:eu-west-1:444455556666:alias/lake' }),
      `teams[0].data[0].kmsKeyArn: 'arn:aws:kms:eu-west-1:444455556666:alias/lake' is not valid; ${keyRule}`,
    ],
    [
      'a key of another partition',
      data({ kmsKeyArn: 'arn:aws-cn:kms:cn-north-1:444455556666:key/12345678-1234-1234-1234-123456789012' }),
      "teams[0].data[0].kmsKeyArn: 'arn:aws-cn:kms:cn-north-1:444455556666:key/12345678-1234-1234-1234-123456789012' is of another partition than eu-west-1; begin with 'arn:aws:'",
    ],
    [
      'a mistyped field',
      data({ kmsKeyARN: 'x' }),
      "teams[0].data[0].kmsKeyARN: is not a field; did you mean 'kmsKeyArn'? known fields: bucket, prefix, access, kmsKeyArn",
    ],
    [
      'one object instead of a list',
      { 'teams[0].data': bucket },
      'teams[0].data: an object is not valid; use a list: [...]',
    ],
    [
      'one folder twice',
      { 'teams[0].data': [bucket, { ...bucket, access: 'write' }] },
      "teams[0].data[1]: 'corp-lake-raw/shop' is in data[0] already; remove one of them",
    ],
    [
      'more folders than a role holds',
      { 'teams[0].data': Array.from({ length: 20 }, (_, n) => ({ ...bucket, prefix: `shop/${n}` })) },
      'teams[0].data: 20 entries of data and glueDatabases are more than the policy of one role holds (about 8890 of 8000 characters); use fewer, e.g. one folder above several prefixes',
    ],
    [
      'a Glue database with a wildcard',
      database({ name: 'shop*' }),
      "teams[0].glueDatabases[0].name: 'shop*' is not valid; use the name of a database in the Glue catalog, e.g. 'shop'",
    ],
    [
      'a short catalog',
      database({ catalogId: '1234' }),
      "teams[0].glueDatabases[0].catalogId: '1234' is not valid; use an AWS account number of 12 digits in quotes, e.g. '111122223333'",
    ],
    [
      'a database twice',
      { 'teams[0].glueDatabases': ['read', 'write'].map((access) => ({ name: 'shop', access })) },
      "teams[0].glueDatabases[1].name: 'shop' is in glueDatabases[0] already; remove one of them",
    ],
  ]);
});

describe('egress of a team', () => {
  refuses([
    [
      'a range with host bits',
      egress({ to: '10.43.1.20/16', ports: [5432] }),
      "teams[0].egress[0].to: '10.43.1.20/16' is not valid; the host part must be zero; did you mean '10.43.0.0/16'?",
    ],
    [
      'an address without its range',
      egress({ to: '10.43.1.20', ports: [5432] }),
      "teams[0].egress[0].to: '10.43.1.20' is not valid; use an IPv4 network, e.g. '203.0.113.0/24'",
    ],
    [
      'the name of a host',
      egress({ to: 'db.example.com', ports: [5432] }),
      "teams[0].egress[0].to: 'db.example.com' is not valid; use an IPv4 network, e.g. '203.0.113.0/24'",
    ],
    ...['0.0.0.0/0', '0.0.0.0/1'].map((to): [string, Record<string, unknown>, string] => [
      `everywhere: ${to}`,
      egress({ to, ports: [9092] }),
      `teams[0].egress[0].to: '${to}' opens these ports to the internet; use the addresses that jobs need, e.g. '10.43.0.0/16'`,
    ]),
    [
      "pods, those of other teams and Airflow's",
      egress({ to: '100.64.0.0/10', ports: [6543] }),
      "teams[0].egress[0].to: '100.64.0.0/10' holds 100.64.0.0/16: the pods of this cluster, those of other teams too; name a namespace",
    ],
    [
      "the node's credentials",
      egress({ to: '169.254.169.254/32', ports: [80] }),
      "teams[0].egress[0].to: '169.254.169.254/32' holds 169.254.0.0/16: the metadata service of nodes; use the address of the database, broker or service",
    ],
    [
      'the namespace of Airflow',
      egress({ to: 'airflow', ports: [6543] }),
      "teams[0].egress[0].to: 'airflow' is a namespace of the platform, which lets no job in; remove it",
    ],
    [
      'the namespace of a team',
      egress({ to: 'spark-risk-models', ports: [7078] }),
      "teams[0].egress[0].to: 'spark-risk-models' is the namespace of a team, and teams do not reach each other; remove it",
    ],
    [
      'no port',
      egress({ to: 'hive', ports: [] }),
      'teams[0].egress[0].ports: an empty list is not valid; use at least one port, e.g. 5432',
    ],
    [
      'a port that does not exist',
      egress({ to: 'hive', ports: [70_000] }),
      'teams[0].egress[0].ports[0]: 70000 is not valid; use a whole number from 1 to 65535, e.g. 5432',
    ],
    [
      'one range twice',
      egress({ to: 'hive', ports: [9083] }, { to: 'hive', ports: [9084] }),
      "teams[0].egress[1].to: 'hive' is in egress[0] already; put its ports there",
    ],
  ]);
});

describe('viewers of a team', () => {
  refuses([
    [
      'an ARN',
      { 'teams[0].viewers': ['arn:aws:iam::111122223333:role/team-a'] },
      "teams[0].viewers[0]: 'arn:aws:iam::111122223333:role/team-a' is not valid; use the name (not the ARN) of an IAM role, with its path if it has one, e.g. 'platform-admin'",
    ],
    [
      'the administrators, who have an access entry',
      { 'teams[0].viewers': ['platform-admin'] },
      "teams[0].viewers[0]: 'platform-admin' is one of cluster.administrators, who see every namespace; remove it",
    ],
    [
      'a role twice',
      { 'teams[0].viewers': ['team-a', 'team-a'] },
      "teams[0].viewers[1]: 'team-a' is listed twice; remove one of them",
    ],
  ]);
});

describe('containers of a team', () => {
  refuses([
    [
      'a pool that is not for them',
      { 'teams[0].containers': { pool: 'airflow' } },
      "teams[0].containers.pool: 'airflow' is not the pool of Airflow's tasks, and not one of the team's; use one of 'airflow-task', 'spark-compute'",
    ],
    [
      'no pool',
      { 'teams[0].containers': {} },
      "teams[0].containers.pool: is missing; use the name of a pool, e.g. 'airflow-task'",
    ],
    [
      'a word for a switch',
      { 'teams[0].deferrable': 'yes' },
      "teams[0].deferrable: 'yes' is not valid; use true or false, without quotes",
    ],
  ]);
});

test.each([
  ['every field of a team at once', teamWithAll],
  ['empty lists, which are the same as none', { data: [], glueDatabases: [], egress: [], viewers: [] }],
  ['a whole bucket of another region and partition of keys', { data: [{ bucket: 'corp.lake', access: 'write' }] }],
  ['a folder of a partition', { data: [{ bucket: 'corp-lake', prefix: 'shop/year=2026', access: 'read' }] }],
  ['a single host', { egress: [{ to: '203.0.113.7/32', ports: [1521, 65_535] }] }],
])('the config check accepts %s', (_, fields) => {
  const edits = Object.fromEntries(Object.entries(fields).map(([field, value]) => [`teams[0].${field}`, value]));
  const config = edited(edits);
  expect(checkPlatformConfig(config)).toBe(config);
});
