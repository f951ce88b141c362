import { hostname } from 'node:os';
import { join } from 'node:path';
import { items, named } from '../healthy-world.ts';
import { machine, standInsOf, treeOf, up } from './machine.ts';

describe('npm run local -- up', () => {
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
    for (const { chart, version } of treeOf(world)?.applications.flatMap((view) => view.charts) ?? [])
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
});

const leaseOf = (holderIdentity: string) => ({ spec: { holderIdentity } });

const unpulled = (image: string, message = '') => ({
  image,
  state: { waiting: { reason: 'ImagePullBackOff', message } },
});
