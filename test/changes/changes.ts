import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dagVersions, versions } from '../../config/versions.ts';
import { blocksUnder, type Edit } from './edit.ts';

/** A commit that a page tells people to make. */
export interface Change {
  readonly name: string;
  /** The page and the heading that describe it. */
  readonly page: string;
  readonly heading: string;
  readonly edits: readonly Edit[];
}

const dev = 'config/environments/dev.ts';
const prod = 'config/environments/prod.ts';
const index = 'config/environments/index.ts';
const teams = 'config/teams.ts';
const contributing = 'CONTRIBUTING.md';
const operations = 'docs/operations.md';

const replace = (file: string, text: string | RegExp, by: string): Edit => ({ replace: file, text, by });
const inDev = (text: string | RegExp, by: string) => replace(dev, text, by);
const inProd = (text: string | RegExp, by: string) => replace(prod, text, by);

const ownAccount = "aws: { accountId: '210987654321', region: 'eu-central-1' }";
const ownRepository =
  "git: { repoUrl: 'https://git.acme.example/data/platform.git', revision: 'live', access: 'token' }";
const ownDags = `dags: {
      kind: 'git-private',
      repoUrl: 'https://git.acme.example/data/dags.git',
      ref: 'main',
      subdir: 'src/dags',
      refreshSeconds: 120,
    }`;
const ownCertificate = 'arn:aws:acm:eu-central-1:210987654321:certificate/87654321-4321-4321-4321-210987654321';

/** Step 1 of "Deploy from zero" in the file of one environment. */
const ownValues = (file: string): readonly Edit[] => [
  replace(file, "import { sample } from '../sample.ts';\n", ''),
  replace(file, /aws: \{ accountId: .*? \}/, ownAccount),
  replace(file, /git: \{ .*? \}/, ownRepository),
  replace(file, /dags: \{ .*? \}/, ownDags),
  replace(
    file,
    "'platform-admin'",
    "'aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef'",
  ),
];
const step1 = {
  dev: [...ownValues(dev), inDev('[sample.cidr]', "['198.51.100.0/24']")],
  prod: [
    ...ownValues(prod),
    inProd('host: sample.host', "host: 'airflow.acme.example'"),
    inProd(/certificateArn: `.*?`/, `certificateArn: '${ownCertificate}'`),
  ],
};

const alb = `exposure: {
      kind: 'alb',
      host: 'airflow-dev.acme.example',
      certificateArn: \`arn:aws:acm:eu-west-1:\${sample.accountId}:certificate/12345678-1234-1234-1234-123456789012\`,
      scheme: 'internet-facing',
      allowedCidrs: ['198.51.100.0/24'],
    }`;

const memoryPool = /\n {4}\{\n {6}name: 'spark-memory',[\s\S]*?\n {4}\},/;
const newPool = `
    {
      name: 'spark-large',
      role: 'spark-executor',
      nodeGroupType: 'SparkLarge',
      capacity: 'on-demand',
      instanceCategories: ['m', 'r'],
      minVcpus: 16,
      maxVcpus: 96,
      limitVcpus: 960,
      limitMemoryGib: 7680,
      rootVolumeGib: 200,
      expireAfterDays: 7,
    },
  ],

  spark:`;

const renamedPool = (...files: readonly string[]): readonly Edit[] =>
  [...files, teams].map((file) => replace(file, "'spark-memory'", "'spark-ram'"));

const stage: readonly Edit[] = [
  { copy: prod, to: 'config/environments/stage.ts' },
  replace('config/environments/stage.ts', 'const prod', 'const stage'),
  replace('config/environments/stage.ts', "environment: 'prod'", "environment: 'stage'"),
  replace('config/environments/stage.ts', "name: 'airflow-prod'", "name: 'airflow-stage'"),
  replace('config/environments/stage.ts', /host: .*/, "host: 'airflow-stage.acme.example',"),
];

const only = (name: 'dev' | 'prod', other: 'dev' | 'prod'): readonly Edit[] => [
  replace(index, `import { ${other} } from './${other}.ts';\n`, ''),
  replace(index, '[dev, prod]', `[${name}]`),
  { remove: `config/environments/${other}.ts` },
];

/** What a page shows, at the depth that it has in an environment. */
const shown = (folder: string, page: string, heading: string, depth: number): string => {
  const lines = (blocksUnder(folder, page, heading)[0] ?? '').trimEnd().split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => ' '.repeat(depth) + line.slice(indent)).join('\n');
};

/** The next release, in the form that the version has. */
function next(version: string): string {
  const day = /^v(\d{4})(\d{2})\d{2}$/.exec(version);
  if (day) return `v${Number(day[1]) + 1}${day[2]}01`;
  return version.replace(/^(v?\d+\.)(\d+)/, (_, major: string, minor: string) => `${major}${Number(minor) + 1}`);
}

const bumps: readonly Change[] = Object.entries({ ...versions, ...dagVersions }).map(([name, version]) => ({
  name: `bump ${name}`,
  page: contributing,
  heading: 'Bump a version',
  edits: [replace('config/versions.ts', `  ${name}: '${version}'`, `  ${name}: '${next(version)}'`)],
}));

const addOn = ([version = '', chart = '', line = '', test = '']: readonly string[]): readonly Edit[] => [
  replace('config/versions.ts', '  /** Argo CD chart, used', `${version}\n  /** Argo CD chart, used`),
  { write: 'charts/cert-manager.ts', text: chart },
  { write: 'test/charts/cert-manager.test.ts', text: test },
  replace(
    'charts/platform.ts',
    /^import \{ ExternalSecrets/m,
    "import { CertManagerChart } from './cert-manager.ts';\nimport { ExternalSecrets",
  ),
  replace(
    'charts/platform.ts',
    '    ...wave(-50, add(ExternalSecretsChart',
    `${line}    ...wave(-50, add(ExternalSecretsChart`,
  ),
];

const withoutExamples = ['pyspark_job', 'pyspark_pi', 'simple_example_dag'].map(
  (name): Edit => ({ remove: `dags/${name}.py` }),
);
const withoutTeamB = replace(teams, /\n {2}\{\n {4}name: 'team-b',[\s\S]*?\n {2}\},/, '');
const withoutTeamA = replace(teams, "'team-a'", "'risk'");
/** Whether the environments of a folder are still those that nobody owns. */
export function isExample(folder: string): boolean {
  return [dev, prod].every((file) => {
    const path = join(folder, file);
    return existsSync(path) && readFileSync(path, 'utf8').includes('sample.accountId');
  });
}

/** Every change that the pages of a folder tell people to make, and most of them in one. */
export function changesIn(folder: string): { readonly changes: readonly Change[]; readonly allAtOnce: Change } {
  const [team = ''] = blocksUnder(folder, contributing, 'Add a Spark team');
  const [list = ''] = blocksUnder(folder, contributing, 'Add an environment');
  const addOnBlocks = blocksUnder(folder, contributing, 'Add an add-on');
  const indented = team.trimEnd().replaceAll(/^/gm, '  ');

  const stageOnly: readonly Edit[] = [
    ...step1.prod,
    ...renamedPool(prod),
    inProd(/\n {2}\],\n\n {2}spark:/, newPool),
    inProd("{ kind: 's3', retentionDays: 90 }", "{ kind: 'cloudwatch', retentionDays: 60 }"),
    inProd('availabilityZones: 3', 'availabilityZones: 2'),
    inProd('secretsRevision: 1', 'secretsRevision: 2'),
    ...stage,
    {
      write: index,
      text: "import type { PlatformConfig } from '../platform-config.ts';\nimport { stage } from './stage.ts';\n\nexport const environments: readonly PlatformConfig[] = [stage];\n",
    },
    { remove: dev },
    { remove: prod },
    withoutTeamA,
    withoutTeamB,
    replace(teams, /\];\n$/, `${indented}\n];\n`),
    ...bumps.flatMap(({ edits }) => edits),
    ...addOn(addOnBlocks),
    ...withoutExamples,
  ];

  const change = (name: string, page: string, heading: string, ...edits: readonly Edit[]): Change => ({
    name,
    page,
    heading,
    edits,
  });
  const sizes = (name: string, ...edits: readonly Edit[]) =>
    change(name, 'README.md', 'Where do I change …?', ...edits);
  const pool = (name: string, ...edits: readonly Edit[]) => change(name, contributing, 'Change a node pool', ...edits);

  /** The part of `airflow` that a page shows, in the file of dev. */
  const inAirflow = (name: string, page: string, heading: string) => {
    const [block = ''] = blocksUnder(folder, page, heading);
    const [, ...lines] = block.trimEnd().replaceAll(/^/gm, '  ').split('\n');
    return change(
      name,
      page,
      heading,
      inDev("    login: 'generated',", `    login: 'generated',\n${lines.join('\n')}`),
    );
  };
  const [helmValue = ''] = blocksUnder(folder, contributing, 'Set a Helm value that has no field');

  const changes = [
    change('own values in dev', operations, 'Deploy from zero', ...step1.dev),
    change('own values in prod', operations, 'Deploy from zero', ...step1.prod),
    change('add a team', contributing, 'Add a Spark team', replace(teams, /\];\n$/, `${indented}\n];\n`)),
    change(
      'add a team to one environment',
      contributing,
      'Add a Spark team',
      inDev('  teams,', `  teams: [\n    ...teams,\n${indented.replaceAll(/^/gm, '  ')}\n  ],`),
    ),
    change('remove a team', contributing, 'Remove a team or a node pool', withoutTeamB),
    change('rename a team', contributing, 'Remove a team or a node pool', withoutTeamA),
    change(
      'add an environment',
      contributing,
      'Add an environment',
      ...stage,
      replace(index, "from './prod.ts';", `from './prod.ts';\n${list.split('\n')[0]}`),
      replace(index, /export const .*\n$/, `${list.split('\n').slice(2).join('\n')}`),
    ),
    change('keep dev only', contributing, 'Add an environment', ...only('dev', 'prod')),
    change('keep prod only', contributing, 'Add an environment', ...only('prod', 'dev')),
    pool('add a pool', inProd(/\n {2}\],\n\n {2}spark:/, newPool)),
    pool('rename a pool', ...renamedPool(dev, prod)),
    pool(
      'remove a pool',
      ...[dev, prod].map((file) => replace(file, memoryPool, '')),
      replace(teams, ", 'spark-memory'", ''),
    ),
    pool(
      'other nodes',
      inProd("instanceCategories: ['r']", "instanceCategories: ['m', 'r']"),
      inProd('maxVcpus: 16', 'maxVcpus: 32'),
    ),
    sizes('another region', inDev("region: 'eu-west-1'", "region: 'ap-northeast-2'")),
    sizes(
      'other sizes',
      inDev(
        'apiServer: { replicas: 1, cpuMillicores: 500, memoryMib: 2048 }',
        'apiServer: { replicas: 2, cpuMillicores: 750, memoryMib: 3072 }',
      ),
      inDev('worker: { cpuMillicores: 250, memoryMib: 1024 }', 'worker: { cpuMillicores: 500, memoryMib: 2048 }'),
      inDev('parallelism: 32', 'parallelism: 48'),
      inDev("instanceType: 'm7i.large', count: 3", "instanceType: 'm7g.xlarge', count: 2"),
      inProd('availabilityZones: 3', 'availabilityZones: 2'),
    ),
    change('expose dev', contributing, 'Expose Airflow', inDev("exposure: { kind: 'none' }", alb)),
    change(
      'hide prod',
      contributing,
      'Expose Airflow',
      inProd(/exposure: \{\n[\s\S]*?\n {4}\}/, "exposure: { kind: 'none' }"),
    ),
    sizes(
      'logs in CloudWatch',
      inDev("{ kind: 's3', retentionDays: 14 }", "{ kind: 'cloudwatch', retentionDays: 30 }"),
    ),
    sizes('DAGs in S3', inDev(/dags: \{ .*? \}/, "dags: { kind: 's3', prefix: 'dags', refreshSeconds: 60 }")),
    sizes('private DAGs', inProd(/dags: \{ .*? \}/, ownDags)),
    sizes(
      'RDS in dev',
      inDev(
        "{ kind: 'in-cluster', storageGib: 10 }",
        "{ kind: 'rds', instanceClass: 't4g.medium', storageGib: 20, multiAz: false, backupRetentionDays: 7 }",
      ),
    ),
    sizes(
      'PostgreSQL in prod',
      inProd(/database: \{ .*? \}/, "database: { kind: 'in-cluster', storageGib: 50 }"),
      inProd('poolSize: 50', 'poolSize: 40'),
    ),
    sizes(
      'monitoring in dev',
      inDev("monitoring: { kind: 'none' }", "monitoring: { kind: 'prometheus', retentionDays: 7, storageGib: 20 }"),
    ),
    change(
      'tell people of alerts',
      operations,
      'Who is told of an alert',
      inProd(/ {2}monitoring: \{ .*? \},/, shown(folder, operations, 'Who is told of an alert', 2)),
    ),
    change(
      'several repositories of DAGs',
      'docs/repositories.md',
      'Several repositories',
      inProd('    logs: {', `${shown(folder, 'docs/repositories.md', 'Several repositories', 4)}\n    logs: {`),
    ),
    change(
      "log in with the company's provider",
      'docs/login.md',
      'Switch it on',
      inProd("    login: 'generated',", shown(folder, 'docs/login.md', 'Switch it on', 4)),
    ),
    sizes('no monitoring in prod', inProd(/monitoring: \{ .*? \}/, "monitoring: { kind: 'none' }")),
    inAirflow('an image of Airflow', 'docs/bring-your-jobs.md', 'An image of Airflow with packages'),
    inAirflow('connections', contributing, 'Give Airflow a connection or a variable'),
    inAirflow('options', contributing, 'Set an option of airflow.cfg'),
    change(
      'a Helm value',
      contributing,
      'Set a Helm value that has no field',
      inProd('  versions,', `  versions,\n\n${helmValue.trimEnd().replaceAll(/^/gm, '  ')}`),
    ),
    change('rotate a secret', operations, 'Rotate a secret', inProd('secretsRevision: 1', 'secretsRevision: 2')),
    ...bumps,
    change(
      'be ahead in one environment',
      operations,
      'Upgrade',
      inDev('  versions,', `  versions: { ...versions, airflow: '${next(versions.airflow)}' },`),
    ),
    change('add an add-on', contributing, 'Add an add-on', ...addOn(addOnBlocks)),
    change('remove the example DAGs', 'docs/dags.md', 'Add a DAG', ...withoutExamples),
  ];
  return {
    changes,
    allAtOnce: change(
      'everything at once, in one environment of another name',
      contributing,
      'Contribute',
      ...stageOnly,
    ),
  };
}
