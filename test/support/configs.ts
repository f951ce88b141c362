import type { PlatformConfig, SparkTeamConfig } from '../../config/platform-config.ts';
import { type Mutable, platformConfig } from '../fixtures.ts';

type Draft = Mutable<PlatformConfig>;

/** Two teams on two executor pools, as in the AWS guide. */
function twoTeams(draft: Draft): void {
  const [compute] = draft.nodePools.filter(({ role }) => role === 'spark-executor');
  const [team] = draft.teams;
  if (!compute || !team) throw new Error('the fixture has no executor pool or no team');
  draft.nodePools.push({
    ...compute,
    name: 'spark-memory',
    nodeGroupType: 'SparkMemoryOptimized',
    instanceCategories: ['r'],
    limitMemoryGib: 1024,
  } as Draft['nodePools'][number]);
  draft.teams = [
    { ...team, name: 'team-a', pools: ['spark-compute', 'spark-memory'] },
    { ...team, name: 'team-b', quota: { cpu: 32, memoryGib: 128, pods: 100 }, largestPod: { cpu: 4, memoryGib: 16 } },
  ];
}

/** A cheap environment: one of each, PostgreSQL in the cluster, nothing exposed. */
export const devLike: PlatformConfig = platformConfig((draft) => {
  draft.environment = 'dev';
  draft.cluster.name = 'airflow-dev';
  draft.cluster.endpoint = { kind: 'public', allowedCidrs: ['203.0.113.0/24'] };
  draft.cluster.coreNodes = { instanceType: 'm7i.large', count: 3 };
  twoTeams(draft);
});

/** A highly available one: two of each over three zones, PostgreSQL on RDS, a load balancer with TLS, and monitoring. */
export const prodLike: PlatformConfig = platformConfig((draft) => {
  draft.environment = 'prod';
  draft.cluster.network = { kind: 'new', availabilityZones: 3, vpcCidr: '10.43.0.0/16', natGateways: 'per-zone' };
  Object.assign(draft.cluster, { name: 'airflow-prod', controllerReplicas: 2, deletionProtection: true });
  draft.cluster.coreNodes.count = 3;
  const { airflow } = draft;
  for (const part of ['apiServer', 'scheduler', 'dagProcessor', 'triggerer', 'pgbouncer'] as const) {
    airflow[part].replicas = 2;
  }
  airflow.database = {
    kind: 'rds',
    instanceClass: 'm7g.large',
    storageGib: 100,
    multiAz: true,
    backupRetentionDays: 14,
  };
  airflow.exposure = {
    kind: 'alb',
    host: 'airflow.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
    scheme: 'internal',
    allowedCidrs: ['10.0.0.0/8'],
  };
  twoTeams(draft);
  for (const pool of draft.nodePools) if (pool.role === 'spark-driver') pool.longestJobHours = 48;
  draft.monitoring = { kind: 'prometheus', retentionDays: 15, storageGib: 100 };
});

/**
 * Every choice that makes something in AWS, most of which the two above do without: so a rule about every manifest or
 * resource is about every branch of the code.
 */
export const everyAwsChoice: PlatformConfig = platformConfig((draft) => {
  draft.environment = 'aws-choices';
  draft.cluster.controllerReplicas = 2;
  draft.cluster.deletionProtection = true;
  draft.git.access = 'token';
  draft.airflow.dags = { kind: 's3', prefix: 'team-a/dags', refreshSeconds: 60 };
  draft.airflow.logs = { kind: 'cloudwatch', retentionDays: 30 };
  draft.airflow.database = {
    kind: 'rds',
    instanceClass: 'm7g.large',
    storageGib: 100,
    multiAz: true,
    backupRetentionDays: 14,
  };
  draft.airflow.exposure = {
    kind: 'alb',
    host: 'airflow.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
    scheme: 'internet-facing',
    allowedCidrs: ['203.0.113.0/24'],
  };
  draft.spark = {
    image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/spark:4.0.4-hadoop-aws',
    history: { kind: 's3', retentionDays: 45 },
  };
  draft.monitoring = { kind: 'prometheus', retentionDays: 15, storageGib: 50 };
});

/** What a team may have beside what it must have. */
export const teamWithAll: Partial<SparkTeamConfig> = {
  data: [
    {
      bucket: 'corp-lake-raw',
      prefix: 'shop',
      access: 'read',
      kmsKeyArn: 'arn:aws:kms:eu-west-1:444455556666:key/12345678-1234-1234-1234-123456789012',
    },
    { bucket: 'corp-lake-curated', prefix: 'shop', access: 'write' },
  ],
  glueDatabases: [{ name: 'shop', access: 'write' }],
  egress: [
    { to: '10.43.0.0/16', ports: [5432, 9098] },
    { to: 'hive', ports: [9083] },
  ],
  viewers: ['aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_team-a_0123456789abcdef'],
  containers: { pool: 'airflow-task' },
  deferrable: true,
};

/** A role of tasks that start a job of Glue and read a folder. */
export const taskRoles: Draft['airflow']['taskRoles'] = [
  {
    name: 'shop',
    allow: [
      {
        service: 'glue',
        actions: ['StartJobRun', 'GetJobRun'],
        resources: ['arn:aws:glue:eu-west-1:111122223333:job/shop'],
      },
      { service: 's3', actions: ['GetObject'], resources: ['arn:aws:s3:::corp-lake-raw/shop/*'] },
    ],
  },
];

/** Bundles of DAGs of every kind, and the platform's repository by SSH. */
function gitInEveryWay(draft: Draft): void {
  draft.git = {
    repoUrl: 'ssh://git@git.example.com:7999/data/platform.git',
    revision: 'main',
    access: 'ssh',
    knownHosts: ['[git.example.com]:7999 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn'],
  };
  const git = { ref: 'main', subdir: 'dags', refreshSeconds: 60 };
  draft.airflow.dagBundles = [
    { name: 'platform', kind: 'git', repoUrl: 'https://github.com/example/airflow-on-eks.git', ...git },
    { name: 'team-a', kind: 'git-private', repoUrl: 'https://gitlab.com/acme/data/team-a.git', ...git },
    {
      name: 'team-b',
      kind: 'git-private',
      credentials: 'ssh',
      repoUrl: 'git@ssh.dev.azure.com:v3/acme/Data%20Platform/dags',
      ...git,
    },
    {
      name: 'team-c',
      kind: 'git-private',
      credentials: 'github-app',
      repoUrl: 'https://github.com/example/team-c.git',
      ...git,
    },
    { name: 'team-d', kind: 's3', prefix: 'team-d', refreshSeconds: 60 },
  ];
}

/** Receivers of alerts of every kind, and dashboards. */
function tellEverybody(draft: Draft): void {
  if (draft.monitoring.kind === 'prometheus') {
    draft.monitoring.dashboards = true;
    draft.monitoring.receivers = [
      { name: 'chat', kind: 'slack', channel: '#data-alerts' },
      { name: 'on-call', kind: 'pagerduty', severities: ['critical'], serviceRegion: 'eu' },
      { name: 'topic', kind: 'sns', topicArn: 'arn:aws:sns:eu-west-1:111122223333:data-alerts' },
      {
        name: 'mail',
        kind: 'email',
        to: ['data-oncall@example.com', 'lead@example.com'],
        from: 'alerts@example.com',
        smtpHost: 'email-smtp.eu-west-1.amazonaws.com',
        username: 'smtp-user',
      },
    ];
  }
}

/** Every field that a config may leave out, on top of every choice in AWS. */
export const everything: PlatformConfig = (() => {
  const draft = structuredClone(everyAwsChoice) as Draft;
  draft.environment = 'everything';
  draft.aws.audit = { retentionDays: 365, flowLogs: 'rejected' };
  draft.cluster.name = 'airflow-all';
  draft.cluster.network = {
    kind: 'new',
    availabilityZones: ['euw1-az1', 'euw1-az3'],
    vpcCidr: '10.45.0.0/22',
    podCidr: '100.65.0.0/16',
    natGateways: 'per-zone',
    transitGateway: { id: 'tgw-0123456789abcdef0', cidrs: ['10.0.0.0/8', '172.16.0.0/12'] },
  };
  draft.airflow.image = {
    repository: 'registry.example.com/data/airflow',
    tag: `${draft.versions.airflow}-7`,
    pullSecret: true,
  };
  twoTeams(draft);
  Object.assign(draft.teams[0] as object, teamWithAll);
  driversOfTheirOwn(draft);
  gitInEveryWay(draft);
  draft.airflow.taskRoles = taskRoles;
  draft.airflow.options = {
    core: {
      default_timezone: 'Asia/Seoul',
      xcom_backend: 'airflow.providers.common.io.xcom.backend.XComObjectStorageBackend',
    },
    'common.io': {
      xcom_objectstorage_path: 's3://aws_default@airflow-all-logs-111122223333-eu-west-1/xcom',
      xcom_objectstorage_threshold: 1_048_576,
    },
    logging: { log_filename_template: '{{ ti.dag_id }}/{{ ti.try_number }}.log' },
    smtp: { smtp_host: 'mail.example.com', smtp_starttls: true },
  };
  draft.values = {
    airflow: {
      scheduler: { podAnnotations: { 'example.com/owner': 'data-platform' } },
      env: [{ name: 'HTTPS_PROXY', value: 'http://proxy.example.com:3128' }],
    },
    argoCd: { configs: { cm: { 'timeout.session': '8h' } } },
    awsLoadBalancerController: { logLevel: 'debug' },
    externalSecrets: { concurrent: 4 },
    karpenter: { logLevel: 'debug' },
    monitoring: { prometheus: { prometheusSpec: { scrapeInterval: '60s' } } },
    sparkOperator: { controller: { logLevel: 'debug' } },
  };
  draft.airflow.secretOptions = ['sentry.sentry_dsn'];
  tellEverybody(draft);
  draft.airflow.connections = [
    { id: 'redshift_default', type: 'redshift', host: 'dwh.example.com', port: 5439, schema: 'sales', secret: true },
    { id: 'weather', type: 'http', host: 'https://weather.example.com', extra: { timeout: 30 } },
  ];
  draft.airflow.variables = { ENVIRONMENT: 'everything' };
  draft.airflow.secretsBackend = {
    kind: 'secrets-manager',
    connectionsPrefix: 'airflow/connections',
    variablesPrefix: 'airflow/variables',
    kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012',
  };
  draft.airflow.login = {
    kind: 'oidc',
    issuer: 'https://login.example.com/realms/data',
    clientId: 'airflow',
    groupsClaim: 'realm_access.roles',
    roles: { 'data-admins': 'Admin', 'data-users': 'User' },
    scopes: ['openid', 'profile', 'email', 'groups'],
    breakGlass: true,
  };
  pagesForAll(draft);
  return draft;
})();

/** A further pool of drivers, which the second team has chosen. */
function driversOfTheirOwn({ nodePools, teams }: Draft): void {
  const [drivers] = nodePools.filter(({ role }) => role === 'spark-driver');
  nodePools.push({
    ...drivers,
    name: 'spark-driver-large',
    nodeGroupType: 'SparkDriverLarge',
    instanceCategories: ['r'],
  } as Draft['nodePools'][number]);
  Object.assign(teams[1] as object, { driverPool: 'spark-driver-large' });
}

/** Argo CD and the History Servers by load balancers, behind the company's provider. */
function pagesForAll(draft: Draft): void {
  const { airflow, spark } = draft;
  if (airflow.exposure.kind !== 'alb' || spark.history.kind !== 's3') throw new Error('there is no load balancer');
  const { host: _, ...alb } = airflow.exposure;
  const issuer = 'https://login.example.com/realms/data';
  draft.argoCd = {
    exposure: { ...alb, host: 'argocd.example.com' },
    login: {
      kind: 'oidc',
      issuer,
      clientId: 'argocd',
      groupsClaim: 'groups',
      roles: { 'data-admins': 'admin', 'Data Users, EU': 'readonly' },
    },
  };
  const dns = { kind: 'external-dns', domain: 'example.com', hostedZoneIds: ['Z0123456789ABCDEFGHIJ'] } as const;
  spark.history.page = {
    exposure: { ...alb, domain: 'history.example.com', dns: { ...dns, hostedZoneIds: [...dns.hostedZoneIds] } },
    login: {
      kind: 'oidc',
      issuer,
      authorizationEndpoint: `${issuer}/protocol/openid-connect/auth`,
      tokenEndpoint: `${issuer}/protocol/openid-connect/token`,
      userInfoEndpoint: `${issuer}/protocol/openid-connect/userinfo`,
    },
  };
}

/** The fixture with task logs and Spark's history in S3. */
export const withHistory: PlatformConfig = platformConfig((draft) => {
  draft.spark.history = { kind: 's3', retentionDays: 30 };
});

/** The smallest platform: no team, nothing in AWS that can be left out. */
export const everyLocalChoice: PlatformConfig = platformConfig((draft) => {
  draft.environment = 'local-choices';
  draft.airflow.login = 'well-known';
  draft.airflow.dags = {
    kind: 'git-private',
    repoUrl: 'https://github.com/example/private-dags.git',
    ref: 'main',
    subdir: 'dags',
    refreshSeconds: 60,
  };
  draft.teams = [];
});
