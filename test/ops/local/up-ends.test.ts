import { hostname } from 'node:os';
import { join } from 'node:path';
import { items, named } from '../healthy-world.ts';
import type { World } from '../world.ts';
import { machine, standInsOf, treeOf, up, worker } from './machine.ts';

describe('npm run local -- up', () => {
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
