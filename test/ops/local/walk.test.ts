import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
    if (url.endsWith('/taskInstances')) return { task_instances: [{ task_id: 'describe_machine', state: 'failed' }] };
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

const sparkPod = (role: string, node: string) => ({
  metadata: { name: `pi-${role}`, namespace: 'spark-team-a', labels: { 'spark-role': role } },
  spec: { nodeName: node },
  status: { phase: 'Running' },
});

const node = (name: string, NodeGroupType: string) => ({ metadata: { name, labels: { NodeGroupType } }, spec: {} });
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
    world = new World((draft) => Object.assign(draft, structuredClone(devLike)))
      .answer('kubectl * get namespaces *', items(environment))
      .answer('kubectl * port-forward *', { out: `Forwarding from 127.0.0.1:${port} -> 8080` })
      .answer('kubectl * get secret airflow-admin-*', {
        out: { data: { username: encoded('admin'), password: encoded('pass') } },
      })
      .answer('kubectl * exec *', { out: '2\n' })
      .answer('kubectl * get nodes *', items(node('d', 'SparkDriver'), node('e', 'SparkComputeOptimized')))
      .answer(
        'kubectl * get pods *',
        items(sparkPod('driver', 'd'), sparkPod('executor', 'e')),
        items({ ...sparkPod('driver', 'd'), metadata: { ...sparkPod('driver', 'd').metadata, name: 'pyspark-job-1' } }),
        items(),
      );
  });
  afterEach(() => airflow.stop());

  test('passes where both DAGs succeed, logs are in S3, and a wrong pool is refused', async () => {
    const { code, stdout } = await world.runLocal('test');
    expect(stdout.split('\n').filter((line) => !line.startsWith('ok '))).toEqual(['6 of 6 checks are passed']);
    expect(stdout).toContain('driver on d (SparkDriver), executor on e (SparkComputeOptimized)');
    expect(stdout).toContain('Pi is roughly 3.14159');
    expect(airflow.asked.filter((line) => line.startsWith('POST /api'))).toHaveLength(4);
    expect(code).toBe(0);
  });

  test.each<[string, () => void, string]>([
    [
      'a DAG that fails',
      () => Object.assign(airflow.ends, { simple_example_dag: 'failed' }),
      'ends as failed: describe_machine is failed',
    ],
    [
      'logs that are not in S3',
      () => world.answer('kubectl * exec *', { out: '0\n' }),
      'the bucket has fewer than 2 objects',
    ],
    [
      'a driver on another pool',
      () => world.answer('kubectl * get nodes *', items(node('d', 'Airflow'), node('e', 'SparkComputeOptimized'))),
      'the driver ran on d (Airflow), not on SparkDriver',
    ],
    ['no value of pi', () => Object.assign(airflow, { log: 'spark-memory' }), "has no line 'Pi is roughly …'"],
    ['a job that is not refused', () => Object.assign(airflow, { log: 'Pi is roughly 3' }), 'does not name the pool'],
  ])('ends with findings where there is %s', async (_, change, sentence) => {
    change();
    const { code, stdout } = await world.runLocal('test');
    expect(stdout).toContain(sentence);
    expect(stdout).toContain('5 of 6 checks are passed');
    expect(code).toBe(3);
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
