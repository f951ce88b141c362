import { versions } from '../../config/versions.ts';
import { type Edits, refuses } from './edit.ts';

const wholeNumber = (min: number, max: number, example: number) =>
  `use a whole number from ${min} to ${max}, e.g. ${example}`;
const label =
  "use lower-case letters, digits and '-', starting with a letter and not ending with '-', e.g. 'risk-models'";
const labelValue =
  "use letters, digits, '-', '_' and '.', starting and ending with a letter or digit, as in a label value";
const network = "use an IPv4 network, e.g. '203.0.113.0/24'";
const address = "use an HTTPS address without user or password, e.g. 'https://github.com/example/airflow-on-eks.git'";
const remote = `${address}, or an SSH address, e.g. 'git@github.com:example/airflow-on-eks.git'`;

const alb = (edits: Edits) => ({
  kind: 'alb',
  host: 'airflow.example.com',
  certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
  scheme: 'internal',
  allowedCidrs: ['10.0.0.0/8'],
  ...edits,
});

/** Tags that move, ranges of charts, and tags that do not exist or are of another image. */
const inexact = [
  ['airflow', 'latest'],
  ['airflow', '3.4'],
  ['airflowChart', '1'],
  ['airflowChart', '1.x'],
  ['karpenterChart', 'v1.14.1'],
  ['argoCd', '3.5.1'],
  ['al2023Ami', 'latest'],
  ['al2023Ami', '20261112'],
  ['postgresql', '17.6'],
  ['postgresql', '17.6-bookworm'],
] as const;

describe('a config in which one value has the wrong form', () => {
  refuses([
    [
      'a team name that is no DNS label',
      { 'teams[0].name': 'Risk_Models' },
      `teams[0].name: 'Risk_Models' is not valid; ${label}`,
    ],
    [
      'a pool name that ends with a hyphen',
      { 'nodePools[0].name': 'airflow-' },
      `nodePools[0].name: 'airflow-' is not valid; ${label}`,
    ],
    [
      'a pool name that is too long',
      { 'nodePools[0].name': 'a'.repeat(64) },
      `nodePools[0].name: '${'a'.repeat(64)}' is not valid; use at most 63 characters, because Kubernetes allows no more in a name`,
    ],
    ['an environment name with a slash', { environment: 'eu/prod' }, `environment: 'eu/prod' is not valid; ${label}`],
    [
      'a name that is too long',
      { 'teams[0].name': 'a'.repeat(41) },
      `teams[0].name: '${'a'.repeat(41)}' is not valid; use at most 40 characters, because names of jobs are built on it`,
    ],
    [
      'a value of 101 letters, of which it shows the beginning',
      { environment: 'A'.repeat(101) },
      `environment: '${'A'.repeat(97)}...' is not valid; ${label}`,
    ],
    [
      'a short account number',
      { 'aws.accountId': '1111222' },
      "aws.accountId: '1111222' is not valid; use an AWS account number of 12 digits in quotes, e.g. '111122223333'",
    ],
    [
      'an account number without quotes',
      { 'aws.accountId': 111122223333 },
      "aws.accountId: 111122223333 is not valid; use an AWS account number of 12 digits in quotes, e.g. '111122223333'",
    ],
    [
      'a zone for a region',
      { 'aws.region': 'eu-west-1a' },
      "aws.region: 'eu-west-1a' is not valid; did you mean 'eu-west-1'?",
    ],
    [
      'a misspelt region',
      { 'aws.region': 'eu-wset-1' },
      "aws.region: 'eu-wset-1' is not valid; did you mean 'eu-west-1'?",
    ],
    [
      'a region that does not exist, like no other',
      { 'aws.region': 'eu-west-9' },
      "aws.region: 'eu-west-9' is not valid; use a region of config/regions.ts, e.g. 'eu-west-1'",
    ],
    [
      'no region',
      { 'aws.region': undefined },
      "aws.region: is missing; use a region of config/regions.ts, e.g. 'eu-west-1'",
    ],
    [
      'a malformed network',
      { 'cluster.network.vpcCidr': '10.42.0.0' },
      `cluster.network.vpcCidr: '10.42.0.0' is not valid; ${network}`,
    ],
    [
      'a network with host bits',
      { 'cluster.network.vpcCidr': '10.42.0.1/16' },
      "cluster.network.vpcCidr: '10.42.0.1/16' is not valid; the host part must be zero; did you mean '10.42.0.0/16'?",
    ],
    [
      'a Kubernetes version without quotes',
      { 'cluster.kubernetesVersion': 1.35 },
      "cluster.kubernetesVersion: 1.35 is not valid; did you mean '1.35'? allowed: '1.34', '1.35', '1.36'",
    ],
    [
      'a Kubernetes version with swapped digits',
      { 'cluster.kubernetesVersion': '1.53' },
      "cluster.kubernetesVersion: '1.53' is not valid; did you mean '1.35'? allowed: '1.34', '1.35', '1.36'",
    ],
    [
      'another Kubernetes version, for which no digit is guessed',
      { 'cluster.kubernetesVersion': '1.37' },
      "cluster.kubernetesVersion: '1.37' is not valid; use one of '1.34', '1.35', '1.36'",
    ],
    [
      'one zone',
      { 'cluster.network.availabilityZones': 1 },
      'cluster.network.availabilityZones: 1 is not valid; use one of 2, 3, or a list: [...]',
    ],
    [
      'a mistyped choice',
      { 'cluster.network.natGateways': 'per-zones' },
      "cluster.network.natGateways: 'per-zones' is not valid; did you mean 'per-zone'? allowed: 'one', 'per-zone'",
    ],
    [
      'an address range that means every host',
      { 'cluster.network.vpcCidr': '127.0.0.0/16' },
      "cluster.network.vpcCidr: '127.0.0.0/16' is a range that no VPC can have; use a private one, e.g. '10.42.0.0/16'",
    ],
    [
      'more endpoint ranges than EKS allows',
      {
        'cluster.endpoint': { kind: 'public', allowedCidrs: Array.from({ length: 41 }, (_, n) => `203.0.113.${n}/32`) },
      },
      'cluster.endpoint.allowedCidrs: a list is not valid; use at most 40 address ranges, because EKS allows no more',
    ],
    [
      "a name with '--', which RDS refuses minutes later",
      { 'cluster.name': 'air--flow' },
      "cluster.name: 'air--flow' is not valid; use no '--', because RDS allows none in the name of a database, e.g. 'air-flow'",
    ],
    [
      'a name that EC2 keeps for itself',
      { 'cluster.name': 'sg-data' },
      "cluster.name: 'sg-data' is not valid; begin with something else than 'sg-', which EC2 keeps for itself in names of security groups",
    ],
    ...['sthree-data', 'amzn-s3-demo-data'].map((name): [string, Record<string, unknown>, string] => [
      `a name that S3 keeps for itself: ${name}`,
      { 'cluster.name': name },
      `cluster.name: '${name}' is not valid; begin with something else, because S3 keeps 'xn--', 'sthree-' and 'amzn-s3-demo-' for itself`,
    ]),
    [
      'three zones where an account has two',
      { 'aws.region': 'us-west-1', 'cluster.network.availabilityZones': 3 },
      'cluster.network.availabilityZones: 3 is more than the two zones of us-west-1; use 2',
    ],
    ...['-x', 'a..b', 'main.lock', 'a/.b', 'main.'].map((ref): [string, Record<string, unknown>, string] => [
      `a ref that Git refuses: ${ref}`,
      { 'airflow.dags.ref': ref },
      `airflow.dags.ref: '${ref}' is not valid; use a branch or tag, e.g. 'main'`,
    ]),
    ...['../dags', 'a/../b', '.'].map((subdir): [string, Record<string, unknown>, string] => [
      `a DAG folder outside of the repository: ${subdir}`,
      { 'airflow.dags.subdir': subdir },
      `airflow.dags.subdir: '${subdir}' is not valid; use a folder of the repository without leading or trailing '/' and without '..', e.g. 'dags'`,
    ]),
    [
      'an image in upper case',
      { 'spark.image': 'Apache/Spark:4.0.4' },
      "spark.image: 'Apache/Spark:4.0.4' is not valid; did you mean 'apache/spark:4.0.4'?",
    ],
    [
      'an API server that would not start',
      { 'airflow.apiServer.memoryMib': 128 },
      `airflow.apiServer.memoryMib: 128 is not valid; ${wholeNumber(1024, 65_536, 2048)}`,
    ],
    [
      'a category twice',
      { 'nodePools[0].instanceCategories': ['m', 'm'] },
      'nodePools[0].instanceCategories: a list is not valid; name each category once',
    ],
    ...(
      [
        ['airflow', '2.10.5', '3.1.0 or newer, below 4.0.0'],
        ['airflow', '3.0.6', '3.1.0 or newer, below 4.0.0'],
        ['karpenterChart', '0.37.0', '1.14.0 or newer, below 2.0.0'],
        ['airflowChart', '1.15.0', '1.22.0 or newer, below 2.0.0'],
      ] as const
    ).map(([name, value, range]): [string, Record<string, unknown>, string] => [
      `a version that the code is not written for: ${name} ${value}`,
      { [`versions.${name}`]: value },
      `versions.${name}: '${value}' is not valid; this platform is not written for it; use ${range}`,
    ]),
    [
      'a version whose line was lost',
      { 'versions.airflow': undefined },
      `versions.airflow: is missing; use an exact version, e.g. '${versions.airflow}'`,
    ],
    [
      'working hours on days that cron does not know',
      { workingHours: { days: 'Mon-Fri', startHourUtc: 6, hours: 12 } },
      "workingHours.days: 'Mon-Fri' is not valid; use weekdays as in cron, e.g. 'mon-fri' or 'sun-thu'",
    ],
    [
      'working hours on days around the weekend, which begin before they end in no week of cron',
      { workingHours: { days: 'wed,sat-tue', startHourUtc: 6, hours: 8 } },
      "workingHours.days: 'wed,sat-tue' is not valid; a week of cron begins on Sunday; did you mean 'wed,sat,sun-tue'?",
    ],
    [
      'working hours from a day to itself',
      { 'nodePools[0].workingHours': { days: 'fri-fri', startHourUtc: 6, hours: 8 } },
      "nodePools[0].workingHours.days: 'fri-fri' is not valid; a week of cron begins on Sunday; did you mean 'fri'?",
    ],
    [
      'working hours without end',
      { 'nodePools[0].workingHours': { days: 'sun-sat', startHourUtc: 0, hours: 24 } },
      `nodePools[0].workingHours.hours: 24 is not valid; ${wholeNumber(1, 23, 12)}`,
    ],
    [
      'working hours of executor nodes, which are never replaced for drift',
      { 'nodePools[3].workingHours': { days: 'mon-fri', startHourUtc: 0, hours: 8 } },
      'nodePools[3].workingHours: is not a field; known fields: name, instanceCategories, minGeneration, instanceFamilies, architecture, localDisks, minVcpus, maxVcpus, limitVcpus, limitMemoryGib, rootVolumeGib, expireAfterDays, role, nodeGroupType, capacity, accelerator',
    ],
    [
      'one core node, which Karpenter could not leave',
      { 'cluster.coreNodes.count': 1 },
      `cluster.coreNodes.count: 1 is not valid; ${wholeNumber(2, 10, 2)}`,
    ],
    [
      'a role given by its ARN',
      { 'cluster.administrators': ['arn:aws:iam::111122223333:role/admin'] },
      "cluster.administrators[0]: 'arn:aws:iam::111122223333:role/admin' is not valid; use the name (not the ARN) of an IAM role, with its path if it has one, e.g. 'platform-admin'",
    ],
    [
      'a boolean in quotes',
      { 'cluster.deletionProtection': 'true' },
      "cluster.deletionProtection: 'true' is not valid; use true or false, without quotes",
    ],
    [
      'a number in quotes',
      { 'airflow.scheduler.replicas': '2' },
      `airflow.scheduler.replicas: '2' is not valid; ${wholeNumber(1, 10, 2)}`,
    ],
    [
      'a count of secrets that begins at nothing',
      { secretsRevision: 0 },
      `secretsRevision: 0 is not valid; ${wholeNumber(1, 1_000_000, 2)}`,
    ],
    ...inexact.map(([name, value]): [string, Readonly<Record<string, unknown>>, string] => [
      `${name} of no exact version: ${value}`,
      { [`versions.${name}`]: value },
      `versions.${name}: '${value}' is not valid; use an exact version, e.g. '${versions[name]}'`,
    ]),
    [
      'no replica at all',
      { 'airflow.apiServer.replicas': 0 },
      `airflow.apiServer.replicas: 0 is not valid; ${wholeNumber(1, 10, 2)}`,
    ],
    [
      'half a MiB',
      { 'airflow.worker.memoryMib': 1024.5 },
      `airflow.worker.memoryMib: 1024.5 is not valid; ${wholeNumber(512, 65_536, 1024)}`,
    ],
    [
      'a public repository reached by SSH',
      { 'airflow.dags.repoUrl': 'git@github.com:example/dags.git' },
      `airflow.dags.repoUrl: 'git@github.com:example/dags.git' is not valid; ${address}`,
    ],
    [
      'a password in an address',
      { 'git.repoUrl': 'https://bot:hunter2@github.com/example/dags.git' },
      `git.repoUrl: 'https://***@github.com/example/dags.git' is not valid; ${remote}`,
    ],
    [
      'a token in an address',
      { 'git.repoUrl': 'https://github.com/example/dags.git?token=hunter2' },
      `git.repoUrl: 'https://github.com/example/dags.git?***' is not valid; ${remote}`,
    ],
    [
      'a token in the wrong place',
      { 'git.access': 'github_pat_11AAAA' },
      "git.access: '***' is not valid; use one of 'public', 'token', 'ssh', 'github-app'",
    ],
    [
      'a DAG source of no known kind',
      { 'airflow.dags': { kind: 'git-privat' } },
      "airflow.dags.kind: 'git-privat' is not valid; did you mean 'git-private'? allowed: 'git', 'git-private', 's3'",
    ],
    [
      'a Git source without its repository',
      { 'airflow.dags.repoUrl': undefined },
      `airflow.dags.repoUrl: is missing; ${address}`,
    ],
    [
      'an S3 source without its prefix',
      { 'airflow.dags': { kind: 's3', refreshSeconds: 60 } },
      "airflow.dags.prefix: is missing; use a key prefix of lower-case letters, digits, '/', '_' and '-', without leading or trailing '/', e.g. 'dags'",
    ],
    [
      'a DAG folder from the root',
      { 'airflow.dags.subdir': '/dags' },
      "airflow.dags.subdir: '/dags' is not valid; use a folder of the repository without leading or trailing '/' and without '..', e.g. 'dags'",
    ],
    [
      'a log retention that CloudWatch lacks',
      { 'airflow.logs': { kind: 'cloudwatch', retentionDays: 100 } },
      'airflow.logs.retentionDays: 100 is not valid; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
    ],
    [
      'an instance class of RDS with its prefix',
      {
        'airflow.database': {
          kind: 'rds',
          instanceClass: 'db.m7g.large',
          storageGib: 50,
          multiAz: true,
          backupRetentionDays: 7,
        },
      },
      "airflow.database.instanceClass: 'db.m7g.large' is not valid; use an RDS instance class without 'db.', e.g. 't4g.medium'",
    ],
    [
      'a load balancer without a certificate',
      { 'airflow.exposure': alb({ certificateArn: undefined }) },
      "airflow.exposure.certificateArn: is missing; use the ARN of an ACM certificate, e.g. 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012'",
    ],
    [
      'a range twice, which no security group takes',
      { 'airflow.exposure': alb({ allowedCidrs: ['10.0.0.0/8', '10.1.0.0/16', '10.0.0.0/8'] }) },
      'airflow.exposure.allowedCidrs: a list is not valid; name each address range once',
    ],
    [
      'more ranges than a security group holds',
      { 'airflow.exposure': alb({ allowedCidrs: Array.from({ length: 31 }, (_, n) => `10.0.${n}.0/24`) }) },
      'airflow.exposure.allowedCidrs: a list is not valid; use at most 30 address ranges, because a security group holds 60 rules, and each range takes two',
    ],
    [
      'a host longer than a rule of a load balancer',
      { 'airflow.exposure': alb({ host: `${'a.'.repeat(60)}example.com` }) },
      `airflow.exposure.host: '${'a.'.repeat(48)}a...' is not valid; use at most 128 characters, because a load balancer knows no longer host`,
    ],
    [
      'a host with a word longer than DNS has',
      { 'airflow.exposure': alb({ host: `${'a'.repeat(64)}.example.com` }) },
      `airflow.exposure.host: '${'a'.repeat(64)}.example.com' is not valid; use a DNS name, e.g. 'airflow.example.com'`,
    ],
    [
      'an address for a host',
      { 'airflow.exposure': alb({ host: 'https://airflow.example.com' }) },
      "airflow.exposure.host: 'https://airflow.example.com' is not valid; use a DNS name, e.g. 'airflow.example.com'",
    ],
    [
      'an API that nobody may reach',
      { 'cluster.endpoint': { kind: 'public', allowedCidrs: [] } },
      "cluster.endpoint.allowedCidrs: an empty list is not valid; use at least one address range, e.g. '203.0.113.0/24'",
    ],
    [
      'an instance category that does not exist',
      { 'nodePools[0].instanceCategories': ['m', 't'] },
      "nodePools[0].instanceCategories[1]: 't' is not valid; use one of 'c', 'm', 'r', 'i', 'x', 'g', 'p'",
    ],
    [
      'a pool of no known role',
      { 'nodePools[3].role': 'spark-executors' },
      "nodePools[3].role: 'spark-executors' is not valid; did you mean 'spark-executor'? allowed: 'airflow', 'airflow-task', 'spark-driver', 'spark-executor'",
    ],
    [
      'an image without a tag',
      { 'spark.image': 'apache/spark' },
      "spark.image: 'apache/spark' is not valid; use an image with a tag or digest, e.g. 'apache/spark:4.0.4'",
    ],
    [
      'an image of a registry with a port, without a tag',
      { 'spark.image': 'registry:5000/spark' },
      "spark.image: 'registry:5000/spark' is not valid; use an image with a tag or digest, e.g. 'apache/spark:4.0.4'",
    ],
    ...['registry.example/-spark:4.0.4', 'registry..example/spark:4.0.4', `spark:4.0.4-${'a'.repeat(123)}`].map(
      (image): [string, Edits, string] => [
        `an image that no registry has: ${image.slice(0, 40)}`,
        { 'spark.image': image },
        `spark.image: '${image.length > 100 ? `${image.slice(0, 97)}...` : image}' is not valid; use an image with a tag or digest, e.g. 'apache/spark:4.0.4'`,
      ],
    ),
    [
      'one pool where a list is meant',
      { 'teams[0].pools': 'spark-compute' },
      "teams[0].pools: 'spark-compute' is not valid; use a list: [...]",
    ],
    [
      'a cost center that is no label',
      { 'teams[0].costCenter': 'cost center 7' },
      `teams[0].costCenter: 'cost center 7' is not valid; ${labelValue}, e.g. 'cc-1234'`,
    ],
    [
      'a label value that ends with a hyphen',
      { 'nodePools[3].nodeGroupType': 'Compute-' },
      `nodePools[3].nodeGroupType: 'Compute-' is not valid; ${labelValue}, e.g. 'SparkComputeOptimized'`,
    ],
    [
      'a label value that is too long',
      { 'teams[0].costCenter': 'c'.repeat(64) },
      `teams[0].costCenter: '${'c'.repeat(64)}' is not valid; use at most 63 characters, because Kubernetes allows no more in a label value`,
    ],
    ['a missing part', { git: undefined }, 'git: is missing; use an object with repoUrl, revision, access'],
    [
      'a missing choice',
      { 'airflow.exposure': undefined },
      "airflow.exposure: is missing; use an object with kind 'none' or 'alb'",
    ],
    [
      'a part that is null',
      { 'airflow.database': null },
      "airflow.database: null is not valid; use an object with kind 'rds' or 'in-cluster'",
    ],
    [
      'an unknown field',
      { 'airflow.executor': 'celery' },
      'airflow.executor: is not a field; known fields: login, dags, dagBundles, logs, database, exposure, apiServer, scheduler, dagProcessor, triggerer, pgbouncer, worker, taskRoles, parallelism, metadataRetentionDays, image, options, secretOptions, connections, variables, secretsBackend',
    ],
    [
      'a field of another choice',
      { 'nodePools[0].capacity': 'spot' },
      'nodePools[0].capacity: is not a field; known fields: name, instanceCategories, minGeneration, instanceFamilies, architecture, localDisks, minVcpus, maxVcpus, limitVcpus, limitMemoryGib, rootVolumeGib, expireAfterDays, role, workingHours',
    ],
    [
      'a field of a name that is only a little like another one',
      { 'cluster.vpcId': 'vpc-1' },
      'cluster.vpcId: is not a field; known fields: name, existing, kubernetesVersion, network, endpoint, administrators, viewers, coreNodes, controllerReplicas, deletionProtection',
    ],
    ...(['availabilityZones', 'vpcCidr', 'natGateways'] as const).map((field): [string, Edits, string] => [
      `the place of ${field} in earlier versions`,
      { 'cluster.network': undefined, [`cluster.${field}`]: 2 },
      `cluster.${field}: has moved to cluster.network; write cluster.network: { kind: 'new', availabilityZones: …, vpcCidr: …, natGateways: … }`,
    ]),
    [
      'a list where a word or an object belongs',
      { 'airflow.login': [] },
      "airflow.login: an empty list is not valid; use one of 'generated', 'well-known', or an object with kind 'oidc'",
    ],
    [
      'the one administrator of earlier versions',
      { 'cluster.administrators': undefined, 'cluster.adminRoleName': 'platform-admin' },
      "cluster.adminRoleName: has moved to cluster.administrators; write cluster.administrators: ['platform-admin']",
    ],
    [
      'a mistyped field, reported once and not also as missing',
      { 'aws.region': undefined, 'aws.regoin': 'eu-west-1' },
      "aws.regoin: is not a field; did you mean 'region'? known fields: accountId, region, tags, permissionsBoundaryArn, encryption, audit",
    ],
  ]);
});
