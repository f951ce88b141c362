import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartImages } from '../../../config/chart-images.ts';
import { addOnCharts } from '../../../config/owned-values.ts';
import type { PlatformConfig } from '../../../config/platform-config.ts';
import { resolve } from '../../../config/resolve.ts';
import { at, textsIn } from '../../../imports/json.ts';
import { overlayOf } from '../../../ops/local/argocd.ts';
import { batches, played } from '../../../ops/local/plan.ts';
import { repositories } from '../../../ops/local/replacements.ts';
import { secretValues } from '../../../ops/local/secrets.ts';
import { services } from '../../../ops/local/services.ts';
import { chartsIn } from '../../../review/tree/application.ts';
import type { Manifest } from '../../../review/tree/manifest.ts';
import { isApplication } from '../../../review/tree/tree.ts';
import type { Mutable } from '../../fixtures.ts';
import { render } from '../../render.ts';
import { company } from '../../support/company.ts';
import { everything } from '../../support/configs.ts';
import { renderedConfigs } from '../../support/rendered-configs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { items, named } from '../healthy-world.ts';
import type { World } from '../world.ts';
import { FakeAirflow, walked } from './fake-airflow.ts';
import { machine, standInsOf } from './machine.ts';

/** Addresses that answer from AWS, also those of nodes. ARNs and names of labels are none. */
const ofAws = /[\w.-]*(amazonaws\.com|\.api\.aws|ecr\.aws|ecr-public\.aws|awsapps\.com|169\.254\.169\.254)[\w./-]*/g;

/** A project of Argo CD may take charts from there; no Application does. */
const permitted = 'public.ecr.aws/karpenter';

const foundIn = (texts: readonly string[]) =>
  texts.flatMap((text) => [...text.matchAll(ofAws)].map(([found]) => found)).filter((found) => found !== permitted);

/** All that a run has said to programs: each word, each standard input, and each file that it has named. */
function saidTo(world: World): readonly string[] {
  const programs = ['kubectl', 'helm', 'git', 'docker', 'kind'];
  const words = world.everyArgv().flat();
  const files = words
    .filter((word) => word.startsWith('dist/'))
    .map((file) => readFileSync(join(world.root, file), 'utf8'));
  return [...words, ...programs.flatMap((program) => world.inputs(program)), ...files];
}

describe('npm run local, without credentials and with an empty home', () => {
  const folders = temporaryFolder();
  const outside = { ...process.env };
  const { fetch } = globalThis;
  const fetched: string[] = [];
  let home = '';

  beforeEach(() => {
    home = mkdtempSync(join(folders, 'home-'));
    for (const name of Object.keys(process.env).filter((name) => name.startsWith('AWS_'))) delete process.env[name];
    process.env['HOME'] = home;
    fetched.length = 0;
    globalThis.fetch = (input, options) => {
      fetched.push(String(input));
      return fetch(input, options);
    };
  });
  afterEach(() => {
    Object.assign(process.env, outside);
    globalThis.fetch = fetch;
  });

  const inCluster = () =>
    machine()
      .answer('git rev-parse HEAD', { out: '0123456789abcdef\n' })
      .answer('kubectl * get namespaces *', items(standInsOf('dev')))
      .answer('kubectl * api-resources *', { out: 'namespaces\n' })
      .answer('kubectl * get namespaces --all-namespaces *', items())
      .answer('kubectl * get secret *', { out: { data: { password: '' } } })
      .answer('kubectl * port-forward *', { out: 'Forwarding from 127.0.0.1:8080 -> 8080' }, { code: 1 });
  const ofArgoCd = () => inCluster().answer('kubectl * get applications.argoproj.io *', items(named('root', 'argocd')));

  test.each<[string, () => World, readonly string[]]>([
    ['up', machine, ['up', 'dev']],
    ['up --argocd', machine, ['up', 'dev', '--argocd', '--timeout', '60s']],
    ['up --compact', machine, ['up', 'dev', '--compact']],
    ['up --context', machine, ['up', 'dev', '--context', 'bare']],
    ['status', inCluster, ['status']],
    ['open', inCluster, ['open']],
    ['open with Argo CD', ofArgoCd, ['open']],
    ['down', inCluster, ['down']],
    ['down --context', inCluster, ['down', 'dev', '--context', 'bare']],
  ])('calls no program and no address of AWS with %s', async (_, start, argv) => {
    const world = start();
    await world.runLocal(...argv);
    const programs = new Set(world.everyArgv().map(([program]) => program));
    expect(programs.size).toBeGreaterThan(0);
    const allowed = ['docker', 'git', 'helm', 'kind', 'kubectl', 'xdg-open'];
    expect([...programs].filter((program) => !allowed.includes(program))).toEqual([]);
    expect(foundIn(saidTo(world))).toEqual([]);
    expect([fetched, readdirSync(home)]).toEqual([[], []]);
  });

  test('calls nothing but kubectl and Airflow on this machine with test', async () => {
    const airflow = new FakeAirflow();
    const world = walked(await airflow.start());
    const { code } = await world.runLocal('test').finally(() => airflow.stop());
    expect(code).toBe(0);
    expect(new Set(world.everyArgv().map(([program]) => program))).toEqual(new Set(['kubectl']));
    expect(foundIn(saidTo(world))).toEqual([]);
    expect(fetched.filter((url) => !url.startsWith('http://localhost:'))).toEqual([]);
    expect(fetched.length).toBeGreaterThan(10);
    expect(readdirSync(home)).toEqual([]);
  });
});

/** All choices of `everything`, but for what only AWS has. */
const callsAws = new Set(['topic', 'mail']);
const everythingHere = structuredClone(everything) as Mutable<PlatformConfig>;
everythingHere.airflow.logs = { kind: 's3', retentionDays: 30 };
everythingHere.spark.image = 'example/spark-hadoop-aws:4.0.4';
delete everythingHere.airflow.secretsBackend;
if (everythingHere.monitoring.kind === 'prometheus') {
  everythingHere.monitoring.receivers =
    everythingHere.monitoring.receivers?.filter(({ name }) => !callsAws.has(name)) ?? [];
}

const here = ['dev', 'prod', 'everything here'];

describe.each([
  ...renderedConfigs,
  ['everything here', render(everythingHere), everythingHere] as (typeof renderedConfigs)[number],
])('%s', (name, tree, config) => {
  const platform = resolve(config);
  const circumstances = {
    provisioner: 'rancher.io/local-path',
    ...repositories(platform),
    values: secretValues(platform.secrets, {}),
  };

  /** Objects, values and images of charts, as they are applied in both ways. */
  function applied(): readonly string[] {
    const byHand = played(tree, 'kubectl').flatMap((view) =>
      batches(tree.of(view.name), circumstances).flatMap(({ objects, files }) => [
        ...objects,
        ...tree.items.filter(({ file }) => files.includes(`dist/${file}`)).map(({ manifest }) => manifest),
      ]),
    );
    const byArgoCd = Object.values(overlayOf(tree, circumstances).texts).map((text) => JSON.parse(text) as Manifest);
    const charts = [
      ...played(tree, 'kubectl').flatMap((view) => view.charts),
      ...byArgoCd.filter(isApplication).flatMap(chartsIn),
    ];
    const images = charts.flatMap(({ chart, values, repoUrl }) => {
      const addOn = Object.entries(addOnCharts).find(([, name]) => name === chart)?.[0] as keyof typeof chartImages;
      return Object.entries(chartImages[addOn] ?? {}).map(
        ([place, byItself]) => `${repoUrl} ${at(values, place.replaceAll('/', '.')) ?? byItself}`,
      );
    });
    expect(images.length).toBeGreaterThan(5);
    const all = [...byHand, ...byArgoCd, ...services(platform, tree), ...charts.map(({ values }) => values)];
    return [...all.flatMap((value) => textsIn(value)), ...images];
  }

  test('has no address of AWS in what is applied, or is refused before anything is called', async () => {
    const world = machine(config);
    const { code } = await world.runLocal('up', config.environment, '--timeout', '60s');
    const isRefused = code === 1 && world.everyCall().length === 0;
    expect(isRefused ? [] : foundIn(applied())).toEqual([]);
    expect(isRefused).toBe(!here.includes(name));
  });
});

describe('an environment that calls what only AWS has', () => {
  test.each<[string, PlatformConfig, readonly string[]]>([
    [
      'its services',
      everything,
      [
        "airflow.logs: 'cloudwatch' has no stand-in, only 's3' has one",
        'airflow.secretsBackend: Secrets Manager has no stand-in that Airflow can ask',
        "monitoring.receivers: 'topic' calls AWS",
        "monitoring.receivers: 'mail' calls AWS",
      ],
    ],
    [
      'its registries, as mirrors',
      company,
      ["registries: 'docker.io' is mirrored by '111122223333.dkr.ecr.", 'which is ECR'],
    ],
  ])('is refused with the fields that name %s', async (_, config, sentences) => {
    const world = machine(config);
    const { code, stderr } = await world.runLocal('up', config.environment);
    for (const sentence of sentences) expect(stderr).toContain(sentence);
    expect([code, world.everyCall()]).toEqual([1, []]);
  });
});
