import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { tightLimits } from '../../../ops/local/kind.ts';
import { readFolder } from '../../../review/tree/read.ts';
import { devLike, everyAwsChoice, everyLocalChoice, prodLike } from '../../support/configs.ts';
import { items, named } from '../healthy-world.ts';
import type { World } from '../world.ts';
import { machine, standInsOf, worker } from './machine.ts';

const treeOf = (world: World) => readFolder(join(world.root, 'dist')).find(({ environment }) => environment === 'dev');
const up = (world: World, ...options: readonly string[]) => world.runLocal('up', 'dev', '--timeout', '60s', ...options);

describe('npm run local -- up', () => {
  test('starts docker, kind, kubectl, helm and git, and nothing of AWS', async () => {
    const world = machine();
    await up(world);
    const programs = new Set(world.everyArgv().map(([program]) => program));
    expect([...programs].sort()).toEqual(['docker', 'git', 'helm', 'kind', 'kubectl']);
    expect(world.everyCall().filter((line) => /amazonaws\.com|\baws\b/.test(line))).toEqual([]);
  });

  test('makes one node for the controllers, two for Airflow, and one for each other pool', async () => {
    const world = machine();
    await up(world);
    expect(world.everyCall().filter((line) => line.startsWith('kind create'))).toEqual([
      'kind create cluster --name airflow-on-eks-dev --config - --wait 60s',
    ]);
    expect(JSON.parse(world.input('kind')).nodes).toHaveLength(8);
    const labelled = world.everyCall().filter((line) => line.includes(' label node '));
    expect(labelled).toHaveLength(7);
    expect(labelled[0]).toContain('NodeGroupType=core');
    expect(world.everyCall()).toContain(
      'kubectl --context kind-airflow-on-eks-dev taint node c --overwrite dedicated=airflow:NoSchedule',
    );
  });

  test('gives each kind of node its node before any has two, where there is one node for each', async () => {
    const world = machine().answer('kubectl * get nodes *', items(...[...'abcdef'].map((name) => worker(name))));
    await up(world);
    const labelled = world.everyCall().filter((line) => line.includes(' label node '));
    expect(labelled).toHaveLength(6);
    expect(new Set(labelled.map((line) => /nodepool=(\S+)|=core/.exec(line)?.[0])).size).toBe(6);
  });

  test.each<[string, ReturnType<typeof worker>]>([
    ['is of the control plane', worker('x', { 'node-role.kubernetes.io/control-plane': '' })],
    ['is cordoned', worker('x', {}, { unschedulable: true })],
    ['is not ready', { ...worker('x'), status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } } as never],
    ['has a taint of its own', worker('x', {}, { taints: [{ key: 'gpu', effect: 'NoSchedule' }] })],
  ])('gives no role to a node that %s', async (_, node) => {
    const others = [...'abcdef'].map((name) => worker(name));
    const world = machine().answer('kubectl * get nodes *', items(node, ...others));
    await up(world);
    const labelled = world.everyCall().filter((line) => line.includes(' label node '));
    expect(labelled).toHaveLength(6);
    expect(labelled.filter((line) => line.includes(' label node x '))).toEqual([]);
  });

  test('goes on with the node to which an interrupted run has given its taints and not yet its labels', async () => {
    const taints = [{ key: 'dedicated', value: 'airflow', effect: 'NoSchedule' }];
    const given = { 'airflow-on-eks.local/given': JSON.stringify({ labels: [], taints: [] }) };
    const nodes = [worker('x', {}, { taints }, given), ...[...'abcde'].map((name) => worker(name))];
    const world = machine().answer('kubectl * get nodes *', items(...nodes));
    await up(world);
    expect(world.everyCall().filter((line) => line.includes(' label node x '))).toHaveLength(1);
  });

  test('changes nothing in a cluster that has too few nodes', async () => {
    const world = machine().answer('kubectl * get nodes *', items(worker('a'), worker('b')));
    await up(world);
    expect(world.everyCall().filter((line) => / (label|taint|annotate|apply) /.test(line))).toEqual([]);
  });

  test('marks the cluster as its own before it changes a node, so that down finds what to take back', async () => {
    const world = machine().answer('kubectl * annotate *', { code: 1 });
    await up(world);
    expect(world.inputs('kubectl').join()).toContain('"airflow-on-eks.local/environment":"dev"');
    expect(world.everyCall().filter((line) => / (label|taint) node /.test(line))).toEqual([]);
  });

  test('asks nothing of a server of EKS', async () => {
    const world = machine().answer('kubectl * config view *', { out: 'https://A1.gr7.eu-west-1.eks.amazonaws.com' });
    await up(world, '--context', 'prod');
    expect(world.everyCall().filter((line) => line !== 'helm version --short')).toEqual([
      expect.stringMatching(/^kubectl --context prod config view --minify /),
    ]);
  });

  test('goes on with the cluster and the secret values of a run that was interrupted', async () => {
    const values = Buffer.from(JSON.stringify({ 'airflow-dev/airflow/admin': { password: 'kept' } })).toString(
      'base64',
    );
    const world = machine()
      .answer('kind get clusters', { out: 'airflow-on-eks-dev\n' })
      .answer('kubectl * get namespaces *', items(standInsOf('dev')))
      .answer('kubectl * get secret secret-values *', { out: { data: { values } } });
    await up(world);
    expect(world.everyCall().filter((line) => line.startsWith('kind create'))).toEqual([]);
    const secrets = world.inputs('kubectl').filter((text) => text.includes('"password"'));
    expect(secrets.length).toBeGreaterThan(0);
    for (const text of secrets) expect(text).toContain('kept');
  });

  test('prints every command and starts none with --dry-run, and shows no value of a secret', async () => {
    const world = machine();
    const { code, stdout } = await up(world, '--dry-run');
    expect(code).toBe(0);
    expect(world.everyCall()).toEqual([]);
    expect(stdout).toContain('# standard input of the next command: the Secret with all values');
    expect(stdout).not.toMatch(/password":|stringData/);
  });

  test('counts with --dry-run what differs from the last commit, and does not print it all', async () => {
    const { stdout } = await up(machine(), '--argocd', '--dry-run');
    expect(stdout).toMatch(/# standard input of the next command: what differs from HEAD: [1-9]\d* files/);
    expect(stdout).not.toContain('{"texts"');
  });

  test('takes the choice of a node off every pod with --compact, and says so', async () => {
    const world = machine();
    const { stderr } = await up(world, '--compact');
    expect(JSON.parse(world.input('kind')).nodes).toHaveLength(2);
    expect(stderr).toContain('COMPACT: ');
    expect(world.everyCall().filter((line) => / (label|taint) node /.test(line))).toEqual([]);
    expect(world.inputs('kubectl').join()).toContain('MutatingAdmissionPolicyBinding');
  });

  test.each<[string, (world: World) => void, number, string, string[]?]>([
    ['no kind', (world) => world.uninstall('kind'), 4, "'kind' is not on PATH; install kind"],
    [
      'no Docker that answers',
      (w) => w.answer('docker info *', { out: '0 no daemon\n' }),
      4,
      'Docker does not answer (no daemon); start it',
    ],
    [
      'a Docker that does not let the user in',
      (world) => world.answer('docker info *', { err: 'first\npermission denied at docker.sock', code: 1 }),
      4,
      'Docker does not answer (permission denied at docker.sock); let your user work with it',
    ],
    [
      'too little memory',
      (world) => world.answer('docker info *', { out: `${4 * 2 ** 30}` }),
      4,
      'Docker has 4.0 GiB of memory, this needs 8',
    ],
    [
      'a cluster of EKS',
      (world) => world.answer('kubectl * get nodes *', items(worker('a', {}, { providerID: 'aws:///eu-west-1a/i-1' }))),
      1,
      'runs in AWS (node a)',
    ],
    [
      'a cluster that Argo CD is in charge of',
      (world) => world.answer('kubectl * get applications.argoproj.io *', items(named('root', 'argocd'))),
      1,
      'is in the charge of Argo CD (Application argocd/root)',
    ],
    [
      'a cluster with something in it',
      (world) => world.answer('kubectl * get namespaces *', items(named('shop'), named('kube-system'))),
      1,
      'is not empty: it has shop; give one to throw away',
    ],
    [
      'another environment in the cluster',
      (world) => world.answer('kubectl * get namespaces *', items(standInsOf('prod'))),
      1,
      "runs 'prod'; name it, or run 'npm run local -- down prod' first",
    ],
    [
      'too few nodes',
      (world) => world.answer('kubectl * get nodes *', items(worker('a'), worker('b'))),
      1,
      'give it 6 worker nodes, or use --compact',
    ],
    [
      'a server of EKS',
      (world) => world.answer('kubectl * config view *', { out: 'https://A1.gr7.eu-west-1.eks.amazonaws.com' }),
      1,
      'runs in AWS (https://A1.gr7.eu-west-1.eks.amazonaws.com)',
    ],
    [
      'a namespace that only sounds like one of Kubernetes',
      (world) => world.answer('kubectl * get namespaces *', items(named('kube-prometheus'))),
      1,
      'is not empty: it has kube-prometheus',
    ],
    [
      'a cluster of kind that was never finished',
      (world) =>
        world
          .answer('kind get clusters', { out: 'airflow-on-eks-dev\n' })
          .answer('kubectl * config view *', { code: 1 }),
      1,
      "is not complete: the kubeconfig has no context 'kind-airflow-on-eks-dev'; run 'npm run local -- down dev'",
    ],
    [
      'a cluster that does not answer',
      (world) => world.answer('kubectl * get --raw *', { err: 'connection refused', code: 1 }),
      1,
      "does not answer (connection refused); start its containers in Docker, or run 'npm run local -- down dev'",
    ],
    [
      'a Helm that is too old',
      (world) => world.answer('helm version *', { out: 'v3.13.2+g2a2fb3b' }),
      4,
      'Helm is v3.13.2+g2a2fb3b, this needs 3.14 or newer; install that',
    ],
    [
      "another 'up' that works on the cluster",
      (world) =>
        world
          .answer('kubectl * create --filename -', {
            err: 'Error (AlreadyExists): leases "up" already exists',
            code: 1,
          })
          .answer('kubectl * get lease up *', { out: leaseOf(`${hostname()} ${process.ppid}`) }),
      1,
      "another 'up' works on the cluster of context 'kind-airflow-on-eks-dev' (process ",
    ],
    [
      'no policy that --compact could use',
      (world) => world.answer('kubectl * get --raw /apis/*', { err: 'not found', code: 1 }),
      1,
      "--compact: the cluster of context 'kind-airflow-on-eks-dev' has no MutatingAdmissionPolicy; start its API server",
      ['--compact'],
    ],
    [
      'no default StorageClass',
      (world) => world.answer('kubectl * get storageclasses *', items()),
      1,
      'has no default StorageClass',
    ],
    [
      'an image that cannot be pulled',
      (world) => waitForImage(world, 'versity/versitygw:v0', ''),
      2,
      "the image 'versity/versitygw:v0' cannot be pulled",
    ],
    [
      'an image that is not for the processor of a laptop',
      (world) => waitForImage(world, 'a/b:1', 'ErrImagePull: no match for platform in manifest: not found'),
      2,
      "the image 'a/b:1' has no build for the processor of its node; build it for arm64 and amd64",
    ],
  ])('ends with one clear sentence where there is %s', async (_, change, expected, sentence, options = []) => {
    const world = machine();
    change(world);
    const { code, stderr } = await up(world, ...options);
    expect(stderr.split('\n').filter((line) => line.startsWith('local: '))).toHaveLength(1);
    expect(stderr).toContain(sentence);
    expect(code).toBe(expected);
  });

  test.each([
    ['has no such chart', undefined, /has no folder '[\w-]+' with a Chart\.yaml/],
    ['has another version of a chart', 'version: 0.0.1', /is version 0\.0\.1, and the environment runs /],
  ])('refuses a folder of --charts that %s', async (_, text, sentence) => {
    const world = machine();
    for (const { chart } of treeOf(world)?.applications.flatMap(({ charts }) => charts) ?? []) {
      if (text !== undefined) world.write(`charts/${chart}/Chart.yaml`, `name: ${chart}\n${text}\n`);
    }
    const { code, stderr } = await up(world, '--charts', join(world.root, 'charts'));
    expect(stderr).toMatch(sentence);
    expect([code, world.everyCall()]).toEqual([1, []]);
  });

  test('gives Helm the values and the parameters of the Application, as committed', async () => {
    const world = machine();
    await up(world);
    const values = ['spark-operator', 'airflow'].map((name) => treeOf(world)?.application(name)?.charts[0]?.values);
    // Beside those of add-ons.
    expect(world.inputs('helm').map((input) => JSON.parse(input))).toEqual(expect.arrayContaining(values));
    expect(world.everyCall().filter((line) => line.startsWith('helm template airflow '))).toEqual([
      expect.stringContaining('--repo https://airflow.apache.org'),
    ]);
  });

  test('lets Argo CD play the waves with --argocd, as bootstrap installs it, and puts no Secret into Git', async () => {
    const world = machine().answer('helm version *', { out: 'v3.19.0\n' });
    const { stderr } = await up(world, '--argocd');
    expect(world.everyCall().filter((line) => line.startsWith('helm upgrade --install argocd argo-cd'))).toHaveLength(
      1,
    );
    expect(world.everyCall().filter((line) => line.startsWith('helm template'))).toEqual([]);
    const [overlay = ''] = world.inputs('kubectl').filter((text) => text.startsWith('{"texts"'));
    expect(overlay).toContain('"dist/dev/root/Application.airflow.yaml"');
    expect(overlay).not.toContain('stringData');
    expect(JSON.parse(world.input('helm')).redis.image).toEqual({ repository: 'docker.io/library/redis' });
    expect(stderr).not.toContain('Application argocd: nothing');
    expect(stderr).toContain('every object of argoproj.io: the same, with the repository at git://');
    expect(stderr).toMatch(/\d+ applications are not ready after 60s/);
  });

  test('names the image that cannot be pulled where Helm only says that it waited, with --argocd', async () => {
    const pod = { ...named('argocd-redis-1', 'argocd'), status: { containerStatuses: [unpulled('redis:1')] } };
    const world = machine()
      .answer('kubectl * get pods --all-namespaces *', items(), items(pod))
      .answer('helm upgrade *', { err: 'Error: context deadline exceeded', code: 1 });
    const { code, stderr } = await up(world, '--argocd');
    expect(stderr).toContain("cause: the image 'redis:1' cannot be pulled");
    expect(code).toBe(1);
  });

  test('names it at once where Argo CD only says that it waits', async () => {
    const pod = {
      ...named('airflow-pgbouncer-1', 'airflow'),
      status: { containerStatuses: [unpulled('pgbouncer:1')] },
    };
    const world = machine().answer('kubectl * get pods --all-namespaces *', items(), items(pod), items());
    const { stderr } = await up(world, '--argocd');
    expect(stderr.match(/\ds the image 'pgbouncer:1' cannot be pulled/g)).toHaveLength(1);
  });

  test('goes on by Argo CD where Argo CD is in charge, without the option too', async () => {
    const world = machine()
      .answer('kubectl * get namespaces *', items(standInsOf('dev')))
      .answer('kubectl * get applications.argoproj.io *', items(named('root', 'argocd')));
    await up(world);
    expect(world.everyCall().filter((line) => line.startsWith('helm template'))).toEqual([]);
    expect(world.inputs('kubectl').join()).toContain('"dist/dev/root/Application.airflow.yaml"');
  });

  test('installs Argo CD from a folder of charts too, where the machine has no way to their repositories', async () => {
    const world = machine();
    const tree = readFolder(join(world.root, 'dist')).find(({ environment }) => environment === 'dev');
    for (const { chart, version } of tree?.applications.flatMap((view) => view.charts) ?? [])
      world.write(`charts/${chart}/Chart.yaml`, `version: ${version}\n`);
    await up(world, '--argocd', '--charts', join(world.root, 'charts'));
    const [install = ''] = world.everyCall().filter((line) => line.startsWith('helm upgrade'));
    expect(install).toContain(join(world.root, 'charts', 'argo-cd'));
    expect(install).not.toContain('--repo');
    const [overlay = ''] = world.inputs('kubectl').filter((text) => text.startsWith('{"texts"'));
    expect(overlay).toContain('"helm-charts/airflow/Chart.yaml"');
  });

  test('takes the place of an up that was killed, and gives it back at its end', async () => {
    const world = machine()
      .answer('kubectl * create --filename -', { err: 'Error (AlreadyExists): leases "up" already exists', code: 1 })
      .answer('kubectl * get lease up *', { out: leaseOf(`${hostname()} 99999999`) });
    await up(world);
    const calls = world.everyCall().map((line) => line.replace('kubectl --context kind-airflow-on-eks-dev ', ''));
    expect(calls).toContain('replace --filename -');
    expect(calls.at(-1)).toBe('delete lease up --namespace local-stand-ins --ignore-not-found');
  });

  test('gives Helm and kind no more time than it has itself', async () => {
    const world = machine();
    await up(world, '--argocd');
    const [kind, helm] = ['kind create', 'helm upgrade'].map((begin) =>
      world.everyCall().find((line) => line.startsWith(begin)),
    );
    expect([kind, helm]).toEqual([expect.stringMatching(/ --wait 60s$/), expect.stringMatching(/ --timeout 60s$/)]);
  });

  test('pushes to a context with spaces in its name, and prints a command that works', async () => {
    const world = machine();
    const { stdout } = await up(world, '--context', 'my 100% cluster');
    const [push = []] = world.everyArgv().filter((argv) => argv.includes('push'));
    // https://git-scm.com/docs/git-remote-ext
    expect(push.at(-2)).toMatch(/^ext::kubectl --context my% 100%%% cluster exec --stdin .* -- %S \S+$/);
    expect(stdout).toContain("npm run local -- open dev --context 'my 100% cluster'");
  });

  test('says where the cluster runs another Kubernetes than the environment', async () => {
    const world = machine().answer('kubectl * version *', { out: { serverVersion: { gitVersion: 'v1.30.2' } } });
    const { stderr } = await up(world);
    const wanted = world.config.cluster.kubernetesVersion;
    expect(stderr).toContain(`warning: the cluster runs Kubernetes 1.30, the environment ${wanted}; if that matters`);
  });

  (existsSync('/proc') ? test : test.skip)(
    'ends with one clear sentence where the disk of Docker is full',
    async () => {
      const world = machine().answer('docker info --format {{.DockerRootDir}}', { out: '/proc\n' });
      const { code, stderr } = await up(world);
      expect(stderr).toContain(
        "the disk of /proc has 0.0 GiB left, this needs 20; remove what is not needed, e.g. with 'docker",
      );
      expect([code, world.everyCall().filter((line) => line.startsWith('kind create'))]).toEqual([4, []]);
    },
  );

  test.each([
    [
      128,
      ["fs.inotify.max_user_instances is 128, and kind recommends 512 for several nodes (here 8); run 'sudo sysctl"],
    ],
    [1024, []],
    [undefined, []],
  ])('says of %j inotify instances what kind recommends', (found, sentences) => {
    const warnings = tightLimits(8, (name) => (name === 'max_user_instances' ? found : undefined));
    expect(warnings).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
  });

  test('refuses what only AWS has before it makes anything', async () => {
    const world = machine(everyAwsChoice);
    const { code, stderr } = await world.runLocal('up', 'aws-choices');
    expect(stderr).toContain("airflow.logs: 'cloudwatch' has no stand-in");
    expect(stderr).toContain("hadoop-aws' is in ECR");
    expect([code, world.everyCall()]).toEqual([1, []]);
  });

  test('refuses an environment whose DAGs have no source here, and says of each why', async () => {
    const world = machine(everyLocalChoice);
    const { code, stderr } = await world.runLocal('up', 'local-choices');
    expect(stderr).toContain("airflow.dags: 'https://github.com/example/private-dags.git' is private, and no secret");
    expect([code, world.everyCall()]).toEqual([1, []]);
  });

  test('warns of DAGs that have no source here where others have one, and brings the branch of each that has', async () => {
    const { repoUrl } = devLike.git;
    const git = { ref: 'main', subdir: 'dags', refreshSeconds: 60 };
    const world = machine({
      ...devLike,
      airflow: {
        ...devLike.airflow,
        dagBundles: [
          { name: 'released', kind: 'git-private', repoUrl, ...git, ref: 'release' },
          { name: 'other', kind: 'git', repoUrl: 'https://github.com/acme/other.git', ...git, ref: 'other' },
          { name: 'bucket', kind: 's3', prefix: 'dags', refreshSeconds: 60 },
          { name: 'app', kind: 'git-private', credentials: 'github-app', repoUrl, ...git },
        ],
      },
    });
    const { stderr } = await up(world);
    const warned = /warning: these DAGs are not here, airflow\.dagBundles: '(\w+)'/g;
    expect([...stderr.matchAll(warned)].map(([, name]) => name)).toEqual(['bucket', 'app']);
    expect(
      world
        .everyArgv()
        .filter((argv) => argv.at(-1) === 'release')
        .map((argv) => argv.slice(-2)),
    ).toEqual([['main', 'release']]);
  });

  test('pushes past the hooks, signatures and tags of the user', async () => {
    const world = machine();
    await up(world);
    const [push] = world.everyCall().filter((line) => /^git .* push /.test(line));
    expect(push).toContain(' push --quiet --force --no-verify --no-signed --no-follow-tags ');
  });

  test.each([
    [
      'that dist/ is applied as it is and Airflow gets the last commit',
      [],
      'dist/ has changes that are not committed; they are applied as they are',
    ],
    [
      'that Argo CD gets the last commit',
      ['--argocd'],
      'dags/ or dist/ has changes that are not committed; Argo CD gets the last commit',
    ],
  ])('says of what is not committed %s', async (_, options, sentence) => {
    const { stderr } = await up(machine().answer('git status *', { out: ' M x' }), ...options);
    expect(stderr.split('\n').filter((line) => line.includes('dist/ has changes'))).toEqual([`warning: ${sentence}`]);
  });

  test('puts a PostgreSQL in the place of RDS', async () => {
    const world = machine(prodLike);
    await world.runLocal('up', 'prod', '--timeout', '60s');
    const [services = ''] = world.inputs('kubectl').filter((text) => text.includes('versitygw'));
    expect(services).toContain('"image":"postgres:');
    const inputs = world.inputs('kubectl').join();
    expect(inputs).toContain('server_tls_sslmode = disable');
    expect(inputs).not.toContain('server_tls_sslmode = verify-full');
  });
});

const leaseOf = (holderIdentity: string) => ({ spec: { holderIdentity } });

const unpulled = (image: string, message = '') => ({
  image,
  state: { waiting: { reason: 'ImagePullBackOff', message } },
});

function waitForImage(world: World, image: string, message: string): void {
  const status = { containerStatuses: [unpulled(image, message)] };
  const pod = { ...named('stand-ins-1', 'local-stand-ins'), status };
  world.answer('kubectl * get deployments,*', items()).answer('kubectl * get pods --namespace *', items(pod));
}

describe('npm run local -- down', () => {
  test('deletes the cluster that kind made', async () => {
    const world = machine();
    expect((await world.runLocal('down')).code).toBe(0);
    expect(world.everyCall()).toEqual(['kind delete cluster --name airflow-on-eks-dev']);
  });

  test('deletes of another cluster what has a field of its own, and takes its roles back', async () => {
    const mine = { managedFields: [{ manager: 'airflow-on-eks-local' }] };
    // As an interrupted run left it, of a pool that has another name by now.
    const given = JSON.stringify({ labels: ['pool', 'kind'], taints: ['pool=old:NoSchedule', 'kind=x:NoExecute'] });
    const taints = [
      { key: 'pool', value: 'old', effect: 'NoSchedule' },
      { key: 'of-somebody-else', effect: 'NoSchedule' },
    ];
    const world = machine()
      .answer('kubectl * get namespaces --output json', items(standInsOf('dev')))
      .answer('kubectl * api-resources *', { out: 'namespaces\nclusterroles\n' })
      .answer(
        'kubectl * get namespaces,clusterroles *',
        items(
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'airflow', ...mine } },
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'local-stand-ins', ...mine } },
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } },
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'airflow', ...mine } },
          { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'operator', ...mine } },
        ),
      )
      .answer(
        'kubectl * get nodes *',
        items(worker('a', {}, { taints }, { 'airflow-on-eks.local/given': given }), worker('b')),
      );
    const { code } = await world.runLocal('down', '--context', 'bare');
    const deleted = world
      .inputs('kubectl')
      .map((text) => JSON.parse(text).items.map(({ metadata }: { metadata: { name: string } }) => metadata.name));
    expect(deleted).toEqual([['airflow'], ['operator'], ['local-stand-ins']]);
    expect(world.everyCall().filter((line) => / (label|taint|annotate) node /.test(line))).toEqual([
      'kubectl --context bare taint node a pool=old:NoSchedule-',
      'kubectl --context bare label node a pool- kind-',
      'kubectl --context bare annotate node a airflow-on-eks.local/given-',
    ]);
    expect(code).toBe(0);
  });
});

describe('npm run local -- down, where Argo CD is in charge', () => {
  test('ends Argo CD first, and deletes what it and its chart made beside the namespaces', async () => {
    const by = (manager: string) => ({ managedFields: [{ manager }] });
    const role = (name: string, metadata: object) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name, ...metadata },
    });
    const ofChart = { annotations: { 'meta.helm.sh/release-namespace': 'argocd' }, ...by('helm') };
    const root = { ...named('root', 'argocd').metadata, ...by('airflow-on-eks-local') };
    const world = machine()
      .answer('kubectl * get namespaces --output json', items(standInsOf('dev')))
      .answer('kubectl * api-resources *', { out: 'clusterroles\n' })
      .answer(
        'kubectl * get clusterroles *',
        items(
          { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: root },
          role('spark-operator', by('argocd-controller')),
          role('argocd-server', ofChart),
          role('of-somebody-else', by('helm')),
        ),
      );
    const { code } = await world.runLocal('down', '--context', 'bare');
    const deleted = world.inputs('kubectl').flatMap((text) => JSON.parse(text).items as { metadata: object }[]);
    expect(deleted.map(({ metadata }) => metadata)).toEqual([
      { name: 'root', namespace: 'argocd' },
      { name: 'spark-operator' },
      { name: 'argocd-server' },
    ]);
    const changes = world.everyCall().filter((line) => / (delete|patch) /.test(line));
    expect(changes.slice(0, 2)).toEqual([
      'kubectl --context bare delete statefulsets --all --cascade=foreground --namespace argocd',
      expect.stringMatching(/ patch applications\.argoproj\.io root --namespace argocd .*"finalizers":null/),
    ]);
    expect(code).toBe(0);
  });
});

describe('npm run local', () => {
  test.each([
    [[], "name a step: up, test, status, open, down, e.g. 'npm run local -- up'"],
    [['statuss'], "'statuss' is no step; did you mean 'status'?"],
    [['down', '--compact'], "--compact has no meaning for 'down'; leave it out"],
    [['up', 'nowhere'], "environment 'nowhere' is not in config/environments"],
    [['status'], "nothing of 'dev' is in the cluster of context 'kind-airflow-on-eks-dev'"],
  ])('%j is refused with what to type', async (argv, message) => {
    const { code, stderr } = await machine().runLocal(...argv);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});
