import { existsSync } from 'node:fs';
import { tightLimits } from '../../../ops/local/kind.ts';
import { devLike, everyAwsChoice, everyLocalChoice, prodLike } from '../../support/configs.ts';
import { machine, up } from './machine.ts';

describe('npm run local -- up', () => {
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
