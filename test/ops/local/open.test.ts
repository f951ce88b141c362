import { devLike, everything } from '../../support/configs.ts';
import { renderInto } from '../../support/render-into.ts';
import { items, named } from '../healthy-world.ts';
import { endless, World } from '../world.ts';
import { defaultClass, standInsOf } from './machine.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

const connected = { out: 'Forwarding from 127.0.0.1:8080 -> 8080' };
const refused = { err: 'error: pod is not running', code: 1 };

/** A cluster that runs the environment; after the first look at it Airflow is gone. */
function running(): World {
  const world = new World((draft) => Object.assign(draft, structuredClone(devLike)));
  renderInto(world.root, [devLike]);
  return world
    .answer('git rev-parse HEAD', { out: '0123456789abcdef\n' })
    .answer('kubectl * get *', items())
    .answer('kubectl * get namespaces *', items(standInsOf('dev')))
    .answer('kubectl * port-forward *', { out: 'Forwarding from 127.0.0.1:40001 -> 1' })
    .answer('kubectl * port-forward * service/airflow-api-server *', connected, refused)
    .answer('kubectl * get secret *', { out: { data: { username: encoded('admin'), password: encoded('pass') } } });
}

const open = (world: World, ...options: readonly string[]) => world.runLocal('open', ...options);

describe('npm run local -- open', () => {
  test('prints where Airflow answers and who may log in, and brings the last commit into the cluster', async () => {
    const world = running();
    const { code, stdout } = await open(world);
    expect(stdout).toContain('Airflow: http://localhost:8080\n  user admin, password pass');
    expect(stdout).not.toContain('Argo CD');
    expect(world.everyCall().filter((line) => /^git .* push /.test(line))).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('connects again where a new pod takes the place of Airflow, and says when none comes', async () => {
    const airflow = 'kubectl * port-forward * service/airflow-api-server *';
    const world = running().answer(airflow, connected, refused, refused, connected, refused);
    const { code, stderr } = await open(world);
    expect(stderr.match(/wait until Airflow answers again/g)).toHaveLength(2);
    expect(stderr).toContain('Airflow does not answer for 10m (no connection: error: pod is not running)');
    expect(code).toBe(2);
  });

  test('brings commits while the program that shows the browser goes on', async () => {
    const world = running().answer('xdg-open *', { out: endless });
    await open(world);
    expect(world.everyCall().filter((line) => /^git .* push /.test(line))).toHaveLength(1);
  });

  test('says that changes arrive with a commit', async () => {
    const { stderr } = await open(running().answer('git status *', { out: ' M dags/a.py' }));
    expect(stderr).toContain('warning: there are changes that are not committed; they arrive with your next commit');
  });

  test('forwards the Spark UI of each job that runs', async () => {
    const world = running().answer('kubectl * get pods *', items(named('pi-driver', 'spark-team-a')));
    const { stdout } = await open(world);
    expect(stdout).toContain('Spark UI of pi-driver: http://localhost:40001');
    const [forward] = world.everyCall().filter((line) => line.includes('pod/pi-driver'));
    expect(forward).toMatch(/ --address 127\.0\.0\.1 --namespace spark-team-a pod\/pi-driver :4040$/);
  });

  test('says where Argo CD answers, and gives it the stand-ins with each commit', async () => {
    const world = running()
      .answer('kubectl * get applications.argoproj.io *', items(named('root', 'argocd')))
      .answer('kubectl * get storageclasses *', items(defaultClass));
    const { stdout } = await open(world);
    expect(stdout).toContain('Argo CD: https://localhost:40001\n  user admin, password pass');
    expect(world.input('kubectl')).toContain('"dist/dev/root/Application.airflow.yaml"');
  });

  test('renews the forwards of Argo CD and of a Spark UI at their ports when they end', async () => {
    const world = running()
      .answer('kubectl * port-forward * service/airflow-api-server *', connected, connected, connected, refused)
      .answer('kubectl * get applications.argoproj.io *', items(named('root', 'argocd')))
      .answer('kubectl * get storageclasses *', items(defaultClass))
      .answer('kubectl * get pods *', items(named('pi-driver', 'spark-team-a')));
    const { stdout, stderr } = await open(world);
    const forwards = (target: string) =>
      world
        .everyArgv()
        .filter((argv) => argv.includes(target))
        .map((argv) => argv.at(-1));
    expect(forwards('service/argocd-server')).toEqual([':443', '40001:443', '40001:443', '40001:443']);
    expect(forwards('pod/pi-driver')).toEqual([':4040', '40001:4040', '40001:4040']);
    expect(stdout.match(/Spark UI of pi-driver/g)).toHaveLength(1);
    expect(stderr).toContain('the connection to Argo CD ended, and is there again');
  });

  test('goes on where a job ends while its Spark UI is connected', async () => {
    const world = running()
      .answer('kubectl * get pods *', items(named('pi-driver', 'spark-team-a')))
      .answer('kubectl * port-forward * pod/pi-driver *', refused);
    const { stderr } = await open(world);
    expect(stderr).toContain('Airflow does not answer for 10m');
  });

  test('says that nobody can log in where the only way is a provider that does not know this machine', async () => {
    const world = running();
    Object.assign(world.config.airflow, { login: { ...(everything.airflow.login as object), breakGlass: false } });
    const { stdout } = await open(world);
    expect(stdout).toContain('\n  nobody can log in: the provider of airflow.login does not know this address');
  });

  test.each(['abc', '0', '65536', '80.5'])('refuses the port %j before it calls anything', async (port) => {
    const world = running();
    const { code, stderr } = await open(world, '--port', port);
    expect(stderr).toBe(`local: --port: '${port}' is not a port; use a number from 1 to 65535, e.g. '8081'`);
    expect([code, world.everyCall()]).toEqual([1, []]);
  });

  test('says which port is in use, and how to take another', async () => {
    const err = 'unable to create listener: Error listen tcp4 127.0.0.1:8081: bind: address already in use';
    const world = running().answer('kubectl * port-forward *', { err, code: 1 });
    const { code, stderr } = await open(world, '--port', '8081');
    expect(stderr).toBe(
      'local: port 8081 of this machine is in use; end what listens there, or give another with --port',
    );
    expect(code).toBe(1);
  });
});
