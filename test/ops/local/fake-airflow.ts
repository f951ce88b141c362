import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devLike } from '../../support/configs.ts';
import { renderInto } from '../../support/render-into.ts';
import { items } from '../healthy-world.ts';
import { World } from '../world.ts';
import { standInsOf } from './machine.ts';

/** An Airflow that answers what a test says, and remembers what it was asked. */
export class FakeAirflow {
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
export const logs = ['simple_example_dag', 'pyspark-pi'].flatMap((dag) =>
  ['a/attempt=1', 'a/attempt=2', 'b/attempt=1'].map(
    (name) => `airflow/dag_id=${dag}/run_id=manual ${dag}/task_id=${name}.log`,
  ),
);

export const sparkPod = (job: string, role: string, node: string) => ({
  metadata: {
    name: `${job}-${role}`,
    namespace: 'spark-team-a',
    labels: { 'spark-role': role, 'sparkoperator.k8s.io/app-name': job },
  },
  spec: { nodeName: node },
  status: { phase: 'Running' },
});

export const application = (name: string, state: string) => ({
  metadata: { name, namespace: 'spark-team-a' },
  status: { applicationState: { state }, driverInfo: { podName: `${name}-driver` } },
});

export const node = (name: string, labels: Record<string, string> = {}) => ({ metadata: { name, labels }, spec: {} });
export const ofPool = (NodeGroupType: string, pool: string, capacity = 'on-demand') => ({
  NodeGroupType,
  'karpenter.sh/nodepool': pool,
  'karpenter.sh/capacity-type': capacity,
});
export const driverNode = node('d', ofPool('SparkDriver', 'spark-driver'));
export const executorNode = node('e', ofPool('SparkComputeOptimized', 'spark-compute', 'spot'));

/** A cluster that runs `dev`, whose Airflow answers at this port. */
export function walked(port: number): World {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  const world = new World((draft) => Object.assign(draft, structuredClone(devLike)));
  renderInto(world.root, [devLike]);
  return world
    .answer('kubectl * get namespaces *', items(standInsOf('dev')))
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
}
