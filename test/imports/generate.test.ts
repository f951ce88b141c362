import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rdsRoot } from '../../imports/certificates.ts';
import { generate, type Sources } from '../../imports/generator/generate.ts';
import { readPolicy } from '../../imports/generator/policy.ts';
import { fromFolder, fromUrl, type Read } from '../../imports/generator/read.ts';
import { writeFiles } from '../../imports/generator/write-files.ts';
import { widgetCrd } from './widget.ts';

const sources: Sources = {
  crds: [{ url: 'https://example.com/widget.yaml', file: 'widget.yaml', typed: true }],
  kubernetes: [],
  values: [
    { chart: 'demo', typeName: 'DemoValues', from: 'defaults', url: 'https://example.com/v.yaml', file: 'values.yaml' },
  ],
  options: [
    { name: 'airflow', url: 'https://example.com/config.yml', file: 'config.yml' },
    { name: 'common-io', url: 'https://example.com/provider.yaml', file: 'provider.yaml' },
  ],
  policies: [{ name: 'demo', url: 'https://example.com/policy.yaml', file: 'policy.yaml' }],
  instances: {
    types: { url: 'https://example.com/types.md', file: 'types.md' },
    prices: { url: 'https://example.com/prices.go', file: 'prices.go' },
  },
  rdsRoots: { url: 'https://example.com/bundle.pem', file: 'bundle.pem' },
};
const files: Readonly<Record<string, string>> = {
  'widget.yaml': JSON.stringify(widgetCrd),
  'policy.yaml': `Resources:
  Demo:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: !Sub "demo-\${ClusterName}"
      PolicyDocument: !Sub |
        { "Statement": [{ "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::\${ClusterName}/*" }] }
`,
  'config.yml': `core:
  description: Prose.
  options:
    parallelism: { description: Prose, type: integer, default: "32" }
    load_examples: { type: string, default: "True" }
    fernet_key: { type: string, sensitive: true, default: ~ }
`,
  'provider.yaml':
    'config:\n  core: { options: { lazy: { type: boolean } } }\n  common.io: { options: { share: { type: float } } }\n',
  'types.md': ['m7i.large', 'm7i.metal-24xl'].map(instanceType).join(''),
  'prices.go':
    '// generated at 2026-07-06T14:20:29Z for us-east-1\n"m7i.large": 0.100800, "m7i.metal-24xl": 4.838400,\n',
  'bundle.pem': rdsRoot('eu-west-1') ?? '',
  'values.yaml': 'replicas: 1\nimage:\n  tag: "1.0"\n',
};
function instanceType(name: string): string {
  const label = (key: string, value: string) => ` |karpenter.k8s.aws/instance-${key}|${value}|\n`;
  return [
    `### \`${name}\`\n`,
    label('category', 'm'),
    label('cpu', '2'),
    label('generation', '7'),
    label('memory', '8192'),
    ' |kubernetes.io/arch|amd64|\n',
    ` |node.kubernetes.io/instance-type|${name}|\n`,
    ' |cpu|1930m|\n |memory|6903Mi|\n |pods|29|\n',
  ].join('');
}

/** All sources but those whose types another program writes. */
const rest = { ...sources, crds: [] };
const fixture: Read = async ({ file }) => files[file] ?? '';
const silent = (): void => undefined;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an import', () => {
  test('writes the same bytes when it runs twice, and reports one line for each source', async () => {
    const lines: string[] = [];
    const first = await generate(sources, fixture, (line) => lines.push(line));
    expect(lines).toEqual([
      'example.com/v1 Widget: types and schema',
      'demo: values of the Helm chart, from its defaults',
      'airflow: options of airflow.cfg',
      'common-io: options of airflow.cfg',
      'demo: 1 statement of its IAM policy',
      'ec2: 1 instance types',
      'rds: roots of 1 regions',
    ]);
    expect([...first.keys()].sort()).toEqual([
      'certificates/rds.json',
      'crds/example.com.ts',
      'instances/ec2.json',
      'policies/demo.json',
      'schemas/airflow-options.json',
      'schemas/example.com_widget_v1.json',
      'schemas/values-demo.json',
      'values/airflow-options.ts',
      'values/demo.ts',
    ]);
    const others = [...first].filter(([path]) => !path.includes('example.com'));
    expect([...(await generate(rest, fixture, silent))]).toEqual(others);
    expect(first.get('values/demo.ts')).toBe(
      '// Machine-written by `npm run import`; imports/README.md says how. Do not edit.\n\n' +
        'export interface DemoValues {\n  readonly replicas?: number;\n  readonly image?: {\n    readonly tag?: string;\n  };\n}\n',
    );
  });

  test('takes the instance types of EC2 with their prices, one a line, and leaves out bare metal', async () => {
    const made = await generate(rest, fixture, silent);
    expect(made.get('instances/ec2.json')).toContain(
      '"types": [\n  ["m7i.large", "m", 7, "amd64", 2, 8192, 1930, 6903, 29, "", 0, "", 0, 0.1008]\n ]',
    );
  });

  test('takes the root that RDS signs with in each region, and no other certificate of the bundle', async () => {
    const made = await generate(rest, fixture, silent);
    expect(JSON.parse(made.get('certificates/rds.json') ?? '')).toEqual({
      $comment: expect.stringContaining('https://example.com/bundle.pem'),
      'eu-west-1': rdsRoot('eu-west-1'),
    });
    const empty: Read = async (source) => (source.file === 'bundle.pem' ? '' : fixture(source));
    await expect(generate(rest, empty, silent)).rejects.toThrow(
      'bundle.pem: has no root of rds-ca-rsa2048-g1; check the file',
    );
  });

  test('refuses a page without instance types', async () => {
    const empty: Read = async (source) => (source.file === 'types.md' ? '# Instance Types' : fixture(source));
    await expect(generate(rest, empty, silent)).rejects.toThrow(
      'types.md: has no instance types or no prices; check the file',
    );
  });

  test('takes the options of airflow.cfg and those of its providers, typed, and which of them hold a secret', async () => {
    const written = await generate(rest, fixture, silent);
    const { properties } = JSON.parse(written.get('schemas/airflow-options.json') ?? '');
    expect(properties.core.properties).toEqual({
      parallelism: { type: 'integer' },
      load_examples: { type: ['boolean', 'string'] },
      fernet_key: { type: 'string', writeOnly: true },
      lazy: { type: 'boolean' },
    });
    expect(written.get('values/airflow-options.ts')).toContain(
      "readonly 'common.io'?: {\n    readonly share?: number;",
    );
    const unknown: Read = async () => 'core: { options: { pool: { type: duration } } }';
    await expect(generate({ ...rest, values: [] }, unknown, silent)).rejects.toThrow(
      'config.yml: core.pool: has the type "duration"; add it to imports/generator/options.ts',
    );
  });

  test('takes an IAM policy out of a CloudFormation template, with its parameters, or as it is', async () => {
    const written = (await generate(rest, fixture, silent)).get('policies/demo.json') ?? '';
    const [Statement] = JSON.parse(written).Statement;
    expect(Statement).toMatchObject({ Sid: 'Read', Resource: `arn:aws:s3:::\${ClusterName}/*` });
    expect(readPolicy(JSON.stringify({ Statement: [Statement] }), 'policy.json')).toEqual([Statement]);
    expect(() => readPolicy('Resources: {}', 'policy.yaml')).toThrow('policy.yaml: has no statement of a policy');
  });

  test('names the file that is not what it should be', async () => {
    const broken: Read = async () => '{ not: [yaml';
    await expect(generate(sources, broken, silent)).rejects.toThrow('widget.yaml: is neither YAML nor JSON');
  });
});

test('what is written leaves no file of an older run behind, and touches no other folder', async () => {
  await Promise.all(['crds', 'generator'].map((name) => mkdir(join(folder, name))));
  await writeFile(join(folder, 'crds', 'old.ts'), 'old');
  await writeFile(join(folder, 'generator', 'mine.ts'), 'mine');
  writeFiles(folder, ['crds', 'schemas'], new Map([['crds/new.ts', 'new']]));
  expect((await readdir(folder)).sort()).toEqual(['crds', 'generator', 'schemas']);
  expect(await readdir(join(folder, 'crds'))).toEqual(['new.ts']);
  expect(await readFile(join(folder, 'generator', 'mine.ts'), 'utf8')).toBe('mine');
});

describe('a source that cannot be read', () => {
  let server: Server;
  let origin: string;
  beforeEach(async () => {
    server = createServer((request, response) => {
      response.statusCode = request.url === '/there' ? 200 : 404;
      response.end('content');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterEach(() => new Promise((done) => server.close(done)));

  test('is read where it exists', async () => {
    expect(await fromUrl({ url: `${origin}/there`, file: '' })).toBe('content');
  });

  test('is reported with its address, the status and the places to look at', async () => {
    await expect(fromUrl({ url: `${origin}/missing`, file: '' })).rejects.toThrow(
      `${origin}/missing: got HTTP 404, needs 200; does the version in config/versions.ts exist, and is the path in imports/sources.ts still right?`,
    );
  });

  test('is reported with the way to work offline when nobody answers', async () => {
    await expect(fromUrl({ url: 'http://127.0.0.1:1/', file: '' })).rejects.toThrow(
      'http://127.0.0.1:1/: no answer; check the network, or read local files with --from <folder>',
    );
  });

  test('is reported with the place where a local copy belongs', async () => {
    const source = { url: 'https://example.com/widget.yaml', file: 'crds/widget.yaml' };
    await expect(fromFolder(folder)(source)).rejects.toThrow(
      `${join(folder, 'crds/widget.yaml')}: cannot be read; download https://example.com/widget.yaml to this place`,
    );
  });
});
