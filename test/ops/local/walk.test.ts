import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderInto } from '../../output/trees.ts';
import { devLike } from '../../support/configs.ts';
import { items } from '../healthy-world.ts';
import { World } from '../world.ts';

/** An Airflow that answers what a test says, and remembers what it was asked. */
class FakeAirflow {
  readonly asked: string[] = [];
  /** State in which each run ends, by DAG. */
  readonly ends: Record<string, string> = {
    simple_example_dag: 'success',
    'pyspark-pi': 'success',
    pyspark_job: 'failed',
  };
  log = "Pi is roughly 3.14159 … team-b may not use 'spark-memory'";
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const url = decodeURIComponent(request.url ?? '');
      this.asked.push(`${request.method} ${url}`);
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(this.#answer(url)));
    });
  }

  #answer(url: string): unknown {
    const [, dag = ''] = /dags\/([^/?]+)/.exec(url) ?? [];
    if (url === '/auth/token') return { access_token: 'token' };
    if (url.includes('/logs/')) return { content: [this.log] };
    if (url.endsWith('/pod_name')) return { value: `${dag}-1-driver` };
    if (url.endsWith('/taskInstances')) return { task_instances: [task('a', 'failed', 2), task('b', 'success', 1)] };
    if (url.includes('dag_id_pattern=')) return { dags: [{ dag_id: url.split('=')[1] }] };
    if (url.includes('/dagRuns')) return { dag_run_id: `manual ${dag}`, state: this.ends[dag] };
    return {};
  }

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const task = (task_id: string, state: string, try_number: number) => ({ task_id, state, try_number, map_index: -1 });

/** The log of each try of these tasks, as Airflow calls it. */
const logs = ['simple_example_dag', 'pyspark-pi'].flatMap((dag) =>
  ['a/attempt=1', 'a/attempt=2', 'b/attempt=1'].map(
    (name) => `airflow/dag_id=${dag}/run_id=manual ${dag}/task_id=${name}.log`,
  ),
);

const sparkPod = (job: string, role: string, node: string) => ({
  metadata: {
    name: `${job}-${role}`,
    namespace: 'spark-team-a',
    labels: { 'spark-role': role, 'sparkoperator.k8s.io/app-name': job },
  },
  spec: { nodeName: node },
  status: { phase: 'Running' },
});

const application = (name: string, state: string) => ({
  metadata: { name, namespace: 'spark-team-a' },
  status: { applicationState: { state }, driverInfo: { podName: `${name}-driver` } },
});

const node = (name: string, labels: Record<string, string> = {}) => ({ metadata: { name, labels }, spec: {} });
const ofPool = (NodeGroupType: string, pool: string, capacity = 'on-demand') => ({
  NodeGroupType,
  'karpenter.sh/nodepool': pool,
  'karpenter.sh/capacity-type': capacity,
});
const driverNode = node('d', ofPool('SparkDriver', 'spark-driver'));
const executorNode = node('e', ofPool('SparkComputeOptimized', 'spark-compute', 'spot'));
const environment = {
  metadata: { name: 'local-stand-ins', labels: { 'airflow-on-eks.local/environment': 'dev' } },
};

describe('npm run local -- test', () => {
  let airflow: FakeAirflow;
  let world: World;

  beforeEach(async () => {
    airflow = new FakeAirflow();
    const port = await airflow.start();
    const encoded = (text: string) => Buffer.from(text).toString('base64');
    world = new World((draft) => Object.assign(draft, structuredClone(devLike)));
    renderInto(world.root, [devLike]);
    world
      .answer('kubectl * get namespaces *', items(environment))
      .answer('kubectl * port-forward *', { out: `Forwarding from 127.0.0.1:${port} -> 8080` })
      .answer('kubectl * get secret airflow-admin-*', {
        out: { data: { username: encoded('admin'), password: encoded('pass') } },
      })
      .answer('kubectl * exec *', { out: logs.join('\n') })
      .answer('kubectl * get nodes *', items(driverNode, executorNode))
      .answer(
        'kubectl * get sparkapplications* *',
        items(application('pyspark-pi-1', 'COMPLETED'), application('pyspark-pi-0', 'FAILED')),
        items(),
      )
      .answer(
        'kubectl * get pods *',
        items(
          sparkPod('pyspark-pi-0', 'executor', 'd'),
          sparkPod('pyspark-pi-1', 'driver', 'd'),
          sparkPod('pyspark-pi-1', 'executor', 'e'),
        ),
        items(sparkPod('pyspark-job-1', 'driver', 'd')),
        items(),
      );
  });
  afterEach(() => airflow.stop());

  test('passes where both DAGs succeed, logs are in S3, and a wrong pool is refused', async () => {
    const { code, stdout } = await world.runLocal('test');
    expect(stdout.split('\n').filter((line) => !line.startsWith('ok '))).toEqual(['7 of 7 checks are passed']);
    expect(stdout).toContain('pyspark-pi-1 is COMPLETED, driver on d (spark-driver), executor on e (spark-compute)');
    expect(stdout).toContain('3 logs under airflow/dag_id=pyspark-pi/');
    expect(stdout).toContain('Pi is roughly 3.14159');
    expect(airflow.asked.filter((line) => line.startsWith('POST /api'))).toHaveLength(4);
    expect(code).toBe(0);
  });

  test.each<[string, () => void, string]>([
    [
      'a DAG that fails',
      () => Object.assign(airflow.ends, { simple_example_dag: 'failed' }),
      'ends as failed: a is failed, b is success',
    ],
    [
      'a try whose log is not in S3',
      () =>
        world.answer('kubectl * exec *', {
          out: logs.filter((key) => !key.includes('pi/task_id=a/attempt=1')).join('\n'),
        }),
      'the bucket has no airflow/dag_id=pyspark-pi/run_id=manual pyspark-pi/task_id=a/attempt=1.log',
    ],
    [
      'no SparkApplication of the name that the task handed on',
      () =>
        world.answer('kubectl * get sparkapplications* *', items(application('pyspark-pi-0', 'COMPLETED')), items()),
      'there is no such SparkApplication',
    ],
    [
      'a SparkApplication that is not COMPLETED',
      () => world.answer('kubectl * get sparkapplications* *', items(application('pyspark-pi-1', 'FAILED')), items()),
      "the SparkApplication 'pyspark-pi-1' is FAILED, not COMPLETED",
    ],
    [
      'a driver on another pool',
      () => world.answer('kubectl * get nodes *', items(node('d', ofPool('Airflow', 'airflow')), executorNode)),
      'the driver ran on d (airflow), which has not the labels of spark-driver',
    ],
    [
      'an executor on a node with one label of its pool only',
      () =>
        world.answer('kubectl * get nodes *', items(driverNode, node('e', { NodeGroupType: 'SparkComputeOptimized' }))),
      'the executor ran on e (no pool), which has not the labels of spark-compute',
    ],
    ['no value of pi', () => Object.assign(airflow, { log: 'spark-memory' }), "has no line 'Pi is roughly …'"],
    ['a job that is not refused', () => Object.assign(airflow, { log: 'Pi is roughly 3' }), 'does not name the pool'],
    [
      'a job that is refused after it was submitted',
      () =>
        world.answer(
          'kubectl * get sparkapplications* *',
          items(application('pyspark-pi-1', 'COMPLETED')),
          items(),
          items(application('pyspark-job-9', 'RUNNING')),
          items(),
        ),
      'has submitted pyspark-job-9 all the same',
    ],
    [
      'a SparkApplication that outlives its job',
      () =>
        world.answer(
          'kubectl * get sparkapplications* *',
          items(application('pyspark-pi-1', 'COMPLETED')),
          items(application('pyspark-job-1', 'RUNNING')),
        ),
      'is marked as failed, and pyspark-job-1 is still there',
    ],
  ])('ends with findings where there is %s', async (_, change, sentence) => {
    change();
    const { code, stdout } = await world.runLocal('test');
    expect(stdout).toContain(sentence);
    expect(stdout).toContain('6 of 7 checks are passed');
    expect(code).toBe(3);
  });

  test('says that a compact cluster proves nothing about nodes', async () => {
    world.answer('kubectl * get nodes *', items(node('d'), node('e')));
    expect((await world.runLocal('test')).stdout).toContain('driver on d (compact), executor on e (compact)');
  });

  test('ends with one clear sentence where nothing answers', async () => {
    airflow.stop();
    const { code, stderr } = await world.runLocal('test');
    expect(stderr).toMatch(/^local: Airflow does not answer at http:\/\/localhost:\d+ \(ECONNREFUSED\); see /);
    expect(code).toBe(1);
  });

  test('says with --dry-run what it would check, and asks nobody', async () => {
    const { stdout } = await world.runLocal('test', '--dry-run');
    expect(stdout).toContain("# checks that 'pyspark-pi' succeeds");
    expect(airflow.asked).toEqual([]);
  });
});
